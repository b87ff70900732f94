"""Reads a cell as a number. The grammar is that of the two types, in both strictnesses.

fits   [+-]? ( d+ .? d*  |  . d+ ) ( e [+-]? d{1,3} )?     |  [+-]? d{1,3} (,ddd)+ ( . d+ )?
looks  the same, but no zero before another digit, and a digit before the point
"""

import numpy as np

from verification.kernels.bytes_of_cells import digits_from, is_digit
from verification.kernels.compiled import compiled
from verification.kernels.memory import byte_at
from verification.kernels.traits import (
    FITS_INTEGER,
    FITS_NUMBER,
    LONG,
    LOOKS_INTEGER,
    LOOKS_NUMBER,
    PADDED,
    SLOW,
)

_COMMA, _DOT, _PLUS, _MINUS, _ZERO = 44, 46, 43, 45, 48
_EXACT = 1 << 53
_TENS = 10.0 ** np.arange(23)
_MOST_DIGITS = 18


@compiled
def read_number(data: int, start: int, end: int) -> tuple[int, int, float]:
    """The traits of a cell as a number (0: it is none), and its value, whole and as a double.

    The double is the nearest to what is written, unless `SLOW` says that it is to be made
    elsewhere; whole numbers of more than 18 digits are `LONG` and have no whole value.
    """
    signed = byte_at(data, start) in (_PLUS, _MINUS)
    first = start + 1 if signed else start
    before = digits_from(data, first, end)
    at = first + before
    groups = 0
    if at < end and byte_at(data, at) == _COMMA:
        groups = _groups(data, at, end)
        if groups == 0 or before > 3:
            return 0, 0, 0.0
        at += 4 * groups
    point = at
    after = 0
    if at < end and byte_at(data, at) == _DOT:
        after = digits_from(data, at + 1, end)
        if before + after == 0 or (groups and not after):
            return 0, 0, 0.0
        at += 1 + after
    exponent, width = _exponent(data, at, end)
    if at + width != end or before + after == 0 or (groups and width):
        return 0, 0, 0.0
    mantissa, digits = _mantissa(data, first, at)
    traits = _traits(data, first, before, point == end, groups)
    negative = byte_at(data, start) == _MINUS
    if traits & FITS_INTEGER and digits <= _MOST_DIGITS:
        whole = -mantissa if negative else mantissa
        return traits, whole, float(whole)
    if traits & FITS_INTEGER:
        traits |= LONG
    power = exponent - after
    value = _scaled(float(mantissa), power)
    return traits | _slow(mantissa, digits, power), 0, -value if negative else value


@compiled
def _groups(data: int, at: int, end: int) -> int:
    """How many groups of a comma and three digits follow."""
    groups = 0
    while at < end and byte_at(data, at) == _COMMA:
        if digits_from(data, at + 1, end) != 3:
            return 0
        groups += 1
        at += 4
    return groups


@compiled
def _exponent(data: int, at: int, end: int) -> tuple[int, int]:
    """The exponent that stands here, and how many bytes it takes."""
    if at >= end or (byte_at(data, at) != 101 and byte_at(data, at) != 69):
        return 0, 0
    first = at + 1
    if first < end and byte_at(data, first) in (_PLUS, _MINUS):
        first += 1
    digits = digits_from(data, first, end)
    if not 1 <= digits <= 3:
        return 0, 0
    value = 0
    for place in range(first, first + digits):
        value = value * 10 + byte_at(data, place) - _ZERO
    return (-value if byte_at(data, at + 1) == _MINUS else value), first + digits - at


@compiled
def _mantissa(data: int, start: int, end: int) -> tuple[int, int]:
    """The digits before any exponent as one number, and how many they are from the first not 0."""
    value = 0
    digits = 0
    for at in range(start, end):
        byte = byte_at(data, at)
        if is_digit(byte):
            if digits or byte != _ZERO:
                digits += 1
            if digits <= _MOST_DIGITS:
                value = value * 10 + (byte - _ZERO)
        elif byte not in (_COMMA, _DOT):
            break
    return value, digits


@compiled
def _traits(data: int, first: int, before: int, whole: bool, groups: int) -> int:
    padded = before > 1 and byte_at(data, first) == _ZERO
    plain = before > 0 and not padded and not (groups and byte_at(data, first) == _ZERO)
    traits = FITS_NUMBER
    if plain:
        traits |= LOOKS_NUMBER
    if whole:
        traits |= FITS_INTEGER
        if plain:
            traits |= LOOKS_INTEGER
    if padded and whole and not groups:
        traits |= PADDED
    return traits


@compiled
def _slow(mantissa: int, digits: int, power: int) -> int:
    exact = digits <= _MOST_DIGITS and mantissa < _EXACT and -22 <= power <= 22
    return 0 if exact else SLOW


@compiled
def _scaled(mantissa: float, power: int) -> float:
    """Nearest by one rounding where both are exact as doubles (Clinger's fast case)."""
    if 0 <= power <= 22:
        return mantissa * _TENS[power]
    if -22 <= power < 0:
        return mantissa / _TENS[-power]
    return mantissa
