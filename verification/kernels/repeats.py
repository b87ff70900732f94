"""Finds what stands twice among many numbers, in one look and a bounded room."""

import numpy as np

from verification.kernels.compiled import compiled

_BY = np.uint64(6)
_WITHIN = np.uint64(63)
_ONE = np.uint64(1)


@compiled
def mark(prints: np.ndarray, bits: np.ndarray, suspects: np.ndarray) -> int:
    """Set a bit for each number; fill those whose bit was set before, and return how many.

    What stands twice is among them; so are a few others that share a bit. 0 is passed over.
    """
    found = 0
    mask = np.uint64(len(bits) * 64 - 1)
    for row in range(len(prints)):
        code = prints[row]
        if code == 0:
            continue
        place = code & mask
        word, bit = np.int64(place >> _BY), _ONE << (place & _WITHIN)
        if bits[word] & bit:
            suspects[found] = code
            found += 1
        bits[word] |= bit
    return found


@compiled
def seen_before(
    prints: np.ndarray,
    start: int,
    suspects: np.ndarray,
    seen: np.ndarray,
    bits: np.ndarray,
    out: np.ndarray,
) -> int:
    """Fill the places of numbers that were seen before; return how many there are.

    `suspects` are the numbers that may be, ascending, and `bits` has their bits; `seen` says which
    of them already were.
    """
    found = 0
    mask = np.uint64(len(bits) * 64 - 1)
    for row in range(len(prints)):
        code = prints[row]
        if code == 0:
            continue
        place = code & mask
        if not bits[np.int64(place >> _BY)] & (_ONE << (place & _WITHIN)):
            continue
        at = np.searchsorted(suspects, code)
        if at == len(suspects) or suspects[at] != code:
            continue
        if seen[at]:
            out[found] = start + row
            found += 1
        seen[at] = True
    return found
