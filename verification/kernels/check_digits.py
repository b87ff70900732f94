"""Check digits and dates of numbers, over many numbers at once.

A failed check digit clears nobody: resident numbers given since October 2020 have none, and one
random number in ten passes.
"""

from typing import Any, TypeAlias

import numpy as np

from verification.kernels.compiled import compiled

Numbers: TypeAlias = np.ndarray[Any, np.dtype[np.uint64]]
Truths: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]
Traits: TypeAlias = np.ndarray[Any, np.dtype[np.uint8]]

BORN, AGED, RESIDENT, CORPORATE, BARCODE = 1, 2, 4, 8, 16
"""What 13 digits may be: they begin with the birthday and the mark of someone who may live; of
someone born before 1930; their check digit is that of a resident number (or of a foreigner's, by
the mark), of a corporate registration number, of a product's barcode (EAN-13)."""

OLDEST = 1910
"""People born before this year are no longer expected: 7th digits 9 and 0 (the 1800s) are not."""
YOUNGEST = 2049
"""Far enough that no run depends on the clock, near enough to tell most serial numbers apart."""
OLD = 1930
"""Few born before this year live; where many seem to, the numbers are something else."""

_RESIDENT = np.array([2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5])
_CORPORATE = np.array([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2])
_BARCODE = np.array([1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3])
_BUSINESS = np.array([1, 3, 7, 1, 3, 7, 1, 3, 5])
_DAYS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
# 1, 2 and, for foreigners, 5, 6: the 1900s; 3, 4 and 7, 8: the 2000s; 9, 0: the 1800s.
_CENTURIES = np.array([1800, 1900, 1900, 2000, 2000, 1900, 1900, 2000, 2000, 1800])


def traits(numbers: Numbers) -> Traits:
    """What each number of 13 digits may be, as bits."""
    found = np.empty(len(numbers), dtype=np.uint8)
    _fill(np.ascontiguousarray(numbers), found)
    return found


def born(numbers: Numbers) -> Truths:
    """Whether the first seven digits are the birthday and the mark of someone who may live."""
    return np.asarray(traits(numbers) & BORN != 0)


def birth_years(numbers: Numbers) -> np.ndarray[Any, np.dtype[np.int64]]:
    """The years of birth that the mark and the first two digits tell."""
    century = _CENTURIES[(numbers // 10**6 % 10).astype(np.int64)]
    return np.asarray((numbers // 10**11 % 100).astype(np.int64) + century)


def luhn(numbers: Numbers) -> Truths:
    """Whether the last digit is the check digit of a payment card or a device (Luhn)."""
    passing = np.empty(len(numbers), dtype=np.bool_)
    _luhn(np.ascontiguousarray(numbers), passing)
    return passing


def business(numbers: Numbers) -> Truths:
    """Whether the last of ten digits is that of a business registration number."""
    passing = np.empty(len(numbers), dtype=np.bool_)
    _business(np.ascontiguousarray(numbers), passing)
    return passing


@compiled
def _fill(numbers: Any, found: Any) -> None:
    for place in range(len(numbers)):
        number: Any = np.int64(numbers[place])
        last = number % 10
        front = number // 1_000_000
        bits = _birth(front)
        mark = front % 10
        total = 13 if 5 <= mark <= 8 else 11
        bits |= RESIDENT * ((total - _weighted(number, _RESIDENT) % 11) % 10 == last)
        bits |= CORPORATE * ((10 - _weighted(number, _CORPORATE) % 10) % 10 == last)
        bits |= BARCODE * ((10 - _weighted(number, _BARCODE) % 10) % 10 == last)
        found[place] = bits


@compiled
def _weighted(number: int, weights: Any) -> int:
    """The weighted sum of all digits but the last, the last of them with the last weight."""
    total = 0
    left = number // 10
    for place in range(len(weights) - 1, -1, -1):
        total += left % 10 * weights[place]
        left //= 10
    return total


@compiled
def _birth(front: int) -> int:
    """BORN, and AGED, by a number's first seven digits."""
    year = front // 100_000 + _CENTURIES[front % 10]
    month = front // 1000 % 100
    day = front // 10 % 100
    if not (1 <= month <= 12 and 1 <= day <= _DAYS[month] and OLDEST <= year <= YOUNGEST):
        return 0
    common = year % 4 != 0 or (year % 100 == 0 and year % 400 != 0)
    if month == 2 and day == 29 and common:
        return 0
    return BORN | AGED if year < OLD else BORN


@compiled
def _luhn(numbers: Any, passing: Any) -> None:
    for place in range(len(numbers)):
        left = numbers[place]
        total = np.uint64(0)
        double = False
        while left:
            digit = left % np.uint64(10)
            left //= np.uint64(10)
            if double:
                digit = digit * np.uint64(2)
                digit = digit - np.uint64(9) if digit > 9 else digit
            total += digit
            double = not double
        passing[place] = total % np.uint64(10) == 0


@compiled
def _business(numbers: Any, passing: Any) -> None:
    for place in range(len(numbers)):
        number: Any = np.int64(numbers[place])
        total = _weighted(number, _BUSINESS) + number // 10 % 10 * 5 // 10
        passing[place] = (10 - total % 10) % 10 == number % 10
