"""Which column of one table is which of another, told by rows that match. Pure."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from verification.accumulators.distinct import Hashes
from verification.overlap.columns import content
from verification.sketches import TableSketch

_GOOD = 0.5
"""A pair of rows counts where it shares half of what either of them holds."""
_FEWEST = 3
_AGREE = 0.5

Truths = npt.NDArray[np.bool_]
Pair = tuple[int, int]


def weights_of(sketch: TableSketch) -> npt.NDArray[np.float64]:
    """Return how much each column holds."""
    return np.array([content(column) for column in sketch.columns])


def aligned(
    one: Hashes, other: Hashes, first: TableSketch, second: TableSketch
) -> tuple[Pair, ...]:
    """Return the columns that hold the same, by place, as pairs of rows show it.

    `one` and `other` hold the rows of the pairs, a line each. Empty: the tables share no rows.
    """
    good = _good(one, other, weights_of(first), weights_of(second))
    if good.sum() < _FEWEST:
        return ()
    mine, theirs = one[good], other[good]
    votes = (mine[:, :, None] == theirs[:, None, :]) & (mine != 0)[:, :, None]
    agreeing = votes.sum(axis=0)
    filled = np.maximum((mine != 0).sum(axis=0)[:, None], (theirs != 0).sum(axis=0)[None, :])
    enough = (agreeing >= _FEWEST) & (agreeing >= _AGREE * filled)
    return _paired(agreeing, enough, _names(first), _names(second))


def _good(
    one: Hashes,
    other: Hashes,
    weights: npt.NDArray[np.float64],
    others: npt.NDArray[np.float64],
) -> Truths:
    if not len(one):
        return np.zeros(0, dtype=np.bool_)
    same = one[:, :, None] == other[:, None, :]
    mine = _share(same.any(axis=2), one != 0, weights)
    theirs = _share(same.any(axis=1), other != 0, others)
    return np.asarray(np.maximum(mine, theirs) >= _GOOD)


def _share(
    shared: Truths, filled: Truths, weights: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    held = (filled * weights).sum(axis=1)
    found: npt.NDArray[np.float64] = (shared * filled * weights).sum(axis=1) / np.maximum(held, 0.1)
    return found


def _paired(
    agreeing: npt.NDArray[np.int64], enough: Truths, names: Sequence[str], others: Sequence[str]
) -> tuple[Pair, ...]:
    """Each column with one other, those first that agree in most rows, then those of one name."""
    places = np.argwhere(enough)
    ranked = sorted(
        (-int(agreeing[i, j]), names[i] != others[j], abs(i - j), i, j) for i, j in places.tolist()
    )
    taken: dict[int, int] = {}
    for *_, i, j in ranked:
        if i not in taken and j not in taken.values():
            taken[i] = j
    return tuple(sorted(taken.items()))


def _names(sketch: TableSketch) -> list[str]:
    return [column.name.strip().casefold() for column in sketch.columns]
