"""Dates as Korean tables write them, in parts: year, month, day; whole columns at a time.

Wider than what the checks take for a date: a year of two digits, a month, a quarter or a year
alone are read too, as a treatment has to bring all of them into one form.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.treatment.frames import Truths, truths

Numbers = np.ndarray[Any, np.dtype[np.int64]]
_NOTHING = 0

_YEAR = r"(?P<y>[12][0-9]{3})"
_SHORT = r"(?P<y>[0-9]{2})"
_M = r"(?P<m>1[0-2]|0?[1-9])"
_D = r"(?P<d>3[01]|[12][0-9]|0?[1-9])"
_MM = r"(?P<m>1[0-2]|0[1-9])"
_DD = r"(?P<d>3[01]|[12][0-9]|0[1-9])"
_BETWEEN = r"(?:-|/|\. ?|년 ?)"
_AFTER_MONTH = r"(?:-|/|\. ?|월 ?)"
_CLOCK = r"(?:[ T][0-9]{1,2}:[0-9]{2}.*)?"

PATTERNS = (
    rf"{_YEAR}{_BETWEEN}{_M}{_AFTER_MONTH}{_D}(?:\.|일)?{_CLOCK}",
    rf"{_YEAR}{_MM}{_DD}(?:[0-9]{{2}}[0-9]{{2}}(?:[0-9]{{2}})?)?",
    rf"['’‘`]?{_SHORT}(?:\. ?|년 ?|/|-){_M}{_AFTER_MONTH}{_D}(?:\.|일)?",
    rf"{_YEAR}{_BETWEEN}{_M}(?:\.|월)?",
    rf"{_YEAR}{_MM}",
    rf"['’‘`]{_SHORT}(?:\. ?|년 ?){_M}(?:\.|월)?",
    rf"{_YEAR}[-/. ]?(?:년 ?)?(?P<q>[1-4])/4 ?분기?",
    rf"{_YEAR}[-/. ]?(?:년 ?)?(?P<q>[1-4]) ?분기",
    rf"{_YEAR}-Q(?P<q>[1-4])",
    rf"{_YEAR} ?년?",
)
"""First that fits. A compact form with a clock is read as its day."""

_TURN = 69
"""A year of two digits from here on is of the twentieth century, as POSIX has it."""


@dataclass(frozen=True)
class Dates:
    """The parts of each cell; 0 where a part is not said, and `read` whether any was."""

    year: Numbers
    month: Numbers
    day: Numbers
    quarter: Numbers

    @property
    def read(self) -> Truths:
        return np.asarray(self.year > _NOTHING)


def dates(cells: pa.Array) -> Dates:
    """The dates that cells hold; those that stand in no calendar are not read."""
    parts = {name: np.zeros(len(cells), dtype=np.int64) for name in "ymdq"}
    trimmed = pc.utf8_trim_whitespace(cells)
    for pattern in PATTERNS:
        left = parts["y"] == _NOTHING
        if not left.any():
            break
        found = pc.extract_regex(trimmed, f"^(?:{pattern})$")
        places = np.flatnonzero(left & truths(found.is_valid()))
        if len(places):
            matched = found.take(pa.array(places))
            for name, digits in zip(names_of(found.type), matched.flatten(), strict=True):
                parts[name][places] = np.asarray(digits.cast(pa.int64()))
    return _real(parts)


def names_of(groups: pa.DataType) -> list[str]:
    """The names of the groups that a pattern found."""
    return [field.name for field in groups]


def _real(parts: dict[str, Numbers]) -> Dates:
    year = parts["y"]
    short = (year > _NOTHING) & (year < 100)
    # The year 2000 is written '00, which is nothing: a month beside it tells.
    short |= (year == _NOTHING) & (parts["m"] > _NOTHING)
    year = np.where(short, year + np.where(year >= _TURN, 1900, 2000), year)
    whole = (parts["m"] > _NOTHING) & (parts["d"] > _NOTHING)
    months = np.where(whole, (year - 1970) * 12 + parts["m"] - 1, 0).astype("M8[M]")
    days = months.astype("M8[D]") + np.where(whole, parts["d"] - 1, 0)
    real = ~whole | (days.astype("M8[M]") == months)
    return Dates(*(np.where(real, part, _NOTHING) for part in (year, *(parts[n] for n in "mdq"))))
