"""What flows through a treatment: some rows as columns of text, and which records they were."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.tables import OpenTable, Records, record_numbers

NO_RECORD = 0
"""The record number of a row that stood in no file: one that an aggregate made."""


@dataclass(frozen=True)
class Frame:
    """Rows one after the other. `names` are unique; an empty cell is null."""

    names: tuple[str, ...]
    records: Records
    columns: tuple[pa.Array, ...]

    def __len__(self) -> int:
        return len(self.records)

    def column(self, name: str) -> pa.Array:
        """The cells of a column; `KeyError` where there is none: steps are checked before."""
        try:
            return self.columns[self.names.index(name)]
        except ValueError:
            raise KeyError(name) from None

    def with_column(self, name: str, cells: pa.Array) -> "Frame":
        """The same rows with other cells in one column."""
        place = self.names.index(name)
        columns = (*self.columns[:place], cells, *self.columns[place + 1 :])
        return replace(self, columns=columns)

    def and_column(self, name: str, cells: pa.Array, *, after: str) -> "Frame":
        """The same rows with a new column behind another."""
        place = self.names.index(after) + 1
        return Frame(
            names=(*self.names[:place], name, *self.names[place:]),
            records=self.records,
            columns=(*self.columns[:place], cells, *self.columns[place:]),
        )

    def only(self, names: Sequence[str]) -> "Frame":
        """The same rows with these columns alone, in this order."""
        return Frame(tuple(names), self.records, tuple(self.column(name) for name in names))

    def rows(self, kept: "Truths") -> "Frame":
        """The rows for which it is true."""
        chosen = pa.array(kept)
        columns = tuple(cells.filter(chosen) for cells in self.columns)
        return Frame(self.names, self.records[kept], columns)

    def head(self, rows: int) -> "Frame":
        """The first rows."""
        return self.part(0, rows)

    def part(self, start: int, rows: int) -> "Frame":
        """Some rows, from one on."""
        columns = tuple(cells.slice(start, rows) for cells in self.columns)
        return Frame(self.names, self.records[start : start + rows], columns)


Truths = np.ndarray[Any, np.dtype[np.bool_]]
Frames = Iterator[Frame]
Flow = Callable[[Frames], Frames]
"""What a step makes of the frames that reach it, in one pass and in their order."""


def frames_of(table: OpenTable) -> Frames:
    """The rows of a table with their record numbers, from the first to the last.

    Reads the table twice: which records did not fit is known only at its end. The first frame
    comes also where there are no rows, so that whoever takes it learns the names.
    """
    for _ in table.batches():
        pass
    skipped = table.unread().records
    start = 0
    yield _empty(table.head.names)
    for batch in table.batches():
        columns = tuple(map(_text, batch.columns))
        places = np.arange(start, start + batch.num_rows, dtype=np.int64)
        start += batch.num_rows
        frame = Frame(table.head.names, record_numbers(places, skipped), columns)
        yield frame if table.blank_rows_count else _without_blank_rows(frame)


def same(one: pa.Array, other: pa.Array) -> Truths:
    """Which cells two columns have in common; two empty ones are the same."""
    alike = pc.equal(pc.fill_null(one, ""), pc.fill_null(other, ""))
    return truths(alike)


def truths(values: pa.Array) -> Truths:
    """Arrow's booleans as numpy's; null is false."""
    filled = pc.fill_null(values, fill_value=False)
    return np.asarray(filled.to_numpy(zero_copy_only=False), dtype=np.bool_)


def filled(cells: pa.Array) -> Truths:
    """Which cells hold anything."""
    return truths(cells.is_valid())


def where(chosen: Truths, cells: pa.Array, otherwise: pa.Array | None = None) -> pa.Array:
    """The cells where it is true, and elsewhere the others; nothing where there are no others."""
    rest = pa.scalar(None, pa.string()) if otherwise is None else otherwise
    return pc.if_else(pa.array(chosen), cells, rest)


def each_distinct(cells: pa.Array, change: Callable[[str], str | None]) -> pa.Array:
    """Cells changed by a function, which is asked once for each different one."""
    coded = cells.dictionary_encode()
    changed = [change(cell) for cell in coded.dictionary.to_pylist()]
    return pa.array(changed, pa.string()).take(coded.indices)


def _text(cells: pa.Array) -> pa.Array:
    plain = cells if pa.types.is_string(cells.type) else cells.cast(pa.string())
    return pc.if_else(pc.equal(plain, ""), pa.scalar(None, pa.string()), plain)


def _empty(names: tuple[str, ...]) -> Frame:
    none = np.empty(0, dtype=np.int64)
    return Frame(names, none, tuple(pa.array([], pa.string()) for _ in names))


def _without_blank_rows(frame: Frame) -> Frame:
    any_filled = np.zeros(len(frame), dtype=np.bool_)
    for cells in frame.columns:
        any_filled |= filled(cells)
        if any_filled.all():
            return frame
    return frame.rows(any_filled)
