"""The Parquet copy of a table, typed where its cells are; and the first rows of one, for people."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from verification.profile import TypedColumn
from verification.showing import shown
from verification.tables import Table

_ROW_GROUP = 122_880
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


def write_copy(table: Table, typed: Sequence[TypedColumn], path: Path) -> TableCopy:
    """Write the copy of a table from the values of its columns."""
    columns = tuple((each.column.name, each.kind.value) for each in typed)
    copied = pa.table([each.values for each in typed], names=[name for name, _ in columns])
    pq.write_table(copied, path, compression="zstd", row_group_size=_ROW_GROUP)
    return TableCopy(table.file, table.sheet, path, table.rows, columns)


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
