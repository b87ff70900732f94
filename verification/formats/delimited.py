"""Reads delimited text as a table, batch by batch and in bounded memory."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from verification.faults import FileFault
from verification.findings import Finding, Location, Severity
from verification.formats import odd_dialects
from verification.formats.dialect import Layout
from verification.formats.encoding import Encoding, bytes_as_utf8, open_as_utf8
from verification.formats.names import unique_names
from verification.formats.odd_dialects import layout_in_any
from verification.formats.paced import Paced
from verification.limits import Limits
from verification.tables import OpenTable, TableHead, UnreadRows

_SAMPLE_BYTES = 1 << 20
_AHEAD = 3
"""How many blocks are read before they are used: one is parsed, one waits, one is read."""


@dataclass(frozen=True)
class TextFile:
    """A text file that is about to be read."""

    path: Path
    name: str
    encoding: Encoding

    @property
    def here(self) -> Location:
        return Location(self.name)


@dataclass
class _Ragged:
    """Gathers the records the parser could not fit. The parser calls it in the file's order."""

    at_most: int
    records: list[int] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def __call__(self, row: Any) -> str:
        self.records.append(row.number)
        self.widths.append(row.actual_columns)
        self.text.append(row.text)
        return "error" if self.too_many else "skip"

    @property
    def too_many(self) -> bool:
        return len(self.records) > self.at_most

    def rows(self) -> UnreadRows:
        numbers = np.array(self.records, dtype=np.int64)
        return UnreadRows(numbers, tuple(self.widths), tuple(self.text))


def layout_of_file(file: TextFile, limits: Limits) -> tuple[Layout, int]:
    """The layout of a text file, and the byte (of its UTF-8 form) at which its records begin."""
    with closing(open_as_utf8(file.path, file.encoding)) as content:
        head = content.read(_SAMPLE_BYTES)
    whole = len(head) < _SAMPLE_BYTES
    sample = head.decode("utf-8", "ignore")  # the cut may fall inside a character
    layout = layout_in_any(sample, whole=whole)
    if layout is None:
        raise _no_header(file, blank=whole and not sample.strip())
    if len(layout.header) > limits.columns:
        raise FileFault("too-many-columns", f"열이 {limits.columns:,}개보다 많습니다.", file.here)
    read = odd_dialects.in_dialect(sample, layout.odd)
    return layout, len(read[: layout.body].encode())


def open_delimited(file: TextFile, layout: Layout, offset: int, limits: Limits) -> OpenTable:
    """The table of a text file whose records begin at `offset`, to be read."""
    reading = _Reading(file, layout, offset, limits)
    head = TableHead(
        file.name,
        unique_names(layout.header),
        file.here.sheet,
        header=layout.header,
        preamble=layout.preamble,
        noticed=tuple(_noticed(layout, file.here)),
    )
    return OpenTable(head, reading.batches, reading.unread, expected=reading.expected)


class _Reading:
    """Reads the records of a text file, and keeps apart those that do not fit."""

    def __init__(self, file: TextFile, layout: Layout, offset: int, limits: Limits) -> None:
        self._file, self._layout, self._offset, self._limits = file, layout, offset, limits
        self._ragged = _Ragged(limits.unread_rows)
        self._size = file.path.stat().st_size
        self._expected: int | None = None

    def unread(self) -> UnreadRows:
        """The records that did not fit."""
        return self._ragged.rows()

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The records, from the first on; raises `FileFault`."""
        # Another look at the records may begin before this one ends.
        ragged = _Ragged(self._limits.unread_rows)
        block = self._limits.record_bytes
        width = len(self._layout.header)
        options = _options(width, self._layout, ragged, block)
        try:
            text = open_as_utf8(self._file.path, self._file.encoding)
            with closing(odd_dialects.rewritten(text, self._layout.odd)) as content:
                content.read(self._offset)
                rows = 0
                for number, batch in enumerate(self._restored(_batches(content, options)), 1):
                    rows += batch.num_rows
                    # The engine reads ahead, but gives a batch for each block.
                    self._expected = self._projected(content, rows, number * block)
                    yield batch
            self._ragged = ragged
        except pa.ArrowInvalid as broken:
            # What the engine says quotes cells: only whether it said one thing is looked at.
            straddles = "straddling" in str(broken)
            raise _fault(self._file, ragged, straddles=straddles) from None

    def _restored(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The batches with what stood in quotes as it was written."""
        pair = odd_dialects.restored(self._layout.odd)
        for batch in batches:
            if pair is None:
                yield batch
            else:
                columns = [pc.replace_substring(cells, *pair) for cells in batch.columns]
                yield pa.record_batch(columns, names=batch.schema.names)

    def expected(self) -> int:
        """About how many records there are: by the lines it begins with, then by those read."""
        if self._expected is None:
            with closing(open_as_utf8(self._file.path, self._file.encoding)) as content:
                content.read(self._offset)
                lines = content.read(_SAMPLE_BYTES)
                count = lines.count(b"\n") + bool(lines and not lines.endswith(b"\n"))
                self._expected = self._projected(content, count, len(lines))
        return self._expected

    def _projected(self, content: BufferedReader, rows: int, read: int) -> int:
        """How many rows the whole has, if so many bytes of it have so many rows."""
        whole = bytes_as_utf8(content, self._size) - self._offset
        return rows if read >= whole or not rows else round(rows * whole / read)


def _noticed(layout: Layout, at: Location) -> Iterator[Finding]:
    """Yield that a text is in a dialect that others may read otherwise, or in one of its own."""
    if layout.odd:
        name = odd_dialects.NAMES[odd_dialects.Odd(layout.odd)]
        message = f"{name} 파일로 읽었습니다."
        yield Finding("dialect-odd", Severity.NOTE, message, at)
    elif layout.unparted:
        message = "한 열로 읽었으나 줄마다 같은 부호가 있어, 다른 구분자로 나눈 표인 듯합니다."
        yield Finding("delimiter-unclear", Severity.WARNING, message, at)


def _batches(content: BufferedReader, options: dict[str, Any]) -> Iterator[pa.RecordBatch]:
    if not content.peek(1):
        return  # the engine takes a text without records for an error
    with (
        closing(Paced(content, ahead=_AHEAD)) as paced,
        arrow_csv.open_csv(paced, **options) as reader,
    ):
        for batch in reader:
            paced.used()
            yield batch


def _options(width: int, layout: Layout, ragged: _Ragged, record_bytes: int) -> dict[str, Any]:
    names = [str(place) for place in range(width)]
    return {
        # One thread: only then does the parser number the records it could not fit.
        "read_options": arrow_csv.ReadOptions(
            use_threads=False, column_names=names, block_size=record_bytes
        ),
        "parse_options": arrow_csv.ParseOptions(
            delimiter=layout.delimiter,
            quote_char=layout.quote,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=ragged,
        ),
        "convert_options": arrow_csv.ConvertOptions(
            # What means nothing has been looked for, and replaced, before.
            check_utf8=False,
            column_types=dict.fromkeys(names, pa.string()),
            strings_can_be_null=False,
        ),
    }


def _no_header(file: TextFile, *, blank: bool) -> FileFault:
    if blank:
        return FileFault("empty-file", "파일에 내용이 없습니다.", file.here)
    return FileFault("record-too-long", "머리글 행이 너무 길어 읽을 수 없습니다.", file.here)


def _fault(file: TextFile, ragged: _Ragged, *, straddles: bool) -> FileFault:
    if ragged.too_many:
        message = f"칸 수가 머리글과 다른 행이 {ragged.at_most:,}개가 넘어 표로 읽을 수 없습니다."
        return FileFault("too-many-ragged-rows", message, file.here)
    if straddles:
        message = "한 행이 너무 깁니다. 닫히지 않은 따옴표가 있는지 확인하세요."
        return FileFault("record-too-long", message, file.here)
    return FileFault("unreadable", "표로 읽을 수 없는 파일입니다.", file.here)
