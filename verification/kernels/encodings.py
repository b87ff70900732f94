"""Whether bytes are UTF-8 or CP949, and CP949 as UTF-8."""

from functools import cache

import numpy as np
import numpy.typing as npt

from verification.kernels.compiled import compiled
from verification.kernels.memory import byte_at, word_at

_HIGH_BITS = -0x7F7F7F7F7F7F7F80  # 0x80 in each of eight bytes
_LEAST_OF_TWO, _LEAST_OF_THREE, _LEAST_OF_FOUR, _LAST = 0x80, 0x800, 0x10000, 0x10FFFF


@compiled
def utf8_until(base: int, end: int) -> int:
    """Up to where some bytes are UTF-8. A character cut off at the end does not count as wrong.

    A place before `end − 3` is where the first wrong byte stands.
    """
    at = 0
    while at < end:
        if at + 8 <= end and word_at(base, at) & _HIGH_BITS == 0:
            at += 8
            continue
        first = byte_at(base, at)
        if first < 0x80:
            at += 1
            continue
        if 0xE1 <= first <= 0xEC and at + 3 <= end:  # most of what is not ASCII, Hangul too
            if byte_at(base, at + 1) & 0xC0 != 0x80 or byte_at(base, at + 2) & 0xC0 != 0x80:
                return at
            at += 3
            continue
        width = _width(first)
        if width == 0 or at + width > end or not _is_character(base, at, width):
            return at
        at += width
    return at


@compiled
def _width(first: int) -> int:
    """How many bytes a character takes that begins so; 0 if none does."""
    if 0xC2 <= first <= 0xDF:
        return 2
    if 0xE0 <= first <= 0xEF:
        return 3
    return 4 if 0xF0 <= first <= 0xF4 else 0


@compiled
def _is_character(base: int, at: int, width: int) -> bool:
    point = byte_at(base, at) & (0x7F >> width)
    for place in range(at + 1, at + width):
        byte = byte_at(base, place)
        if byte & 0xC0 != 0x80:
            return False
        point = (point << 6) | (byte & 0x3F)
    if width == 2:
        return point >= _LEAST_OF_TWO
    if width == 3:
        return point >= _LEAST_OF_THREE and not 0xD800 <= point <= 0xDFFF
    return _LEAST_OF_FOUR <= point <= _LAST


@cache
def cp949_table() -> npt.NDArray[np.uint32]:
    """Of every pair of bytes, the three of UTF-8 that write its character; 0 if it writes none."""
    table = np.zeros(1 << 16, dtype=np.uint32)
    for first in range(0x81, 0xFF):
        for second in range(0x41, 0xFF):
            try:
                written = bytes((first, second)).decode("cp949").encode()
            except UnicodeDecodeError:
                continue
            if len(written) == 3:
                table[first << 8 | second] = int.from_bytes(written, "little")
            elif len(written) == 2:
                table[first << 8 | second] = int.from_bytes(written, "little") | 1 << 24
    return table


@compiled
def cp949_until(base: int, end: int, table: np.ndarray) -> int:
    """Up to where some bytes are CP949; a pair cut off at the end does not count as wrong."""
    at = 0
    while at < end:
        if at + 8 <= end and word_at(base, at) & _HIGH_BITS == 0:
            at += 8
            continue
        first = byte_at(base, at)
        if first < 0x80:
            at += 1
        elif at + 1 < end and table[first << 8 | byte_at(base, at + 1)]:
            at += 2
        else:
            return at
    return at


@compiled
def cp949_to_utf8(base: int, end: int, table: np.ndarray, out: np.ndarray) -> tuple[int, int]:
    """Fill the UTF-8 of some CP949, all of it right; return how much was read, how much written."""
    at = 0
    filled = 0
    while at < end:
        first = byte_at(base, at)
        if first < 0x80:
            out[filled] = first
            at += 1
            filled += 1
            continue
        if at + 1 == end:
            break
        written = table[first << 8 | byte_at(base, at + 1)]
        out[filled] = written & 0xFF
        out[filled + 1] = written >> 8 & 0xFF
        out[filled + 2] = written >> 16 & 0xFF
        filled += 2 if written >> 24 else 3
        at += 2
    return at, filled


def load() -> None:
    """Have all of these loops at hand, compiled."""
    content = np.frombuffer("가나다 abcdefgh".encode("cp949"), np.uint8)
    out = np.empty(64, dtype=np.uint8)
    base, end = content.ctypes.data, len(content)
    utf8_until(base, end)
    cp949_until(base, end, cp949_table())
    cp949_to_utf8(base, end, cp949_table(), out)
