"""Delimited texts in dialects that few programs write, and none reads of its own accord.

Each is taken only on evidence that a text of an ordinary dialect does not give: read wrongly, every
cell is in the wrong column. What is not one character is rewritten on its way to the engine.
"""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType

from verification.formats.dialect import (
    DELIMITERS,
    Cells,
    Layout,
    layout_of,
    looks_like_number,
    records_of,
)

_UNIT = "\x1f"  # the separator that the character set has for this, and that no text holds
_CHUNK_BYTES = 1 << 20
_LINE_AT_MOST = 16 << 20
_LOOKED_AT = 1 << 17  # characters
_FEWEST_RECORDS = 3
_REGULAR = 0.8
_DOUBLE_BAR = "||"
_COLON = ":"

_ENCLOSED = r"'(?:[^'\r\n]|'')*+'"
_APOSTROPHES = re.compile(
    rf"\s*+{_ENCLOSED}(?P<mark>[{re.escape(''.join(DELIMITERS))}]){_ENCLOSED}"
    rf"(?:(?P=mark){_ENCLOSED})*+[ ]*+[\r\n]++\s*+'"
)
_ESCAPED = re.compile(
    rf"(?:^|[{re.escape(''.join(DELIMITERS))}])\"(?:[^\"\\\r\n]|\\[^\"])*+"
    rf"\\\"(?=[^\"\r\n{re.escape(''.join(DELIMITERS))}])",
    re.MULTILINE,
)
_ESCAPE = re.compile(r"\\([\"\\])")
_GAP = re.compile(r"(?<=\S)(?:[ \t]{2,}|\t)(?=\S)")
_BLANKS = re.compile(r"(?<=\S)[ \t]+(?=\S)")
_LINES = re.compile(r"^[ \t]+|(?<![ \t])[ \t]+$", re.MULTILINE)


class Odd(StrEnum):
    """A dialect that is recognised beside the ordinary ones."""

    DOUBLE_BAR = "double-bar"
    COLON = "colon"
    APOSTROPHE = "apostrophe"
    ESCAPE = "escape"
    ALIGNED = "aligned"
    BLANKS = "blanks"


NAMES: Mapping[Odd, str] = MappingProxyType(
    {
        Odd.DOUBLE_BAR: "두 개의 세로줄(||)로 칸을 나눈",
        Odd.COLON: "쌍점(:)으로 칸을 나눈",
        Odd.APOSTROPHE: "작은따옴표로 값을 묶은",
        Odd.ESCAPE: "따옴표 앞에 역빗금(\\)을 적은",
        Odd.ALIGNED: "빈칸으로 줄을 맞춘",
        Odd.BLANKS: "빈칸으로 칸을 나눈",
    }
)
"""What is particular to a text of each, in words that go before `파일`."""

_WRITTEN: Mapping[Odd, str] = MappingProxyType({Odd.DOUBLE_BAR: _DOUBLE_BAR, Odd.ALIGNED: "  "})

_REWRITE: Mapping[Odd, Callable[[str], str]] = MappingProxyType(
    {
        Odd.DOUBLE_BAR: lambda text: text.replace(_DOUBLE_BAR, _UNIT),
        Odd.ESCAPE: lambda text: _ESCAPE.sub(_unescaped, text),
        Odd.ALIGNED: lambda text: _GAP.sub(_UNIT, _LINES.sub("", text)),
        Odd.BLANKS: lambda text: _BLANKS.sub(_UNIT, _LINES.sub("", text)),
    }
)


def _unescaped(found: re.Match[str]) -> str:
    return '""' if found[1] == '"' else "\\"


def layout_in_any(sample: str, *, whole: bool) -> Layout | None:
    """The layout of a text by its beginning, in any dialect; None if no whole record is in it."""
    plain = layout_of(sample, whole=whole)
    if plain is None:
        return None
    sample, whole = sample[:_LOOKED_AT], whole and len(sample) <= _LOOKED_AT
    if _APOSTROPHES.match(sample):
        return _tried(Odd.APOSTROPHE, sample, plain, whole=whole) or plain
    if _ESCAPED.search(sample):
        return _tried(Odd.ESCAPE, sample, plain, whole=whole) or plain
    if plain.delimiter == "|" and _DOUBLE_BAR in sample and _UNIT not in sample:
        return _tried(Odd.DOUBLE_BAR, sample, plain, whole=whole) or plain
    if len(plain.header) > 1 and plain.regularity >= _REGULAR:
        return plain
    found = (
        _tried(odd, sample, plain, whole=whole) for odd in (Odd.COLON, Odd.ALIGNED, Odd.BLANKS)
    )
    return next(filter(None, found), _doubted(sample, plain, whole=whole))


def _doubted(sample: str, plain: Layout, *, whole: bool) -> Layout:
    """The layout as it was found, with a word where one column may be several."""
    if len(plain.header) > 1:
        return plain
    rows = records_of(sample, plain.delimiter, quote=plain.quote, whole=whole)
    return replace(plain, unparted=_seems_parted([row[0] for row in rows if any(row)]))


def _tried(odd: Odd, sample: str, plain: Layout, *, whole: bool) -> Layout | None:
    """The text read in an odd dialect, None unless it holds for every record."""
    rewrite = _REWRITE.get(odd)
    text = rewrite(sample) if rewrite else sample
    marks = _MARKS.get(odd, DELIMITERS)
    quote = "'" if odd is Odd.APOSTROPHE else '"'
    layout = layout_of(text, whole=whole, delimiters=marks, quote=quote)
    if layout is None or layout.regularity < max(plain.regularity, 1.0 if odd in _MARKS else 0):
        return None
    records = records_of(text, layout.delimiter, quote=quote, whole=whole)
    rows = [cells for cells in records if any(cells)]
    if odd in _MARKS and not _HOLDS[odd](rows, layout.header):
        return None
    return replace(layout, odd=odd.value, written=_WRITTEN.get(odd, layout.written))


_MARKS: Mapping[Odd, tuple[str, ...]] = MappingProxyType(
    {Odd.DOUBLE_BAR: (_UNIT,), Odd.COLON: (_COLON,), Odd.ALIGNED: (_UNIT,), Odd.BLANKS: (_UNIT,)}
)


def _named(rows: Sequence[Cells], header: Sequence[str], *, columns: int, records: int) -> bool:
    """Whether there are as many records and columns, each column with a name of its own."""
    names = [name.strip() for name in header]
    return (
        len(names) >= columns
        and len(rows) >= records
        and all(names)
        and len(set(names)) == len(names)
        and not any(map(looks_like_number, names))
    )


def _is_barred(rows: Sequence[Cells], header: Sequence[str]) -> bool:
    return _named(rows, header, columns=2, records=2) and not any(
        "|" in (cell or "") for row in rows for cell in row
    )


def _is_parted(rows: Sequence[Cells], header: Sequence[str]) -> bool:
    addresses = any((cell or "").startswith("//") for row in rows for cell in row)
    return _named(rows, header, columns=3, records=_FEWEST_RECORDS) and not addresses


def _is_aligned(rows: Sequence[Cells], header: Sequence[str]) -> bool:
    return _named(rows, header, columns=2, records=_FEWEST_RECORDS) and _numbers(rows) > 0


def _is_spaced(rows: Sequence[Cells], header: Sequence[str]) -> bool:
    enough = _named(rows, header, columns=3, records=_FEWEST_RECORDS + 1)
    return enough and _numbers(rows) * 2 >= len(header)


_HOLDS: Mapping[Odd, Callable[[Sequence[Cells], Sequence[str]], bool]] = MappingProxyType(
    {
        Odd.DOUBLE_BAR: _is_barred,
        Odd.COLON: _is_parted,
        Odd.ALIGNED: _is_aligned,
        Odd.BLANKS: _is_spaced,
    }
)


def _numbers(rows: Sequence[Cells]) -> int:
    """How many columns hold numbers alone below the header."""
    return sum(
        all(looks_like_number(cell or "") for cell in cells)
        for cells in zip(*rows[1:], strict=False)
    )


def _seems_parted(rows: Sequence[str]) -> bool:
    """Whether lines read as one column hold a mark of another dialect as often as the first."""
    for mark in (_COLON, _DOUBLE_BAR, "  "):
        counts = [row.strip().count(mark) for row in rows]
        alike = counts.count(counts[0]) if counts and counts[0] else 0
        if alike >= _FEWEST_RECORDS and alike >= _REGULAR * len(counts):
            return True
    return False


def in_dialect(sample: str, odd: str) -> str:
    """A text as it is read in an odd dialect; in an ordinary one as it stands."""
    rewrite = _REWRITE.get(Odd(odd)) if odd else None
    return rewrite(sample) if rewrite else sample


def rewritten(content: io.BufferedReader, odd: str) -> io.BufferedReader:
    """A text of an odd dialect in the one that the engine reads."""
    rewrite = _REWRITE.get(Odd(odd)) if odd else None
    return io.BufferedReader(_Rewritten(content, rewrite)) if rewrite else content


def restored(odd: str) -> tuple[str, str] | None:
    """What in the cells of a rewritten text stands for what, where it stood in quotes."""
    return (_UNIT, _DOUBLE_BAR) if odd == Odd.DOUBLE_BAR else None


class _Rewritten(io.RawIOBase):
    """UTF-8 rewritten line by line."""

    def __init__(self, content: io.BufferedReader, rewrite: Callable[[str], str]) -> None:
        self._content, self._rewrite = content, rewrite
        self._kept = self._ready = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        while not self._ready and not self._ended:
            self._more()
        taken = self._ready[: len(buffer)]
        self._ready = self._ready[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def _more(self) -> None:
        chunk = self._content.read(_CHUNK_BYTES)
        self._ended = not chunk
        text = self._kept + chunk
        cut = len(text) if self._ended else max(text.rfind(b"\n"), text.rfind(b"\r")) + 1
        if not cut and len(text) > _LINE_AT_MOST:
            cut = len(text)  # longer than the engine takes: it will say so
        self._kept = text[cut:]
        self._ready = self._rewrite(text[:cut].decode("utf-8", "replace")).encode()

    def close(self) -> None:
        self._content.close()
        super().close()
