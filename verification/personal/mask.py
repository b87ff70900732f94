"""The mask that hides numbers of persons from everyone who reads a preview, a report or a log."""

import re
from collections.abc import Iterator

from verification.personal.patterns import DAY, MOBILE, MONTH, PARTIAL, fold

HIDDEN = "*"

_SHAPES = (
    # Wider than what a check confirms, for hiding too much costs little here: any six and seven
    # digits with a gap, any thirteen in one run, twelve that may have lost a zero, and a number as
    # a spreadsheet shows it with an exponent.
    re.compile(r"(?<![0-9])[0-9]{6}[^0-9A-Za-z가-힣,.:;]{1,3}[0-9]{7}(?![0-9])"),
    re.compile(r"(?<![0-9.])[0-9]{13}(?![0-9])"),
    re.compile(rf"(?<![0-9.])[0-9]{MONTH}{DAY}[3478][0-9]{{6}}(?![0-9])"),
    re.compile(r"(?<![0-9.])[0-9]\.[0-9]{9,12}[eE]\+?[01]?[0-9](?![0-9])"),
    PARTIAL,
    MOBILE,
)


def mask(text: str) -> str:
    """Return a text with every digit of any number that may name a person replaced by an asterisk.

    The text keeps its length, so a preview keeps its columns. Masking twice changes nothing more.
    """
    folded, places = fold(text)
    hidden = {
        place if places is None else places[place]
        for start, end in _spans(folded)
        for place in range(start, end)
        if folded[place].isdigit()
    }
    if not hidden:
        return text
    return "".join(HIDDEN if place in hidden else each for place, each in enumerate(text))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for shape in _SHAPES:
        for found in shape.finditer(text):
            yield found.span()
