"""Looks through the XML of an ODS workbook before the engine lays it out.

In this format a cell or a row says how often it is repeated: a few bytes may be millions of cells.
"""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.parsers import expat

from verification.faults import FileFault
from verification.findings import Location
from verification.formats.archive import BREAKS, damaged
from verification.formats.sheet_facts import BookFacts, Box, SheetFacts, refuse_box, refuse_text
from verification.limits import Limits

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_AT_MOST = 8 << 20  # bytes of the manifest
_CHUNK_BYTES = 1 << 20
_HIDDEN = ("collapse", "filter")

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")

Attributes = Mapping[str, str]


def look_through(path: Path, at: Location, limits: Limits) -> BookFacts:
    """What an ODS workbook holds, by sheet in its order; raises `FileFault`."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            _refuse_locked(archive, names, at)
            look = _Look(at, limits)
            with archive.open(_CONTENT) as content:
                while chunk := content.read(_CHUNK_BYTES):
                    look.parser.Parse(chunk, False)
                look.parser.Parse(b"", True)
    except (*BREAKS, expat.ExpatError, LookupError):
        raise damaged(at) from None
    return BookFacts(
        sheets=tuple(look.sheets),
        macros=sum(name.startswith("Basic/") and name.endswith(".xml") for name in names),
        comments=look.comments,
    )


def _refuse_locked(archive: zipfile.ZipFile, names: list[str], at: Location) -> None:
    known = _MANIFEST in names and archive.getinfo(_MANIFEST).file_size <= _AT_MOST
    if known and b"encryption-data" in archive.read(_MANIFEST):
        raise FileFault("encrypted", "암호가 걸려 있어 읽을 수 없습니다.", at)


class _Look:
    """Told of every tag; keeps where it stands in the sheet, and how large that becomes."""

    def __init__(self, at: Location, limits: Limits) -> None:
        self._at = at
        self._limits = limits
        self.sheets: list[SheetFacts] = []
        self.comments = 0
        self._texts = 0
        self._begin_sheet()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse_entities

    def _refuse_entities(self, *_declared: object) -> None:
        message = "XML 개체 선언이 들어 있어 읽지 않은 통합 문서입니다."
        raise FileFault("entities-declared", message, self._at)

    def _begin_sheet(self) -> None:
        self._row = self._column = self._rows = self._columns = self._cells = 0
        self._columns_seen = 0
        self._repeated = 1
        self._filled = False
        self._cell: tuple[int, int] | None = None  # how often the open cell stands, and its text
        self._merged: list[Box] = []
        self._hidden_rows: list[int] = []
        self._hidden_columns: list[int] = []

    def _begin(self, tag: str, attributes: Attributes) -> None:
        if tag == f"{_TABLE}table":
            self._begin_sheet()
        elif tag == f"{_TABLE}table-column":
            self._begin_column(attributes)
        elif tag == f"{_TABLE}table-row":
            self._begin_row(attributes)
        elif tag in _CELLS:
            self._begin_cell(attributes)
        elif tag == f"{_OFFICE}annotation":
            self.comments += 1

    def _end(self, tag: str) -> None:
        if tag == f"{_TABLE}table-row":
            self._row += self._repeated
            if self._filled:
                self._rows = self._row
        elif tag in _CELLS and self._cell is not None:
            times, length = self._cell
            self._texts += length * times
            self._cell = None
            refuse_text(self._texts, at=self._at, limits=self._limits)
        elif tag == f"{_TABLE}table":
            self._end_sheet()

    def _end_sheet(self) -> None:
        refuse_box(self._rows, self._columns, self._cells, at=self._at, limits=self._limits)
        hidden = tuple(self._hidden_rows), tuple(self._hidden_columns)
        self.sheets.append(SheetFacts(tuple(self._merged), *hidden))

    def _begin_column(self, attributes: Attributes) -> None:
        count = self._times(attributes, "number-columns-repeated")
        if attributes.get(f"{_TABLE}visibility") in _HIDDEN:
            last = min(self._columns_seen + count, self._limits.columns)
            self._hidden_columns.extend(range(self._columns_seen, last))
        self._columns_seen += count

    def _begin_row(self, attributes: Attributes) -> None:
        self._repeated = self._times(attributes, "number-rows-repeated")
        self._column = 0
        self._filled = False
        if attributes.get(f"{_TABLE}visibility") in _HIDDEN:
            last = min(self._row + self._repeated, self._row + self._limits.columns)
            self._hidden_rows.extend(range(self._row, last))

    def _begin_cell(self, attributes: Attributes) -> None:
        times = self._times(attributes, "number-columns-repeated")
        tall = self._times(attributes, "number-rows-spanned")
        wide = self._times(attributes, "number-columns-spanned")
        if tall > 1 or wide > 1:
            bottom, right = self._row + tall - 1, self._column + wide - 1
            self._merged.append(Box(self._row, self._column, bottom, right))
            if len(self._merged) > self._limits.merged_cells:
                raise FileFault("too-many-cells", "병합된 칸이 너무 많습니다.", self._at)
        self._column += times
        if f"{_OFFICE}value-type" in attributes:
            self._filled = True
            self._columns = max(self._columns, self._column)
            self._cells += times * self._repeated
            self._cell = (times * self._repeated, 0)
            bottom = self._row + self._repeated
            refuse_box(bottom, self._columns, self._cells, at=self._at, limits=self._limits)

    def _text(self, text: str) -> None:
        if self._cell is not None:
            times, length = self._cell
            length += len(text.encode())
            self._cell = (times, length)
            if length > self._limits.record_bytes:
                message = f"한 칸이 {self._limits.record_bytes:,}바이트보다 깁니다."
                raise FileFault("record-too-long", message, self._at)

    @staticmethod
    def _times(attributes: Attributes, name: str) -> int:
        return max(1, int(attributes.get(f"{_TABLE}{name}", "1")))
