"""Compares a joined table with each of its sides: the columns that came from it, row by row.

A side is a union of tables of one form. A row that has no partner on a side holds nothing of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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
from verification.evidence.joins.bridging import bridged
from verification.evidence.joins.sides import (
    Side,
    Tied,
    give_back,
    locate_all,
    recall,
    take,
    ties_of,
)
from verification.evidence.relations import Relation
from verification.evidence.rows.differing import DAYS_LEFT_OUT, compared_rows
from verification.evidence.rows.left_out import has_day


@dataclass(frozen=True)
class _Seen:
    tied: Tied
    compared: Compared


def joined(
    engine: Engine, child: Relation, sides: Sequence[Side]
) -> tuple[Compared, tuple[Side, ...]]:
    """Compare with every side; return the sides of the shares too, in their order.

    The keys are the columns that more than one side has, and those of the sources by which sides
    were put together.
    """
    ties, whole = bridged(engine, child, ties_of(engine, child, sides))
    located = locate_all(engine, child, ties)
    engine.run("CREATE OR REPLACE TEMP TABLE bad (n BIGINT)")
    seen = []
    for number, tied in enumerate(ties):
        offered, source = take(engine, child, tied)
        recall(engine, number)
        compared = compared_rows(engine, offered, source, tied.alignment, located[number])
        engine.run("INSERT INTO bad SELECT n FROM absent UNION SELECT n FROM differing")
        seen.append(_Seen(tied, compared))
    seen = [_without_lonely_days(engine, each, seen) for each in seen]
    give_back(engine)
    found = _together(engine, child, seen, tuple(_keys(child, ties)))
    if not whole and found.undecided is None:
        found = replace(found, undecided="join-not-shown")
    return found, tuple(end for each in seen for end in each.tied.side.ends)


def _keys(child: Relation, ties: Sequence[Tied]) -> Iterator[str]:
    held = [each.columns for each in ties]
    for column in child.columns:
        if sum(column.sql in names for names in held) > 1:
            yield column.name
    for tied in ties:
        yield from tied.side.keys


def _without_lonely_days(engine: Engine, seen: _Seen, others: Sequence[_Seen]) -> _Seen:
    """Take out the days that met no partner: another side, all of whose rows met one, has none."""
    missing = [each for each in seen.compared.differences if each.why is Why.MISSING]
    if not missing:
        return seen
    lonely: set[Difference] = set()
    for other in others:
        if other.tied is not seen.tied and other.tied.partners:
            other.tied.side.make()
            lonely |= {
                each
                for each in missing
                for name, day in each.key
                if has_day(engine, other.tied.alignment.tied, name, day or "") is False
            }
    kept = tuple(each for each in seen.compared.differences if each not in lonely)
    undecided = seen.compared.undecided
    if undecided == DAYS_LEFT_OUT and not any(each.why is Why.MISSING for each in kept):
        undecided = None
    return replace(seen, compared=replace(seen.compared, differences=kept, undecided=undecided))


def _together(
    engine: Engine, child: Relation, seen: Sequence[_Seen], keys: tuple[str, ...]
) -> Compared:
    columns = tuple(_columns(child, seen))
    nothing = [each for each in seen if not each.tied.alignment.tied]
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
        shares=tuple(share for side in seen for share in _shares(side)),
        keys=keys,
        figures=figures,
        undecided=_undecided(seen, columns),
    )


def _shares(seen: _Seen) -> tuple[float, ...]:
    """The share of each table; tables of sides that were put together have one and the same."""
    side, shares = seen.tied.side, seen.compared.shares
    return shares * sum(end.make().tables for end in side.ends) if side.parts else shares


def _undecided(seen: Sequence[_Seen], columns: Sequence[ColumnEvidence]) -> str | None:
    """Nothing is decided of a table with columns that no side explains."""
    if any(each.form == "unexplained" for each in columns):
        return "columns-not-in-source"
    return next((each.compared.undecided for each in seen if each.compared.undecided), None)


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
