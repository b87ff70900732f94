"""The Parquet copy of a table, typed where its cells are; and the first rows of one, for people."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from verification.profile import TableProfile
from verification.showing import shown

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


def write_copy(profile: TableProfile, path: Path) -> TableCopy:
    """Write the copy of a table, one group of rows after the other."""
    table, typed = profile.table, profile.typed
    schema = pa.schema([(each.column.name, each.stored) for each in typed])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for start in range(0, table.rows, _ROW_GROUP):
            parts = [each.part(start, _ROW_GROUP) for each in typed]
            writer.write_table(pa.table(parts, schema=schema), row_group_size=_ROW_GROUP)
    columns = tuple((each.column.name, each.kind.value) for each in typed)
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
