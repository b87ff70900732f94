"""A part of a table, and what one look at each of its cells tells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from verification.kernels import cells as kernel
from verification.kernels import groups
from verification.kernels.traits import SLOW

Truths = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

MOST_ROWS = 65_536
"""No batch has more rows: what is kept of one is small."""


@dataclass(frozen=True)
class Values:
    """The different values of a column in a batch: hash, count, and the first row of each."""

    hashes: npt.NDArray[np.uint64]
    counts: npt.NDArray[np.int64]
    firsts: npt.NDArray[np.int64]


@dataclass(frozen=True)
class ScannedColumn:
    """A column of a batch. Rows count from 0 in the batch; `places` say where each stands in all.

    `text` has no nulls: an empty cell has no length. The four arrays are `kernels.cells.scan`'s.
    """

    text: pa.StringArray
    places: Places
    hashes: npt.NDArray[np.uint64]
    traits: npt.NDArray[np.uint32]
    wholes: npt.NDArray[np.int64]
    doubles: npt.NDArray[np.float64]

    def has(self, trait: int) -> Truths:
        """Which cells have a trait, or one of several."""
        having: Truths = (self.traits & np.uint32(trait)) != 0
        return having

    @cached_property
    def values(self) -> Values:
        """Its different values."""
        rows = len(self.hashes)
        counts, firsts = np.empty(rows, dtype=np.int64), np.empty(rows, dtype=np.int64)
        table = np.zeros(max(2, 1 << (2 * rows - 1).bit_length()), dtype=np.int32)
        found = groups.group(self.hashes, counts, firsts, table)
        firsts = firsts[:found]
        return Values(self.hashes[firsts], counts[:found], firsts)

    @cached_property
    def lengths(self) -> npt.NDArray[np.int64]:
        """How many characters each of its different values has."""
        base, offsets = memory_of(self.text)
        lengths = np.empty(len(self.values.firsts), dtype=np.int64)
        groups.measure(base, offsets, self.traits, self.values.firsts, lengths)
        return lengths


@dataclass(frozen=True)
class Batch:
    """Some rows of a table, in their order, without the blank ones.

    `places` say where each record stands below the header, from 0, ragged ones not counted; `after`
    is the place of the next batch's first record.
    """

    columns: tuple[pa.StringArray, ...]
    places: Places
    after: int

    @property
    def rows(self) -> int:
        return len(self.places)


def memory_of(text: pa.StringArray) -> tuple[int, npt.NDArray[np.int32]]:
    """The address of an array's bytes, and where each cell begins and the last ends.

    The caller keeps the array as long as it uses the address.
    """
    _, starts, content = text.buffers()
    count = len(text) + 1
    offsets = np.frombuffer(starts, np.int32, count, 4 * text.offset)
    return (content.address if content is not None else 0), offsets


def scanned(text: pa.StringArray, places: Places, *, packed: bool = False) -> ScannedColumn:
    """What one look at each cell tells; `packed`: digits alone may be a date."""
    rows = len(text)
    hashes, traits = np.empty(rows, dtype=np.uint64), np.empty(rows, dtype=np.uint32)
    wholes, doubles = np.empty(rows, dtype=np.int64), np.empty(rows, dtype=np.float64)
    if rows:
        base, offsets = memory_of(text)
        kernel.scan(base, offsets, packed, hashes, traits, wholes, doubles)
        _read_slowly(text, traits, doubles)
    return ScannedColumn(text, places, hashes, traits, wholes, doubles)


def _read_slowly(text: pa.StringArray, traits: Any, doubles: Any) -> None:
    """Read the numbers that are too long for the quick way, to the last bit."""
    rows = np.flatnonzero(traits & np.uint32(SLOW))
    if len(rows):
        plain = pc.utf8_trim_whitespace(text.take(pa.array(rows)))
        plain = pc.replace_substring_regex(plain, r"^\+|,", "")
        doubles[rows] = plain.cast(pa.float64()).to_numpy()


def batches_of(read: Iterator[pa.RecordBatch], *, blank_rows_count: bool) -> Iterator[Batch]:
    """What was read in batches of a bounded size, blank rows left out unless they count."""
    start = 0
    for large in read:
        for offset in range(0, large.num_rows, MOST_ROWS):
            part = large.slice(offset, MOST_ROWS)
            columns = tuple(_without_nulls(cells) for cells in part.columns)
            places = np.arange(start, start + part.num_rows, dtype=np.int64)
            start += part.num_rows
            batch = Batch(columns, places, start)
            yield batch if blank_rows_count else _without_blank_rows(batch)


def _without_nulls(cells: pa.Array) -> pa.StringArray:
    if cells.type != pa.string():
        raise TypeError("a reader gives text")
    return pc.fill_null(cells, "") if cells.null_count else cells


def _without_blank_rows(batch: Batch) -> Batch:
    blank = _blank(batch.columns)
    if not blank.any():
        return batch
    kept = np.flatnonzero(~blank)
    columns = tuple(cells.take(pa.array(kept)) for cells in batch.columns)
    return Batch(columns, batch.places[kept], batch.after)


def _blank(columns: Sequence[pa.StringArray]) -> Truths:
    """Which rows have no filled cell. Most columns settle it for most rows."""
    blank: Truths = np.ones(len(columns[0]) if columns else 0, dtype=bool)
    for cells in columns:
        if not blank.any():
            break
        offsets = memory_of(cells)[1]
        blank = blank & (offsets[1:] == offsets[:-1])
    return blank
