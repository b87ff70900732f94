"""De-identify by totals: rows become groups, and small groups are not shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import reduce
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.errors import StepRefused
from verification.treatment.frames import NO_RECORD, Frame, Frames
from verification.treatment.groups import Groups
from verification.treatment.log import Noted
from verification.treatment.numbers import written
from verification.treatment.step import Given, Names, Step, known, unknown
from verification.treatment.suppression import MOST_CELLS, MOST_SMALL, Suppressed, suppressed

SUPPRESSED = "x"
"""What stands in a group that is not shown, as statistics offices write it."""

_NINE = Decimal("0.000000001")


@dataclass(frozen=True)
class Aggregate(Step):
    """One row for each group of `by`: how many rows, and sums and means of numbers.

    Groups of 1 to `smallest` − 1 rows are not shown, nor those that would give them away by
    subtraction: see `suppression`. All their figures are `x`.
    """

    step: ClassVar[str] = "aggregate"
    covers: ClassVar[bool] = True
    by: tuple[str, ...]
    count: str = "건수"
    sums: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    smallest: int = 5

    def names_after(self, names: Names) -> Names:
        known(names, *self.by, *self.sums, *self.means)
        made = (self.count, *(f"{name} 합계" for name in self.sums), *self._mean_names())
        unknown(self.by, *made)
        return (*self.by, *made)

    def flow(self, frames: Frames, noted: Noted, given: Given) -> Frames:
        names: Names = ()
        groups = Groups(self.by, (*self.sums, *self.means))
        for frame in frames:
            names = names or self.names_after(frame.names)
            groups.update(frame)
        table = _Tabled.of(groups.table(), len(self.by))
        self._refuse_too_fine(table)
        hiding = suppressed(table.counts(), smallest=self.smallest, also=self._of_few(table))
        if hiding.open:
            raise StepRefused("aggregate-open", ", ".join(self.by))
        noted.figures.update(_figures(hiding, groups=table.rows))
        yield self._frame(table, hiding, names)

    def _refuse_too_fine(self, table: "_Tabled") -> None:
        small = int((np.asarray(table.groups["rows"]) < self.smallest).sum())
        if table.cells > MOST_CELLS or small > MOST_SMALL:
            raise StepRefused("aggregate-too-fine", ", ".join(self.by))

    def _of_few(self, table: "_Tabled") -> np.ndarray[Any, Any]:
        """Where a sum or mean is of few: a large group may hold one number alone."""
        few = np.zeros(table.rows, dtype=np.bool_)
        for place in range(len(self.sums) + len(self.means)):
            filled = np.asarray(table.groups[f"filled_{place}"])
            few |= (filled > 0) & (filled < self.smallest)
        return few[table.place_of()] & (table.counts() > 0) if table.rows else table.counts() > 0

    def _mean_names(self) -> tuple[str, ...]:
        return tuple(f"{name} 평균" for name in self.means)

    def _frame(self, table: "_Tabled", hiding: Suppressed, names: Names) -> Frame:
        """Shown groups and hidden ones, in the order of their values; noughts where they shield."""
        shown = (table.counts() > 0) | hiding.hidden
        places = np.argwhere(shown)
        keys = [
            _cells([values[place] for place in places[:, axis]])
            for axis, values in enumerate(table.values)
        ]
        hidden = hiding.hidden[shown]
        rows = pa.array(table.place_of()[shown], mask=hidden)
        figures = [_cells(table.groups["rows"]).take(rows)]
        for place, _ in enumerate(self.sums):
            figures.append(written(table.combined(f"sum_{place}")).take(rows))
        for place, _ in enumerate(self.means, start=len(self.sums)):
            figures.append(_means(table, place).take(rows))
        marked = [_marked(column, hidden) for column in figures]
        records = np.full(len(places), NO_RECORD, dtype=np.int64)
        return Frame(names, records, (*keys, *marked))


@dataclass(frozen=True)
class _Tabled:
    """Groups, and where each stands in the table of all combinations of their values."""

    groups: pa.Table
    values: tuple[list[str], ...]
    places: tuple[np.ndarray[Any, Any], ...]

    @classmethod
    def of(cls, groups: pa.Table, width: int) -> "_Tabled":
        values, places = [], []
        for axis in range(width):
            coded = groups[str(axis)].combine_chunks().dictionary_encode()
            order = sorted(coded.dictionary.to_pylist())
            rank = {value: place for place, value in enumerate(order)}
            ranks = np.array([rank[value] for value in coded.dictionary.to_pylist()], dtype=int)
            values.append(order)
            places.append(ranks[np.asarray(coded.indices)] if order else ranks)
        return cls(groups, tuple(values), tuple(places))

    @property
    def rows(self) -> int:
        return int(self.groups.num_rows)

    @property
    def cells(self) -> int:
        """How many combinations there are; a whole number of any size."""
        return reduce(lambda one, other: one * other, self._shape, 1)

    @property
    def _shape(self) -> tuple[int, ...]:
        return tuple(map(len, self.values))

    def counts(self) -> np.ndarray[Any, Any]:
        counts = np.zeros(self._shape, dtype=np.int64)
        counts[self.places] = np.asarray(self.groups["rows"])
        return counts

    def place_of(self) -> np.ndarray[Any, Any]:
        """The row among the groups of each combination; 0 where there is none, which is hidden."""
        found = np.zeros(self._shape, dtype=np.int64)
        found[self.places] = np.arange(self.rows)
        return found

    def combined(self, name: str) -> pa.Array:
        return self.groups[name].combine_chunks()


def _cells(values: Any) -> pa.Array:
    texts = [None if value in ("", None) else str(value) for value in _listed(values)]
    return pa.array(texts, pa.string())


def _listed(values: Any) -> Iterator[object]:
    yield from values.to_pylist() if isinstance(values, pa.ChunkedArray) else values


def _means(table: _Tabled, place: int) -> pa.Array:
    sums = table.groups[f"sum_{place}"].to_pylist()
    counts = table.groups[f"filled_{place}"].to_pylist()
    with localcontext(prec=60):
        means = [
            None if not count else (total / count).quantize(_NINE)
            for total, count in zip(sums, counts, strict=True)
        ]
    return written(pa.array(means, pa.decimal128(38, 9)))


def _marked(cells: pa.Array, hidden: np.ndarray[Any, Any]) -> pa.Array:
    return pc.if_else(pa.array(hidden), SUPPRESSED, cells)


def _figures(hiding: Suppressed, *, groups: int) -> dict[str, str]:
    small = int(hiding.small.sum())
    return {
        "groups": str(groups),
        "small": str(small),
        "shielding": str(int(hiding.hidden.sum()) - small),
    }
