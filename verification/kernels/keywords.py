"""Finds which words stand right before a number, as "주민번호: " does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from verification.kernels.characters import POINTS
from verification.kernels.compiled import compiled, inlined
from verification.kernels.memory import byte_at

FARTHEST = 12
"""How many characters may stand between a word and its number."""
_LONGEST = 8
_WINDOW = 3 * (FARTHEST + _LONGEST)


@dataclass(frozen=True, eq=False)
class Keywords:
    """Words to look for, each in a group (a bit). Large and small Latin letters are one.

    `firsts` says for every character the first word that begins with it, counted from 1; `points`
    holds a row of characters for each word, 0 after its end; `groups` the bit of each.
    """

    firsts: np.ndarray[Any, Any]
    points: np.ndarray[Any, Any]
    groups: np.ndarray[Any, Any]

    @classmethod
    def of(cls, groups: Mapping[int, str]) -> "Keywords":
        """Keywords from words with spaces between, by their bit. No word is longer than eight."""
        words = sorted((word, bit) for bit, some in groups.items() for word in some.split())
        firsts = np.zeros(POINTS, dtype=np.uint8)
        points = np.zeros((len(words) + 1, _LONGEST + 1), dtype=np.int64)
        for place, (word, _) in reversed(list(enumerate(words))):
            points[place, : len(word)] = [ord(each) for each in word]
            firsts[ord(word[0])] = place + 1
        return cls(firsts, points, np.array([bit for _, bit in words] + [0], dtype=np.int64))


@compiled
def named_before(text: int, low: int, high: int, words: Any) -> int:
    """The groups of the words that stand in the last characters before a place, as bits."""
    firsts = words[0]
    at = max(low, high - _WINDOW)
    while at < high and byte_at(text, at) & 0xC0 == 0x80:
        at += 1
    found = 0
    while at < high:
        point, following = _lower(text, at, high)
        first = byte_at(firsts, point) if point < POINTS else 0
        if first:
            found |= _beginning(text, at, high, words, first - 1)
        at = following
    return found


@compiled
def _beginning(text: int, at: int, high: int, words: Any, word: int) -> int:
    """The groups of the words that begin at a place."""
    points, groups = words[1], words[2]
    first = points[word, 0]
    found = 0
    while points[word, 0] == first:
        if _stands(text, at, high, points[word]):
            found |= groups[word]
        word += 1
    return found


@compiled
def _stands(text: int, at: int, high: int, word: Any) -> bool:
    """Whether a word stands at a place, and not too far from the end."""
    place = 0
    while word[place]:
        if at >= high:
            return False
        point, at = _lower(text, at, high)
        if point != word[place]:
            return False
        place += 1
    left = 0
    while at < high:
        _, at = _lower(text, at, high)
        left += 1
    return left <= FARTHEST


@inlined
def _lower(text: int, at: int, high: int) -> tuple[int, int]:
    """The character at a byte, a large Latin letter as a small one, and where the next begins."""
    first = byte_at(text, at)
    if first < 0x80:
        return first + 32 if 65 <= first <= 90 else first, at + 1
    size = 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    if at + size > high:
        return 0, high
    point = (first & (0x7F >> size)) << 6 | (byte_at(text, at + 1) & 0x3F)
    for place in range(at + 2, at + size):
        point = (point << 6) | (byte_at(text, place) & 0x3F)
    return point, at + size
