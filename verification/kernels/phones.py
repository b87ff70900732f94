"""Reads digits as phone numbers of Korea, in the country's form or the international one."""

from typing import Any

import numpy as np

from verification.kernels.compiled import compiled

MOBILE, LANDLINE, CITY_HALL = 1, 2, 3
"""What a number may be. CITY_HALL: 044-300-xxxx, the departments of the city."""

_AREAS = np.zeros(100, dtype=np.bool_)
_AREAS[[31, 32, 33, 41, 42, 43, 44, 51, 52, 53, 54, 55, 61, 62, 63, 64, 70]] = True
_OLD = np.zeros(100, dtype=np.bool_)
_OLD[[11, 16, 17, 18, 19]] = True
_TENS = np.array([10**power for power in range(19)], dtype=np.int64)
_ABROAD = 82


def phone_kinds(
    numbers: np.ndarray[Any, Any], digits: np.ndarray[Any, Any], *, abroad: np.ndarray[Any, Any]
) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """What each of some numbers of so many digits is; `abroad` ones begin with 82."""
    kinds = np.zeros(len(numbers), dtype=np.uint8)
    _fill(np.ascontiguousarray(numbers), digits.astype(np.int64), abroad, kinds)
    return kinds


@compiled
def _fill(numbers: Any, digits: Any, abroad: Any, kinds: Any) -> None:
    for place in range(len(numbers)):
        number: Any = np.int64(numbers[place])
        width = digits[place]
        if not 9 <= width <= 13:
            continue
        if abroad[place]:
            if number // _TENS[width - 2] != _ABROAD:
                continue
            number, width = number % _TENS[width - 2], width - 2
            # The zero of the country's form may be there or not.
            width += number >= _TENS[width - 1]
        if _TENS[width - 2] <= number < _TENS[width - 1]:
            kinds[place] = _kind(number, width - 1)


@compiled
def _kind(number: int, width: int) -> int:
    """What a number is, without the zero it begins with."""
    first = number // _TENS[width - 2]
    if width in (9, 10) and (_OLD[first] or (first == 10 and width == 10)):
        return MOBILE
    if width in (9, 10) and _AREAS[first]:
        return CITY_HALL if number // 10_000 == 44_300 else LANDLINE
    if width in (8, 9) and first // 10 == 2:
        return LANDLINE
    return LANDLINE if width in (10, 11) and 502 <= number // _TENS[width - 3] <= 508 else 0
