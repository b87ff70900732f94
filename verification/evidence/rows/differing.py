"""What a comparison row by row comes to: the class of every cell, and the rows that differ."""

from collections.abc import Iterator, Mapping, Sequence

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
from verification.evidence.matching import Pair
from verification.evidence.numbering import numbers_rows
from verification.evidence.relations import Relation, RelationColumn
from verification.evidence.rows.aligning import Alignment, tie
from verification.evidence.rows.computing import computed
from verification.evidence.rows.left_out import days_left_out
from verification.evidence.rows.locating import Located
from verification.evidence.rows.renaming import renamed
from verification.evidence.rows.ruled import Ruled, ruled_evidence


def compared_rows(
    engine: Engine,
    child: Relation,
    source: Relation,
    alignment: Alignment,
    located: Located,
    *,
    changes: Mapping[str, int] | None = None,
) -> Compared:
    """Return what was located as a comparison. `changes` counts what cleaning has changed."""
    ruled = _ruled(engine, child, source, alignment)
    missing = days_left_out(engine, alignment.tied, child, source)
    filled = () if changes is None else tuple(_filled(engine, located))
    differences = (*located.differences(), *_broken(ruled), *missing, *filled)
    explained = {each.column.sql for each in ruled}
    left = [column for column in alignment.alone if column.sql not in explained]
    numbering = [each for each in left if numbers_rows(engine, child, each, known=False)]
    return Compared(
        rows=_by_row(engine, child, located, ruled, filled=changes is not None),
        columns=(
            *_columns(engine, child, located, filled=changes is not None),
            *(ruled_evidence(child, each) for each in ruled),
            *(_alone_evidence(child, each, numbering=each in numbering) for each in left),
        ),
        differences=tuple(sorted(differences, key=gravest_first))[:MOST_KEPT],
        shares=_shares(engine, child, source, alignment.tied),
        figures={
            "rows_not_in_source": located.count("absent"),
            "days_missing": len(missing),
            **({} if changes is None else dict(changes)),
        },
        undecided=_undecided(missing),
    )


def _undecided(missing: Sequence[Difference]) -> str | None:
    """Days that a rule may have left out, or somebody at will: that cannot be told."""
    doubted = any(each.found is CellClass.NOT_COMPARED for each in missing)
    return "days-left-out" if doubted else None


def _columns(
    engine: Engine, child: Relation, located: Located, *, filled: bool
) -> Iterator[ColumnEvidence]:
    absent = located.count("absent")
    for k, pair in enumerate(located.pairs):
        differing = located.in_column(pair) + absent
        empty = engine.one(f"SELECT count(*) FROM filled WHERE k = {k}") if filled else 0
        counts = {
            CellClass.EQUAL: child.rows - differing - empty,
            CellClass.SOURCE_INCOMPLETE: empty,
            CellClass.DIFFERS: differing,
        }
        yield ColumnEvidence(pair.offered.name, pair.origin.name, pair.form.name, counts)


def _ruled(
    engine: Engine, child: Relation, source: Relation, alignment: Alignment
) -> tuple[Ruled, ...]:
    """The columns alone that follow a rule: names given anew, and what is computed in a row."""
    if not alignment.tells_apart:
        return ()
    anew = renamed(engine, source, alignment.alone, alignment.tied)
    known = {each.column.sql for each in anew}
    left = [column for column in alignment.alone if column.sql not in known]
    return (*anew, *computed(engine, child, left))


def _alone_evidence(child: Relation, column: RelationColumn, *, numbering: bool) -> ColumnEvidence:
    form = "numbering" if numbering else "unexplained"
    return ColumnEvidence(column.name, None, form, {CellClass.NOT_COMPARED: child.rows})


def _broken(ruled: Sequence[Ruled]) -> Iterator[Difference]:
    for each in ruled:
        for place, given, usual in each.breaking:
            yield Difference(place, each.column.name, CellClass.DIFFERS, each.why, given, usual)


def _filled(engine: Engine, located: Located) -> Iterator[Difference]:
    cells = engine.rows(f"SELECT n, k, given, there FROM filled ORDER BY n, k LIMIT {MOST_KEPT}")
    for place, k, given, there in cells:
        column = located.pairs[k].offered.name
        yield Difference(place, column, CellClass.SOURCE_INCOMPLETE, Why.FILLED, given, there)


def _by_row(
    engine: Engine, child: Relation, located: Located, ruled: Sequence[Ruled], *, filled: bool
) -> dict[CellClass, int]:
    if not located.pairs:
        return {CellClass.DIFFERS: child.rows}
    broken = sorted({place for each in ruled for place, _, _ in each.breaking})
    differing = engine.one(
        "SELECT count(*) FROM (SELECT n FROM differing UNION SELECT n FROM absent "
        "UNION SELECT unnest(?::BIGINT[]))",
        [broken],
    )
    empty = 0
    if filled:
        empty = engine.one(
            "SELECT count(DISTINCT n) FROM filled WHERE n NOT IN (SELECT n FROM differing)"
        )
    return {
        CellClass.EQUAL: child.rows - differing - empty,
        CellClass.SOURCE_INCOMPLETE: empty,
        CellClass.DIFFERS: differing,
    }


def _shares(
    engine: Engine, child: Relation, source: Relation, tied: Sequence[Pair]
) -> tuple[float, ...]:
    """Of how many offered rows each table of the union has an equal one."""
    if not tied or not child.rows:
        return (0.0,) * source.tables
    if source.tables == 1:
        return (engine.one("SELECT count(*) FROM found") / child.rows,)
    return tuple(
        engine.one(
            "SELECT count(*) FROM child SEMI JOIN "
            f"(FROM source WHERE t = {table}) AS source ON {tie(tied)}"
        )
        / child.rows
        for table in range(source.tables)
    )
