"""Reads the sheets of a workbook as tables. Formulas are not evaluated: their last value counts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pyarrow as pa
import python_calamine as calamine

from verification.faults import FileFault
from verification.findings import Finding, Location
from verification.formats import (
    archive,
    binary_workbook,
    open_document,
    sheet_findings,
    workbook_parts,
)
from verification.formats.names import unique_names
from verification.formats.sheet_facts import BookFacts, Box, SheetFacts
from verification.formats.sheet_header import SheetHead, head_of
from verification.formats.sheet_rows import SheetRows
from verification.formats.workshop import Content, Workshop
from verification.limits import Limits
from verification.tables import MergedCells, OpenTable, SheetLayout, TableHead

_BATCH_ROWS = 10_000
_BATCH_BYTES = 16 << 20
_LOOKED_AT = 200
_TITLES_AND_MORE = 30  # rows that are looked at for the header, however long they are

_EXACT = 2**53  # every whole number below it is exact in the form workbooks keep numbers in

Row = Sequence[object]
Look = Callable[[Path, Location, Limits], BookFacts]


@dataclass(frozen=True)
class _Sheet:
    """A sheet about to be read: its cells, where it stands, and what was seen of it before."""

    cells: calamine.CalamineSheet
    at: Location
    facts: SheetFacts
    place: int
    hidden: bool
    text_bytes: int

    @property
    def batch_rows(self) -> int:
        """How many rows to take at once: fewer where the cells are long."""
        held = _BATCH_BYTES * self.cells.total_height // max(1, self.text_bytes)
        return max(1, min(_BATCH_ROWS, held))


def read_xlsx(content: Content, workshop: Workshop) -> tuple[OpenTable, ...]:
    """One table for each sheet of an XLSX workbook that holds anything; raises `FileFault`."""
    archive.refuse_bombs(content.path, content.here, workshop.limits)
    return _read(content, workshop, workbook_parts.look_through, ".xlsx")


def read_xls(content: Content, workshop: Workshop) -> tuple[OpenTable, ...]:
    """One table for each sheet of an XLS workbook that holds anything; raises `FileFault`."""
    return _read(content, workshop, binary_workbook.look_through, ".xls")


def read_ods(content: Content, workshop: Workshop) -> tuple[OpenTable, ...]:
    """One table for each sheet of an ODS workbook that holds anything; raises `FileFault`."""
    archive.refuse_bombs(content.path, content.here, workshop.limits)
    return _read(content, workshop, open_document.look_through, ".ods")


def _read(content: Content, workshop: Workshop, look: Look, suffix: str) -> tuple[OpenTable, ...]:
    facts = look(content.path, content.here, workshop.limits)
    # The engine goes by the name: it is given one that says what was found to be inside.
    link = workshop.folder / f"workbook{suffix}"
    link.symlink_to(content.path.resolve())
    with _faults(content.here), calamine.CalamineWorkbook.from_path(str(link)) as book:
        tables = _read_sheets(book, content, facts, workshop)
    if not tables:
        raise FileFault("empty-file", "파일에 내용이 없습니다.", content.here)
    return tables


@contextmanager
def _faults(here: Location) -> Iterator[None]:
    """Turn whatever the engine raises over a file into the file's fault."""
    try:
        yield
    except calamine.PasswordError:
        raise FileFault("encrypted", "암호가 걸려 있어 읽을 수 없습니다.", here) from None
    except (calamine.CalamineError, OSError):
        raise archive.damaged(here) from None
    except BaseException as broken:
        # A panic of the engine is no Exception, so as to escape handlers; it is the file's fault.
        if type(broken).__name__ == "PanicException":
            raise archive.damaged(here) from None
        raise


def _read_sheets(
    book: calamine.CalamineWorkbook, content: Content, facts: BookFacts, workshop: Workshop
) -> tuple[OpenTable, ...]:
    sheets = [
        (place, sheet)
        for place, sheet in enumerate(book.sheets_metadata)
        if sheet.typ is calamine.SheetTypeEnum.WorkSheet
    ]
    if len(sheets) > workshop.limits.sheets:
        message = f"시트가 {workshop.limits.sheets:,}개보다 많습니다."
        raise FileFault("too-many-sheets", message, content.here)
    carried = tuple(sheet_findings.of_book(facts, content.here))
    found: list[OpenTable] = []
    for place, sheet in sheets:
        hidden = sheet.visible is not calamine.SheetVisibleEnum.Visible
        cells = book.get_sheet_by_index(place)
        opened = _Sheet(
            cells, content.at(sheet.name), facts.of_sheet(place), place, hidden, facts.text_bytes
        )
        table = _read_sheet(opened, workshop, () if found else carried)
        found.extend([table] if table else [])
    return tuple(found)


def _read_sheet(
    sheet: _Sheet, workshop: Workshop, carried: tuple[Finding, ...]
) -> OpenTable | None:
    """The table of a sheet, or None if it is empty."""
    start = sheet.cells.start
    if start is None:
        return None
    boxes = _boxes(sheet, left=start[1])
    rows = sheet.cells.iter_rows()
    first = list(islice(rows, min(_LOOKED_AT, max(_TITLES_AND_MORE, sheet.batch_rows))))
    texts = [tuple(map(_as_text, cells)) for cells in first]
    head = head_of(texts, boxes)
    if head is None:
        return None
    watch = SheetRows(len(head.header))
    spill = workshop.spill(sheet.place, sheet.at)
    batches = _batches(chain(first[head.body :], rows), len(head.header), sheet.batch_rows)
    spill.write_all(watch.watched(batches))
    names = unique_names(head.header)
    layout = _layout(sheet, head, watch, boxes, left=start[1])
    noticed = (
        *carried,
        *sheet_findings.of_layout(layout, sheet.at, names),
        *_gaps(head, watch, names, sheet.at),
    )
    described = TableHead(
        file=sheet.at.file or "",
        sheet=sheet.at.sheet,
        names=names,
        header=head.header,
        preamble=tuple(" ".join(filter(None, cells)) for cells in texts[: head.title_rows]),
        hidden=sheet.hidden,
        noticed=noticed,
        layout=layout,
    )
    return OpenTable(described, spill.batches, expected=lambda: spill.rows)


def _boxes(sheet: _Sheet, *, left: int) -> tuple[Box, ...]:
    """The merged cells of more than one cell, columns counted from the first one used."""
    merged = sheet.facts.merged or tuple(
        Box(*first, *last) for first, last in sheet.cells.merged_cell_ranges or ()
    )
    moved = (Box(box.top, box.left - left, box.bottom, box.right - left) for box in merged)
    return tuple(
        box for box in moved if box.left >= 0 and (box.bottom > box.top or box.right > box.left)
    )


def _layout(
    sheet: _Sheet, head: SheetHead, watch: SheetRows, boxes: tuple[Box, ...], *, left: int
) -> SheetLayout:
    width = len(head.header)
    before = head.body - 1  # the row that would be record 0
    merged = [
        Box(box.top - before, box.left, box.bottom - before, min(box.right, width - 1))
        for box in boxes
        if box.top >= head.body and box.left < width
    ]
    merged.sort(key=lambda box: (box.top, box.left))
    columns = (column - left for column in sheet.facts.hidden_columns)
    return SheetLayout(
        title_rows=head.title_rows,
        header_rows=head.header_rows,
        total_rows=watch.total_rows(merged),
        note_rows=tuple(watch.note_rows),
        table_rows=tuple(watch.table_rows),
        merged_cells=tuple(MergedCells(b.top, b.left, b.bottom, b.right) for b in merged),
        hidden_rows=tuple(row - before for row in sheet.facts.hidden_rows if row > before),
        hidden_columns=tuple(column for column in columns if 0 <= column < width),
    )


def _gaps(
    head: SheetHead, watch: SheetRows, names: tuple[str, ...], at: Location
) -> Iterator[Finding]:
    """Yield where a column without name or value parts the table in two."""
    empty = set(watch.empty_columns())
    for place in sorted(empty):
        inner = 0 < place < len(names) - 1 and not {place - 1, place + 1} & empty
        if inner and not head.header[place]:
            yield sheet_findings.of_gap(names[place + 1], at)


def _batches(rows: Iterator[Row], width: int, at_once: int) -> Iterator[pa.RecordBatch]:
    names = [str(place) for place in range(width)]
    while some := list(islice(rows, at_once)):
        columns = [_column(cells) for cells in zip(*some, strict=True)]
        yield pa.record_batch(columns, names=names)


def _column(cells: Sequence[object]) -> pa.Array:
    """Cells as text; a column of numbers alone at once."""
    if set(map(type, cells)) == {float}:
        numbers = np.array(cells, dtype=np.float64)
        whole = (numbers == np.floor(numbers)) & (np.abs(numbers) < _EXACT)
        if whole.all():
            return pa.array(numbers.astype(np.int64)).cast(pa.string())
    return pa.array(map(_as_text, cells), pa.string())


def _of_float(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)


def _of_duration(value: timedelta) -> str:
    seconds = int(value.total_seconds())
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


_TEXT_OF: Mapping[type, Callable[[Any], str | None]] = MappingProxyType(
    {
        str: lambda value: value or None,
        float: _of_float,
        int: str,
        bool: lambda value: "true" if value else "false",
        datetime: lambda value: value.isoformat(sep=" "),
        date: date.isoformat,
        time: time.isoformat,
        timedelta: _of_duration,
    }
)


def _as_text(value: object) -> str | None:
    return _TEXT_OF[type(value)](value)
