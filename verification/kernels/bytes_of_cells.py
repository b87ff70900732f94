"""Small steps over the bytes of a cell: spaces around it, digits in it, its hash."""

import numpy as np

from verification.kernels.compiled import compiled, inlined
from verification.kernels.memory import byte_at, word_at

DIGIT, SIGN, DOT, COMMA, EXPONENT, LETTER = 1, 2, 4, 8, 16, 32
COLON, SLASH, SPACE, HIGH_BYTE, AT, QUIET, OTHER, RARE = 64, 128, 256, 512, 1024, 2048, 4096, 8192


def _classes() -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    table = np.full(256, OTHER, dtype=np.int64)
    table[128:] = HIGH_BYTE
    # What begins wide, circled and other digits than the ten plain ones, and broken characters.
    table[[0xC3, 0xE2, 0xE5, 0xEF, 0xF0]] = HIGH_BYTE | RARE
    for characters, kind in (
        (b"0123456789", DIGIT),
        (b"+-", SIGN),
        (b".", DOT),
        (b",", COMMA),
        (b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", LETTER),
        (b"eE", EXPONENT),
        (b":", COLON),
        (b"/", SLASH),
        (b" \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f", SPACE),
        (b"@", AT),
        (b"()~_", QUIET),
    ):
        table[list(characters)] = kind
    return table


CLASS = _classes()
"""The class of every byte."""

_SEED = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xFF51AFD7ED558CCD)
_SECOND = np.uint64(0xC4CEB9FE1A85EC53)
_BY = np.uint64(33)
_HALF = np.uint64(32)
_WORD = 8


@inlined
def mixed(value: np.uint64) -> np.uint64:
    """Every bit of a word spread over all of it (the finish of MurmurHash3)."""
    value = (value ^ (value >> _BY)) * _FIRST
    value = (value ^ (value >> _BY)) * _SECOND
    return value ^ (value >> _BY)


@compiled
def hash_of(data: int, start: int, end: int, limit: int) -> np.uint64:
    """The hash of some bytes, the same on every machine: words of eight, the last filled with 0.

    Nothing is read from `limit` on.
    """
    code = _SEED ^ np.uint64(end - start)
    at = start
    while at + _WORD <= end:
        code = _folded(code, word_at(data, at))
        at += _WORD
    if at < end:
        code = _folded(code, _tail(data, at, end, limit))
    return mixed(code)


@inlined
def _folded(code: np.uint64, word: int) -> np.uint64:
    code = (code ^ np.uint64(word)) * _FIRST
    return code ^ (code >> _HALF)


@compiled
def _tail(data: int, at: int, end: int, limit: int) -> int:
    if at + _WORD <= limit:
        return word_at(data, at) & ((1 << (8 * (end - at))) - 1)
    word = 0
    for place in range(end - 1, at - 1, -1):
        word = (word << 8) | byte_at(data, place)
    return word


@compiled
def space_at(data: int, at: int, end: int) -> int:
    """How many bytes the white space that begins here takes: 0 if there is none."""
    byte = byte_at(data, at)
    if byte == 32 or 9 <= byte <= 13 or 28 <= byte <= 31:
        return 1
    if (
        byte == 0xC2
        and at + 1 < end
        and (byte_at(data, at + 1) == 0xA0 or byte_at(data, at + 1) == 0x85)
    ):
        return 2
    if at + 2 < end and _wide_space(byte, byte_at(data, at + 1), byte_at(data, at + 2)):
        return 3
    return 0


@compiled
def _wide_space(first: int, second: int, third: int) -> bool:
    if first == 0xE3:
        return second == 0x80 and third == 0x80
    if first == 0xE1:
        return second == 0x9A and third == 0x80
    if first != 0xE2:
        return False
    if second == 0x80:
        return 0x80 <= third <= 0x8A or third in (0xA8, 0xA9, 0xAF)
    return second == 0x81 and third == 0x9F


@compiled
def trimmed_start(data: int, start: int, end: int) -> int:
    """Where a cell begins after the white space before it."""
    while start < end:
        width = space_at(data, start, end)
        if width == 0:
            break
        start += width
    return start


@compiled
def trimmed_end(data: int, start: int, end: int) -> int:
    """Where a cell ends before the white space behind it."""
    while start < end:
        if space_at(data, end - 1, end) == 1:
            end -= 1
        elif end - 2 >= start and space_at(data, end - 2, end) == 2:
            end -= 2
        elif end - 3 >= start and space_at(data, end - 3, end) == 3:
            end -= 3
        else:
            break
    return end


@inlined
def is_digit(byte: int) -> bool:
    return 48 <= byte <= 57


@compiled
def digits_from(data: int, at: int, end: int) -> int:
    """How many digits stand in a row from here."""
    start = at
    while at < end and is_digit(byte_at(data, at)):
        at += 1
    return at - start


@compiled
def number_in(data: int, start: int, end: int) -> int:
    """The whole number that some digits write. No more than 18 of them."""
    value = 0
    for at in range(start, end):
        value = value * 10 + (byte_at(data, at) - 48)
    return value
