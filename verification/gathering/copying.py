"""The Parquet copy of a table, typed where its cells are, written while they are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from verification.batches import Batch, ScannedColumn, scanned
from verification.declaration import ColumnType
from verification.gathering.column import ColumnTally
from verification.gathering.kinds import kind_of
from verification.gathering.plan import ColumnPlan
from verification.kernels.calendar import DAY_US
from verification.kernels.traits import FILLED, FITS, LONG, TRUE, ZONED

_ROW_GROUP = 122_880
_COMPRESSION_LEVEL = 1
_WRITTEN_AT_ONCE = 65_536

_STORED: dict[ColumnType, Any] = {
    ColumnType.INTEGER: pa.int64(),
    ColumnType.NUMBER: pa.float64(),
    ColumnType.BOOLEAN: pa.bool_(),
    ColumnType.DATE: pa.date32(),
    ColumnType.DATETIME: pa.timestamp("us"),
}
"""How the values of a type are stored; all others as the text they are."""


@dataclass(frozen=True)
class StoredColumn:
    """A column of the copy: its name, and the type of its values."""

    name: str
    kind: ColumnType

    @property
    def arrow(self) -> Any:
        return _STORED.get(self.kind, pa.string())


def stored_kind(kind: ColumnType, tally: ColumnTally) -> ColumnType:
    """The type to store a column in: text where a cell does not fit, or a value were not exact."""
    inexact = (kind is ColumnType.INTEGER and tally.with_trait(LONG)) or (
        kind in (ColumnType.DATE, ColumnType.DATETIME) and tally.with_trait(ZONED)
    )
    whole = tally.with_trait(FITS[kind]) == tally.filled
    return kind if kind in _STORED and whole and not inexact else ColumnType.STRING


def stored_columns(
    plans: Sequence[ColumnPlan], tallies: Sequence[ColumnTally]
) -> tuple[StoredColumn, ...]:
    """How the columns of a table are stored, given what was counted of them."""
    return tuple(
        StoredColumn(plan.name, stored_kind(kind_of(tally, plan.declared), tally))
        for plan, tally in zip(plans, tallies, strict=True)
    )


def stored_cells(column: ScannedColumn, stored: StoredColumn) -> pa.Array:
    """The cells of a column of a batch as the copy stores them; all are of its type."""
    filled = column.has(FILLED)
    if stored.kind is not ColumnType.STRING:
        empty = None if filled.all() else ~filled
        return pa.array(_values(column, stored.kind), stored.arrow, mask=empty)
    if filled.all():
        return column.text
    return pc.if_else(pa.array(filled), column.text, pa.scalar(None, pa.string()))


@dataclass(frozen=True)
class CellsAgain:
    """The cells of a batch that is read once more, as the copy is to store them.

    Only what is no text is looked at again.
    """

    batch: Batch
    columns: tuple[ColumnPlan, ...]
    stored: tuple[StoredColumn, ...]

    def __call__(self) -> tuple[pa.Array, ...]:
        cells = zip(self.batch.columns, self.columns, self.stored, strict=True)
        return tuple(self._cells(text, plan, stored) for text, plan, stored in cells)

    def _cells(self, text: pa.StringArray, plan: ColumnPlan, stored: StoredColumn) -> pa.Array:
        if stored.kind is not ColumnType.STRING:
            return stored_cells(scanned(text, self.batch.places, packed=plan.packed), stored)
        return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def _values(column: ScannedColumn, kind: ColumnType) -> Any:
    if kind is ColumnType.INTEGER:
        return column.wholes
    if kind is ColumnType.NUMBER:
        return column.doubles
    if kind is ColumnType.BOOLEAN:
        return column.has(TRUE)
    if kind is ColumnType.DATE:
        return np.floor_divide(column.wholes, DAY_US).astype("M8[D]")
    return column.wholes.view("M8[us]")


def repeats_few(tally: ColumnTally) -> bool:
    """Whether a column repeats few values: a dictionary of many costs more than it saves."""
    return tally.distinct.count * 5 < tally.cells


class CopyWriter:
    """Writes the copy of a table, group of rows by group of rows, until its types do not hold."""

    def __init__(
        self, path: Path, columns: Sequence[StoredColumn], *, repeating: Sequence[bool]
    ) -> None:
        """`repeating` says which columns seem to repeat few values: those get a dictionary."""
        self._schema = pa.schema([(column.name, column.arrow) for column in columns])
        self._writer = pq.ParquetWriter(
            path,
            self._schema,
            compression="zstd",
            compression_level=_COMPRESSION_LEVEL,
            use_dictionary=[c.name for c, often in zip(columns, repeating, strict=True) if often],
            # Of text nobody asks for a range, and its ends take time.
            write_statistics=[c.name for c in columns if c.kind is not ColumnType.STRING],
            write_batch_size=_WRITTEN_AT_ONCE,
        )
        self._waiting: list[pa.RecordBatch] = []
        self._rows = 0

    def __enter__(self) -> "CopyWriter":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Write what is left, and the foot."""
        self._flush()
        self._writer.close()

    def abandon(self) -> bool:
        """Write no more; False if all was written already. What is left is no copy."""
        unfinished: bool = self._writer.is_open
        self._waiting = []
        self._writer.close()
        return unfinished

    def write(self, cells: Sequence[pa.Array]) -> None:
        """Take the next rows."""
        batch = pa.record_batch(list(cells), schema=self._schema)
        self._waiting.append(batch)
        self._rows += batch.num_rows
        if self._rows >= _ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            table = pa.Table.from_batches(self._waiting, self._schema)
            self._writer.write_table(table, row_group_size=2 * _ROW_GROUP)
            self._waiting, self._rows = [], 0
