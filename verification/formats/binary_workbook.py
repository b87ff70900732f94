"""Looks through the records of an XLS workbook before the engine lays it out, as [MS-XLS] has them.

The engine lays out every sheet as soon as it opens the book; what it does not tell is noted.
"""

import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from verification.faults import FileFault
from verification.findings import Location
from verification.formats.archive import damaged
from verification.formats.compound import BREAKS, CompoundFile
from verification.formats.sheet_facts import BookFacts, Errors, SheetFacts, refuse_box, refuse_text
from verification.limits import Limits

BOOK_STREAMS = ("Workbook", "Book")
_MACROS = ("_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA")
_PIVOTS = "_SX_DB_CUR"

_BEGIN, _SHEET, _LOCKED, _TEXTS, _MORE = 0x809, 0x85, 0x2F, 0xFC, 0x3C
_BYTES_OF_WIDE = 3  # at most, of a character of two bytes as UTF-8
_INTERNAL = (0x0401, 0x3A01)  # a link into the book itself, or to functions of the program


@dataclass
class _Sheet:
    rows: int = 0
    columns: int = 0
    cells: int = 0
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    errors: Errors = field(default_factory=Errors)

    def facts(self) -> SheetFacts:
        return SheetFacts(
            hidden_rows=tuple(self.hidden_rows),
            hidden_columns=tuple(sorted(self.hidden_columns)),
            errors=tuple(self.errors.places),
            more_errors=self.errors.more,
        )


@dataclass
class _Book:
    sheets: dict[int, _Sheet] = field(default_factory=dict)  # by where each begins
    current: _Sheet = field(default_factory=_Sheet)
    lengths: list[int] = field(default_factory=list)
    text_bytes: int = 0
    comments: int = 0
    external_links: int = 0
    locked: bool = False


def look_through(path: Path, at: Location, limits: Limits) -> BookFacts:
    """What an XLS workbook holds, by sheet in the book's own order; raises `FileFault`."""
    try:
        file = CompoundFile(path)
        name = next((each for each in BOOK_STREAMS if each in file.names), BOOK_STREAMS[0])
        book = _walked(file.stream(name), at, limits)
    except BREAKS:
        raise damaged(at) from None
    if book.locked:
        raise FileFault("encrypted", "암호가 걸려 있어 읽을 수 없습니다.", at)
    sheets = book.sheets.values()
    for sheet in sheets:
        refuse_box(sheet.rows, sheet.columns, sheet.cells, at=at, limits=limits)
    if sum(sheet.rows * sheet.columns for sheet in sheets) > limits.sheet_cells:
        raise FileFault("too-many-cells", f"칸이 {limits.sheet_cells:,}개보다 많습니다.", at)
    return BookFacts(
        sheets=tuple(sheet.facts() for sheet in sheets),
        text_bytes=book.text_bytes,
        macros=sum(name in file.names for name in _MACROS),
        comments=book.comments,
        external_links=book.external_links,
        pivot_caches=int(_PIVOTS in file.names),
    )


def _walked(stream: bytes, at: Location, limits: Limits) -> _Book:
    book = _Book()
    for place, kind, body in _records(stream):
        if kind == _BEGIN:
            book.current = book.sheets.get(place, book.current)
        elif kind == _TEXTS:
            book.lengths = _text_lengths(stream, place, limits.shared_texts)
        elif kind == _LOCKED:
            book.locked = True
            return book
        else:
            note = _NOTES.get(kind)
            if note is not None:
                note(book, body)
        refuse_text(book.text_bytes, at=at, limits=limits)
    return book


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield place, kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _note_sheet(book: _Book, body: bytes) -> None:
    (begin,) = struct.unpack_from("<I", body)
    book.sheets.setdefault(begin, _Sheet())


def _note_cell(book: _Book, body: bytes) -> None:
    row, column = struct.unpack_from("<HH", body)
    sheet = book.current
    sheet.rows = max(sheet.rows, row + 1)
    sheet.columns = max(sheet.columns, column + 1)
    sheet.cells += 1


def _note_cells(book: _Book, body: bytes) -> None:
    row, first = struct.unpack_from("<HH", body)
    (last,) = struct.unpack_from("<H", body, len(body) - 2)
    _note_cell(book, struct.pack("<HH", row, last))
    book.current.cells += max(0, last - first)


def _note_text(book: _Book, body: bytes) -> None:
    _note_cell(book, body)
    (number,) = struct.unpack_from("<I", body, 6)
    book.text_bytes += book.lengths[number] if number < len(book.lengths) else 0


def _note_truth(book: _Book, body: bytes) -> None:
    """Note a truth or an error: the last byte says which."""
    _note_cell(book, body)
    if body[7:8] == b"\1":
        book.current.errors.add(*struct.unpack_from("<HH", body))


def _note_formula(book: _Book, body: bytes) -> None:
    """Note a formula, whose last value is an error where it is no number and of kind 2."""
    _note_cell(book, body)
    if body[12:14] == b"\xff\xff" and body[6:7] == b"\2":
        book.current.errors.add(*struct.unpack_from("<HH", body))


def _note_row(book: _Book, body: bytes) -> None:
    row, flags = struct.unpack_from("<H10xH", body)
    if flags & 0x20:
        book.current.hidden_rows.append(row)


def _note_columns(book: _Book, body: bytes) -> None:
    first, last, flags = struct.unpack_from("<HH4xH", body)
    if flags & 0x1:
        book.current.hidden_columns.update(range(first, min(last, 255) + 1))


def _note_comment(book: _Book, _body: bytes) -> None:
    book.comments += 1


def _note_link(book: _Book, body: bytes) -> None:
    (kind,) = struct.unpack_from("<2xH", body)
    book.external_links += kind not in _INTERNAL


_NOTES: Mapping[int, Callable[[_Book, bytes], None]] = MappingProxyType(
    {
        _SHEET: _note_sheet,
        0x06: _note_formula,
        0x203: _note_cell,  # number
        0x27E: _note_cell,
        0x204: _note_cell,  # text of its own
        0xD6: _note_cell,
        0x205: _note_truth,
        0xBD: _note_cells,
        0xFD: _note_text,
        0x208: _note_row,
        0x7D: _note_columns,
        0x1C: _note_comment,
        0x1AE: _note_link,
    }
)


def _text_lengths(stream: bytes, place: int, at_most: int) -> list[int]:
    """At most how many bytes each shared text has. It may run on in the records that follow."""
    texts = _Run(stream, place)
    texts.skip(4)
    (count,) = struct.unpack("<I", texts.take(4))
    lengths = []
    for _ in range(min(count, at_most)):
        if texts.ended:
            break
        length, flags = struct.unpack("<HB", texts.take(3))
        runs = struct.unpack("<H", texts.take(2))[0] if flags & 0x8 else 0
        extra = struct.unpack("<I", texts.take(4))[0] if flags & 0x4 else 0
        texts.skip_characters(length, wide=bool(flags & 0x1))
        texts.skip(4 * runs + extra)
        lengths.append(length * _BYTES_OF_WIDE if flags & 0x1 else length)
    return lengths


class _Run:
    """The bodies of a record and of those that continue it, read one after another."""

    def __init__(self, stream: bytes, place: int) -> None:
        self._stream = stream
        self._open(place)

    def _open(self, place: int) -> None:
        length = int(struct.unpack_from("<H", self._stream, place + 2)[0])
        self._place = place + 4
        self._end = min(place + 4 + length, len(self._stream))

    @property
    def ended(self) -> bool:
        return self._place >= self._end and not self._continues

    @property
    def _continues(self) -> bool:
        return self._stream[self._end : self._end + 2] == struct.pack("<H", _MORE)

    def _ready(self) -> int:
        """How many bytes are left in this body; opens the next one if none is."""
        if self._place >= self._end:
            if not self._continues:
                raise ValueError("the texts break off")
            self._open(self._end)
        return self._end - self._place

    def take(self, length: int) -> bytes:
        taken = b""
        while len(taken) < length:
            step = min(length - len(taken), self._ready())
            taken += self._stream[self._place : self._place + step]
            self._place += step
        return taken

    def skip(self, length: int) -> None:
        while length > 0:
            step = min(length, self._ready())
            self._place += step
            length -= step

    def skip_characters(self, count: int, *, wide: bool) -> None:
        """Skip text; where it runs on in another record, a byte there says anew how wide it is."""
        while count > 0:
            if self._place >= self._end:
                self._ready()
                wide = bool(self._stream[self._place] & 0x1)
                self._place += 1
            width = 2 if wide else 1
            step = min(count, max(1, self._ready() // width))
            self._place += step * width
            count -= step
