"""Which values of two columns stand side by side: each pair, its first place, its count."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

MOST = 16_384
"""How many different pairs are kept. Of columns with more nothing is said."""

Hashes = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.int64]


def _no_hashes() -> Hashes:
    return np.empty(0, dtype=np.uint64)


def _no_counts() -> Counts:
    return np.empty(0, dtype=np.int64)


@dataclass(frozen=True)
class Pairs:
    """The different pairs of values, by ascending hashes; `exact` False: there were too many."""

    first: Hashes = field(default_factory=_no_hashes)
    second: Hashes = field(default_factory=_no_hashes)
    places: Counts = field(default_factory=_no_counts)
    counts: Counts = field(default_factory=_no_counts)
    exact: bool = True

    @classmethod
    def of(cls, first: Hashes, second: Hashes, places: Counts) -> "Pairs":
        """The pairs of a batch. Those one of which is empty (hash 0) are passed over."""
        both = np.flatnonzero((first != 0) & (second != 0))
        ones = np.ones(len(both), dtype=np.int64)
        return _gathered(first[both], second[both], places[both], ones)

    def merge(self, other: "Pairs") -> "Pairs":
        """Both together, the other being the later part."""
        if not (self.exact and other.exact):
            return TOO_MANY
        return _gathered(
            np.concatenate([self.first, other.first]),
            np.concatenate([self.second, other.second]),
            np.concatenate([self.places, other.places]),
            np.concatenate([self.counts, other.counts]),
        )

    @property
    def rows(self) -> int:
        """In how many rows both were filled."""
        return int(self.counts.sum())


TOO_MANY = Pairs(exact=False)


def _gathered(first: Hashes, second: Hashes, places: Counts, counts: Counts) -> Pairs:
    if not len(first):
        return Pairs()
    order = np.lexsort((places, second, first))
    first, second = first[order], second[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
    starts = np.flatnonzero(new)
    if len(starts) > MOST:
        return TOO_MANY
    totals = np.add.reduceat(counts[order], starts)
    return Pairs(first[starts], second[starts], places[order][starts], totals)
