"""The form in which a cell is written: its digits told only by how many stand together."""

import numpy as np

from verification.kernels.compiled import compiled
from verification.kernels.memory import byte_at

_SPACE, _POINT, _ZERO, _NINE = 0x20, 0x2E, 0x30, 0x39


_PRIME = np.uint64(1099511628211)


@compiled
def shapes(base: int, offsets: np.ndarray, found: np.ndarray) -> None:
    """Fill a number for each cell: the same for two of one form, 0 for an empty one.

    One digit and two are alike, since months are written either way; space around the cell and
    after a point says nothing.
    """
    for row in range(len(offsets) - 1):
        start, end = np.int64(offsets[row]), np.int64(offsets[row + 1])
        while start < end and byte_at(base, start) == _SPACE:
            start += 1
        while start < end and byte_at(base, end - 1) == _SPACE:
            end -= 1
        found[row] = _shape(base, start, end)


@compiled
def _shape(base: int, start: int, end: int) -> np.uint64:
    """The shape of what stands between two places (FNV, over bytes and lengths of digits)."""
    shape, digits, last = np.uint64(0), 0, 0
    for at in range(start, end):
        byte = byte_at(base, at)
        if _ZERO <= byte <= _NINE:
            digits += 1
        elif byte != _SPACE or last != _POINT:
            if digits:
                shape = shape * _PRIME + np.uint64(max(digits, 2))
            shape = shape * _PRIME + np.uint64(byte + 256)
            digits = 0
        last = byte
    return shape * _PRIME + np.uint64(max(digits, 2)) if digits else shape
