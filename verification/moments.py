"""Dates and times as Korean files write them, read by the calendar, a whole column at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Numbers = np.ndarray[Any, Any]

_DAY = r"(?P<y>\d{4})(?:-|/|\. ?|년 ?)(?P<m>\d{1,2})(?:-|/|\. ?|월 ?)(?P<d>\d{1,2})(?:\.|일)?"
_COMPACT_DAY = r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"
_TIME = r"(?P<h>\d{1,2}):(?P<i>\d{2})(?::(?P<s>\d{2})(?:\.(?P<f>\d{1,9}))?)?"
_ZONE = r"(?: ?(?:Z|[+-]\d{2}:?\d{2}))?"

DATE = (_DAY, _COMPACT_DAY)
CLOCK = (
    rf"{_DAY}[ T]{_TIME}{_ZONE}",
    rf"{_COMPACT_DAY}(?P<h>\d{{2}})(?P<i>\d{{2}})(?P<s>\d{{2}})?",
)
MONTH = (
    r"(?P<y>\d{4})(?:-|/|\. ?|년 ?)(?P<m>\d{1,2})(?:\.|월)?",
    r"(?P<y>\d{4})(?P<m>\d{2})",
)

_BEFORE_ALL = {"m": 1, "d": 1}
_EARLIEST_YEAR = 1000


def moments(text: pa.Array, patterns: Sequence[str]) -> Numbers:
    """The moment each cell names, in microseconds; NaT where it names none that exists."""
    coded = text.dictionary_encode()
    if len(coded.dictionary) * 2 > len(text):
        return _moments(text, patterns)
    # Days repeat: it takes less to read each once.
    distinct = np.append(_moments(coded.dictionary, patterns), np.datetime64("NaT", "us"))
    return np.asarray(distinct[np.asarray(coded.indices.fill_null(-1))])


def _moments(text: pa.Array, patterns: Sequence[str]) -> Numbers:
    result = np.full(len(text), np.datetime64("NaT"), dtype="M8[us]")
    left = len(text) - text.null_count
    for pattern in patterns:
        if not left:
            break
        found = pc.extract_regex(text, f"^(?:{pattern})$")
        places = np.flatnonzero(found.is_valid().to_numpy(zero_copy_only=False))
        left -= len(places)
        if len(places):
            matched = found.take(pa.array(places))
            names = [field.name for field in found.type]
            parts = dict(zip(names, map(_numbers, names, matched.flatten()), strict=True))
            result[places] = _moment(parts, len(places))
    return result


def _numbers(name: str, digits: pa.Array) -> Numbers:
    """Digits as numbers, a fraction in microseconds; -1 where the part is left out."""
    if name == "f":
        digits = pc.utf8_slice_codeunits(pc.utf8_rpad(digits, 6, "0"), 0, 6)
    given = pc.if_else(pc.equal(digits, ""), "-1", digits)
    return np.asarray(given.cast(pa.int64()))


def _moment(parts: Mapping[str, Numbers], count: int) -> Numbers:
    def part(name: str) -> Numbers:
        given = parts.get(name, np.full(count, -1))
        return np.where(given < 0, _BEFORE_ALL.get(name, 0), given)

    days, real = _days(part("y"), part("m"), part("d"))
    hour, minute, second = part("h"), part("i"), part("s")
    midnight = (hour == 24) & (minute == 0) & (second == 0)
    real = real & ((hour < 24) | midnight) & (minute < 60) & (second < 60)
    seconds = (hour * 60 + minute) * 60 + second
    past = (seconds * 1_000_000 + part("f")).astype("m8[us]")
    return np.where(real, days.astype("M8[us]") + past, np.datetime64("NaT"))


def _days(year: Numbers, month: Numbers, day: Numbers) -> tuple[Numbers, Numbers]:
    """The days, and which of them stand in the calendar."""
    plausible = (month >= 1) & (month <= 12) & (day >= 1) & (year >= _EARLIEST_YEAR)
    months = (np.where(plausible, (year - 1970) * 12 + month - 1, 0)).astype("M8[M]")
    days = months.astype("M8[D]") + np.where(plausible, day - 1, 0)
    return days, plausible & (days.astype("M8[M]") == months)
