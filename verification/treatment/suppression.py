"""Which cells of a table of counts are not shown, so that its totals give none of the small away.

The rule. A count of 1 to `smallest` − 1 is small and not shown (for counts of people 1 to 4: the
city's rule takes 5). Somebody may know every total: of each line of the table (all columns but one
fixed) and so of all that lines add up to. One hidden cell in a line is then its total less the
rest. Therefore each small cell becomes a corner of a block: two values in every direction, all
corners hidden. Add 1 to one corner, take 1 from its neighbours, add 1 to theirs: all totals stay
as they are, so they fit another count as well. This is the hypercube method (Repsilber 1994;
Giessing and Repsilber 2002, GHMITER in τ-ARGUS). A count of nought may be a corner; it is listed
as hidden then, so that hidden does not mean that there is anybody.

Of the blocks one is taken by which the small cell might as well be `smallest` or more, and that
hides least. Not covered: a sum that one member dominates, and somebody who knows the choice of
blocks and reasons backwards from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

Counts = np.ndarray[Any, np.dtype[np.int64]]
Truths = np.ndarray[Any, np.dtype[np.bool_]]
Cell = tuple[int, ...]

MOST_CELLS = 200_000
MOST_SMALL = 5_000
"""More groups, or more small ones among them, are no table for people to read, but rows again."""
_BLOCKS_LOOKED_AT = 4_000


@dataclass(frozen=True)
class Suppressed:
    """Which cells are hidden: the `small` ones themselves, and all with those that shield them.

    `open` counts small cells that no block can shield: the totals give them away.
    """

    small: Truths
    hidden: Truths
    open: int


def suppressed(counts: Counts, *, smallest: int, also: Truths | None = None) -> Suppressed:
    """What to hide of a table of counts, one direction for each column it is grouped by.

    `also`: further cells that are to be hidden and shielded, whatever their count.
    """
    small = (counts > 0) & (counts < smallest)
    if also is not None:
        small = small | also
    wide = np.squeeze(counts)
    hidden, unshielded = np.squeeze(small).copy(), 0
    # Those hardest to shield first: what shields them often shields the others.
    cells = [tuple(each) for each in np.argwhere(hidden).tolist()]
    for cell in sorted(cells, key=lambda place: int(wide[place])):
        block = _best_block(wide, hidden, cell, smallest)
        if block is None:
            unshielded += 1
        else:
            hidden[block] = True
    return Suppressed(small, hidden.reshape(counts.shape), unshielded)


def _best_block(counts: Counts, hidden: Truths, cell: Cell, smallest: int) -> Any:
    if not counts.ndim:
        return None
    for choices in _choices(counts, hidden, cell):
        corners = _corners(counts, hidden, cell, choices)
        up = corners.least_odd
        down = np.minimum(corners.least_even, counts[cell])
        moves = (up >= 1) | (down >= 1)
        if not moves.any():
            continue
        # In the order of weight: must move; might be large; hides few people, and few cells.
        not_large = counts[cell] + up < smallest
        order = np.lexsort(
            [each.ravel() for each in (corners.newly_hidden, corners.people, not_large, ~moves)]
        )
        best = np.unravel_index(order[0], moves.shape)
        chosen = [choice[place] for choice, place in zip(choices, best, strict=True)]
        return np.ix_(*([at, int(other)] for at, other in zip(cell, chosen, strict=True)))
    return None


@dataclass(frozen=True)
class _Corners:
    """For each block of a cell: the least corners that move against and with it, and the cost."""

    least_odd: Counts
    least_even: Counts
    people: Counts
    newly_hidden: Counts


def _corners(counts: Counts, hidden: Truths, cell: Cell, choices: list[Counts]) -> _Corners:
    shape = tuple(map(len, choices))
    most = np.iinfo(np.int64).max
    odd, even = np.full(shape, most), np.full(shape, most)
    people, newly = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for moved in product((False, True), repeat=counts.ndim):
        if not any(moved):
            continue
        places = [
            choice if away else np.array([at])
            for at, choice, away in zip(cell, choices, moved, strict=True)
        ]
        values, known = counts[np.ix_(*places)], hidden[np.ix_(*places)]
        side = odd if sum(moved) % 2 else even
        np.minimum(side, values, out=side)
        people += np.where(known, 0, values)
        newly += ~known
    return _Corners(odd, even, people, newly)


def _choices(counts: Counts, hidden: Truths, cell: Cell) -> Iterator[list[Counts]]:
    """The values to look at in each direction: those with most hidden by them first, then all."""
    others = [np.delete(np.arange(size), at) for size, at in zip(counts.shape, cell, strict=True)]
    if not all(map(len, others)):
        return
    each = max(int(_BLOCKS_LOOKED_AT ** (1 / counts.ndim)), 2)
    if any(len(other) > each for other in others):
        yield [
            np.sort(_best(other, _near(counts, hidden, cell, axis), each))
            for axis, other in enumerate(others)
        ]
    yield others


def _best(places: Counts, worth: Counts, most: int) -> Counts:
    return np.asarray(places[np.argsort(-worth[places], kind="stable")[:most]])


def _near(counts: Counts, hidden: Truths, cell: Cell, axis: int) -> Counts:
    """How good the neighbours of a cell in one direction are: hidden ones best, then filled."""
    line = tuple(slice(None) if at == axis else place for at, place in enumerate(cell))
    return np.asarray(hidden[line].astype(np.int64) * 2 + (counts[line] > 0))
