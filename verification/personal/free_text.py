"""Looks for what names a person outside of columns: in texts, records, headers and titles."""

import numpy as np
import pyarrow as pa

from verification.personal.hits import Hit
from verification.personal.tally import PersonalTally

_AT_ONCE = 50_000
_LONGEST_LINE = 1 << 20


def in_cells(texts: tuple[str, ...]) -> list[Hit]:
    """Return what some texts that belong to no column hold; positions are places among them."""
    return _gathered(PersonalTally("", frozenset()), texts)


def in_text(text: str) -> list[Hit]:
    """Return what a document's text holds; positions are its lines, counted from 0.

    A line that is longer than a mebibyte of characters is looked at in parts of that length.
    """
    lines = [
        line[start : start + _LONGEST_LINE]
        for line in text.splitlines()
        for start in range(0, max(1, len(line)), _LONGEST_LINE)
    ]
    return _gathered(PersonalTally.of(""), tuple(lines))


def _gathered(tally: PersonalTally, texts: tuple[str, ...]) -> list[Hit]:
    for start in range(0, len(texts), _AT_ONCE):
        some = pa.array(texts[start : start + _AT_ONCE], type=pa.string())
        tally = tally.update(np.arange(start, start + len(some), dtype=np.int64), some)
    return tally.judged()
