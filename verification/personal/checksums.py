"""Check digits and dates of Korean numbers, over many numbers at once.

Every function takes a matrix with a row for each number and a column for each of its 13 digits, and
returns one truth per number. A failed check digit clears nobody: resident numbers given since
October 2020 have none, and one random number in ten passes.
"""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Digits: TypeAlias = npt.NDArray[np.int64]
Truths: TypeAlias = npt.NDArray[np.bool_]

_RESIDENT = np.array([2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5])
_CORPORATE = np.array([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2])
_BARCODE = np.array([1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3])
_DAYS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])

TENS = 10 ** np.arange(12, -1, -1, dtype=np.int64)
"""What each digit counts for: a matrix of digits times this gives the numbers."""
OLDEST = 1910
"""People born before this year are no longer expected: 7th digits 9 and 0 (the 1800s) are not."""
YOUNGEST = 2049
"""Far enough that no run depends on the clock, near enough to tell most serial numbers apart."""


def digits_of(numbers: list[str]) -> Digits:
    """Return the matrix of some 13-digit strings."""
    flat = np.frombuffer("".join(numbers).encode("ascii"), dtype=np.uint8)
    return (flat.astype(np.int64) - ord("0")).reshape(-1, 13)


def born(numbers: Digits) -> Truths:
    """Whether the first seven digits are the birthday and the mark of someone who may live."""
    year = numbers[:, 0] * 10 + numbers[:, 1] + _century(numbers[:, 6])
    month = numbers[:, 2] * 10 + numbers[:, 3]
    day = numbers[:, 4] * 10 + numbers[:, 5]
    known_month = (month >= 1) & (month <= 12)
    days = _DAYS[np.where(known_month, month, 0)]
    common_year = (year % 4 != 0) | ((year % 100 == 0) & (year % 400 != 0))
    days = np.where((month == 2) & common_year, 28, days)
    lives: Truths = (year >= OLDEST) & (year <= YOUNGEST)
    return known_month & (day >= 1) & (day <= days) & lives


def _century(mark: Digits) -> Digits:
    """1, 2 and, for foreigners, 5, 6: the 1900s; 3, 4 and 7, 8: the 2000s; 9, 0: the 1800s."""
    return np.array([1800, 1900, 1900, 2000, 2000, 1900, 1900, 2000, 2000, 1800])[mark]


def resident(numbers: Digits) -> Truths:
    """Whether the check digit is that of a resident number, or of a foreigner's, by its mark."""
    total = numbers[:, :12] @ _RESIDENT
    foreign = (numbers[:, 6] >= 5) & (numbers[:, 6] <= 8)
    expected = (np.where(foreign, 13, 11) - total % 11) % 10
    return _equal(expected, numbers)


def corporate(numbers: Digits) -> Truths:
    """Whether the check digit is that of a corporate registration number."""
    return _equal((10 - numbers[:, :12] @ _CORPORATE % 10) % 10, numbers)


def barcode(numbers: Digits) -> Truths:
    """Whether the check digit is that of a product's barcode (EAN-13)."""
    return _equal((10 - numbers[:, :12] @ _BARCODE % 10) % 10, numbers)


def _equal(expected: Digits, numbers: Digits) -> Truths:
    truths: Truths = expected == numbers[:, 12]
    return truths
