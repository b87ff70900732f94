"""All that is gathered from one batch of a table, and from the batches before it together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from verification.accumulators.sampled import Draw, Sampled
from verification.batches import Batch, ScannedColumn, scanned
from verification.declaration import ColumnType
from verification.gathering.column import ColumnTally, Known
from verification.gathering.copying import (
    StoredColumn,
    stored_cells,
    stored_columns,
    stored_kind,
)
from verification.gathering.plan import TablePlan
from verification.gathering.rowwise import Rowwise
from verification.kernels import groups
from verification.kernels.traits import FILLED, FITS_DATETIME, FITS_NUMBER
from verification.personal.quasi import combined, quasi_of

_MOST_UNIQUE = 4
_TOP = 1000

Prints = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Hints:
    """What earlier parts made superfluous. A stale hint costs time and changes nothing.

    `seeming` are the columns that have told all rows apart so far, `grouped` those that may name
    people together; None: nobody knows yet.
    """

    hashes: tuple[np.uint64 | None, ...]
    known: tuple[Known, ...]
    draw: np.uint64 | None = None
    seeming: tuple[int, ...] | None = None
    grouped: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Part:
    """What a batch told: its columns' tallies, the drawn rows, and the prints of its rows.

    `rows` prints whole rows, `keys` the declared keys, one number for each place from `start` on: 0
    for a blank row, and for a key that is not whole. `cells` are the columns as the copy stores
    them; None if a cell has no such value. `unique` has the hashes of columns that repeat no value.
    """

    start: int
    after: int
    filled_rows: int
    columns: tuple[ColumnTally, ...]
    rowwise: Rowwise
    sampled: Sampled
    rows: Prints
    keys: Prints | None
    unique: Mapping[int, Prints]
    grouped: tuple[int, ...]
    groups: Prints | None
    stored: tuple[StoredColumn, ...]
    cells: tuple[pa.Array, ...] | None


@dataclass(frozen=True)
class Work:
    """A batch to look at. `stored` is how the copy stores the columns; None: see by this batch."""

    batch: Batch
    start: int
    plan: TablePlan
    hints: Hints
    stored: tuple[StoredColumn, ...] | None
    sampled_rows: int

    def __call__(self) -> Part:
        draw = Draw(self.batch, self.sampled_rows, self.hints.draw)
        prints, keys = _Prints(self.batch, self.start), _Prints(self.batch, self.start)
        columns, tallies = [], []
        sampled: dict[tuple[int, int], npt.NDArray[np.float64]] = {}
        for place, plan in enumerate(self.plan.columns):
            column = scanned(self.batch.columns[place], self.batch.places, packed=plan.packed)
            tally = ColumnTally.of(
                column, plan, below=self.hints.hashes[place], known=self.hints.known[place]
            )
            prints.add(column, place)
            if place in self.plan.keys:
                keys.add(column, place)
            if tally.with_trait(FITS_NUMBER):
                sampled[place, FITS_NUMBER] = draw.of(column.doubles)
            if tally.with_trait(FITS_DATETIME):
                sampled[place, FITS_DATETIME] = draw.of(_moments(column))
            columns.append(column)
            tallies.append(tally)
        grouped = self.hints.grouped
        if grouped is None:
            grouped = grouped_columns(self.plan, tallies)
        by_this = stored_columns(self.plan.columns, tallies)
        stored = self.stored or by_this
        return Part(
            start=self.start,
            after=self.batch.after,
            filled_rows=self.batch.rows,
            columns=tuple(tallies),
            rowwise=Rowwise.of(columns, self.batch.places, self.plan),
            sampled=Sampled(self.sampled_rows, draw.draws, sampled),
            rows=prints.whole,
            keys=keys.only_whole if self.plan.keys else None,
            unique=self._unique(columns),
            grouped=grouped,
            groups=self._groups(columns, grouped) if grouped else None,
            stored=stored,
            cells=_cells(columns, tallies, stored),
        )

    def _groups(self, columns: Sequence[ScannedColumn], grouped: Sequence[int]) -> Prints:
        prints = _Prints(self.batch, self.start)
        for place in grouped:
            prints.add(columns[place], place)
        return prints.whole

    def _unique(self, columns: Sequence[ScannedColumn]) -> dict[int, Prints]:
        seeming = range(len(columns)) if self.hints.seeming is None else self.hints.seeming
        found: dict[int, Prints] = {}
        for place in seeming:
            column = columns[place]
            if len(found) < _MOST_UNIQUE and len(column.values.firsts) == len(column.text):
                found[place] = column.hashes
        return found


def grouped_columns(plan: TablePlan, tallies: Sequence[ColumnTally]) -> tuple[int, ...]:
    """The columns that may name people together, by their names and most frequent values."""
    if not plan.people:
        return ()
    names = tuple(each.name for each in plan.columns)
    kinds = {
        name: quasi_of(name, tally.frequent.top(_TOP))
        for name, tally in zip(names, tallies, strict=True)
    }
    return tuple(plan.by_name[name] for name in combined(kinds))


def prints_of(batch: Batch, start: int, plan: TablePlan, columns: Sequence[int]) -> Prints:
    """The prints of the rows of a batch by some of its columns."""
    prints = _Prints(batch, start)
    for place in columns:
        packed = plan.columns[place].packed
        prints.add(scanned(batch.columns[place], batch.places, packed=packed), place)
    return prints.whole


def _moments(column: ScannedColumn) -> npt.NDArray[np.float64]:
    moments = column.wholes.astype(np.float64)
    return np.where(column.has(FITS_DATETIME), moments, np.nan)


def _cells(
    columns: Sequence[ScannedColumn],
    tallies: Sequence[ColumnTally],
    stored: Sequence[StoredColumn],
) -> tuple[pa.Array, ...] | None:
    if any(
        each.kind is not ColumnType.STRING and stored_kind(each.kind, tally) is not each.kind
        for each, tally in zip(stored, tallies, strict=True)
    ):
        return None
    return tuple(map(stored_cells, columns, stored))


class _Prints:
    """One number for each row, of some of its columns."""

    def __init__(self, batch: Batch, start: int) -> None:
        self._places = batch.places - start
        self._all = np.zeros(batch.after - start, dtype=np.uint64)
        self._prints = np.zeros(batch.rows, dtype=np.uint64)
        self._unfilled = np.zeros(batch.rows, dtype=bool)

    def add(self, column: ScannedColumn, place: int) -> None:
        """Take a column in."""
        groups.fold_into(self._prints, column.hashes, np.uint64(place + 1))
        self._unfilled |= ~column.has(FILLED)

    @property
    def whole(self) -> Prints:
        """Of every row that is not blank."""
        self._all[self._places] = self._prints
        return self._all

    @property
    def only_whole(self) -> Prints:
        """Of the rows in which every column taken in is filled."""
        self._all[self._places] = np.where(self._unfilled, np.uint64(0), self._prints)
        return self._all
