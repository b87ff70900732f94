"""A table as a reader opens it: its head, its rows in batches, and the records that do not fit."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from verification.findings import Finding, Location

Records = np.ndarray[Any, np.dtype[np.int64]]
"""Record numbers, ascending."""

Expected = Callable[[], int | None]
"""How many rows a table has, as far as one can tell by now; None where nobody can."""


def no_records() -> Records:
    return np.empty(0, dtype=np.int64)


def record_numbers(places: Records, skipped: Records) -> Records:
    """The record numbers of the rows at these places, where the `skipped` records are no rows."""
    rows_before_skipped = skipped - 1 - np.arange(len(skipped))
    return np.asarray(places + 1 + np.searchsorted(rows_before_skipped, places, side="right"))


@dataclass(frozen=True)
class UnreadRows:
    """Records whose cells do not fit the columns: left out of the table, but not out of sight.

    `text` holds each as it stands in the file, for checks that must see every byte.
    """

    records: Records = field(default_factory=no_records)
    widths: tuple[int, ...] = ()
    text: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.text)


@dataclass(frozen=True)
class MergedCells:
    """Cells of a sheet that are shown as one: the value stands in the first of them alone.

    Rows are record numbers, columns places from 0; both ends are part of it.
    """

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class SheetLayout:
    """Where a sheet holds what is not simply a row of values.

    `title_rows` and `header_rows` count rows of the sheet, in this order from its top. The rest
    are record numbers below the header and places of columns from 0: nothing of it is left out of
    the table. `table_rows` are where another table seems to begin.
    """

    title_rows: int = 0
    header_rows: int = 1
    total_rows: tuple[int, ...] = ()
    note_rows: tuple[int, ...] = ()
    table_rows: tuple[int, ...] = ()
    merged_cells: tuple[MergedCells, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()


@dataclass(frozen=True)
class TableHead:
    """What is known of a table before its rows are read.

    `header` is the header as it stands in the file, one of several rows joined to one; `preamble`
    the records above it, `beside` the values around a list of records, as JSON has them; `names`
    are the names of the columns, unique and never empty. `noticed` is what its reader has to say of
    how it is laid out (merged heads, hidden rows, notes at the foot), as findings; `layout` says
    the same of a sheet in numbers.
    """

    file: str
    names: tuple[str, ...]
    sheet: str | None = None
    header: tuple[str, ...] = ()
    preamble: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    hidden: bool = False
    noticed: tuple[Finding, ...] = ()
    layout: SheetLayout | None = None

    def at(self, row: int | None = None, column: str | None = None) -> Location:
        """The location of a record number and a column in this table."""
        return Location(self.file, self.sheet, row, column)


@dataclass(frozen=True)
class OpenTable:
    """A table that can be read from its first row to its last, as often as it is asked for.

    `batches` yields record batches of text columns called "0", "1", … in the order of the names,
    an empty cell null or of no length; it raises `FileFault` where the file breaks off or passes a
    limit of its format. `unread` says, once they are through, which records did not fit.
    `expected` says, at any time, about how many rows there are.
    `blank_rows_count`: a row without any value was meant, as in Parquet; elsewhere it is no row.
    """

    head: TableHead
    batches: Callable[[], Iterator[pa.RecordBatch]]
    unread: Callable[[], UnreadRows] = UnreadRows
    blank_rows_count: bool = False
    expected: Expected = lambda: None
