"""What each character means to whoever looks for numbers: a digit, a gap, a letter, a mask."""

import unicodedata
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np

Octets = np.ndarray[Any, np.dtype[np.uint8]]

POINTS = 0x20000
"""Characters from here on (rare ideographs, tags) mean nothing to numbers."""

(
    OTHER,
    SPACE,
    DASH,
    UNDERSCORE,
    INVISIBLE,
    DOT,
    MASKING,
    LATIN,
    EX,
    HANGUL,
    AT,
    COLON,
    BRACKET,
    PLUS,
    QUOTE,
    MANY,
) = range(16)
"""The kinds. EX is the letter that also masks, MANY a character that stands for several digits."""
EDGE = 31
"""The kind of what stands before a cell, and after it."""
DIGIT = 32
"""The kind of zero; the kinds of the other digits follow."""

MARKED = MappingProxyType(
    {
        SPACE: " \t\u00a0\u3000\u2002\u2003\u2009",
        DASH: "-‐‑‒–—―−ㅡ~～〜/－／﹣·ㆍ‧⁃",
        UNDERSCORE: "_＿",
        INVISIBLE: "\u00ad\u200b\u200c\u200d\u2060\ufeff",
        DOT: ".．。",
        MASKING: "*●○•■□#＊✱◯＃",
        EX: "xXｘＸ",
        AT: "@＠",
        COLON: ":：",
        BRACKET: "()（）[]",
        PLUS: "+＋",
        QUOTE: "'’`",
    }
)


@cache
def kinds() -> Octets:
    """The kind of every character, by its code point."""
    found = np.zeros(POINTS, dtype=np.uint8)
    for first, last in (("A", "Z"), ("a", "z"), ("Ａ", "Ｚ"), ("ａ", "ｚ")):
        found[ord(first) : ord(last) + 1] = LATIN
    found[ord("가") : ord("힣") + 1] = HANGUL
    for point in range(POINTS):
        if not 0x3400 <= point <= 0xD7FF:  # ideographs and Hangul: no digit among them
            found[point] = _numeral(chr(point)) or found[point]
    for kind, characters in MARKED.items():
        found[[ord(each) for each in characters]] = kind
    return found


def _numeral(character: str) -> int:
    """DIGIT and more for one digit of any script, MANY for several in one, 0 for no numeral."""
    worth = unicodedata.digit(character, -1)
    if worth >= 0:
        plain = unicodedata.normalize("NFKC", character)
        return DIGIT + worth if len(plain) == 1 else OTHER
    if unicodedata.category(character) in {"No", "Nd"}:
        plain = unicodedata.normalize("NFKC", character)
        return MANY if plain.isascii() and plain.isdigit() and len(plain) > 1 else OTHER
    return OTHER
