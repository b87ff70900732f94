"""Makes the sketch of a table from its Parquet copy, in one look at each cell."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from verification.accumulators.distinct import Distinct, Hashes
from verification.kernels.shingles import shingle, whole_rows
from verification.overlap.canonical import HashedBatch, HashedColumn, opened
from verification.sketches import ColumnSketch, TableSketch

IN_HAND = 4096
"""How many hashes of a column are kept while its table is at hand."""
_OFTEN = 8
_MOST_DECIMALS = 6
_LOOKED_AT = 500
_SHINGLED = 64
"""No more columns take part in a shingle: a row of more is told by some of it."""
_LEFT_OUT = 16
"""Of a row of more cells what is left without one of them is no shingle: a few others stay."""

_KINDS = (
    (pa.types.is_boolean, "boolean"),
    (pa.types.is_integer, "integer"),
    (pa.types.is_floating, "number"),
    (pa.types.is_date, "date"),
    (pa.types.is_timestamp, "datetime"),
)
_NUMBERS = frozenset({"integer", "number"})


@dataclass
class _Column:
    name: str
    kind: str = "string"
    distinct: Distinct = field(default_factory=lambda: Distinct(most=IN_HAND))
    least: float = np.inf
    greatest: float = -np.inf
    decimals: int = 0

    def take(self, column: HashedColumn) -> None:
        self.kind = next((name for is_one, name in _KINDS if is_one(column.cells.type)), "string")
        self.distinct = _with(self.distinct, column.values)
        if self.kind in _NUMBERS:
            self._measure(column.cells)

    def _measure(self, cells: pa.Array) -> None:
        ends = pc.min_max(cells).as_py()
        if ends["min"] is not None and np.isfinite([ends["min"], ends["max"]]).all():
            self.least = min(self.least, float(ends["min"]))
            self.greatest = max(self.greatest, float(ends["max"]))
        if self.kind == "number":
            every = max(1, len(cells) // _LOOKED_AT)
            values = pc.fill_null(cells, 0.0).to_numpy(zero_copy_only=False)[::every]
            self.decimals = max(self.decimals, decimals_of(values))

    def sketch(self) -> ColumnSketch:
        measured = self.least <= self.greatest
        return ColumnSketch(
            self.name,
            self.kind,
            self.distinct.count,
            self.distinct.least,
            self.least if measured else None,
            self.greatest if measured else None,
            self.decimals,
        )


def sketch_of(path: Path, file: str, sheet: str | None = None) -> TableSketch:
    """Return the sketch of a table from its Parquet copy; raise what reading it raises."""
    with opened(path) as table:
        columns = tuple(_Column(name) for name in table.names)
        shingles = Distinct(most=IN_HAND)
        for batch in table.batches():
            for taken, column in zip(columns, batch.columns, strict=True):
                taken.take(column)
            shingles = _with(shingles, shingles_of(batch).all())
        sketched = tuple(column.sketch() for column in columns)
        return TableSketch(file, sheet, table.rows, sketched, shingles.least, shingles.count)


@dataclass(frozen=True, eq=False)
class Shingles:
    """The shingles of some rows, 0 where a row has too few cells for one.

    Of two and of three cells, of the whole row, and of what is `left` of it without one cell: a
    line for each column.
    """

    pairs: Hashes
    triples: Hashes
    wholes: Hashes
    left: Hashes

    def all(self) -> Hashes:
        return np.concatenate([self.pairs, self.triples, self.wholes, self.left.reshape(-1)])


def shingles_of(batch: HashedBatch, *, left: bool = True) -> Shingles:
    """Return the shingles of each row; those of what is left of it where that is asked."""
    columns = len(batch.columns)
    pairs, triples, wholes = np.zeros((3, batch.rows), dtype=np.uint64)
    rest = np.zeros((columns if left and columns <= _LEFT_OUT else 0, batch.rows), dtype=np.uint64)
    if columns > 1:
        cells = batch.cells()[:_SHINGLED]
        shingle(cells, pairs, triples)
        whole_rows(cells, wholes, rest)
    return Shingles(pairs, triples, wholes, rest)


def decimals_of(values: npt.NDArray[np.float64]) -> int:
    """Return how many decimals numbers are written with, six at most."""
    finite = values[np.isfinite(values)]
    for decimals in range(_MOST_DECIMALS):
        scaled = finite * 10.0**decimals
        if np.allclose(scaled, np.rint(scaled), rtol=1e-9, atol=1e-6):
            return decimals
    return _MOST_DECIMALS


def _with(distinct: Distinct, hashes: Hashes) -> Distinct:
    limit = distinct.limit
    near = hashes if limit is None else hashes[hashes <= limit]
    return distinct.merge(Distinct(_least(near), IN_HAND))


def _least(hashes: Hashes) -> Hashes:
    """The least different ones, ascending, without 0: mostly among the first few in their order."""
    filled = hashes[hashes != 0]
    few = _OFTEN * IN_HAND
    if len(filled) > few:
        found = np.unique(np.partition(filled, few)[:few])
        if len(found) >= IN_HAND:
            return found[:IN_HAND]
    return np.unique(filled)[:IN_HAND]
