"""Hashes as the database keeps them: samples as bytes, values as the low halves of hashes."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from verification.accumulators.distinct import Hashes
from verification.overlap.columns import tells
from verification.sketches import TableSketch

_SHINGLE = np.uint64(0xD6E8FEB86659FD93)
_PRIMES = np.uint64(0x9E3779B97F4A7C15)
_WHOLE = np.uint64(2**64 - 2)

Values = npt.NDArray[np.int32]


def packed(hashes: Hashes) -> bytes:
    """Return hashes as bytes, the lowest first."""
    return hashes.astype("<u8").tobytes()


def unpacked(kept: bytes) -> Hashes:
    """Return hashes that were kept as bytes."""
    return np.frombuffer(kept, dtype="<u8").astype(np.uint64)


def values_of(hashes: Hashes) -> Values:
    """Return what cells are found by. A sample's upper halves are alike: its hashes are small."""
    return _low(hashes)


def values_of_shingles(shingles: Hashes) -> Values:
    """Return what rows are found by: never what a cell of the same hash is.

    What is left of a row without a cell is found by what would find it as a whole row.
    """
    return _low(((shingles & _WHOLE) ^ _SHINGLE) * _PRIMES)


def values_kept(sketch: TableSketch) -> Values:
    """Return all that a table is found by, each once, ascending."""
    found: Iterable[Values] = (
        *(values_of(column.sample) for column in sketch.columns if tells(column)),
        values_of_shingles(sketch.shingles),
    )
    return np.unique(np.concatenate([*found]))


def _low(hashes: Hashes) -> Values:
    # The last bit tells plain values: it is no part of what they are found by.
    return ((hashes >> np.uint64(1)) & np.uint64(0xFFFFFFFF)).astype(np.uint32).view(np.int32)
