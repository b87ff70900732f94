"""One look at every cell of a column: its hash, its traits, and its value."""

import numpy as np

from verification.kernels.bytes_of_cells import (
    CLASS,
    COLON,
    DIGIT,
    HIGH_BYTE,
    RARE,
    SPACE,
    hash_of,
    trimmed_end,
    trimmed_start,
)
from verification.kernels.calendar import read_moment, read_packed, read_time
from verification.kernels.compiled import compiled
from verification.kernels.memory import byte_at
from verification.kernels.numbers import read_number
from verification.kernels.persons import may_name
from verification.kernels.traits import (
    BLANK,
    BROKEN,
    FILLED,
    FITS_DATETIME,
    FITS_INTEGER,
    FITS_NUMBER,
    FITS_YEAR,
    FORMULA,
    HIGH,
    LOOKS_BOOLEAN,
    PERSONAL,
    SHORT,
    SPACED,
)
from verification.kernels.words import read_word

_SHORTEST_PERSONAL = 8
_LONGEST_MARK = 12
_LATELY = 2048
_LATELY_MASK = np.uint64(_LATELY - 1)
_SMALL = 1e8
"""Decimal numbers below this are measures and coordinates; a phone number that lost its zero and
gained a point is larger."""
_WIDEST_VALUE = 48
"""No number and no moment that is read takes more bytes."""


@compiled
def scan(
    data: int,
    offsets: np.ndarray,
    packed: bool,
    hashes: np.ndarray,
    traits: np.ndarray,
    wholes: np.ndarray,
    doubles: np.ndarray,
) -> None:
    """Fill what is known of each cell.

    `data` is the address of the bytes of an Arrow array of text, `offsets` says where each cell
    begins and the last ends. `hashes` is 0 for an empty cell. `wholes` holds a whole number, or a
    moment in µs since 1970; `doubles` a number. `packed`: digits alone may be a date.
    """
    limit = np.int64(offsets[-1])
    # Most columns repeat few values: what was read lately need not be read again.
    lately = np.zeros(_LATELY, dtype=np.uint64)
    places = np.zeros(_LATELY, dtype=np.int64)
    for row in range(len(offsets) - 1):
        start, end = np.int64(offsets[row]), np.int64(offsets[row + 1])
        if start == end:
            hashes[row], traits[row], wholes[row], doubles[row] = 0, 0, 0, np.nan
            continue
        code = hash_of(data, start, end, limit)
        hashes[row] = code
        slot = np.int64(code & _LATELY_MASK)
        if lately[slot] == code:
            known = places[slot]
            traits[row], wholes[row], doubles[row] = traits[known], wholes[known], doubles[known]
            continue
        traits[row], wholes[row], doubles[row] = _read(data, start, end, packed)
        lately[slot] = code
        places[slot] = row


@compiled
def _read(data: int, start: int, end: int, packed: bool) -> tuple[int, int, float]:
    classes = 0
    digits = 0
    for at in range(start, end):
        kind = CLASS[byte_at(data, at)]
        classes |= kind
        digits += kind & DIGIT
    first, last = start, end
    if classes & (SPACE | HIGH_BYTE):
        first = trimmed_start(data, start, end)
        last = trimmed_end(data, first, end)
    if first == last:
        return FILLED | BLANK | SPACED, 0, np.nan
    found = _marks(data, start, end, first, last, classes)
    traits, whole, double = _value(data, first, last, classes, packed)
    found |= traits
    if digits == 0 and last - first <= _LONGEST_MARK and not traits & LOOKS_BOOLEAN:
        found |= SHORT
    small = traits & FITS_NUMBER and not traits & FITS_INTEGER and abs(double) < _SMALL
    if not small and _is_suspect(data, start, end, classes, digits, traits):
        found |= PERSONAL
    return found, whole, double


@compiled
def _marks(data: int, start: int, end: int, first: int, last: int, classes: int) -> int:
    found = FILLED
    if first != start or last != end:
        found |= SPACED
    if classes & HIGH_BYTE:
        found |= HIGH
    if classes & RARE and _is_broken(data, start, end):
        found |= BROKEN
    if byte_at(data, start) in (61, 43, 45, 64, 9, 13):  # = + - @ TAB CR
        found |= FORMULA
    return found


@compiled
def _is_broken(data: int, start: int, end: int) -> bool:
    """Whether a byte is there that text read in a wrong encoding has."""
    for at in range(start, end):
        byte = byte_at(data, at)
        if byte == 0xC3:
            return True
        if byte == 0xEF and at + 2 < end and byte_at(data, at + 1) in (0xBF, 0xBC, 0xBB):
            return True
        if (
            byte == 0xE5
            and at + 2 < end
            and byte_at(data, at + 1) == 0x8D
            and byte_at(data, at + 2) == 0xA0
        ):
            return True
    return False


@compiled
def _value(data: int, first: int, last: int, classes: int, packed: bool) -> tuple[int, int, float]:
    """The cell as a number, a moment or a truth value: its traits, and what it is worth."""
    if last - first > _WIDEST_VALUE:
        return 0, 0, np.nan
    if not classes & DIGIT:
        return read_word(data, first, last), 0, np.nan
    traits, whole, double = read_number(data, first, last)
    if traits:
        if last - first == 1:
            traits |= read_word(data, first, last)
        return _packed(data, first, last, traits, whole, double, packed)
    traits, moment = read_moment(data, first, last)
    if traits == 0 and classes & COLON:
        traits = read_time(data, first, last)
    return traits, (moment if traits & FITS_DATETIME else 0), np.nan


@compiled
def _packed(
    data: int, first: int, last: int, traits: int, whole: int, double: float, packed: bool
) -> tuple[int, int, float]:
    """Digits alone as what they may be besides a number: a year, and where declared a date."""
    if last - first == 4 and byte_at(data, first) in (49, 50):
        return traits | FITS_YEAR, whole, double
    if not packed:
        return traits, whole, double
    dated, moment = read_packed(data, first, last)
    if dated & FITS_DATETIME:
        return traits | dated, moment, double
    return traits | dated, whole, double


@compiled
def _is_suspect(data: int, start: int, end: int, classes: int, digits: int, traits: int) -> bool:
    if traits & FITS_DATETIME or (classes & DIGIT and digits < 6 and not classes & RARE):
        return False
    if end - start < _SHORTEST_PERSONAL:
        return False
    return may_name(data, start, end, classes, digits)
