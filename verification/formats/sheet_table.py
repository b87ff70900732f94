"""Makes tables of the cells of a sheet, whichever program laid them out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from types import MappingProxyType
from typing import Any

import numpy as np
import pyarrow as pa

from verification.findings import Finding, Location
from verification.formats import sheet_findings
from verification.formats.names import unique_names
from verification.formats.sheet_facts import Box, SheetFacts
from verification.formats.sheet_header import SheetHead, head_of
from verification.formats.sheet_rows import SheetRows
from verification.formats.workshop import Workshop
from verification.tables import MergedCells, OpenTable, SheetLayout, TableHead

BATCH_ROWS = 10_000
_LOOKED_AT = 200
_TITLES_AND_MORE = 30  # rows that are looked at for the header, however long they are

_EXACT = 2**53  # every whole number below it is exact in the form workbooks keep numbers in

Row = Sequence[object]


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet, to be read once: all its rows from the top, equally wide.

    `facts` count columns from the first of these. `batch_rows` are taken at once. `beside` is text
    that stands around the cells, `noticed` what there is to say besides.
    """

    at: Location
    rows: Iterable[Row]
    facts: SheetFacts = field(default_factory=SheetFacts)
    hidden: bool = False
    batch_rows: int = BATCH_ROWS
    beside: tuple[str, ...] = ()
    noticed: tuple[Finding, ...] = ()


def table_of(grid: Grid, place: int, workshop: Workshop) -> OpenTable | None:
    """The table of a sheet, or None if it is empty; raises `FileFault`.

    `place` tells the sheets of a file apart.
    """
    boxes = grid.facts.merged
    rows = iter(grid.rows)
    first = list(islice(rows, min(_LOOKED_AT, max(_TITLES_AND_MORE, grid.batch_rows))))
    texts = [tuple(map(_as_text, cells)) for cells in first]
    head = head_of(texts, boxes)
    if head is None:
        return None
    watch = SheetRows(len(head.header))
    spill = workshop.spill(place, grid.at)
    batches = _batches(chain(first[head.body :], rows), len(head.header), grid.batch_rows)
    spill.write_all(watch.watched(batches))
    names = unique_names(head.header)
    layout = _layout(grid.facts, head, watch)
    noticed = (
        *grid.noticed,
        *sheet_findings.of_layout(layout, grid.at, names),
        *_gaps(head, watch, names, grid.at),
    )
    described = TableHead(
        file=grid.at.file or "",
        sheet=grid.at.sheet,
        names=names,
        header=head.header,
        preamble=tuple(" ".join(filter(None, cells)) for cells in texts[: head.title_rows]),
        beside=grid.beside,
        hidden=grid.hidden,
        noticed=noticed,
        layout=layout,
    )
    return OpenTable(described, spill.batches)


def _layout(facts: SheetFacts, head: SheetHead, watch: SheetRows) -> SheetLayout:
    width = len(head.header)
    before = head.body - 1  # the row that would be record 0
    merged = [
        Box(box.top - before, box.left, box.bottom - before, min(box.right, width - 1))
        for box in facts.merged
        if box.top >= head.body and box.left < width
    ]
    merged.sort(key=lambda box: (box.top, box.left))
    return SheetLayout(
        title_rows=head.title_rows,
        header_rows=head.header_rows,
        total_rows=watch.total_rows(merged),
        note_rows=tuple(watch.note_rows),
        table_rows=tuple(watch.table_rows),
        merged_cells=tuple(MergedCells(b.top, b.left, b.bottom, b.right) for b in merged),
        hidden_rows=tuple(row - before for row in facts.hidden_rows if row > before),
        hidden_columns=tuple(column for column in facts.hidden_columns if column < width),
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
        type(None): lambda value: value,
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
