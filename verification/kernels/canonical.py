"""Hashes of values, the same whatever they were written as: 1500, 1500.0 and "1,500" are one value.

    number   as itself, rounded to 40 bits of mantissa where it is not whole: some twelve digits
    moment   as the number its digits make: 2018-01-01, 2018.1.1 and 20180101 are one value; a month
             and a year too
    truth    as 1 or 0
    text     without the spaces around it, large and small letters alike

0 is the hash of nothing. The last bit of all others says that a value is *plain*: a number that
stands anywhere, as 0, 7 or 100 do.
"""

import numpy as np

from verification.kernels.bytes_of_cells import mixed, number_in, trimmed_end, trimmed_start
from verification.kernels.calendar import DAY_US
from verification.kernels.compiled import compiled, inlined
from verification.kernels.memory import byte_at
from verification.kernels.traits import (
    BLANK,
    FILLED,
    FITS_BOOLEAN,
    FITS_DATETIME,
    FITS_INTEGER,
    FITS_NUMBER,
    FITS_YEAR,
    FITS_YEARMONTH,
    LONG,
    TRUE,
    ZONED,
)

_WHOLE = np.uint64(0x9AE16A3B2F90404F)
_PART = np.uint64(0xC3A5C85C97CB3127)
_CLOCK = np.uint64(0xB492B66FBE98F273)
_TEXT = np.uint64(0x9E3779B97F4A7C15)
_FOLD = np.uint64(0xFF51AFD7ED558CCD)
_BY = np.uint64(32)
_ONE = np.uint64(1)
_PLAIN_BELOW = 101
_EXACT = 9007199254740992.0
_LOST = np.uint64(12)
_HALF_LOST = np.uint64(1 << 11)
_BEFORE_1970 = 719_468
_ERA = 146_097


@inlined
def _marked(code: np.uint64, plain: bool) -> np.uint64:
    """A hash whose last bit tells whether the value is plain; never 0."""
    code = (code >> _ONE) << _ONE
    if plain:
        return code | _ONE
    return code if code else _ONE + _ONE


@compiled
def hash_of_whole(value: int) -> np.uint64:
    code = mixed(np.uint64(value) ^ _WHOLE)
    return _marked(code, -_PLAIN_BELOW < value < _PLAIN_BELOW)


@compiled
def hash_of_double(value: float, bits: np.ndarray) -> np.uint64:
    """`bits` is room for one number of eight bytes."""
    if np.isnan(value):
        return np.uint64(0)
    if abs(value) < _EXACT and value == np.floor(value):
        return hash_of_whole(np.int64(value))
    whole = bits.view(np.uint64)
    bits[0] = value
    whole[0] = ((whole[0] + _HALF_LOST) >> _LOST) << _LOST
    rounded = bits[0]
    if abs(rounded) < _EXACT and rounded == np.floor(rounded):
        return hash_of_whole(np.int64(rounded))
    return _marked(mixed(whole[0] ^ _PART), False)


@compiled
def hash_of_moment(moment: int) -> np.uint64:
    """The hash of a moment in µs since 1970; at midnight it is that of its date."""
    days = moment // DAY_US
    past = moment - days * DAY_US
    # The civil date of a day's number (Hinnant): years begin in March.
    shifted = days + _BEFORE_1970
    era = shifted // _ERA
    of_era = shifted - era * _ERA
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month = month + 3 if month < 10 else month - 9
    date = ((year + era * 400 + (1 if month <= 2 else 0)) * 100 + month) * 100 + day
    if past == 0:
        return hash_of_whole(date)
    seconds = past // 1_000_000
    clock = (seconds // 3600 * 100 + seconds // 60 % 60) * 100 + seconds % 60
    code = hash_of_whole(date * 1_000_000 + clock)
    fraction = past % 1_000_000
    return code if fraction == 0 else _marked(mixed(code ^ np.uint64(fraction) ^ _CLOCK), False)


@compiled
def hash_wholes(values: np.ndarray, out: np.ndarray) -> None:
    """Fill the hash of each whole number."""
    for row in range(len(values)):
        out[row] = hash_of_whole(values[row])


@compiled
def hash_doubles(values: np.ndarray, out: np.ndarray) -> None:
    """Fill the hash of each number; of what is none, 0."""
    bits = np.empty(1, dtype=np.float64)
    for row in range(len(values)):
        out[row] = hash_of_double(values[row], bits)


@compiled
def hash_moments(values: np.ndarray, out: np.ndarray) -> None:
    """Fill the hash of each moment, given in µs."""
    for row in range(len(values)):
        out[row] = hash_of_moment(values[row])


@compiled
def hash_texts(
    data: int,
    offsets: np.ndarray,
    traits: np.ndarray,
    wholes: np.ndarray,
    doubles: np.ndarray,
    out: np.ndarray,
    composed: np.ndarray,
) -> int:
    """Fill the hash of each cell of text, read as what it says.

    `traits`, `wholes` and `doubles` are `cells.scan`'s. Return how many cells are not `composed`:
    their letters are written as several characters, so that their hash is not the one to keep.
    """
    bits = np.empty(1, dtype=np.float64)
    apart = 0
    for row in range(len(traits)):
        word = traits[row]
        composed[row] = True
        if not word & FILLED or word & BLANK:
            out[row] = 0
        elif word & FITS_INTEGER and not word & LONG:
            out[row] = hash_of_whole(wholes[row])
        elif word & FITS_NUMBER and not word & LONG:
            out[row] = hash_of_double(doubles[row], bits)
        elif word & FITS_DATETIME and not word & ZONED:
            out[row] = hash_of_moment(wholes[row])
        elif word & FITS_BOOLEAN:
            out[row] = hash_of_whole(1 if word & TRUE else 0)
        else:
            start, end = np.int64(offsets[row]), np.int64(offsets[row + 1])
            start = trimmed_start(data, start, end)
            end = trimmed_end(data, start, end)
            if word & (FITS_YEARMONTH | FITS_YEAR):
                out[row] = hash_of_whole(_month(data, start, end))
                continue
            out[row], composed[row] = _hash_of_letters(data, start, end)
            apart += not composed[row]
    return apart


@compiled
def _month(data: int, start: int, end: int) -> int:
    """The digits of a month or a year as one number: 2018. 1 is 201801."""
    year = number_in(data, start, start + 4)
    month, digits = 0, 0
    for at in range(start + 4, end):
        byte = byte_at(data, at)
        if 48 <= byte <= 57:
            month = month * 10 + byte - 48
            digits += 1
    return year * 100 + month if digits else year


@compiled
def _hash_of_letters(data: int, start: int, end: int) -> tuple[np.uint64, bool]:
    """The hash of some bytes with small letters for large, and whether they are composed."""
    code = _TEXT ^ np.uint64(end - start)
    word, filled = np.uint64(0), 0
    composed = True
    for at in range(start, end):
        byte = byte_at(data, at)
        if 65 <= byte <= 90:
            byte += 32
        elif byte in (0xCC, 0xCD) or (
            byte == 0xE1 and at + 1 < end and 0x84 <= byte_at(data, at + 1) <= 0x87
        ):
            composed = False
        word |= np.uint64(byte) << np.uint64(8 * filled)
        filled += 1
        if filled == 8:
            code = (code ^ word) * _FOLD
            code ^= code >> _BY
            word, filled = np.uint64(0), 0
    if filled:
        code = (code ^ word) * _FOLD
        code ^= code >> _BY
    return _marked(mixed(code), False), composed
