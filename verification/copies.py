"""The first rows of a table's Parquet copy, for people."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from verification.gathered import Table
from verification.showing import shown

_CELL_SHOWN = 200


@dataclass(frozen=True)
class TableCopy:
    """A zstd Parquet copy of one table, at `path` until the caller takes it. It is not masked."""

    file: str
    sheet: str | None
    path: Path
    rows: int
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Preview:
    """The first rows of a table as text, without any number of a person."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


def copy_of(table: Table) -> TableCopy | None:
    """The copy that was written while a table was read; `columns` are (name, type)."""
    if table.copy is None:
        return None
    columns = tuple((column.name, column.kind.value) for column in table.columns)
    return TableCopy(table.file, table.sheet, table.copy, table.rows, columns)


def preview(path: Path, *, rows: int = 20) -> Preview:
    """The first rows of a copy, masked."""
    with pq.ParquetFile(path) as content:
        batches = content.iter_batches(batch_size=rows)
        first = next(batches, None)
        names = content.schema_arrow.names
    cells = [] if first is None else [column.cast(pa.string()).to_pylist() for column in first]
    return Preview(
        columns=tuple(shown(name, at_most=_CELL_SHOWN) for name in names),
        rows=tuple(tuple(map(_shown_cell, row)) for row in zip(*cells, strict=True)),
    )


def _shown_cell(cell: str | None) -> str | None:
    return None if cell is None else shown(cell, at_most=_CELL_SHOWN)
