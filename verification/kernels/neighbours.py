"""Looks at the word right after a number: whether it is as long as a name and begins like one."""

from typing import Any

import numpy as np

from verification.kernels.characters import BRACKET, DASH, HANGUL, POINTS, SPACE, kinds
from verification.kernels.compiled import compiled, inlined
from verification.kernels.memory import byte_at
from verification.kernels.tokens import point_at

_JOINS = (1 << SPACE) | (1 << BRACKET) | (1 << DASH)
_FARTHEST = 3
_SYLLABLES = 3


def names_after(
    text: np.ndarray[Any, Any],
    ends: np.ndarray[Any, Any],
    limits: np.ndarray[Any, Any],
    surnames: np.ndarray[Any, Any],
    last: np.ndarray[Any, Any],
) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Whether a word of three syllables follows each number that ends there, before its limit.

    `surnames` says for every character whether the word may begin with it, `last` whether it may
    end with it. A word of four counts if the fourth is a title (님, 씨).
    """
    found = np.zeros(len(ends), dtype=np.bool_)
    tables = (text.ctypes.data, kinds().ctypes.data, surnames.ctypes.data, last.ctypes.data)
    _find(tables, np.ascontiguousarray(ends), np.ascontiguousarray(limits), found)
    return found


@compiled
def _find(tables: Any, ends: Any, limits: Any, found: Any) -> None:
    for place in range(len(ends)):
        at = _word(tables[0], tables[1], ends[place], limits[place])
        found[place] = at >= 0 and _named(tables, at, limits[place])


@compiled
def _word(text: int, kind_of: int, at: int, limit: int) -> int:
    """Where the next word begins, if only spaces, dashes and brackets stand before it; else -1."""
    for _ in range(_FARTHEST + 1):
        if at >= limit:
            return -1
        point, following = point_at(text, at, limit)
        kind = byte_at(kind_of, point) if point < POINTS else 0
        if kind == HANGUL:
            return at
        if not (1 << kind) & _JOINS:
            return -1
        at = following
    return -1


@compiled
def _named(tables: Any, at: int, limit: int) -> bool:
    text, _, surnames, last = tables
    count, good = 0, True
    while at < limit:
        point, at = point_at(text, at, limit)
        if not 0xAC00 <= point <= 0xD7A3:
            break
        count += 1
        if count == 1:
            good = byte_at(surnames, point) != 0
        elif count >= _SYLLABLES:
            good = good and _closes(last, point, count)
    return good and count >= _SYLLABLES


@inlined
def _closes(last: int, point: int, count: int) -> bool:
    if count == _SYLLABLES:
        return byte_at(last, point) != 0
    return count == _SYLLABLES + 1 and point in (0xB2D8, 0xC528)
