"""What tests of reading are made with: offered bytes in, cells and faults out."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from verification.limits import Deadline, Limits
from verification.reading import OfferedFile, Read, read_file
from verification.tables import Table

Cells = dict[str, list[str | None]]


def read(folder: Path, name: str, content: bytes, *, limits: Limits | None = None) -> Read:
    path = folder / "offered"
    path.write_bytes(content)
    bounds = limits or Limits()
    file = OfferedFile(name, path)
    return read_file(file, folder=folder, limits=bounds, deadline=Deadline(bounds.seconds))


def cells(table: Table) -> Cells:
    return {column.name: column.text.to_pylist() for column in table.columns}


def faults(found: Read) -> list[str]:
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
        columns = [column.text.to_pylist() for column in table.columns]
    header = list(table.header)
    return [header, *([cell or "" for cell in row] for row in zip(*columns, strict=True))]
