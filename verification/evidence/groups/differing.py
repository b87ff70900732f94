"""Which cells and rows of an aggregated table do not agree with the source, and of which class."""

from collections.abc import Iterator
from dataclasses import replace

from verification.evidence.differences import (
    MOST_KEPT,
    CellClass,
    ColumnEvidence,
    Compared,
    Difference,
    Why,
    gravest_first,
)
from verification.evidence.engine import Engine
from verification.evidence.groups.beside import beside_group
from verification.evidence.groups.grouping import Grouping
from verification.evidence.groups.left_out import groups_left_out
from verification.evidence.groups.reconciling import Reconciled
from verification.evidence.groups.seeking import Found
from verification.evidence.matching import Pair
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation
from verification.evidence.rounding import tolerance
from verification.evidence.rows.ruled import ruled_evidence, unruled_differences

_CLASSES = (CellClass.EQUAL, CellClass.SOURCE_INCOMPLETE, CellClass.DIFFERS, CellClass.NOT_COMPARED)
_HALF = 0.5
_NUMBER_OF = {found: number for number, found in enumerate(_CLASSES)}


def compared_groups(
    engine: Engine, child: Relation, source: Relation, made: Reconciled
) -> Compared:
    """Return every cell's class, the differences one by one, and the groups that are missing."""
    _classify(engine, made)
    missing, unexplained = groups_left_out(engine, made)
    differences = (
        *_cells(engine, made),
        *_rows(engine, made.grouping),
        *_broken(engine, made),
        *missing,
    )
    rows = _by_row(engine, child, made)
    return Compared(
        rows=rows,
        columns=tuple(_columns(engine, child, made)),
        differences=tuple(sorted(differences, key=gravest_first))[:MOST_KEPT],
        shares=_shares(engine, child, source),
        keys=tuple(pair.offered.name for pair in made.grouping.keys),
        figures={
            "groups": engine.one("SELECT count(*) FROM groups"),
            "groups_left_out": unexplained,
            "groups_missing": len(missing),
        },
        undecided=_undecided(made),
        selected=made.selection.told,
    )


def _undecided(made: Reconciled) -> str | None:
    if not made.found:
        return "no-measure-explained"
    return "columns-unexplained" if made.unexplained else None


def _classify(engine: Engine, made: Reconciled) -> None:
    """Make `cells` (n, k, class, given, there) of all compared cells, `outside` and `repeated`.

    What was selected may have none of a group that the source has.
    """
    tied = " AND ".join(
        f"{pair.child} IS NOT DISTINCT FROM {pair.source}" for pair in made.grouping.keys
    )
    in_source = "ANTI JOIN source ON " + tied if made.selection.told and tied else ""
    engine.run(
        "CREATE OR REPLACE TEMP TABLE outside AS SELECT n FROM "
        "(SELECT child.* FROM child JOIN grouped USING (n) WHERE group_rows IS NULL) AS child "
        f"{in_source}"
    )
    keys = ", ".join(beside_group(pair.child) for pair in made.grouping.keys)
    over = f"PARTITION BY {keys} ORDER BY n" if keys else "ORDER BY n"
    engine.run(
        "CREATE OR REPLACE TEMP TABLE repeated AS SELECT n FROM grouped "
        f"QUALIFY row_number() OVER ({over}) > 1"
    )
    engine.run(
        "CREATE OR REPLACE TEMP TABLE cells "
        "(n BIGINT, k INT, class INT, given VARCHAR, there VARCHAR)"
    )
    for k, found in enumerate(made.found):
        engine.run(f"INSERT INTO cells {_cells_of(engine, made, k, found)}")


def _cells_of(engine: Engine, made: Reconciled, k: int, found: Found) -> str:
    number = beside_group(found.column.read(Reading.NUMBER))
    allowed = beside_group(tolerance(engine, found.column))
    usual = "group_rows" if made.usual is None else f"greatest({made.usual}, group_rows)"
    small = "false" if made.usual is None else f"group_rows < {made.usual}"
    equal = (
        f"(abs({number} - v{k}) <= {allowed}) OR (v{k} IS NULL AND {number} IS NULL) "
        f"OR ({_may_be_nought(found)} AND coalesce(v{k}, 0) = 0 AND coalesce({number}, 0) = 0)"
    )
    lacking = f"(v{k}_partial OR {small})"
    # What has the source's own values, if under a factor, was not made of others.
    whole = found.suspected is not None or _agrees_where_lacking(engine, lacking, equal)
    excuse = "false" if whole else lacking
    return (
        f"SELECT n, {k}, CASE WHEN {equal} THEN {_NUMBER_OF[CellClass.EQUAL]} "
        f"WHEN {_has_none_before(found, k)} THEN {_NUMBER_OF[CellClass.NOT_COMPARED]} "
        f"WHEN {excuse} AND {_possible(engine, found, number, usual)} "
        f"THEN {_NUMBER_OF[CellClass.SOURCE_INCOMPLETE]} "
        f"ELSE {_NUMBER_OF[CellClass.DIFFERS]} END, "
        f"{beside_group(found.column.sql)}::VARCHAR, v{k}::VARCHAR "
        "FROM grouped WHERE n NOT IN (FROM outside)"
    )


def _may_be_nought(found: Found) -> str:
    """SQL of whether 0 and an empty cell say the same: what is added up begins there.

    So it is with what a part of a group comes to that has no rows: it is often filled with 0.
    """
    of_part = found.measure.value_of is not None and "_of_" in found.measure.value_of
    adds = found.measure.function in ("sum", "count", "rows", "different")
    return str(adds or of_part).lower()


def _has_none_before(found: Found, k: int) -> str:
    """SQL of whether it is a change since a row that is not offered: of it nothing is known."""
    changed = found.measure.function.startswith("change")
    return f"({str(changed).lower()} AND v{k} IS NULL)"


def _agrees_where_lacking(engine: Engine, lacking: str, equal: str) -> bool:
    """Whether most groups that lack something agree all the same: it excuses none then."""
    share = engine.one(
        f"SELECT avg(coalesce({equal}, false)::INT) FROM grouped "
        f"WHERE group_rows IS NOT NULL AND {lacking}"
    )
    return bool(share is not None and share >= _HALF)


def _possible(engine: Engine, found: Found, number: str, usual: str) -> str:
    """SQL of whether the values that are not there could make up what is offered.

    They are anywhere between the least and the greatest the source has, or nothing (0).
    """
    between = found.measure.between
    if between is None:
        return "true"
    place = found.measure.value_of
    low, high = engine.row(
        f"SELECT least(min(min_{place}), 0), greatest(max(max_{place}), 0) FROM groups"
    )
    lack = f"({usual} - count_{place})"
    least, greatest = (
        each.replace("lack", lack).replace("low", f"({low!r})").replace("high", f"({high!r})")
        for each in between
    )
    slack = f"1e-9 * greatest(abs({number}), 1)"
    return f"coalesce({number} BETWEEN ({least}) - {slack} AND ({greatest}) + {slack}, true)"


def _cells(engine: Engine, made: Reconciled) -> Iterator[Difference]:
    found = engine.rows(
        "SELECT n, k, class, given, there FROM cells WHERE class > 0 "
        f"ORDER BY class = {_NUMBER_OF[CellClass.DIFFERS]} DESC, n, k LIMIT {MOST_KEPT}"
    )
    keys = _keys_of(engine, made.grouping.keys, {n for n, *_ in found})
    for n, k, number, given, there in found:
        whole = _CLASSES[number] is CellClass.DIFFERS
        why = Why.VALUE if whole else Why.INCOMPLETE_GROUP
        column = made.found[k].column.name
        yield Difference(n, column, _CLASSES[number], why, given, there, keys.get(n, ()))


def _rows(engine: Engine, grouping: Grouping) -> Iterator[Difference]:
    for table, why in (("outside", Why.NOT_IN_SOURCE), ("repeated", Why.REPEATED)):
        found = [n for (n,) in engine.rows(f"SELECT n FROM {table} ORDER BY n LIMIT {MOST_KEPT}")]
        keys = _keys_of(engine, grouping.keys, set(found))
        for n in found:
            yield Difference(n, None, CellClass.DIFFERS, why, key=keys.get(n, ()))


def _broken(engine: Engine, made: Reconciled) -> Iterator[Difference]:
    """The cells that are not what the other cells of their row come to."""
    found = list(unruled_differences(engine, made.ruled))
    places = {each.place for each in found if each.place is not None}
    keys = _keys_of(engine, made.grouping.keys, places)
    yield from (replace(each, key=keys.get(each.place or 0, ())) for each in found)


def _keys_of(
    engine: Engine, keys: tuple[Pair, ...], places: set[int]
) -> dict[int, tuple[tuple[str, str | None], ...]]:
    if not keys or not places:
        return {}
    named = ", ".join(f"{pair.offered.sql}::VARCHAR" for pair in keys)
    rows = engine.rows(f"SELECT n, {named} FROM child WHERE list_contains(?, n)", [sorted(places)])
    names = [pair.offered.name for pair in keys]
    return {n: tuple(zip(names, values, strict=True)) for n, *values in rows}


def _by_row(engine: Engine, child: Relation, made: Reconciled) -> dict[CellClass, int]:
    """The offered rows by the gravest class of their cells."""
    counted = engine.rows(
        "SELECT gravest, count(*) FROM (SELECT child.n, CASE "
        "WHEN child.n IN (FROM outside) OR child.n IN (FROM repeated) "
        "OR child.n IN (SELECT n FROM unruled WHERE usual IS NOT NULL) "
        f"THEN {_NUMBER_OF[CellClass.DIFFERS]} "
        f"ELSE coalesce(max(class), {_NUMBER_OF[CellClass.NOT_COMPARED]}) END AS gravest "
        "FROM child LEFT JOIN cells USING (n) GROUP BY child.n) GROUP BY gravest"
    )
    return {_CLASSES[number]: count for number, count in counted}


def _columns(engine: Engine, child: Relation, made: Reconciled) -> Iterator[ColumnEvidence]:
    counted: dict[int, dict[CellClass, int]] = {}
    for k, number, count in engine.rows("SELECT k, class, count(*) FROM cells GROUP BY k, class"):
        counted.setdefault(k, {})[_CLASSES[number]] = count
    outside = engine.one("SELECT count(*) FROM outside")
    for pair in made.grouping.keys:
        counts = {CellClass.EQUAL: child.rows - outside, CellClass.DIFFERS: outside}
        yield ColumnEvidence(pair.offered.name, pair.origin.name, f"key:{pair.form.name}", counts)
    for k, found in enumerate(made.found):
        yield ColumnEvidence(
            found.column.name,
            ", ".join(column.name for column in found.measure.of) or None,
            found.measure.function,
            counted.get(k, {}),
            found.suspected or found.measure.note,
        )
    yield from (ruled_evidence(child, each) for each in made.ruled)
    nothing = {CellClass.NOT_COMPARED: child.rows}
    for column in (*made.grouping.numbering, *made.unexplained):
        form = "numbering" if column in made.grouping.numbering else "unexplained"
        yield ColumnEvidence(column.name, None, form, nothing)


def _shares(engine: Engine, child: Relation, source: Relation) -> tuple[float, ...]:
    """Of how many offered rows each table of the union holds the group, or a part of it."""
    tables = range(min(source.tables, 64))
    counts = engine.row(
        "SELECT "
        + ", ".join(f"count(*) FILTER (WHERE of_tables & (1::UBIGINT << {t}) > 0)" for t in tables)
        + " FROM grouped"
    )
    return tuple(count / child.rows if child.rows else 0.0 for count in counts)
