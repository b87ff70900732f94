"""The values at some rows, drawn as if by lot: for quantiles and pictures of how they lie.

The rows are those whose places have the least hashes, so each row is as likely as any other, every
run takes the same ones, and parts of a table merge to just what the whole gives.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from verification.batches import Batch
from verification.kernels.groups import mixed_places

MOST = 65_536
"""How many rows are kept. Of a table with fewer, every value is: all is exact."""
MOST_CELLS = 1 << 22

RANK_ERROR = 0.01
"""How far a quantile's share may be off, of 65,536 rows: P ≤ 2·exp(−2·n·ε²) = 4·10⁻⁶
(Dvoretzky, Kiefer and Wolfowitz 1956, with Massart's constant)."""


Key = tuple[int, int]


def most_rows(width: int) -> int:
    """How many rows are kept of a table so wide, so that memory is bounded."""
    return max(1024, min(MOST, MOST_CELLS // max(width, 1)))


def rank_error(rows: int) -> float:
    """The bound, with the same certainty, where so many rows are kept."""
    return RANK_ERROR * float(np.sqrt(MOST / rows))


def _none_yet() -> npt.NDArray[np.uint64]:
    return np.empty(0, dtype=np.uint64)


@dataclass(frozen=True)
class Sampled:
    """The kept rows by their draws, ascending, and the columns' values there (NaN: none).

    Values are known by the number of their column and the trait of cells that have one.
    """

    most: int = MOST
    draws: npt.NDArray[np.uint64] = field(default_factory=_none_yet)
    values: Mapping[Key, npt.NDArray[np.float64]] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether every row is here."""
        return len(self.draws) < self.most

    @property
    def limit(self) -> np.uint64 | None:
        """The draw above which no row counts any more; None while every one does."""
        return None if self.whole else self.draws[-1]

    def merge(self, other: "Sampled") -> "Sampled":
        """Both together."""
        draws = np.concatenate([self.draws, other.draws])
        order = np.argsort(draws)[: self.most]
        columns = self.values.keys() | other.values.keys()
        values = {
            column: np.concatenate([_of(self, column), _of(other, column)])[order]
            for column in columns
        }
        return Sampled(self.most, draws[order], values)


def _of(part: Sampled, column: Key) -> npt.NDArray[np.float64]:
    found = part.values.get(column)
    return np.full(len(part.draws), np.nan) if found is None else found


@dataclass(frozen=True)
class Draw:
    """Which rows of a batch are kept."""

    batch: Batch
    most: int
    below: np.uint64 | None

    @cached_property
    def rows(self) -> npt.NDArray[np.int64]:
        kept = np.arange(len(self._all))
        if self.below is not None:
            kept = np.flatnonzero(self._all <= self.below)
        return kept[np.argsort(self._all[kept])][: self.most]

    @property
    def draws(self) -> npt.NDArray[np.uint64]:
        return self._all[self.rows]

    @cached_property
    def _all(self) -> npt.NDArray[np.uint64]:
        places = self.batch.places
        start = self.batch.after - 1 if not len(places) else int(places[0])
        every = np.empty(self.batch.after - start, dtype=np.uint64)
        mixed_places(start, len(every), every)
        return every[places - start]

    def of(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The values of a column at the rows that are kept."""
        return values[self.rows]
