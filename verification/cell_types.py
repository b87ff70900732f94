"""Whether cells are of a type, and what they are then worth. Whole columns at a time.

Text is judged by full match and never by a cast: engines take `37.55` for the whole number 38, and
what they say when they refuse a cell quotes it. Spaces around a cell do not count.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.declaration import ColumnType
from verification.moments import CLOCK, DATE, MONTH, moments

_GROUPED = r"[+-]?\d{1,3}(?:,\d{3})+"
_INTEGER = rf"[+-]?\d+|{_GROUPED}"
_NUMBER = rf"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{{1,3}})?|{_GROUPED}(?:\.\d+)?"
_TRUE = "true|t|yes|y|1|예|o"
_FALSE = "false|f|no|n|0|아니오|아니요|x"

_PLAIN: Mapping[ColumnType, str] = MappingProxyType(
    {
        ColumnType.INTEGER: _INTEGER,
        ColumnType.NUMBER: _NUMBER,
        ColumnType.BOOLEAN: rf"(?i:{_TRUE}|{_FALSE})",
        ColumnType.YEAR: r"[12]\d{3}년?",
        ColumnType.TIME: r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?|24:00(?::00)?",
    }
)
"""Types that a pattern alone decides."""

_MOMENTS: Mapping[ColumnType, tuple[str, ...]] = MappingProxyType(
    {
        ColumnType.DATE: DATE,
        ColumnType.DATETIME: (*CLOCK, *DATE),
        ColumnType.YEARMONTH: MONTH,
    }
)
"""Types that the calendar decides too."""

_WHOLE = r"(?:0|[1-9]\d*)"
_THOUSANDS = r"[1-9]\d{0,2}(?:,\d{3})+"
_HYPHENATED = r"\d{4}[-./]\d{1,2}[-./]\d{1,2}.*"

_INFERRED: Mapping[ColumnType, str] = MappingProxyType(
    {
        ColumnType.BOOLEAN: r"(?i:true|false)",
        ColumnType.INTEGER: rf"[+-]?(?:{_WHOLE}|{_THOUSANDS})",
        ColumnType.NUMBER: (
            rf"[+-]?(?:{_WHOLE}(?:\.\d*)?(?:[eE][+-]?\d{{1,3}})?|{_THOUSANDS}(?:\.\d+)?)"
        ),
        ColumnType.DATE: _HYPHENATED,
        ColumnType.DATETIME: _HYPHENATED,
    }
)
"""What is guessed of a column nobody declared, first that fits every cell, and how its cells look
then: `00012` is a code and not the number 12, `20240101` may be either."""

_HEAD = 500
_NEARLY = 0.95
_ENOUGH = 20


def fits(kind: ColumnType, text: pa.ChunkedArray) -> pa.ChunkedArray:
    """Which cells are of a type, as booleans; null where a cell is empty."""
    return _all_fit(kind, pc.utf8_trim_whitespace(text))


@dataclass(frozen=True)
class Guess:
    """The type a column seems to have. `good` None: every cell is of it.

    Where nearly every cell is of a type, `type` is that type and `good` says which cells are.
    """

    type: ColumnType
    good: pa.ChunkedArray | None = None


def guessed(text: pa.ChunkedArray) -> Guess:
    """The type of a column nobody declared; text where nothing else fits nearly every cell."""
    filled = len(text) - text.null_count
    head = text.slice(0, 20 * _HEAD).drop_null().slice(0, _HEAD)
    if not filled or not len(head):
        return Guess(ColumnType.STRING)
    head, text = pc.utf8_trim_whitespace(head), pc.utf8_trim_whitespace(text)
    nearest, most = ColumnType.STRING, 0
    for kind in _INFERRED:
        if _count(_looks(kind, head)) * 2 < len(head):
            continue
        alike = _count(_looks(kind, text))
        if alike == filled:
            return Guess(kind)
        if alike > most:
            nearest, most = kind, alike
    if filled < _ENOUGH or most < _NEARLY * filled:
        return Guess(ColumnType.STRING)
    return _nearly(nearest, text, filled)


def _nearly(kind: ColumnType, text: pa.ChunkedArray, filled: int) -> Guess:
    """A cell that is of the type and only looks otherwise, as `000` does, is no stranger."""
    good = _all_fit(kind, text)
    return Guess(ColumnType.STRING) if _count(good) == filled else Guess(kind, good)


def converted(kind: ColumnType, text: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column, every cell of which fits the type, as values; as text where those are not exact."""
    trimmed = pc.utf8_trim_whitespace(text)
    if kind in (ColumnType.INTEGER, ColumnType.NUMBER):
        return _as_numbers(kind, trimmed, text)
    if kind is ColumnType.BOOLEAN:
        return pc.match_substring_regex(trimmed, f"^(?i:{_TRUE})$")
    if kind in (ColumnType.DATE, ColumnType.DATETIME):
        return _as_moments(kind, trimmed, text)
    return text


def _fits(kind: ColumnType, text: pa.Array) -> pa.Array:
    if kind in _PLAIN:
        return pc.match_substring_regex(text, f"^(?:{_PLAIN[kind]})$")
    if kind in _MOMENTS:
        found = moments(text, _MOMENTS[kind])
        return pc.if_else(text.is_valid(), pa.array(~np.isnat(found)), pa.scalar(None, pa.bool_()))
    return pc.if_else(text.is_valid(), pa.scalar(True), pa.scalar(None, pa.bool_()))


def _all_fit(kind: ColumnType, trimmed: pa.ChunkedArray) -> pa.ChunkedArray:
    return pa.chunked_array([_fits(kind, chunk) for chunk in trimmed.chunks], pa.bool_())


def _looks(kind: ColumnType, trimmed: pa.ChunkedArray) -> pa.ChunkedArray:
    looks = pc.match_substring_regex(trimmed, f"^(?:{_INFERRED[kind]})$")
    return pc.and_(_all_fit(kind, trimmed), looks) if kind in _MOMENTS else looks


def _count(good: pa.ChunkedArray) -> int:
    return int(pc.sum(good).as_py() or 0)


def _as_numbers(
    kind: ColumnType, trimmed: pa.ChunkedArray, text: pa.ChunkedArray
) -> pa.ChunkedArray:
    plain = pc.replace_substring_regex(trimmed, r"^\+|,", "")
    if kind is ColumnType.NUMBER:
        return plain.cast(pa.float64())
    longest = pc.max(pc.binary_length(plain)).as_py() or 0
    return plain.cast(pa.int64()) if longest <= 18 else text


def _as_moments(
    kind: ColumnType, trimmed: pa.ChunkedArray, text: pa.ChunkedArray
) -> pa.ChunkedArray:
    if pc.any(pc.match_substring_regex(trimmed, r":\d\d.*(?:Z|[+-]\d\d:?\d\d)$")).as_py():
        return text  # a moment with its zone is not the same as one without
    arrow: Any = pa.date32() if kind is ColumnType.DATE else pa.timestamp("us")
    unit = "M8[D]" if kind is ColumnType.DATE else "M8[us]"
    chunks = [
        pa.array(moments(chunk, _MOMENTS[kind]).astype(unit), arrow) for chunk in trimmed.chunks
    ]
    return pa.chunked_array(chunks, arrow)
