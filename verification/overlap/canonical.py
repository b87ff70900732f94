"""The hashes of a table's values, read from its Parquet copy batch by batch."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from verification.accumulators.distinct import Hashes
from verification.batches import memory_of, scanned
from verification.kernels import canonical as kernel
from verification.kernels.calendar import DAY_US
from verification.kernels.traits import SHORT
from verification.marks import MISSING

ROWS_AT_ONCE = 65_536
_MARKS = pa.array(sorted(MISSING), pa.string())


@dataclass(frozen=True)
class HashedColumn:
    """A column of a batch: its cells as they are stored, and the hash of each; 0 of an empty one.

    Equal values have equal hashes in every table. `values` holds each of them at least once.
    """

    cells: pa.Array
    hashes: Hashes
    values: Hashes

    @classmethod
    def of(cls, cells: pa.Array) -> "HashedColumn":
        """Hash a column."""
        if pa.types.is_dictionary(cells.type) and len(cells.dictionary) > len(cells):
            # Its dictionary holds more than what stands here: that of many rows, or of all.
            cells = cells.dictionary_decode()
        if not pa.types.is_dictionary(cells.type):
            hashes = hashes_of(cells)
            return cls(cells, hashes, hashes)
        values = hashes_of(cells.dictionary)
        places = pc.fill_null(cells.indices, len(values)).to_numpy(zero_copy_only=False)
        return cls(cells, np.append(values, np.uint64(0))[places], values)


@dataclass(frozen=True)
class HashedBatch:
    """Some rows of a table, from a place on (counted from 0)."""

    start: int
    columns: tuple[HashedColumn, ...]

    @property
    def rows(self) -> int:
        return len(self.columns[0].hashes) if self.columns else 0

    def cells(self) -> Hashes:
        """The hashes as a block, a row of it for each column."""
        return np.stack([column.hashes for column in self.columns])


@dataclass(frozen=True)
class TableFile:
    """An opened copy of a table."""

    names: tuple[str, ...]
    rows: int
    _file: pq.ParquetFile

    def batches(self, columns: Sequence[int] | None = None) -> Iterator[HashedBatch]:
        """Yield its rows, in order: of all columns, or of some, as given."""
        start = 0
        wanted = None if columns is None else [self.names[place] for place in columns]
        for batch in self._file.iter_batches(batch_size=ROWS_AT_ONCE, columns=wanted):
            # More may come than was asked for, and in the table's order: a point in a name means
            # something to the reader.
            cells = batch.columns if wanted is None else map(batch.column, wanted)
            yield HashedBatch(start, tuple(map(HashedColumn.of, cells)))
            start += batch.num_rows


@contextmanager
def opened(path: Path) -> Iterator[TableFile]:
    """Open a copy; raise what pyarrow raises if it is none."""
    with pq.ParquetFile(path) as plain:
        repeating = list(_with_dictionary(plain.metadata))
    # A column that repeats few values is hashed value by value, not cell by cell.
    with pq.ParquetFile(path, read_dictionary=repeating) as file:
        yield TableFile(tuple(file.schema_arrow.names), file.metadata.num_rows, file)


def _with_dictionary(metadata: Any) -> Iterator[str]:
    if metadata.num_row_groups:
        group = metadata.row_group(0)
        for place in range(group.num_columns):
            column = group.column(place)
            if column.physical_type == "BYTE_ARRAY" and column.has_dictionary_page:
                yield column.path_in_schema


def hashes_of(cells: pa.Array) -> Hashes:
    """Return the hash of each cell of a column; 0 for an empty one."""
    out: Hashes = np.zeros(len(cells), dtype=np.uint64)
    if len(cells):
        fill = next((fill for is_one, fill in _FILLS.items() if is_one(cells.type)), _fill_texts)
        fill(cells, out)
        if cells.null_count:
            out[pc.is_null(cells).to_numpy(zero_copy_only=False)] = 0
    return out


def _fill_wholes(cells: pa.Array, out: Hashes) -> None:
    kernel.hash_wholes(_numbers(cells, pa.int64()), out)


def _fill_doubles(cells: pa.Array, out: Hashes) -> None:
    kernel.hash_doubles(_numbers(cells, pa.float64()), out)


def _fill_dates(cells: pa.Array, out: Hashes) -> None:
    days = _numbers(cells.cast(pa.int32()), pa.int64())
    kernel.hash_moments(days * DAY_US, out)


def _fill_moments(cells: pa.Array, out: Hashes) -> None:
    kernel.hash_moments(_numbers(cells.cast(pa.timestamp("us")).cast(pa.int64()), pa.int64()), out)


def _numbers(cells: pa.Array, kind: Any) -> npt.NDArray[Any]:
    numbers: npt.NDArray[Any] = pc.fill_null(cells.cast(kind), 0).to_numpy(zero_copy_only=False)
    return numbers


def _fill_texts(cells: pa.Array, out: Hashes) -> None:
    text = pc.fill_null(cells.cast(pa.string()), "")
    column = scanned(text, np.arange(len(text), dtype=np.int64))
    base, offsets = memory_of(text)
    composed = np.empty(len(text), dtype=np.bool_)
    apart = kernel.hash_texts(
        base, offsets, column.traits, column.wholes, column.doubles, out, composed
    )
    if apart:
        rows = np.flatnonzero(~composed)
        whole = pc.utf8_normalize(text.take(pa.array(rows)), form="NFC")
        again = np.empty(len(rows), dtype=np.uint64)
        base, offsets = memory_of(whole)
        # What letters were written as says nothing of numbers: those are hashed already.
        kernel.hash_texts(
            base,
            offsets,
            column.traits[rows],
            column.wholes[rows],
            column.doubles[rows],
            again,
            np.empty(len(rows), dtype=np.bool_),
        )
        out[rows] = again
    _empty_marks(text, column.traits, out)


def _empty_marks(text: pa.Array, traits: npt.NDArray[np.uint32], out: Hashes) -> None:
    """What says that there is no value is none: `-`, `NULL`, `NaN`."""
    rows = np.flatnonzero(traits & np.uint32(SHORT))
    if len(rows):
        said = pc.utf8_lower(pc.utf8_trim_whitespace(text.take(pa.array(rows))))
        marks = pc.is_in(said, value_set=_MARKS).to_numpy(zero_copy_only=False)
        out[rows[marks]] = 0


_FILLS: Mapping[Callable[[Any], bool], Callable[[pa.Array, Hashes], None]] = {
    pa.types.is_integer: _fill_wholes,
    pa.types.is_boolean: _fill_wholes,
    pa.types.is_floating: _fill_doubles,
    pa.types.is_date: _fill_dates,
    pa.types.is_timestamp: _fill_moments,
}
"""How the cells of a type are hashed; all others as text."""
