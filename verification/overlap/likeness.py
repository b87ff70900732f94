"""How alike one table's sketch is to many others', seen from both sides. Pure.

An estimate that says which tables are worth comparing exactly, and nothing more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from verification.accumulators.distinct import Hashes
from verification.kernels.shingles import fill_set, look_up
from verification.overlap.columns import asks, content, tells
from verification.sketches import ColumnSketch, TableSketch

Numbers = npt.NDArray[np.float64]

_LEFT = np.uint64(1)
_SEEN_AT_LEAST = 2
"""One value alone may be there by chance."""


@dataclass(frozen=True)
class Likeness:
    """Which share of a table's content another seems to hold, and the other way round."""

    held: float
    holds: float

    @property
    def score(self) -> float:
        """What tables are ranked by: of two that hold all, the one that holds little else."""
        return max(self.held, self.holds) + min(self.held, self.holds) / 2


def likenesses(child: TableSketch, others: Sequence[TableSketch]) -> list[Likeness]:
    """Return how alike each of some tables is to one, by values of columns and by rows."""
    if not others:
        return []
    by_columns = _by_columns(child, others)
    by_rows = [_by_rows(child, other) for other in others]
    return [
        Likeness(max(held, rows.held), max(holds, rows.holds))
        for (held, holds), rows in zip(by_columns, by_rows, strict=True)
    ]


def _by_columns(child: TableSketch, others: Sequence[TableSketch]) -> list[tuple[float, float]]:
    """The shares of content in columns that tell: of the child's in each, of each in the child."""
    asking = [column for column in child.columns if asks(column, child.rows)]
    asked = _Side([column for other in others for column in other.columns])
    bounds = np.cumsum([0, *(len(other.columns) for other in others)])
    both, held, holds = np.zeros((3, len(asking), len(asked.columns)))
    for place, column in enumerate(asking):
        both[place], held[place], holds[place] = asked.shares(column)
    weights = np.array([content(column) for column in asking])
    others_weights = np.array([content(each) * tells(each) for each in asked.columns])
    found = []
    for first, last in pairwise(bounds.tolist()):
        if both[:, first:last].max(axis=1, initial=0.0).sum() < _SEEN_AT_LEAST:
            found.append((0.0, 0.0))
            continue
        mine = held[:, first:last].max(axis=1, initial=0.0)
        theirs = holds[:, first:last].max(axis=0, initial=0.0)
        found.append((_mean(mine, weights), _mean(theirs, others_weights[first:last])))
    return found


class _Side:
    """The samples of many columns together, so that one look answers for all of them."""

    def __init__(self, columns: Sequence[ColumnSketch]) -> None:
        self.columns = columns
        sizes = [len(column.sample) for column in columns]
        self._hashes: Hashes = np.concatenate(
            [*(column.sample for column in columns), np.empty(0, dtype=np.uint64)]
        )
        self._of = np.repeat(np.arange(len(columns)), sizes)
        self._limits = np.array([column.limit for column in columns], dtype=np.uint64)

    def shares(self, column: ColumnSketch) -> tuple[Numbers, Numbers, Numbers]:
        """How many of a column's values each holds, which share of them, and of each one's the
        column. Of few values a share is put lower: one alone may be there by chance.
        """
        inside = np.empty(len(self._hashes), dtype=np.bool_)
        look_up(self._hashes, _set_of(column.sample), inside)
        count = len(self.columns)
        both = np.bincount(self._of[inside], minlength=count).astype(np.float64)
        reached = self._hashes <= np.uint64(column.limit)
        theirs = np.bincount(self._of[reached], minlength=count)
        mine = np.searchsorted(column.sample, self._limits, side="right")
        return both, both / (mine + 1), np.minimum(both / (theirs + 1), 1.0)


def _by_rows(child: TableSketch, other: TableSketch) -> Likeness:
    """The shares by shingles: of rows that lost a column some differ, so these are too low.

    What is left of a row is asked of by nobody: it only answers for the whole row of the other.
    """
    limit = np.uint64(min(child.limit, other.limit))
    mine, theirs = child.shingles[child.shingles <= limit], other.shingles[other.shingles <= limit]
    return Likeness(_found_in(mine, theirs), _found_in(theirs, mine))


def _found_in(shingles: Hashes, others: Hashes) -> float:
    asking = shingles[shingles & _LEFT == 0]
    found = int(np.count_nonzero(np.isin(asking, others & ~_LEFT)))
    return found / len(asking) if found >= _SEEN_AT_LEAST else 0.0


def _mean(shares: Numbers, weights: Numbers) -> float:
    return float((shares * weights).sum() / weights.sum()) if weights.sum() else 0.0


def _set_of(hashes: Hashes) -> Hashes:
    table: Hashes = np.zeros(max(2, 1 << (2 * len(hashes)).bit_length()), dtype=np.uint64)
    fill_set(hashes, table)
    return table
