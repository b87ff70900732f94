"""Reads JSON text value by value, in memory for one at a time, each number as it is written."""

import json
from collections.abc import Sequence
from json.encoder import encode_basestring
from typing import Any, TextIO

from verification.faults import FileFault
from verification.findings import Location
from verification.limits import Limits

_CHUNK_CHARACTERS = 1 << 20
_SPACES = " \t\r\n"

TOO_LONG = object()
"""Stands for a value that is longer than was asked for."""


class Written(str):
    """A number as it stands in the file: `1.10` stays so, and no digit of a long one is lost."""

    __slots__ = ()


class Repeated(dict[str, Any]):
    """An object in which a name stands twice: the last one holds, as in every reader of JSON."""

    __slots__ = ()


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    return made if len(made) == len(pairs) else Repeated(made)


_DECODER = json.JSONDecoder(
    parse_float=Written,
    parse_int=Written,
    parse_constant=Written,
    object_pairs_hook=_object,
    strict=False,
)


def value_of(text: str) -> Any:
    """The one value a text holds, which begins and ends with it.

    Raises `ValueError` if it is no JSON, and `RecursionError` if it is nested too deep.
    """
    value, end = _DECODER.raw_decode(text)
    if end != len(text):
        raise ValueError("more than one value")
    return value


class JsonStream:
    """A JSON text from its beginning on. Raises `FileFault` where it is damaged or too large."""

    def __init__(self, text: TextIO, at: Location, limits: Limits) -> None:
        self._text = text
        self._at = at
        self._limits = limits
        self._buffer = ""
        self._place = 0
        self._ended = False
        self.length = 0  # characters of the value read last

    def peek(self) -> str:
        """The next character that is no space, unread; an empty text at the end."""
        while True:
            while self._place < len(self._buffer):
                if self._buffer[self._place] not in _SPACES:
                    return self._buffer[self._place]
                self._place += 1
            if not self._more():
                return ""

    def take(self, expected: str) -> None:
        """Read the one character that has to come now."""
        if self.peek() != expected:
            raise self.fault()
        self._place += 1

    def took(self, wanted: str) -> bool:
        """Read that character if it comes now, and tell whether it did."""
        if self.peek() != wanted:
            return False
        self._place += 1
        return True

    def value(self) -> Any:
        """Read the next value whole: it may be as long as a record."""
        value = self.short_value(self._limits.record_bytes)
        if value is TOO_LONG:
            raise FileFault("record-too-long", "한 레코드가 너무 깁니다.", self._at)
        return value

    def short_value(self, at_most: int) -> Any:
        """Read the next value whole, or nothing and give `TOO_LONG` if it is longer than that.

        A text that is no JSON counts as too long where it goes on so far.
        """
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._buffer, self._place)
            except RecursionError:
                raise self._too_deep() from None
            except ValueError:
                end = -1
            # A number at the end of what was read may go on in what was not.
            if 0 <= end < len(self._buffer) or (end >= 0 and self._ended):
                self.length = end - self._place
                self._place = end
                return value
            have = len(self._buffer) - self._place
            if have >= at_most:
                return TOO_LONG
            # Twice as much each time: a long value is tried a few times, not once a chunk.
            if not self._more(min(max(have, _CHUNK_CHARACTERS), at_most - have)) and end < 0:
                raise self.fault()

    def fault(self) -> FileFault:
        """The fault that says the text is no JSON here."""
        return FileFault("unreadable", "JSON으로 읽을 수 없는 파일입니다.", self._at)

    def _too_deep(self) -> FileFault:
        return FileFault("unreadable", "너무 깊이 겹쳐 있어 읽을 수 없는 JSON입니다.", self._at)

    def _more(self, wanted: int = _CHUNK_CHARACTERS) -> bool:
        chunk = "" if self._ended else self._text.read(wanted)
        self._ended = self._ended or not chunk
        self._buffer = self._buffer[self._place :] + chunk
        self._place = 0
        return bool(chunk)


def as_cell(value: Any) -> str | None:
    """A value as the text of a cell; lists and objects as compact JSON."""
    if value is None or isinstance(value, str):
        return value
    return compact(value)


def compact(value: Any) -> str:
    """A value as JSON without spaces, its numbers as they were written."""
    if isinstance(value, Written):
        return str(value)
    if isinstance(value, str):
        return str(encode_basestring(value))
    if isinstance(value, list):
        return f"[{','.join(map(compact, value))}]"
    if isinstance(value, dict):
        pairs = (f"{encode_basestring(name)}:{compact(each)}" for name, each in value.items())
        return f"{{{','.join(pairs)}}}"
    return _WORDS[value]


_WORDS = {None: "null", True: "true", False: "false"}
