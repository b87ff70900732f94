"""Cells of one column, gathered by their hash: each different value once, with its count."""

import numpy as np

from verification.kernels.bytes_of_cells import mixed
from verification.kernels.compiled import compiled
from verification.kernels.memory import byte_at
from verification.kernels.traits import BITS, FITS_NUMBER, HIGH

_LEAST, _GREATEST, _TOTAL, _LOST, _COUNT = range(5)


@compiled
def group(hashes: np.ndarray, counts: np.ndarray, firsts: np.ndarray, table: np.ndarray) -> int:
    """How many different values there are; fill how often each stands there and where first.

    `table` is of zeros, its length a power of two and at least twice that of `hashes`. Empty cells
    (hash 0) are passed over. Values come in the order of their first place.
    """
    found = 0
    mask = np.uint64(len(table) - 1)
    for row in range(len(hashes)):
        code = hashes[row]
        if code == 0:
            continue
        slot = np.int64(code & mask)
        while table[slot] and hashes[firsts[table[slot] - 1]] != code:
            slot = (slot + 1) & (len(table) - 1)
        known = table[slot]
        if known:
            counts[known - 1] += 1
        else:
            counts[found] = 1
            firsts[found] = row
            found += 1
            table[slot] = found
    return found


@compiled
def count_traits(
    traits: np.ndarray, firsts: np.ndarray, counts: np.ndarray, by_bit: np.ndarray
) -> None:
    """Add up in how many cells each trait is."""
    for value in range(len(firsts)):
        word = traits[firsts[value]]
        for bit in range(BITS):
            if word >> bit & 1:
                by_bit[bit] += counts[value]


@compiled
def measure(
    data: int, offsets: np.ndarray, traits: np.ndarray, firsts: np.ndarray, lengths: np.ndarray
) -> None:
    """Fill how many characters each different value has."""
    for value in range(len(firsts)):
        row = firsts[value]
        start, end = np.int64(offsets[row]), np.int64(offsets[row + 1])
        length = end - start
        if traits[row] & HIGH:
            for at in range(start, end):
                length -= byte_at(data, at) & 0xC0 == 0x80
        lengths[value] = length


@compiled
def add_up(
    traits: np.ndarray,
    doubles: np.ndarray,
    firsts: np.ndarray,
    counts: np.ndarray,
    sums: np.ndarray,
) -> None:
    """Least, greatest, total, what rounding lost of the total, and count of the numbers.

    The total is summed with its rounding errors kept (Neumaier): right to the last digit or two.
    """
    for value in range(len(firsts)):
        row = firsts[value]
        if not traits[row] & FITS_NUMBER:
            continue
        number = doubles[row]
        sums[_LEAST] = min(sums[_LEAST], number)
        sums[_GREATEST] = max(sums[_GREATEST], number)
        sums[_COUNT] += counts[value]
        part = number * counts[value]
        total = sums[_TOTAL] + part
        if abs(sums[_TOTAL]) >= abs(part):
            sums[_LOST] += (sums[_TOTAL] - total) + part
        else:
            sums[_LOST] += (part - total) + sums[_TOTAL]
        sums[_TOTAL] = total


@compiled
def ends_of(
    bit: int, traits: np.ndarray, wholes: np.ndarray, firsts: np.ndarray, ends: np.ndarray
) -> None:
    """Least and greatest of the whole numbers, or moments, of the cells with a trait."""
    for value in range(len(firsts)):
        row = firsts[value]
        if traits[row] & bit:
            ends[0] = min(ends[0], wholes[row])
            ends[1] = max(ends[1], wholes[row])


@compiled
def fold_into(prints: np.ndarray, hashes: np.ndarray, salt: np.uint64) -> None:
    """Add a column's hashes to the prints of the rows they stand in."""
    for row in range(len(prints)):
        prints[row] = (prints[row] ^ (hashes[row] + salt)) * np.uint64(0xFF51AFD7ED558CCD)
        prints[row] ^= prints[row] >> np.uint64(29)


@compiled
def sum_in_order(hashes: np.ndarray, start: int) -> np.uint64:
    """One number for cells in their order; those of parts of a column add up to the column's."""
    total = np.uint64(0)
    for row in range(len(hashes)):
        total += mixed(hashes[row] ^ mixed(np.uint64(start + row + 1)))
    return total


@compiled
def mixed_places(start: int, count: int, out: np.ndarray) -> None:
    """Fill a number for each place from `start` on, as if drawn by lot: the same every time."""
    for row in range(count):
        out[row] = mixed(np.uint64(start + row + 1) * np.uint64(0x9E3779B97F4A7C15))


@compiled
def merge_least(first: np.ndarray, second: np.ndarray, out: np.ndarray) -> int:
    """Fill the least of two ascending arrays, each value once; return how many fit."""
    one, other, filled = 0, 0, 0
    while filled < len(out) and (one < len(first) or other < len(second)):
        if other == len(second) or (one < len(first) and first[one] <= second[other]):
            value = first[one]
            other += other < len(second) and second[other] == value
            one += 1
        else:
            value = second[other]
            other += 1
        out[filled] = value
        filled += 1
    return filled
