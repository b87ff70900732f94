"""The check that each kind of derivation demands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from verification.evidence.differences import (
    CellClass,
    ColumnEvidence,
    Compared,
    Difference,
    Why,
)
from verification.evidence.engine import Engine
from verification.evidence.groups.differing import compared_groups
from verification.evidence.groups.few_groups import SHORT
from verification.evidence.groups.grouping import Grouping, groupings_of
from verification.evidence.groups.possible import impossible_measures, same_total
from verification.evidence.groups.reconciling import reconcile
from verification.evidence.groups.strangers import stands_nowhere
from verification.evidence.matching import Candidates, candidates_of, namesakes
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, plain_name
from verification.evidence.rows.aligning import Alignment, aligned
from verification.evidence.rows.cleaning import set_apart
from verification.evidence.rows.differing import compared_rows
from verification.evidence.rows.locating import Located, find_plainly, locate
from verification.evidence.summaries import summarised

_HALF, _NEARLY_ALL = 0.5, 0.9
_NO_GROUPS, _UNEXPLAINED = "groups-not-found", "columns-unexplained"


@dataclass(frozen=True)
class Tables:
    """An offered table and a union of sources, in the engine that compares them."""

    engine: Engine
    child: Relation
    source: Relation

    @cached_property
    def candidates(self) -> tuple[Candidates, ...]:
        """What the columns offered may have come from."""
        return candidates_of(self.engine, self.child, self.source)


def contained(tables: Tables) -> Compared:
    """Every row of the offered table stands in the source, column by column as it is."""
    return _with_all_columns(_mostly_of_source(_row_by_row(tables, cleaned=False)))


def cleaned(tables: Tables) -> Compared:
    """Every row is one of the source, changed in nothing but what cleaning changes.

    Or rows of it are set side by side, as in a table with a column for each year.
    """
    rows = _row_by_row(tables, cleaned=True)
    if _has_unexplained(rows):
        wide = aggregated(tables)
        if wide.undecided is None and _explained_share(wide) > _explained_share(rows):
            return wide
    return _with_all_columns(_mostly_of_source(rows))


def _has_unexplained(compared: Compared) -> bool:
    return any(each.form == "unexplained" for each in compared.columns)


def _with_all_columns(compared: Compared) -> Compared:
    """Nothing is decided of a table with columns that nothing in the source explains."""
    if compared.undecided is None and _has_unexplained(compared):
        return replace(compared, undecided="columns-not-in-source")
    return compared


def aggregated(tables: Tables) -> Compared:
    """Every cell is an aggregate over its group of the source."""
    engine, child, source = tables.engine, tables.child, tables.source
    candidates = candidates_of(engine, child, source, keys=True)
    best: Compared | None = None
    for grouping in groupings_of(engine, child, source, candidates):
        if not grouping.measures:
            continue
        compared = _by_groups(tables, grouping)
        if best is None or _shows(compared) > _shows(best):
            best = compared
        if not _may_be_grouped_otherwise(best, source):
            break
    return _of_other_groups(tables) if best is None else best


def _by_groups(tables: Tables, grouping: Grouping) -> Compared:
    engine, child, source = tables.engine, tables.child, tables.source
    made = reconcile(engine, child, source, grouping)
    compared = compared_groups(engine, child, source, made)
    impossible = [] if made.found else impossible_measures(engine, source, made.unexplained)
    return _nowhere(compared, impossible) if impossible else compared


def _shows(compared: Compared) -> tuple[float, bool]:
    """How much of a table is explained, and of equals whether anything is decided."""
    return _explained_share(compared), compared.undecided is None


def _may_be_grouped_otherwise(compared: Compared, source: Relation) -> bool:
    """Whether other keys are worth trying: nothing agrees yet, or of a short source little.

    Where every cell agrees that is compared, some column is merely of something else.
    """
    if compared.undecided == _UNEXPLAINED:
        return CellClass.DIFFERS in compared.rows
    if compared.undecided is not None:
        return True
    return source.rows <= SHORT and _explained_share(compared) < _NEARLY_ALL


def as_any(tables: Tables) -> Compared:
    """A result of an analysis: figures that sum the source up, its rows, or aggregates of it."""
    summary = summarised(tables.engine, tables.child, tables.source)
    if summary is not None:
        return summary
    rows = _row_by_row(tables, cleaned=True)
    if rows.undecided is None and _explained_share(rows) >= _NEARLY_ALL:
        return rows
    groups = aggregated(tables)
    if (
        groups.undecided == _NO_GROUPS
        and groups.differences
        and _has_strange_key(tables, namesake=True)
    ):
        return groups
    ways = [groups] if rows.undecided is not None else [groups, rows]
    best = max(ways, key=_explained_share)
    if _explained_share(best) < _HALF:
        undecided = {CellClass.NOT_COMPARED: tables.child.rows}
        return Compared(undecided, undecided="result-not-traced")
    return best


HOW: Mapping[str, Callable[[Tables], Compared]] = {
    "subset": contained,
    "filter": contained,
    "clean": cleaned,
    "aggregate": aggregated,
    "analyse": as_any,
    "visualise": as_any,
    "other": as_any,
}
"""What is demanded of each kind; a join is compared with each of its sides (see `joining`)."""


def _row_by_row(tables: Tables, *, cleaned: bool) -> Compared:
    engine, child, source = tables.engine, tables.child, tables.source
    alignment, located = _located(tables)
    changes = set_apart(engine, alignment, located) if cleaned else None
    compared = compared_rows(engine, child, source, alignment, located, changes=changes, once=True)
    if alignment.alone and not alignment.tells_apart:
        # What was found by is shared by many rows: that they are these is not shown.
        return replace(compared, undecided="rows-not-told-apart")
    return compared


def _located(tables: Tables) -> tuple[Alignment, Located]:
    """The rows of the offered table in the source: by all namesakes at once, if that finds most."""
    engine, child, source = tables.engine, tables.child, tables.source
    plain = namesakes(child, source)
    if plain and find_plainly(engine, plain) >= _HALF * child.rows:
        alignment = Alignment(plain)
        return alignment, locate(engine, alignment, again=False)
    alignment = aligned(engine, child, source, tables.candidates)
    return alignment, locate(engine, alignment)


def _mostly_of_source(compared: Compared) -> Compared:
    """What is said to be rows of the source and has few of its columns is none of it."""
    alone = [each for each in compared.columns if each.form == "unexplained"]
    if 2 * len(alone) <= len(compared.columns):
        return compared
    return _nowhere(compared, [each.name for each in alone])


def _nowhere(compared: Compared, names: Sequence[str]) -> Compared:
    rows = sum(compared.rows.values())
    columns = tuple(
        replace(each, counts={CellClass.DIFFERS: rows}) if each.name in names else each
        for each in compared.columns
    )
    told = tuple(Difference(None, name, CellClass.DIFFERS, Why.NOT_IN_SOURCE) for name in names)
    return replace(
        compared,
        rows={CellClass.DIFFERS: rows},
        columns=columns,
        differences=(*told, *compared.differences),
    )


def _of_other_groups(tables: Tables) -> Compared:
    """The offered rows name no groups of the source: of categories of their own, or of another one.

    Against it speaks a key that the source would have to have: days of other times, or many names
    of which it has none; unless a column adds up to what one of the source does.
    """
    rows = tables.child.rows
    columns = tuple(
        ColumnEvidence(column.name, None, "unexplained", {CellClass.NOT_COMPARED: rows})
        for column in tables.child.columns
    )
    found = Compared({CellClass.NOT_COMPARED: rows}, columns, undecided=_NO_GROUPS)
    if not _has_strange_key(tables) or _adds_up(tables):
        return found
    return _nowhere(found, [column.name for column in tables.child.columns])


def _has_strange_key(tables: Tables, *, namesake: bool = False) -> bool:
    """Whether a key is none of the source; a `namesake`: one that is called like its own."""
    names = {plain_name(name) for column in tables.source.columns for name in column.names}
    known = {
        each.offered.sql
        for each in tables.candidates
        if any(pair.contained >= _HALF and not pair.named for pair in each.pairs)
    }
    return any(
        column.sql not in known
        and (not namesake or plain_name(column.name) in names)
        and stands_nowhere(tables.engine, column, tables.source)
        for column in tables.child.columns
    )


def _adds_up(tables: Tables) -> bool:
    return any(
        same_total(tables.engine, column, origin)
        for column in tables.child.columns
        for origin in (None, *tables.source.columns)
        if Reading.NUMBER in column.readings
        and (origin is None or Reading.NUMBER in origin.readings)
    )


def _explained_share(compared: Compared) -> float:
    """The share of all cells that are equal."""
    cells = compared.cells
    total = sum(cells.values())
    return cells[CellClass.EQUAL] / total if total else 0.0
