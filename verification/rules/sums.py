"""The rule that totals are the sums of their parts: 계산식, by columns and by rows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from verification.batches import ScannedColumn, Truths
from verification.declared_rules import DeclaredFormula
from verification.findings import LOCATED_AT_MOST, Finding, Severity
from verification.gathered import Table
from verification.gathering.plan import AnyWatch, RowWatch
from verification.kernels.traits import BLANK, FILLED, FITS_NUMBER
from verification.matching import Match
from verification.numerals import is_label
from verification.quality import Indicator
from verification.subject import Check, Scope, Subject, table_of
from verification.tables import record_numbers
from verification.totals import MOST_ROWS, Total, TotalKind, totals

NEARLY = 0.95
_FEWEST_AGREEING = 3
_MOST_PARTS = 6
_MOST_TOTALS = 8
_WHOLE = re.compile(r"^(총|전체)\s?[가-힣]{2,}(수|액)?$")
_CODE = "total-differs"


@dataclass(frozen=True)
class Summed:
    """A column that may be the total of some beside it."""

    total: str
    parts: tuple[str, ...]

    @property
    def agreeing(self) -> str:
        return f"rule:sum:{self.total}:{':'.join(self.parts)}"

    @property
    def differing(self) -> str:
        return f"rule:difference:{self.total}:{':'.join(self.parts)}"


def summed(names: tuple[str, ...]) -> Iterator[tuple[Summed, ...]]:
    """Yield for each total column the runs of columns beside it that it may be the total of.

    The likeliest comes first: those to its left, few before many.
    """
    places = [place for place, name in enumerate(names) if _is_total(name)][:_MOST_TOTALS]
    for place in places:
        lengths = range(2, _MOST_PARTS + 1)
        left = [names[place - length : place] for length in lengths if length <= place]
        right = [names[place + 1 : place + 1 + length] for length in lengths]
        whole = [run for run in (*left, *right) if len(run) >= 2]
        yield tuple(Summed(names[place], run) for run in dict.fromkeys(whole))


def _is_total(name: str) -> bool:
    return is_label(name) or is_label(name.rsplit("_", 1)[-1]) or bool(_WHOLE.search(name))


@dataclass(frozen=True)
class _Sums:
    """The rows whose total is that of at least two parts, or is not that of its parts."""

    sought: Summed
    agreeing: bool

    def __call__(self, columns: Mapping[str, ScannedColumn]) -> Truths:
        known, parts = known_parts(columns, self.sought.total, self.sought.parts)
        agree = known & equal(columns[self.sought.total].doubles, parts)
        if not self.agreeing:
            return np.asarray(known & ~agree)
        return np.asarray(agree & (np.count_nonzero(parts, axis=1) >= 2))


def known_parts(
    columns: Mapping[str, ScannedColumn], total: str, names: tuple[str, ...]
) -> tuple[Truths, npt.NDArray[np.float64]]:
    """The rows in which total and parts are numbers, and the parts; one that is empty counts as 0.

    A row none of whose parts is filled has nothing to add up.
    """
    known = columns[total].has(FITS_NUMBER)
    cells = np.column_stack([columns[name].doubles for name in names])
    for name in names:
        part = columns[name]
        known &= part.has(FITS_NUMBER) | part.has(BLANK) | ~part.has(FILLED)
    known &= ~np.isnan(cells).all(axis=1)
    return known, np.nan_to_num(cells)


def equal(
    printed: npt.NDArray[np.float64],
    parts: npt.NDArray[np.float64],
    tolerance: float | None = None,
) -> Truths:
    """Whether the parts come to what is printed, or are off by `tolerance` at most.

    Without one, numbers with fractions may be off as far as rounding parts them: those that are
    rounded to one place are half of a tenth off at most, each.
    """
    if tolerance is not None:
        return np.asarray(np.abs(parts.sum(axis=1) - printed) <= tolerance + 1e-9)
    both = np.column_stack([np.nan_to_num(printed), parts])
    whole = (np.floor(both) == both).all(axis=1)
    slack = np.where(whole, 0.0, 0.05 * both.shape[1])
    return np.asarray(np.abs(parts.sum(axis=1) - printed) <= slack + 1e-9)


def kept_sums(table: Table) -> Iterator[tuple[Summed, int]]:
    """Yield the total columns that nearly every row agrees with, and the rows added up."""
    for runs in _undeclared(table.match):
        judged = [(_differing(table, run), place) for place, run in enumerate(runs)]
        kept = [(count, place) for count, place in judged if _keeps(table, runs[place], count)]
        if kept:
            count, place = min(kept)
            yield runs[place], count + _agreeing(table, runs[place])


def _keeps(table: Table, run: Summed, differing: int) -> bool:
    agreeing = _agreeing(table, run)
    both = agreeing + differing
    return agreeing >= _FEWEST_AGREEING and differing <= (1 - NEARLY) * both + 1e-9


def _agreeing(table: Table, run: Summed) -> int:
    return table.rows_watched(run.agreeing).count


def _differing(table: Table, run: Summed) -> int:
    return table.rows_watched(run.differing).count


def total_columns(subject: Subject) -> Iterator[Finding]:
    """Yield the rows whose total is not the sum of the columns it is the total of elsewhere."""
    table = table_of(subject)
    for run, _ in kept_sums(table):
        found = table.rows_watched(run.differing)
        message = f"{', '.join(run.parts)}을(를) 더한 값과 다른 합계입니다."
        for row, cell in zip(table.records(found.places), found.cells, strict=True):
            at = table.at(row, run.total)
            yield Finding(_CODE, Severity.WARNING, message, at, samples=(cell,))
        rest = found.count - len(found.places)
        if rest > 0:
            at = table.at(column=run.total)
            yield Finding(_CODE, Severity.WARNING, message, at, count=rest)


def _undeclared(match: Match) -> Iterator[tuple[Summed, ...]]:
    """The total columns of which nobody declared what they are the sum of."""
    said = {rule.total for rule in match.declared if isinstance(rule, DeclaredFormula)}
    return (runs for runs in summed(match.names) if not said & {run.total for run in runs})


def _watch_sums(match: Match) -> Iterator[AnyWatch]:
    for runs in _undeclared(match):
        for run in runs:
            columns = (run.total, *run.parts)
            yield RowWatch(columns, run.agreeing, _Sums(run, agreeing=True))
            yield RowWatch(columns, run.differing, _Sums(run, agreeing=False))


def total_rows(subject: Subject) -> Iterator[Finding]:
    """Yield the totals printed in rows that are not the sums of the rows they stand for."""
    table = table_of(subject)
    for total in row_totals(table):
        if not total.agrees:
            message = f"합계 행의 값이 부분 {total.parts}개를 더한 값과 다릅니다."
            at = table.at(_record(table, total.row), total.column)
            samples = (_plain(total.printed), _plain(total.computed))
            yield Finding(_CODE, Severity.WARNING, message, at, samples=samples)


def row_totals(table: Table) -> tuple[Total, ...]:
    """The totals that stand in rows of a table short enough to be one that is printed."""
    if table.copy is None or not 2 < table.rows <= MOST_ROWS or not _has_labels(table):
        return ()
    content = pq.read_table(table.copy)
    columns = [cells.cast(pa.string()) for cells in content.columns]
    found = totals(table.head.names, columns)
    return tuple(total for total in found if total.kind is TotalKind.ROW)


def _has_labels(table: Table) -> bool:
    """Whether any cell calls its row a total: nothing need be read again where none does."""
    texts = [
        column.tally.frequent.texts
        for column in table.columns
        if column.tally.with_trait(FITS_NUMBER) < column.tally.filled
    ]
    return any(is_label(text) for each in texts for text in each.to_pylist())


def _record(table: Table, row: int) -> int | None:
    """The record number of a row of the copy, which has no blank rows; None: not known."""
    blank = np.empty(0, np.int64) if table.gathered is None else table.gathered.blank
    if table.blank_rows > LOCATED_AT_MOST:
        return None
    place = record_numbers(np.array([row], dtype=np.int64), blank + 1) - 1
    return table.records(place.tolist())[0]


def _plain(number: float) -> str:
    return f"{number:.0f}" if number.is_integer() else f"{number:g}"


def _added_rows(subject: Subject) -> int:
    return sum(rows for _, rows in kept_sums(table_of(subject)))


def _totals_in_rows(subject: Subject) -> int:
    return len(row_totals(table_of(subject)))


CHECKS: tuple[Check, ...] = (
    Check(
        "total-columns",
        2,
        Scope.TABLE,
        total_columns,
        Indicator.ACCURACY,
        _added_rows,
        _watch_sums,
    ),
    Check("totals-in-rows", 1, Scope.TABLE, total_rows, Indicator.ACCURACY, _totals_in_rows),
)
