"""A delimited text with some cells changed; every other byte stays: encoding, quotes, line ends.

Separators and quotes are no part of a longer character in UTF-8 or CP949, so records are parted in
bytes; UTF-16 and UTF-32 are patched as UTF-8 and written back.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from verification.errors import NotRewritable
from verification.faults import FileFault
from verification.fixes.patch import Patch
from verification.fixes.typed import alike
from verification.formats.delimited import TextFile, layout_of_file
from verification.formats.dialect import Layout
from verification.formats.encoding import Encoding, encoding_of, open_as_utf8
from verification.limits import Limits

_MARK = b"\xef\xbb\xbf"
_WIDE = {b"\xff\xfe\x00\x00": "utf-32-le", b"\x00\x00\xfe\xff": "utf-32-be"} | {
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}
_WIDE_AT_MOST = 256 << 20
_CELL = tuple[int, int]


@dataclass(frozen=True)
class _Row:
    """What is to become of one record: texts by place of column, and what must stand in it."""

    proposed: Mapping[int, str]
    there: Mapping[int, str]


@dataclass(frozen=True)
class _Dialect:
    delimiter: bytes
    quote: bytes
    width: int
    encoding: str


def rewrite(
    source: Path, target: Path, patch: Patch, places: Sequence[int], names: Sequence[str]
) -> None:
    """Write a text file with the cells of a patch changed, which stand in these rows.

    `names` are the table's columns in their order. Raises `NotRewritable` where the file is read
    otherwise than its bytes say, or a record is not the one that was found.
    """
    encoding = encoding_of(source)
    if encoding.lost:
        raise NotRewritable("characters-lost")
    rows = _by_row(patch, places, {name: place for place, name in enumerate(names)})
    if encoding.name.startswith(("utf-16", "utf-32")):
        _rewrite_wide(source, target, rows, encoding)
    else:
        _rewrite_narrow(source, target, rows, encoding)


def _by_row(patch: Patch, places: Sequence[int], columns: Mapping[str, int]) -> dict[int, _Row]:
    rows: dict[int, _Row] = {}
    for cell, place in zip(patch.cells, places, strict=True):
        before = rows.get(place, _Row({}, {}))
        column = columns[cell.column]
        keys = {columns[name]: text for name, text in zip(patch.keys, cell.key, strict=True)}
        rows[place] = _Row(
            {**before.proposed, column: cell.proposed}, {**before.there, **keys, column: cell.now}
        )
    return rows


def _rewrite_wide(source: Path, target: Path, rows: Mapping[int, _Row], encoding: Encoding) -> None:
    raw = source.read_bytes() if source.stat().st_size <= _WIDE_AT_MOST else b""
    mark = next((each for each in _WIDE if raw.startswith(each)), b"")
    name = _WIDE.get(mark, encoding.name)
    text = raw.removeprefix(mark).decode(name)
    if not raw or mark + text.encode(name) != raw:
        raise NotRewritable("encoding")
    narrow, changed = target.with_suffix(".narrow"), target.with_suffix(".changed")
    narrow.write_bytes(text.encode())
    _rewrite_narrow(narrow, changed, rows, Encoding("utf-8"))
    target.write_bytes(mark + changed.read_bytes().decode().encode(name))


def _rewrite_narrow(
    source: Path, target: Path, rows: Mapping[int, _Row], encoding: Encoding
) -> None:
    layout, body = _layout(source, encoding)
    name = "utf-8" if encoding.name == "utf-8-sig" else encoding.name
    width = len(layout.header)
    dialect = _Dialect(layout.delimiter.encode(), layout.quote.encode(), width, name)
    left = dict(rows)
    with source.open("rb") as content, target.open("wb") as out:
        out.write(content.read(body))
        place = 0
        for record in _records(content, dialect.quote):
            bare = record.rstrip(b"\r\n")
            cells = _cells(bare, dialect)
            if len(cells) != width or all(_text(bare, each, dialect) == "" for each in cells):
                out.write(record)
                continue
            row = left.pop(place, None)
            place += 1
            new = record if row is None else _changed(bare, cells, row, dialect)
            out.write(new if row is None else new + record[len(bare) :])
    if left:
        raise NotRewritable("rows-differ")


def _layout(source: Path, encoding: Encoding) -> tuple[Layout, int]:
    """The layout, and how many bytes of the file itself stand before its first record."""
    try:
        layout, offset = layout_of_file(TextFile(source, source.name, encoding), Limits())
    except FileFault:
        raise NotRewritable("layout") from None
    if layout.odd:
        raise NotRewritable("dialect")
    with closing(open_as_utf8(source, encoding)) as content:
        head = content.read(offset).decode()
    if encoding.name == "utf-8-sig":
        return layout, len(_MARK) + len(head.encode())
    return layout, len(head.encode(encoding.name))


def _records(content: BinaryIO, quote: bytes) -> Iterator[bytes]:
    """The records as they stand, line ends included: a quoted cell may go over several lines."""
    held, most = b"", Limits().record_bytes
    for line in content:
        held += line
        if held.count(quote) % 2 == 0:
            yield held
            held = b""
        elif len(held) > most:
            raise NotRewritable("open-quote")
    if held:
        yield held


def _cells(bare: bytes, dialect: _Dialect) -> list[_CELL]:
    """From where to where each cell of a record goes, its quotes included."""
    found: list[_CELL] = []
    start = 0
    while True:
        after = start
        if bare[start : start + 1] == dialect.quote:
            after = _end_of_quoted(bare, start, dialect.quote)
        end = bare.find(dialect.delimiter, after)
        if end < 0:
            return [*found, (start, len(bare))]
        found.append((start, end))
        start = end + 1


def _end_of_quoted(bare: bytes, start: int, quote: bytes) -> int:
    end = bare.find(quote, start + 1)
    while end >= 0 and bare[end + 1 : end + 2] == quote:
        end = bare.find(quote, end + 2)
    return len(bare) if end < 0 else end + 1


def _text(bare: bytes, cell: _CELL, dialect: _Dialect) -> str:
    raw, quote = bare[cell[0] : cell[1]], dialect.quote
    if raw.startswith(quote) and raw.endswith(quote) and len(raw) > 1:
        raw = raw[1:-1].replace(quote * 2, quote)
    return raw.decode(dialect.encoding)


def _changed(bare: bytes, cells: Sequence[_CELL], row: _Row, dialect: _Dialect) -> bytes:
    if not all(alike(_text(bare, cells[at], dialect), text) for at, text in row.there.items()):
        raise NotRewritable("rows-differ")
    parts, done = [], 0
    for at in sorted(row.proposed):
        start, end = cells[at]
        parts += [bare[done:start], _as_cell(row.proposed[at], bare[start:end], dialect)]
        done = end
    return b"".join((*parts, bare[done:]))


def _as_cell(text: str, before: bytes, dialect: _Dialect) -> bytes:
    """The new cell, in quotes where the old one was, or where it needs them."""
    raw, quote = text.encode(dialect.encoding), dialect.quote
    needs = any(each in raw for each in (dialect.delimiter, quote, b"\r", b"\n"))
    if not needs and not before.startswith(quote):
        return raw
    return quote + raw.replace(quote, quote * 2) + quote
