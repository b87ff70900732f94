"""The first rows of a table's Parquet copy, for people."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from verification.gathered import Table
from verification.personal.mask import mask_whole
from verification.showing import shown

_CELL_SHOWN = 200


@dataclass(frozen=True)
class TableCopy:
    """A zstd Parquet copy of one table, at `path` until the caller takes it. It is not masked.

    `columns` are (name, type); `told` are those that people may see nothing of, as names and homes.
    """

    file: str
    sheet: str | None
    path: Path
    rows: int
    columns: tuple[tuple[str, str], ...]
    told: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Preview:
    """The first rows of a table as text, without any number of a person."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


def copy_of(table: Table) -> TableCopy | None:
    """The copy that was written while a table was read."""
    if table.copy is None:
        return None
    columns = tuple((column.name, column.kind.value) for column in table.columns)
    told = frozenset(name for name in table.head.names if table.is_told(name))
    return TableCopy(table.file, table.sheet, table.copy, table.rows, columns, told)


def preview(path: Path, *, rows: int = 20, told: frozenset[str] = frozenset()) -> Preview:
    """The first rows of a copy, masked; of the columns `told` nothing but lengths."""
    with pq.ParquetFile(path) as content:
        batches = content.iter_batches(batch_size=rows)
        first = next(batches, None)
        names = content.schema_arrow.names
    cells = [] if first is None else [column.cast(pa.string()).to_pylist() for column in first]
    visible = [
        [_shown_cell(cell, whole=name in told) for cell in column]
        for name, column in zip(names, cells, strict=False)
    ]
    return Preview(
        columns=tuple(shown(name, at_most=_CELL_SHOWN) for name in names),
        rows=tuple(zip(*visible, strict=True)),
    )


def _shown_cell(cell: str | None, *, whole: bool) -> str | None:
    if cell is None:
        return None
    return shown(mask_whole(cell) if whole else cell, at_most=_CELL_SHOWN)
