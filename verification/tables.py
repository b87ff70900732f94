"""The table that every check reads: columns of text, and the record numbers its rows had in the file."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from verification.findings import Location


@dataclass(frozen=True)
class Column:
    """A column as text: an empty cell is null, whatever the file said. `name` is unique in its table."""

    name: str
    text: pa.ChunkedArray


@dataclass(frozen=True)
class UnreadRows:
    """Records that do not fit the table: left out of its columns, but not out of sight.

    `text` holds each as it stands in the file, so that what must look at every byte can.
    """

    records: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    widths: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    text: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.text)


@dataclass(frozen=True)
class Table:
    """One table of a file: a whole CSV or Parquet file, or one sheet.

    Position (from 0) is where a row stands in the columns; its record number (from 1) is where it
    stands in the file. They part after the first unread row.
    """

    file: str
    columns: tuple[Column, ...]
    rows: int
    sheet: str | None = None
    header: tuple[str, ...] = ()
    unread: UnreadRows = field(default_factory=UnreadRows)
    hidden: bool = False

    @property
    def cells(self) -> int:
        return self.rows * len(self.columns)

    @property
    def here(self) -> Location:
        return Location(self.file, self.sheet)

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)

    def at(self, row: int | None = None, column: str | None = None) -> Location:
        """The location of a record number and a column in this table."""
        return Location(self.file, self.sheet, row, column)

    def records(self, positions: Iterable[int]) -> list[int]:
        """The record numbers of rows, given their positions."""
        found = np.fromiter(positions, dtype=np.int64)
        # A row has been pushed on by each unread record before it: the k-th unread record stands
        # after `records[k] - 1 - k` rows that were read.
        rows_before = self.unread.records - 1 - np.arange(len(self.unread))
        return [int(n) for n in found + 1 + np.searchsorted(rows_before, found, side="right")]
