"""How much of what two tables share is more than tables of their kind share anyway. Pure.

Two tables by day have the same days, and where most cells of a column are 0 most rows agree. So the
agreement is held against what is left of it when a column's cells are dealt anew to its rows, and
against how far one half of a table stands in its other half.
"""

from collections.abc import Sequence
from dataclasses import dataclass

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
"""A table whose halves are as alike as this says nothing by its rows."""

Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a table, by the columns that two tables share.

    `prints` has one number a row, `cells` those of some of the rows, a line for each column.
    """

    prints: Hashes
    cells: Hashes


def set_of(prints: Hashes) -> tuple[Hashes, int]:
    """Return an open table of numbers to look them up in, and how many different ones it holds."""
    table: Hashes = np.zeros(max(2, 1 << (2 * len(prints)).bit_length()), dtype=np.uint64)
    return table, fill_set(prints, table)


def inside(prints: Hashes, table: Hashes) -> Truths:
    """Which numbers stand in a table of `set_of`."""
    found = np.empty(len(prints), dtype=np.bool_)
    look_up(prints, table, found)
    return found


def beyond_chance(
    rows: Rows, others: Hashes, columns: Sequence[ColumnSketch], *, share: float, of_all: int
) -> float:
    """Return how far the agreement of rows with others is no chance: 1 all of it, 0 nothing.

    `others` is a table of `set_of` with every row of the other side, `share` what part of the rows
    stands in it. `of_all`: into how many parts rows fall of which one is looked at.
    """
    if not share:
        return 0.0
    by_halves = _by_halves(rows.prints, share)
    dealt = [_dealt(rows.cells, place, others, of_all) for place in range(len(columns))]
    telling = [
        (told, column) for told, column in zip(dealt, columns, strict=True) if told is not None
    ]
    own = [told for told, column in telling if not is_frame(column)]
    if own:
        return min(by_halves, max(own))
    dateless = [told for told, column in telling if column.kind != "date"]
    return min(by_halves, *dateless) if dateless else 0.0


def _dealt(cells: Hashes, place: int, others: Hashes, of_all: int) -> float | None:
    """How far the agreement is lost where a column is dealt anew; None if that changes nothing."""
    dealt = cells.copy()
    order = np.random.default_rng(_SEED).permutation(cells.shape[1])
    dealt[place] = cells[place][order]
    before, after = (_share(each, others, of_all) for each in (cells, dealt))
    changed = float(np.mean(dealt[place] != cells[place]))
    if not before or not changed:
        return None
    return (before - after) / (before * changed)


def _share(cells: Hashes, others: Hashes, of_all: int) -> float:
    prints = np.empty(cells.shape[1], dtype=np.uint64)
    tuples(cells, prints)
    looked = prints[(prints != 0) & (prints <= np.uint64(2**64 // of_all - 1))]
    return float(inside(looked, others).mean()) if len(looked) else 0.0


def _by_halves(prints: Hashes, share: float) -> float:
    """How far more rows agree than of one half of the table stand in its other half."""
    filled = prints[prints != 0]
    alike = float(inside(filled[::2], set_of(filled[1::2])[0]).mean()) if len(filled) > 1 else 0.0
    if alike > _ALL_BUT_CHANCE:
        return 0.0
    return max(0.0, (share - alike) / (share * (1.0 - alike)))
