"""Compares a joined table with each of its sides: the columns that came from it, row by row.

A side is a union of tables of one form. A row that has no partner on a side holds nothing of it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
from verification.evidence.matching import candidates_of
from verification.evidence.relations import Relation
from verification.evidence.rows.aligning import Alignment, aligned
from verification.evidence.rows.differing import compared_rows
from verification.evidence.rows.locating import locate


@dataclass(frozen=True)
class Side:
    """Tables of one form: `make` makes them the `source` of the engine; `owners` are theirs."""

    make: Callable[[], Relation]
    owners: frozenset[int]


@dataclass(frozen=True)
class _Seen:
    side: Side
    alignment: Alignment
    compared: Compared


def joined(
    engine: Engine, child: Relation, sides: Sequence[Side]
) -> tuple[Compared, tuple[Side, ...]]:
    """Compare with every side; return the sides of the shares too, in their order.

    The keys are the columns that more than one side has.
    """
    alignments = [_aligned(engine, child, side) for side in sides]
    used = _used(sides, alignments)
    held = [{pair.offered.sql for pair in alignment.tied} for _, alignment in used]
    engine.run("CREATE OR REPLACE TEMP TABLE bad (n BIGINT)")
    seen = []
    for number, (side, alignment) in enumerate(used):
        source = side.make()
        others = set().union(*held[:number], *held[number + 1 :])
        located = locate(engine, alignment)
        _excuse_lonely(engine, alignment, held[number] - others)
        compared = compared_rows(engine, child, source, alignment, located)
        engine.run("INSERT INTO bad SELECT n FROM absent UNION SELECT n FROM differing")
        seen.append(_Seen(side, alignment, compared))
    keys = tuple(
        column.name for column in child.columns if sum(column.sql in names for names in held) > 1
    )
    return _together(engine, child, seen, keys), tuple(each.side for each in seen)


def _aligned(engine: Engine, child: Relation, side: Side) -> Alignment:
    source = side.make()
    return aligned(engine, child, source, candidates_of(engine, child, source))


def _used(sides: Sequence[Side], alignments: Sequence[Alignment]) -> list[tuple[Side, Alignment]]:
    """The sides that rows are tied to; of a source with several tables not all need be."""
    pairs = list(zip(sides, alignments, strict=True))
    tied = [side.owners for side, alignment in pairs if alignment.tied]
    return [
        (side, alignment)
        for side, alignment in pairs
        if alignment.tied or not any(side.owners & owners for owners in tied)
    ]


def _excuse_lonely(engine: Engine, alignment: Alignment, own: set[str]) -> None:
    """Take the rows out of the absent ones that have nothing of a side: they met no partner."""
    if not own or not alignment.tied:
        return
    empty = " AND ".join(f"{sql} IS NULL" for sql in sorted(own))
    engine.run(f"DELETE FROM absent WHERE n IN (SELECT n FROM child WHERE {empty})")


def _together(
    engine: Engine, child: Relation, seen: Sequence[_Seen], keys: tuple[str, ...]
) -> Compared:
    columns = tuple(_columns(child, seen))
    nothing = [each for each in seen if not each.alignment.tied]
    bad = child.rows if nothing else engine.one("SELECT count(DISTINCT n) FROM bad")
    differences = [each for side in seen for each in side.compared.differences]
    if nothing:
        differences.insert(0, Difference(None, None, CellClass.DIFFERS, Why.NOT_IN_SOURCE))
    unique = dict.fromkeys(differences)
    figures: dict[str, int | float | str] = {}
    for side in seen:
        for name, count in side.compared.figures.items():
            if isinstance(count, int):
                figures[name] = int(figures.get(name, 0)) + count
    return Compared(
        rows={CellClass.EQUAL: child.rows - bad, CellClass.DIFFERS: bad},
        columns=columns,
        differences=tuple(sorted(unique, key=gravest_first))[:MOST_KEPT],
        shares=tuple(share for side in seen for share in side.compared.shares),
        keys=keys,
        figures=figures,
    )


def _columns(child: Relation, seen: Sequence[_Seen]) -> Iterator[ColumnEvidence]:
    """Of each column what the side says that explains it; of several, what differs most."""
    by_name: list[Mapping[str, ColumnEvidence]] = [
        {column.name: column for column in side.compared.columns} for side in seen
    ]
    for column in child.columns:
        said = [each[column.name] for each in by_name if column.name in each]
        explained = [each for each in said if each.form != "unexplained"]
        yield max(
            explained or said,
            key=lambda each: each.counts.get(CellClass.DIFFERS, 0),
            default=ColumnEvidence(column.name, None, "unexplained", {}),
        )
