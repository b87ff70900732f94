"""How many rows hold what, and where the first of them stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from verification.findings import LOCATED_AT_MOST

Places: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]
Marks: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]


def nowhere() -> Places:
    return np.empty(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Spot:
    """How many rows, and the positions of the first thousand of them, ascending."""

    count: int = 0
    first: Places = field(default_factory=nowhere)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Spot)
            and self.count == other.count
            and np.array_equal(self.first, other.first)
        )

    __hash__ = None  # type: ignore[assignment]

    def __add__(self, other: "Spot") -> "Spot":
        """The rows of both, of which none is in both."""
        first = np.sort(np.concatenate([self.first, other.first]))[:LOCATED_AT_MOST]
        return Spot(self.count + other.count, first)


@dataclass(frozen=True)
class Located:
    """Rows told apart by what they hold: a mark has a bit for each kind of thing."""

    spots: Mapping[int, Spot] = field(default_factory=dict)

    def update(self, marks: Marks, positions: Places) -> "Located":
        """Return them with more rows; those marked 0 are passed over."""
        marked = np.flatnonzero(marks)
        if not len(marked):
            return self
        marks, positions = marks[marked], positions[marked]
        kinds, counts = np.unique(marks, return_counts=True)
        more = {
            int(kind): Spot(int(count), positions[marks == kind][:LOCATED_AT_MOST])
            for kind, count in zip(kinds, counts, strict=True)
        }
        return self.merge(Located(more))

    def merge(self, other: "Located") -> "Located":
        """Return the rows of both parts of a column."""
        spots = dict(self.spots)
        for mark, spot in other.spots.items():
            spots[mark] = spots[mark] + spot if mark in spots else spot
        return Located(spots)

    def having(self, bits: int, *, lacking: int = 0) -> Spot:
        """Return the rows that hold any of some kinds, and none of others."""
        chosen = [spot for mark, spot in self.spots.items() if mark & bits and not mark & lacking]
        return sum(chosen, Spot())
