"""What tests of reading are made with: offered bytes in, cells and faults out."""

import io
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from verification.batches import batches_of
from verification.faults import FileFault
from verification.gathered import Table, table_of_run
from verification.gathering.gather import Bench, gather
from verification.gathering.plan import plan_of
from verification.limits import Deadline, Limits
from verification.matching import Match
from verification.reading import OfferedFile, read_file
from verification.subject import FileFacts
from verification.tables import OpenTable

Cells = dict[str, list[str | None]]


@dataclass(frozen=True)
class Seen:
    """A table that was gone through, and as it was opened."""

    table: Table
    opened: OpenTable

    @property
    def sheet(self) -> str | None:
        return self.table.sheet

    @property
    def hidden(self) -> bool:
        return self.table.head.hidden

    @property
    def rows(self) -> int:
        return self.table.rows


@dataclass(frozen=True)
class ReadThrough:
    """What came of opening a file and going through its tables."""

    facts: FileFacts
    tables: tuple[Seen, ...]


def read(folder: Path, name: str, content: bytes, *, limits: Limits | None = None) -> ReadThrough:
    path = folder / "offered"
    path.write_bytes(content)
    bounds = limits or Limits()
    deadline = Deadline(bounds.seconds)
    found = read_file(OfferedFile(name, path), folder=folder, limits=bounds, deadline=deadline)
    tables, broken = [], []
    for place, opened in enumerate(found.tables):
        bench = Bench(folder, bounds, deadline)
        match = Match(undeclared=opened.head.names)
        copy = folder / f"copy-{place}.parquet"
        try:
            gathered = gather(opened, plan_of(opened.head, match, ()), copy, bench)
        except FileFault as fault:
            broken.append(fault.finding)
            continue
        table = table_of_run(opened.head, match, opened.unread(), gathered, copy)
        tables.append(Seen(table, opened))
    facts = replace(found.facts, faults=(*found.facts.faults, *broken))
    return ReadThrough(facts, tuple(tables))


def cells(seen: Seen) -> Cells:
    """Every cell of a table, None where it is empty; blank rows left out unless they count."""
    table = seen.opened
    found: Cells = {name: [] for name in table.head.names}
    for batch in batches_of(table.batches(), blank_rows_count=table.blank_rows_count):
        for name, column in zip(table.head.names, batch.columns, strict=True):
            found[name].extend(cell or None for cell in column.to_pylist())
    return found


def faults(found: ReadThrough) -> list[str]:
    return [fault.code for fault in found.facts.faults]


def workbook(*rows: list[object], **sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def parquet(table: pa.Table, **options: bool) -> bytes:
    content = io.BytesIO()
    pq.write_table(table, content, **options)
    return content.getvalue()


def rows_of(content: bytes, name: str) -> list[list[str]]:
    """The one table of a file, its header first: an empty cell is ""; none if there is no table."""
    with TemporaryDirectory() as folder:
        tables = read(Path(folder), name, content).tables
        if not tables:
            return []
        (table,) = tables
        columns = list(cells(table).values())
    header = list(table.opened.head.header)
    return [header, *([cell or "" for cell in row] for row in zip(*columns, strict=True))]
