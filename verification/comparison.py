"""A table beside that of the version before: what both reports say of it, and what differs.

Nothing is read again: the version before is known by its stored report, and of both no more is
told than reports tell.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from verification.declared_rules import key_of
from verification.findings import Location
from verification.report import ColumnFacts
from verification.sources import EarlierTable


@dataclass(frozen=True)
class ColumnComparison:
    """A column that both versions have."""

    before: ColumnFacts
    now: ColumnFacts

    @property
    def name(self) -> str:
        return self.now.name

    @property
    def nulls(self) -> tuple[float, float]:
        """The shares of empty cells, before and now."""
        return _share(self.before), _share(self.now)

    @property
    def new(self) -> tuple[tuple[str, int], ...]:
        """The categories that came, with their counts now; of other columns none."""
        return _lacking(self.now, self.before)

    @property
    def gone(self) -> tuple[tuple[str, int], ...]:
        """The categories that went, with their counts before."""
        return _lacking(self.before, self.now)


@dataclass(frozen=True)
class TableComparison:
    """A table, the one of the version before that has most of its columns, and those of both."""

    at: Location
    rows: int
    earlier: EarlierTable
    columns: tuple[ColumnComparison, ...] = field(default=())

    @property
    def rows_share(self) -> float | None:
        """By which part of the rows before there are more now, or (below 0) fewer."""
        before = self.earlier.rows
        return (self.rows - before) / before if before else None


def nearest(
    earlier: Sequence[EarlierTable], names: Sequence[str], at: Location
) -> EarlierTable | None:
    """The table of the version before that has most of these columns.

    Of several that have as many it is the one of the same sheet, then of the same file: a file's
    name often has a date. None: there is none, or none that has any.
    """
    keys = set(map(key_of, names))

    def likeness(other: EarlierTable) -> tuple[int, bool, bool]:
        shared = sum(key_of(name) in keys for name, _ in other.columns)
        return shared, other.sheet == at.sheet, other.file == at.file

    best = max(earlier, key=likeness, default=None)
    return best if best is not None and likeness(best)[0] else None


def compared(
    earlier: EarlierTable, facts: Sequence[ColumnFacts], *, rows: int, at: Location
) -> TableComparison:
    """Set a table beside an earlier one, column by column in its order."""
    before = {key_of(each.name): each for each in earlier.facts}
    pairs = ((before.get(key_of(each.name)), each) for each in facts)
    columns = tuple(ColumnComparison(old, now) for old, now in pairs if old is not None)
    return TableComparison(at, rows, earlier, columns)


def comparison_json(comparison: TableComparison) -> Mapping[str, Any]:
    """What a report says: rows before and now, and of each column that differs what differs."""
    share = comparison.rows_share
    return {
        "file": comparison.at.file,
        "sheet": comparison.at.sheet,
        "earlier": {"file": comparison.earlier.file, "sheet": comparison.earlier.sheet},
        "rows": {
            **_both(comparison.earlier.rows, comparison.rows),
            "share": None if share is None else round(share, 4),
        },
        "columns": [
            {"name": column.name, **differing}
            for column in comparison.columns
            if (differing := dict(_differing(column)))
        ],
    }


def _differing(column: ColumnComparison) -> Iterator[tuple[str, Any]]:
    before, now = column.before, column.now
    nulls, nulls_now = column.nulls
    pairs: tuple[tuple[str, object, object], ...] = (
        ("type", before.type, now.type),
        ("nulls", round(nulls, 4), round(nulls_now, 4)),
        ("distinct", before.distinct, now.distinct),
        ("min", before.least, now.least),
        ("max", before.greatest, now.greatest),
        ("mean", before.mean, now.mean),
    )
    for name, old, new in pairs:
        if old != new:
            yield name, _both(old, new)
    if column.new or column.gone:
        came, went = ([value for value, _ in each] for each in (column.new, column.gone))
        yield "categories", {"new": came, "gone": went}


def _both(before: object, now: object) -> dict[str, Any]:
    return {"before": before, "now": now}


def _share(facts: ColumnFacts) -> float:
    cells = facts.nulls + facts.filled
    return facts.nulls / cells if cells else 0.0


def _lacking(one: ColumnFacts, other: ColumnFacts) -> tuple[tuple[str, int], ...]:
    if one.categories is None or other.categories is None:
        return ()
    there = {value for value, _ in other.categories}
    return tuple((value, count) for value, count in one.categories if value not in there)
