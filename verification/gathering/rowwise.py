"""What checks asked for that no column tells alone: rows by several of their cells, and pairs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, Self, TypeVar

import numpy as np
import numpy.typing as npt

from verification.accumulators.located import NOWHERE, Located
from verification.accumulators.occurrences import Occurrences
from verification.accumulators.pairs import Pairs
from verification.batches import Places, ScannedColumn
from verification.gathering.plan import PairWatch, RowWatch, TablePlan, ValueWatch
from verification.guard import guarded
from verification.kernels import groups
from verification.kernels.traits import BLANK, FILLED


class _Mergeable(Protocol):
    def merge(self, other: Self) -> Self: ...


T = TypeVar("T", bound=_Mergeable)


@dataclass(frozen=True)
class Rowwise:
    """What was found so far, by the name it was asked for. None: the looking broke."""

    located: Mapping[str, Located | None] = field(default_factory=dict)
    pairs: Mapping[str, Pairs | None] = field(default_factory=dict)
    values: Mapping[str, Occurrences | None] = field(default_factory=dict)

    @classmethod
    def none(cls, plan: TablePlan) -> "Rowwise":
        """What is known before the first row."""
        return cls(
            {watch.name: NOWHERE for watch in plan.rows},
            {watch.name: Pairs() for watch in plan.pairs},
            {watch.name: Occurrences() for watch in plan.values},
        )

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
            {
                watch.name: guarded(watch.name, _Occurring(_chosen(columns, watch, plan), places))
                for watch in plan.values
            },
        )

    def merge(self, other: "Rowwise") -> "Rowwise":
        """Both together, the other being the later part."""
        return Rowwise(
            _merged(self.located, other.located),
            _merged(self.pairs, other.pairs),
            _merged(self.values, other.values),
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


@dataclass(frozen=True)
class _Occurring:
    columns: Mapping[str, ScannedColumn]
    places: Places

    def __call__(self) -> Occurrences:
        """The values of one column, or of several as one; a row with an empty one has none."""
        several = tuple(self.columns.values())
        if len(several) == 1:
            return self._of_one(several[0])
        hashes = _folded(several)
        counts, firsts = (np.empty(len(hashes), dtype=np.int64) for _ in range(2))
        table = np.zeros(max(2, 1 << (2 * len(hashes) - 1).bit_length()), dtype=np.int32)
        found = groups.group(hashes, counts, firsts, table)
        firsts = firsts[:found]
        return Occurrences.of(hashes[firsts], self.places[firsts], counts[:found])

    def _of_one(self, column: ScannedColumn) -> Occurrences:
        values = column.values
        kept = (column.traits[values.firsts] & np.uint32(BLANK)) == 0
        firsts = values.firsts[kept]
        return Occurrences.of(values.hashes[kept], self.places[firsts], values.counts[kept])


def _folded(columns: Sequence[ScannedColumn]) -> npt.NDArray[np.uint64]:
    """One hash for the cells of a row, by the order of the columns and not by their names."""
    hashes = np.zeros(len(columns[0].hashes), dtype=np.uint64)
    for place, column in enumerate(columns):
        groups.fold_into(hashes, column.hashes, np.uint64(place + 1))
    for column in columns:
        hashes[~column.has(FILLED) | column.has(BLANK)] = 0
    return hashes


def _chosen(
    columns: Sequence[ScannedColumn], watch: RowWatch | PairWatch | ValueWatch, plan: TablePlan
) -> dict[str, ScannedColumn]:
    return {name: columns[plan.by_name[name]] for name in watch.columns}


def _merged(first: Mapping[str, T | None], second: Mapping[str, T | None]) -> dict[str, T | None]:
    merged: dict[str, T | None] = {}
    for name, one in first.items():
        other = second[name]
        merged[name] = None if one is None or other is None else one.merge(other)
    return merged
