"""Totals in a table, each set beside the sum of its parts.

Made for tables as offices print them: `합계`, `총계`, `계`, `소계` in a column of text stand for
the rows above, below or of their group; a column called so for the columns beside it. Which parts
a total stands for is nowhere written: it is the set of rows whose sums are the printed ones most
often. A row or column for which no set comes near is left alone, as what it sums is not known.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pyarrow as pa

from verification.errors import TableTooLong
from verification.numerals import Floats, Mask, decimals_of, is_label, values_of

MOST_ROWS = 10_000
"""Longer tables are records, not something printed with a total below."""

MOST_TOTALS = 200
"""Of more rows called totals the first this many are looked at: further on they are a category."""

NEAR = 0.25
"""How far off, as a part, the printed number may be for a set of parts to be taken for it."""

ALONE = 0.1
"""The same, where no other total of the table shows that its totals are understood: a rate of all
lies between those of its parts, and is now and then not far from their sum."""

_NOT_ADDED = re.compile(
    r"율|률|비율|비중|평균|지수|단가|연도|년도|순위|코드|번호|위도|경도|%|rate|ratio|mean|average|year|code",
    re.IGNORECASE,
)
"""In the name of a column whose numbers are not to be added up."""

_FEWEST_PARTS = 2
_NUMERIC = 0.5
_MOST_BESIDE = 40


class TotalKind(StrEnum):
    """Whether the parts of a total stand in other rows or in other columns."""

    ROW = "row"
    COLUMN = "column"


@dataclass(frozen=True)
class Total:
    """A printed total and what its parts come to. `row` is a position, from 0.

    `rounding` is the most that the rounding of that many parts may make: half a unit of the last
    printed place for each, and for the total itself.
    """

    kind: TotalKind
    row: int
    column: str
    label: str
    printed: float
    computed: float
    parts: int
    rounding: float

    @property
    def difference(self) -> float:
        """The computed number less the printed one, to the last printed place."""
        return round(self.computed - self.printed, 6)

    @property
    def agrees(self) -> bool:
        """Whether they are the same; numbers with decimals, as far as rounding may part them."""
        whole = self.printed.is_integer() and self.computed.is_integer()
        return abs(self.difference) <= (0 if whole else self.rounding + 1e-9)


@dataclass(frozen=True)
class _Labels:
    """A column of text: its cells, the same as numbers that are equal where they are, and which
    of them call their row a total.
    """

    cells: tuple[str, ...]
    alike: np.ndarray[Any, np.dtype[np.int64]]
    marked: Mask

    @classmethod
    def of(cls, column: pa.Array | pa.ChunkedArray) -> "_Labels":
        cells = tuple((cell or "").strip() for cell in column.to_pylist())
        seen: dict[str, int] = {"": 0}
        alike = np.fromiter((seen.setdefault(cell, len(seen)) for cell in cells), np.int64)
        total = np.fromiter(map(is_label, seen), bool)
        return cls(cells, alike, total[alike])


@dataclass(frozen=True)
class _Grid:
    """A table as numbers (NaN: none), as the same with 0 for none, and as labels."""

    names: tuple[str, ...]
    numbers: Floats
    filled: Floats
    unknown: Mask
    decimals: tuple[int, ...]
    labels: Mapping[int, "_Labels"]

    @property
    def added(self) -> tuple[int, ...]:
        """The columns whose numbers may be added up."""
        return tuple(
            place
            for place, name in enumerate(self.names)
            if place not in self.labels and not _NOT_ADDED.search(name)
        )


def totals(
    names: Sequence[str], columns: Sequence[pa.Array | pa.ChunkedArray]
) -> tuple[Total, ...]:
    """Return every total of a table of text, in the order of its rows, agreeing or not.

    Raises `TableTooLong` for more than `MOST_ROWS` rows. `-` and nothing count as 0; a total one of
    whose parts is suppressed or illegible is left out.
    """
    rows = len(columns[0]) if columns else 0
    if rows > MOST_ROWS:
        raise TableTooLong(rows, MOST_ROWS)
    if not rows:
        return ()
    grid = _grid(tuple(names), columns)
    found = [*_row_totals(grid), *_column_totals(grid)]
    return tuple(sorted(found, key=lambda total: (total.row, total.kind, total.column)))


def _grid(names: tuple[str, ...], columns: Sequence[pa.Array | pa.ChunkedArray]) -> _Grid:
    numbers, unknown = [], []
    labels: dict[int, _Labels] = {}
    for place, column in enumerate(columns):
        values, illegible, filled = values_of(column)
        numbers.append(values)
        unknown.append(illegible)
        if filled and np.count_nonzero(~np.isnan(values)) < _NUMERIC * filled:
            labels[place] = _Labels.of(column)
    whole = np.column_stack(numbers)
    decimals = tuple(map(decimals_of, columns))
    return _Grid(names, whole, np.nan_to_num(whole), np.column_stack(unknown), decimals, labels)


def _row_totals(grid: _Grid) -> Iterator[Total]:
    """The totals that stand in rows. A column all of whose cells are labels calls nothing one."""
    marked = {place: each for place, each in grid.labels.items() if not each.marked.all()}
    if not marked:
        return
    whole = np.asarray(np.column_stack([each.marked for each in marked.values()]).any(axis=1))
    found: list[Total] = []
    for row in map(int, np.flatnonzero(whole)[:MOST_TOTALS]):
        place = next(place for place, each in marked.items() if each.marked[row])
        label = grid.labels[place].cells[row]
        found.extend(_best(grid, row, label, _parts(grid, place, row, whole)))
    understood = any(total.agrees for total in found)
    yield from (total for total in found if understood or _off(total) <= ALONE)


def _parts(grid: _Grid, place: int, row: int, whole: Mask) -> Iterator[Mask]:
    """Yield the sets of rows a total may stand for, the likeliest first."""
    rows = np.arange(len(whole))
    single = ~whole
    yield _group(grid, place, row)
    before, after = np.flatnonzero(whole[:row]), np.flatnonzero(whole[row + 1 :])
    run_start = int(before[-1]) + 1 if len(before) else 0
    run_end = row + 1 + int(after[0]) if len(after) else len(whole)
    yield single & (rows >= run_start) & (rows < row)
    yield single & (rows > row) & (rows < run_end)
    yield single & (rows < row)
    yield single & (rows > row)
    yield single


def _group(grid: _Grid, place: int, row: int) -> Mask:
    """The rows that have every other label in common with the total, and are none themselves."""
    same = ~grid.labels[place].marked
    for other, labels in grid.labels.items():
        if other != place and labels.alike[row]:
            same &= labels.alike == labels.alike[row]
    return same


def _best(grid: _Grid, row: int, label: str, candidates: Iterator[Mask]) -> Iterator[Total]:
    """The totals of a row by the parts that fit it best; none where no parts come near."""
    best: list[Total] = []
    most = (0, -1.0)
    for parts in candidates:
        if np.count_nonzero(parts) >= _FEWEST_PARTS:
            near = [total for total in _summed(grid, row, label, parts) if _is_near(total)]
            fits = (sum(total.agrees for total in near), -sum(map(_off, near)))
            if near and (not best or fits > most):
                best, most = near, fits
            if best and most[0] == len(grid.added):
                break
    yield from best


def _summed(grid: _Grid, row: int, label: str, parts: Mask) -> Iterator[Total]:
    """A total for each column in which the row prints what may be the sum of these parts."""
    values = grid.filled[parts]
    sums, least, most = values.sum(axis=0), values.min(axis=0), values.max(axis=0)
    unknown = np.asarray(grid.unknown[parts].any(axis=0))
    for column in grid.added:
        printed = float(grid.numbers[row, column])
        # A sum of numbers none of which is below 0 is no less than the largest of them.
        may_be_sum = least[column] < 0 or printed >= most[column]
        if not np.isnan(printed) and not unknown[column] and may_be_sum:
            yield Total(
                TotalKind.ROW,
                row,
                grid.names[column],
                label,
                printed,
                round(float(sums[column]), 6),
                len(values),
                _rounding(grid.decimals[column], len(values)),
            )


def _column_totals(grid: _Grid) -> Iterator[Total]:
    for place in grid.added:
        if is_label(grid.names[place]):
            run = _beside(grid, place)
            if run is not None:
                yield from _across(grid, place, run)


def _beside(grid: _Grid, place: int) -> tuple[int, ...] | None:
    """The columns beside a total column that sum to it in the most rows, and in half of them."""
    printed = grid.numbers[:, place]
    there = ~np.isnan(printed)
    best, most = None, max(1.0, np.count_nonzero(there) / 2)
    for run in _runs(grid, place):
        sums = grid.filled[:, run].sum(axis=1)
        slack = _rounding(max(grid.decimals[each] for each in run), len(run))
        exact = all(grid.decimals[each] == 0 for each in (*run, place))
        agreeing = np.abs(sums - printed) <= (0 if exact else slack + 1e-9)
        count = float(np.count_nonzero(agreeing & there))
        if count > most or (count == most and best is None):
            best, most = run, count
    return best


def _runs(grid: _Grid, place: int) -> Iterator[tuple[int, ...]]:
    """Yield the runs of columns right and left of a total column, the shortest first."""
    parts = [each for each in grid.added if not is_label(grid.names[each])]
    right = [each for each in parts if each > place][:_MOST_BESIDE]
    left = [each for each in reversed(parts) if each < place][:_MOST_BESIDE]
    for beside in (right, left):
        for length in range(_FEWEST_PARTS, len(beside) + 1):
            yield tuple(beside[:length])


def _across(grid: _Grid, place: int, run: tuple[int, ...]) -> Iterator[Total]:
    printed = grid.numbers[:, place]
    known = ~np.isnan(printed) & ~grid.unknown[:, run].any(axis=1)
    sums = np.round(grid.filled[:, run].sum(axis=1), 6)
    rounding = _rounding(max(grid.decimals[each] for each in (*run, place)), len(run))
    for row in map(int, np.flatnonzero(known)):
        yield Total(
            TotalKind.COLUMN,
            row,
            grid.names[place],
            grid.names[place],
            float(printed[row]),
            float(sums[row]),
            len(run),
            rounding,
        )


def _off(total: Total) -> float:
    return abs(total.difference) / max(abs(total.printed), abs(total.computed), 1.0)


def _is_near(total: Total) -> bool:
    return total.agrees or _off(total) <= NEAR


def _rounding(decimals: int, parts: int) -> float:
    return float((parts + 1) * 0.5 * 10.0**-decimals)
