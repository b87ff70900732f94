"""How much of what two tables share is more than tables of their kind share anyway. Pure.

Two tables by day have the same days, and where most cells of a column are 0 most rows agree. So the
agreement is held against what is left of it when a column's cells are dealt anew to its rows, and
against how many rows of a table stand in it once more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from verification.accumulators.distinct import Hashes
from verification.kernels.shingles import fill_set, look_up, tuples
from verification.overlap.columns import is_frame
from verification.sketches import ColumnSketch

_SEED = 20_260_101
LOOKED_AT = 4_096
"""So many rows, spread over a table, are dealt anew."""
_ALL_BUT_CHANCE = 0.98
"""A table of which so many rows stand in it once more says nothing by its rows."""
_COUNTED = 1 << 19
_NEARLY_ALL = 0.9

Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a table, by the columns that two tables share.

    `prints` has one number a row, `cells` those of some of the rows, a line for each column.
    """

    prints: Hashes
    cells: Hashes

    @cached_property
    def table(self) -> Hashes:
        """The different numbers, to be looked up in; 0 where a place is free."""
        table: Hashes = np.zeros(max(2, 1 << (2 * len(self.prints)).bit_length()), dtype=np.uint64)
        fill_set(self.prints, table)
        return table

    @property
    def different(self) -> int:
        return int(np.count_nonzero(self.table))

    def holds(self, prints: Hashes) -> Truths:
        """Which of some rows stand here."""
        found = np.empty(len(prints), dtype=np.bool_)
        look_up(prints, self.table, found)
        return found


def beyond_chance(
    rows: Rows,
    others: Rows,
    columns: Sequence[ColumnSketch],
    *,
    share: float,
    of_all: int,
    whole: bool,
) -> float:
    """Return how far the agreement of rows with others is no chance: 1 all of it, 0 nothing.

    `share` is what part of the rows stands among the others. `of_all`: into how many parts rows
    fall of which one is looked at. `whole`: no column of the narrower table is left out.

    Days and categories alone, as of a calendar, tell something only where nearly all rows agree in
    all columns.
    """
    if not share:
        return 0.0
    again = _again(others.prints)
    if again > _ALL_BUT_CHANCE:
        return 0.0
    by_repeats = (share - again) / (share * (1.0 - again))
    dealt = [_dealt(rows.cells, place, others, of_all) for place in range(len(columns))]
    telling = [
        (told, column) for told, column in zip(dealt, columns, strict=True) if told is not None
    ]
    own = [told for told, column in telling if not is_frame(column)]
    if own:
        return min(by_repeats, max(own))
    if not whole or share < _NEARLY_ALL:
        return 0.0
    dateless = [told for told, column in telling if column.kind != "date"]
    return min(by_repeats, *dateless) if dateless else 0.0


def _dealt(cells: Hashes, place: int, others: Rows, of_all: int) -> float | None:
    """How far the agreement is lost where a column is dealt anew; None if that changes nothing."""
    dealt = cells.copy()
    order = np.random.default_rng(_SEED).permutation(cells.shape[1])
    dealt[place] = cells[place][order]
    before, after = (_share(each, others, of_all) for each in (cells, dealt))
    changed = float(np.mean(dealt[place] != cells[place]))
    if not before or not changed:
        return None
    return (before - after) / (before * changed)


def _share(cells: Hashes, others: Rows, of_all: int) -> float:
    prints = np.empty(cells.shape[1], dtype=np.uint64)
    tuples(cells, prints)
    looked = prints[(prints != 0) & (prints <= np.uint64(2**64 // of_all - 1))]
    return float(others.holds(looked).mean()) if len(looked) else 0.0


def _again(prints: Hashes) -> float:
    """Which share of rows stand in their table more than once: so many of others would, too."""
    filled = prints[prints != 0]
    few = max(1, len(filled) // _COUNTED)
    counts = np.unique(filled[filled <= np.uint64(2**64 // few - 1)], return_counts=True)[1]
    return float(counts[counts > 1].sum() / counts.sum()) if len(counts) else 0.0
