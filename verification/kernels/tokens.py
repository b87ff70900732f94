"""Finds the numbers in cells of text: runs of digits, what joins them, and what stands around.

Characters are told apart by `characters.kinds`, so that full-width and other digits count as the
plain ones and characters nobody sees break nothing.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from verification.kernels.characters import (
    BRACKET,
    DASH,
    DIGIT,
    DOT,
    EDGE,
    HANGUL,
    INVISIBLE,
    POINTS,
    SPACE,
    UNDERSCORE,
    kinds,
)
from verification.kernels.compiled import compiled, inlined
from verification.kernels.keywords import Keywords, named_before
from verification.kernels.memory import byte_at

APART, TIGHT, LOOSE, POINT = range(4)
"""How a run hangs on the one before it: not at all; by up to three spaces and dashes; by these,
points and brackets; by one point alone."""

TAIL = 1 << 30
"""The cell ends in `.0`, as a spreadsheet shows a whole number; it is not counted as digits."""

RUN = np.dtype(
    [
        ("value", np.uint64),
        ("begin", np.int64),
        ("end", np.int64),
        ("cell", np.int32),
        ("words", np.uint32),
        ("after", np.uint32),
        ("syllable", np.uint32),
        ("digits", np.uint16),
        ("gap", np.uint8),
        ("before", np.uint8),
    ]
)
"""A run of digits: its worth (of the last 19 digits at least), its bytes, its cell, the keywords
before it, the character after it (0: none), the one syllable between it and the run before (0: not
one), and the kind of what stands before it."""

CELL = np.dtype(
    [("value", np.uint64), ("flags", np.uint32), ("digits", np.uint16), ("runs", np.uint16)]
)
"""A cell: all its digits as one number, the kinds that stand in it (bits), and how many of what."""

_THIN = (1 << SPACE) | (1 << DASH) | (1 << UNDERSCORE)
_WIDE = _THIN | (1 << DOT) | (1 << BRACKET)
_SPELT = (1 << SPACE) | (1 << HANGUL)
_LONGEST_GAP = 3
_CUT = 0xFFFD
_SEVERAL = 1
_HANGUL_LEADS = (0xEB, 0xEC)
_MOST = 65_535


@dataclass(frozen=True, eq=False)
class Tokens:
    """The runs of digits of some cells, in their order, and the facts of each cell.

    `octets` are the bytes of the cells, `offsets` where each begins, and after the last its end.
    """

    runs: np.ndarray[Any, Any]
    cells: np.ndarray[Any, Any]
    offsets: np.ndarray[Any, Any]
    octets: np.ndarray[Any, Any]


def tokens(texts: pa.StringArray, keywords: Keywords) -> Tokens:
    """Find every run of digits in some cells. Empty and null cells have none."""
    offsets, octets = _buffers(texts)
    source = (octets.ctypes.data, offsets, kinds().ctypes.data)
    cells = np.zeros(len(texts), dtype=CELL)
    runs = np.empty(6 * len(texts) + 64, dtype=RUN)
    words = (keywords.firsts.ctypes.data, keywords.points, keywords.groups)
    count = _scan(source, words, runs, cells)
    if count > len(runs):
        runs = np.empty(count, dtype=RUN)
        cells[:] = 0
        _scan(source, words, runs, cells)
    return Tokens(runs[:count], cells, offsets, octets)


def _buffers(texts: pa.StringArray) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """The offsets and the bytes of an array of strings, without a copy; null cells are empty."""
    plain = texts.fill_null("") if texts.null_count else texts
    _, ends, text = plain.buffers()
    offsets = np.zeros(1, dtype=np.int32)
    if ends is not None and len(plain):
        whole = np.frombuffer(ends, dtype=np.int32)
        offsets = whole[plain.offset : plain.offset + len(plain) + 1]
    octets = np.frombuffer(text or b"", dtype=np.uint8)
    return offsets, octets


@inlined
def point_at(text: int, at: int, end: int) -> tuple[int, int]:
    """The character at a byte, and where the next one begins."""
    first = byte_at(text, at)
    if first < 0x80:
        return first, at + 1
    size = 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    if at + size > end:
        return _CUT, end
    point = (first & (0x7F >> size)) << 6 | (byte_at(text, at + 1) & 0x3F)
    for place in range(at + 2, at + size):
        point = (point << 6) | (byte_at(text, place) & 0x3F)
    return point, at + size


@inlined
def _gap(width: int, bits: int) -> int:
    if width > _LONGEST_GAP:
        return APART
    if bits & ~_THIN == 0:
        return TIGHT
    if width == 1 and bits == 1 << DOT:
        return POINT
    return LOOSE if bits & ~_WIDE == 0 else APART


@compiled
def _scan(source: Any, words: Any, runs: Any, cells: Any) -> int:
    """Fill the runs and the cells; return how many runs there are, even if not all had room."""
    count = 0
    for cell in range(len(cells)):
        first = count
        count = _scan_cell(source, runs, cells, cell, count)
        if first < count <= len(runs):
            _finish(source, words, runs[first:count], cells, cell)
    return count


@compiled
def _scan_cell(source: Any, runs: Any, cells: Any, cell: int, count: int) -> int:
    text, offsets, kind_of = source
    start: Any = np.int64(offsets[cell])
    end: Any = np.int64(offsets[cell + 1])
    at, flags, before, digits = start, 0, EDGE, 0
    width, bits, syllable = 0, 0, 0
    value, begin, close = np.uint64(0), start, start
    while at < end:
        if syllable and not digits and at + 2 < end and byte_at(text, at) in _HANGUL_LEADS:
            # One more syllable of a word, which is most of what there is.
            at, width, before, syllable = at + 3, width + 1, HANGUL, _SEVERAL
            continue
        point, following = point_at(text, at, end)
        kind = byte_at(kind_of, point) if point < POINTS else 0
        if kind >= DIGIT:
            begin = begin if digits else at
            value = value * np.uint64(10) + np.uint64(kind - DIGIT)
            digits, close = digits + 1, following
        elif kind != INVISIBLE:
            if digits:
                gap = (width, bits, before, syllable)
                _note(runs, count, cell, (value, digits, begin, close), gap)
                _after(runs, count, point)
                count, digits, value = count + 1, 0, np.uint64(0)
                width, bits, syllable = 0, 0, 0
            width, bits, before = width + 1, bits | (1 << kind), kind
            flags |= 1 << kind
            # A second syllable makes both no sign.
            syllable = syllable if kind != HANGUL else point if syllable == 0 else _SEVERAL
        at = following
    cells[cell].flags = flags
    if digits:
        gap = (width, bits, before, syllable)
        _note(runs, count, cell, (value, digits, begin, close), gap)
        _after(runs, count, 0)
        count += 1
    return count


@inlined
def _note(runs: Any, count: int, cell: int, number: Any, gap: Any) -> None:
    if count < len(runs):
        run = runs[count]
        run.value, run.digits = number[0], min(number[1], _MOST)
        run.begin, run.end = number[2], number[3]
        run.cell, run.words = cell, 0
        run.gap, run.before = _gap(gap[0], gap[1]), gap[2]
        run.syllable = gap[3] if gap[1] & ~_SPELT == 0 else 0


@inlined
def _after(runs: Any, count: int, point: int) -> None:
    if count < len(runs):
        runs[count].after = point


@compiled
def _finish(source: Any, words: Any, runs: Any, cells: Any, cell: int) -> None:
    """Add up a cell's runs, and look for keywords where a row of runs begins."""
    runs[0].gap, runs[0].syllable = APART, 0
    last = runs[len(runs) - 1]
    tail = len(runs) > 1 and last.gap == POINT and last.value == 0 and last.after == 0
    value, digits = np.uint64(0), 0
    low: Any = np.int64(source[1][cell])
    for place in range(len(runs) - 1 if tail else len(runs)):
        run = runs[place]
        # Only as many digits as one number holds are read as one.
        if digits + run.digits <= 19:
            value = value * _TENS[run.digits] + run.value
        digits += run.digits
        if run.gap == APART and low < run.begin:
            run.words = named_before(source[0], low, run.begin, words)
        low = run.end
    cells[cell].value, cells[cell].digits = value, min(digits, _MOST)
    cells[cell].runs = min(len(runs) - tail, _MOST)
    if tail:
        cells[cell].flags |= TAIL


_TENS = np.array([10**power for power in range(20)], dtype=np.uint64)
