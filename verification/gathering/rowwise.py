"""What checks asked for that no column tells alone: rows by several of their cells, and pairs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, Self, TypeVar

from verification.accumulators.located import NOWHERE, Located
from verification.accumulators.pairs import Pairs
from verification.batches import Places, ScannedColumn
from verification.gathering.plan import PairWatch, RowWatch, TablePlan
from verification.guard import guarded


class _Mergeable(Protocol):
    def merge(self, other: Self) -> Self: ...


T = TypeVar("T", bound=_Mergeable)


@dataclass(frozen=True)
class Rowwise:
    """What was found so far, by the name it was asked for. None: the looking broke."""

    located: Mapping[str, Located | None] = field(default_factory=dict)
    pairs: Mapping[str, Pairs | None] = field(default_factory=dict)

    @classmethod
    def none(cls, plan: TablePlan) -> "Rowwise":
        """What is known before the first row."""
        return cls({w.name: NOWHERE for w in plan.rows}, {w.name: Pairs() for w in plan.pairs})

    @classmethod
    def of(cls, columns: Sequence[ScannedColumn], places: Places, plan: TablePlan) -> "Rowwise":
        """What a batch holds."""
        return cls(
            {
                watch.name: guarded(watch.name, _Locating(watch, _chosen(columns, watch, plan)))
                for watch in plan.rows
            },
            {
                watch.name: guarded(watch.name, _Pairing(_chosen(columns, watch, plan), places))
                for watch in plan.pairs
            },
        )

    def merge(self, other: "Rowwise") -> "Rowwise":
        """Both together, the other being the later part."""
        return Rowwise(
            _merged(self.located, other.located),
            _merged(self.pairs, other.pairs),
        )


@dataclass(frozen=True)
class _Locating:
    watch: RowWatch
    columns: Mapping[str, ScannedColumn]

    def __call__(self) -> Located:
        truths = self.watch.rows(self.columns)
        kept = self.columns[self.watch.columns[0]]
        return Located.of(truths, kept.places, kept.text)


@dataclass(frozen=True)
class _Pairing:
    columns: Mapping[str, ScannedColumn]
    places: Places

    def __call__(self) -> Pairs:
        first, second = self.columns.values()
        return Pairs.of(first.hashes, second.hashes, self.places)


def _chosen(
    columns: Sequence[ScannedColumn], watch: RowWatch | PairWatch, plan: TablePlan
) -> dict[str, ScannedColumn]:
    return {name: columns[plan.by_name[name]] for name in watch.columns}


def _merged(first: Mapping[str, T | None], second: Mapping[str, T | None]) -> dict[str, T | None]:
    merged: dict[str, T | None] = {}
    for name, one in first.items():
        other = second[name]
        merged[name] = None if one is None or other is None else one.merge(other)
    return merged
