"""Makes tables of the cells of a sheet, whichever program laid them out."""

import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from verification.findings import LOCATED_AT_MOST, Finding, Location
from verification.formats import sheet_findings
from verification.formats.cell_text import Row, as_text, batches_of
from verification.formats.names import unique_names
from verification.formats.sheet_facts import Box, SheetFacts
from verification.formats.sheet_header import SheetHead, head_of
from verification.formats.sheet_rows import SheetRows
from verification.formats.spill import Spill
from verification.formats.stacked import parts_of
from verification.formats.workshop import Workshop
from verification.tables import MergedCells, OpenTable, SheetLayout, TableHead

BATCH_ROWS = 10_000
_LOOKED_AT = 200
_TITLES_AND_MORE = 30  # rows that are looked at for the header, however long they are


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


@dataclass(frozen=True)
class _Read:
    """A sheet read as one table: the rows down to its header, and those below, in a file."""

    table: OpenTable
    head: SheetHead
    top: Sequence[Sequence[str | None]]
    spill: Spill

    def rows(self, first: int, end: int) -> Iterator[Sequence[str | None]]:
        """Some rows of the sheet, from one on and not beyond another."""
        yield from self.top[first:end]
        at = self.head.body
        for batch in self.spill.batches():
            begin, stop = max(first - at, 0), min(end - at, batch.num_rows)
            if begin < stop:
                some = batch.slice(begin, stop - begin)
                yield from zip(*(cells.to_pylist() for cells in some.columns), strict=True)
            at += batch.num_rows

    def filled(self, first: int, end: int) -> set[int]:
        """The places of columns in which these rows hold anything."""
        above = self.top[first:end]
        found = {place for row in above for place, cell in enumerate(row) if cell}
        at = self.head.body
        for batch in self.spill.batches():
            begin, stop = max(first - at, 0), min(end - at, batch.num_rows)
            if begin < stop:
                some = batch.slice(begin, stop - begin)
                found.update(
                    place
                    for place, cells in enumerate(some.columns)
                    if cells.null_count < len(cells)
                )
            at += batch.num_rows
        return found


def tables_of(
    grid: Grid, place: int, workshop: Workshop, others: Collection[str] = ()
) -> tuple[OpenTable, ...]:
    """The table of a sheet, or its tables where one plainly stands below another.

    No table if it is empty. `place` tells the sheets of a file apart, `others` are their names.
    Raises `FileFault`.
    """
    read = _read(grid, str(place), workshop)
    if read is None:
        return ()
    layout = read.table.head.layout
    starts = [read.head.body + row - 1 for row in layout.table_rows] if layout else []
    height = read.head.body + read.spill.rows
    parts = parts_of(starts, height, read, grid.facts)
    if not parts:
        return (read.table,)
    names = _names(grid.at.sheet, len(parts), others)
    found = (
        _read(_part(grid, read, box, name), f"{place}-{number}", workshop)
        for number, (box, name) in enumerate(zip(parts, names, strict=True))
    )
    return tuple(each.table for each in found if each is not None)


def _part(grid: Grid, read: _Read, box: Box, name: str | None) -> Grid:
    """A part of a sheet as if it were one of its own."""
    at = replace(grid.at, sheet=name)
    columns = slice(box.left, box.right + 1)
    return replace(
        grid,
        at=at,
        rows=(row[columns] for row in read.rows(box.top, box.bottom + 1)),
        facts=grid.facts.within(top=box.top, left=box.left, bottom=box.bottom, right=box.right),
        beside=() if box.top else grid.beside,
        noticed=(sheet_findings.of_part(box.top, at),) if box.top else grid.noticed,
    )


def _names(sheet: str | None, count: int, others: Collection[str]) -> Iterator[str | None]:
    """The name of a sheet, then the same with numbers that no other sheet is called by."""
    yield sheet
    free = (
        name
        for number in itertools.count(2)
        if (name := f"{sheet or '표'} ({number})") not in others
    )
    yield from islice(free, count - 1)


def _read(grid: Grid, place: str, workshop: Workshop) -> _Read | None:
    """A sheet as one table, or None if it is empty."""
    boxes = grid.facts.merged
    rows = iter(grid.rows)
    first = list(islice(rows, min(_LOOKED_AT, max(_TITLES_AND_MORE, grid.batch_rows))))
    texts = [tuple(map(as_text, cells)) for cells in first]
    head = head_of(texts, boxes)
    if head is None:
        return None
    watch = SheetRows(len(head.header))
    spill = workshop.spill(place, grid.at)
    batches = batches_of(chain(first[head.body :], rows), len(head.header), grid.batch_rows)
    spill.write_all(watch.watched(batches))
    names = unique_names(head.header)
    layout = _layout(grid.facts, head, watch)
    noticed = (
        *grid.noticed,
        *sheet_findings.of_layout(layout, grid.at, names),
        *_gaps(head, watch, names, grid.at),
        *_errors(grid, head, watch, names),
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
    return _Read(
        OpenTable(described, spill.batches, expected=lambda: spill.rows),
        head,
        texts[: head.body],
        spill,
    )


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


def _errors(
    grid: Grid, head: SheetHead, watch: SheetRows, names: tuple[str, ...]
) -> Iterator[Finding]:
    """Yield the cells that show an error, those that were read as empty among them."""
    before = head.body - 1
    below = [(row - before, column) for row, column in grid.facts.errors if row > before]
    places = sorted({*watch.errors.places, *(place for place in below if place[1] < len(names))})
    located, rest = places[:LOCATED_AT_MOST], places[LOCATED_AT_MOST:]
    more = len(rest) + watch.errors.more + grid.facts.more_errors
    yield from sheet_findings.of_errors(located, more, grid.at, names)


def _gaps(
    head: SheetHead, watch: SheetRows, names: tuple[str, ...], at: Location
) -> Iterator[Finding]:
    """Yield where a column without name or value parts the table in two."""
    empty = set(watch.empty_columns())
    for place in sorted(empty):
        inner = 0 < place < len(names) - 1 and not {place - 1, place + 1} & empty
        if inner and not head.header[place]:
            yield sheet_findings.of_gap(names[place + 1], at)
