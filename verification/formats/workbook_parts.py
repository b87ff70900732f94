"""Looks through the XML of an XLSX workbook, part by part, before the engine lays it out.

Two things are learned: whether it fits into the limits once unfolded, and what the engine does not
tell: hidden rows and columns, merged cells, and what a workbook carries besides its sheets.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from verification.faults import FileFault
from verification.findings import Location
from verification.formats.archive import BREAKS, damaged
from verification.formats.sheet_facts import (
    BookFacts,
    Box,
    Errors,
    SheetFacts,
    refuse_box,
    refuse_text,
)
from verification.formats.workbook_index import sheet_parts
from verification.kernels.sheet_cells import (
    CELLS,
    LAST_COLUMN,
    LAST_ROW,
    NAMED_ROW,
    ROWS,
    TEXT_BYTES,
    UNPLACED,
    Counts,
    measure_cells,
    no_counts,
)
from verification.limits import Limits

_CHUNK_BYTES = 1 << 20
_STRING_START = re.compile(rb"<(?:\w+:)?si\b")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref\s*=\s*[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)")
_HIDDEN = re.compile(rb"<(?:\w+:)?(row|col)\b[^>]*\bhidden\s*=\s*[\"'](?:1|true)[\"'][^>]*>")
_ERROR = re.compile(
    rb"<(?:\w+:)?c\b(?=[^<>]*\bt\s*=\s*[\"']e[\"'])[^<>]*\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})"
)
_NUMBERS = re.compile(rb"\b(r|min|max)\s*=\s*[\"'](\d{1,7})[\"']")
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)\b")

_CARRIED: Mapping[str, re.Pattern[str]] = {
    "macros": re.compile(r"vbaproject\.bin$", re.I),
    "comments": re.compile(r"^xl/(?:comments|threadedComments)[^/]*(?:/[^/]+)?\.xml$", re.I),
    "external_links": re.compile(r"^xl/externalLinks/[^/]+\.xml$", re.I),
    "pivot_caches": re.compile(r"^xl/pivotCache/pivotCacheDefinition[^/]*\.xml$", re.I),
    "connections": re.compile(r"^xl/connections\.xml$", re.I),
}


@dataclass
class _Part:
    """What one part of the archive comes to, if it is a sheet."""

    counts: Counts = field(default_factory=no_counts)
    merged: list[Box] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    errors: Errors = field(default_factory=Errors)

    @property
    def rows(self) -> int:
        """At most how many rows it has: cells that do not say where they stand follow others."""
        counts = self.counts
        if not counts[UNPLACED]:
            return int(counts[LAST_ROW])
        return int(max(counts[LAST_ROW], counts[NAMED_ROW]) + counts[ROWS])

    @property
    def columns(self) -> int:
        return int(self.counts[LAST_COLUMN] + self.counts[UNPLACED])

    def facts(self) -> SheetFacts:
        return SheetFacts(
            merged=tuple(self.merged),
            hidden_rows=tuple(self.hidden_rows),
            hidden_columns=tuple(sorted(self.hidden_columns)),
            errors=tuple(self.errors.places),
            more_errors=self.errors.more,
        )


def look_through(path: Path, at: Location, limits: Limits) -> BookFacts:
    """What a workbook holds, by sheet in the book's own order.

    Raises `FileFault` if a sheet is larger, laid out as a table, than the limits allow: two cells
    at opposite corners, or one long text that a million cells share, take no room in the archive
    and all the memory there is once read. XML that declares entities is refused too: no program
    that saves workbooks writes it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            lengths = _shared_lengths(archive, at, limits)
            # A sheet may lie under any name: every part is looked through.
            parts = {
                name: _look(archive, name, lengths, at=at, limits=limits)
                for name in names
                if not _is_shared(name)
            }
            sheets = sheet_parts(archive, at)
    except BREAKS:
        raise damaged(at) from None
    nothing = _Part()
    return BookFacts(
        sheets=tuple(parts.get(part, nothing).facts() for part in sheets),
        text_bytes=max((int(part.counts[TEXT_BYTES]) for part in parts.values()), default=0),
        **{word: sum(1 for name in names if form.search(name)) for word, form in _CARRIED.items()},
    )


def _look(
    archive: zipfile.ZipFile, name: str, lengths: np.ndarray, *, at: Location, limits: Limits
) -> _Part:
    found = _Part()
    for part in _pieces(archive, name, at, limits):
        measure_cells(np.frombuffer(part, dtype=np.uint8), lengths, found.counts)
        _note_hidden(part, found)
        _note_errors(part, found.errors)
        for left, top, right, bottom in _MERGED.findall(part):
            found.merged.append(
                Box(int(top) - 1, _column(left) - 1, int(bottom) - 1, _column(right) - 1)
            )
        cells = int(found.counts[CELLS])
        refuse_box(found.rows, found.columns, cells, at=at, limits=limits)
        if len(found.merged) > limits.merged_cells:
            raise FileFault("too-many-cells", "병합된 칸이 너무 많습니다.", at)
        refuse_text(int(found.counts[TEXT_BYTES]), at=at, limits=limits)
    return found


def _note_hidden(part: bytes, found: _Part) -> None:
    if b"hidden" not in part:
        return
    for match in _HIDDEN.finditer(part):
        numbers = {key: int(value) for key, value in _NUMBERS.findall(match[0])}
        if match[1] == b"row" and b"r" in numbers:
            found.hidden_rows.append(numbers[b"r"] - 1)
        elif match[1] == b"col" and {b"min", b"max"} <= set(numbers):
            last = min(numbers[b"max"], 16_384)
            found.hidden_columns.update(range(numbers[b"min"] - 1, last))


def _note_errors(part: bytes, found: Errors) -> None:
    if b'"e"' in part or b"'e'" in part:
        for column, row in _ERROR.findall(part):
            found.add(int(row) - 1, _column(column) - 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _shared_lengths(archive: zipfile.ZipFile, at: Location, limits: Limits) -> np.ndarray:
    """At most how many bytes each shared text has: its markup is counted too."""
    starts = [np.empty(0, dtype=np.int64)]
    offset = count = 0
    for name in filter(_is_shared, archive.namelist()):
        for part in _pieces(archive, name, at, limits):
            places = [offset + found.start() for found in _STRING_START.finditer(part)]
            starts.append(np.array(places, dtype=np.int64))
            offset += len(part)
            refuse_text(offset, at=at, limits=limits)
            count += len(places)
            if count > limits.shared_texts:
                raise FileFault("unpacks-too-large", "글자가 너무 많은 통합 문서입니다.", at)
    return np.diff(np.concatenate([*starts, np.array([offset])]))


def _is_shared(name: str) -> bool:
    return name.lower().endswith("sharedstrings.xml")


def _pieces(archive: zipfile.ZipFile, name: str, at: Location, limits: Limits) -> Iterator[bytes]:
    """A part in pieces, each cut before a tag so that no cell falls between two."""
    with archive.open(name) as member:
        rest = member.read(_CHUNK_BYTES)
        is_markup = rest.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<")
        while chunk := member.read(_CHUNK_BYTES):
            if not is_markup:
                continue  # a picture: read for its checksum alone
            rest += chunk
            cut = rest.rfind(b"<")
            _refuse_text(rest, len(rest) - cut, at, limits)
            if cut > 0:
                yield rest[:cut]
                rest = rest[cut:]
    if is_markup:
        _refuse_text(rest, 0, at, limits)
        yield rest


def _refuse_text(text: bytes, uncut: int, at: Location, limits: Limits) -> None:
    if _ENTITIES.search(text):
        message = "XML 개체 선언이 들어 있어 읽지 않은 통합 문서입니다."
        raise FileFault("entities-declared", message, at)
    if uncut > limits.record_bytes:
        message = f"한 칸이 {limits.record_bytes:,}바이트보다 깁니다."
        raise FileFault("record-too-long", message, at)
