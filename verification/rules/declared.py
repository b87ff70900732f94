"""The declared rules that several columns of a row keep together: 시간순서, 계산식, 논리관계.

What the rows hold is looked for in the one pass, as for the rules that nobody declared; but what
was declared holds for every row, so each row that breaks it is an error.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from verification.accumulators.located import Located
from verification.batches import ScannedColumn, Truths
from verification.checks.located import Fault, in_cells
from verification.declared_rules import (
    Condition,
    DeclaredFormula,
    DeclaredLogic,
    DeclaredOrder,
    DeclaredRule,
    PlacedRule,
)
from verification.findings import Finding, Severity
from verification.gathered import Table
from verification.gathering.plan import AnyWatch, RowWatch
from verification.kernels.traits import BLANK, FILLED, FITS_NUMBER, FITS_TIME
from verification.matching import Match
from verification.quality import Indicator
from verification.rules.across import later, timed
from verification.rules.sums import equal, known_parts
from verification.showing import shown
from verification.subject import Check, Scope, Subject, table_of

Columns = Mapping[str, ScannedColumn]
_Rows = Callable[[Any, Columns], tuple[Truths, Truths]]


def _order(rule: DeclaredOrder, columns: Columns) -> tuple[Truths, Truths]:
    """Rows with two moments, two numbers or two times of day; and those the wrong way round."""
    start, end = columns[rule.start], columns[rule.end]
    moments = timed(start, end)
    numbers = ~moments & start.has(FITS_NUMBER) & end.has(FITS_NUMBER)
    reversed_ = (moments & later(start, end)) | (numbers & (start.doubles > end.doubles))
    clocks = start.has(FITS_TIME) & end.has(FITS_TIME)
    if clocks.any():
        first, second = _seconds(start), _seconds(end)
        clocks &= ~np.isnan(first) & ~np.isnan(second)
        reversed_ |= clocks & (first > second)
    return moments | numbers | clocks, reversed_


def _seconds(column: ScannedColumn) -> npt.NDArray[np.float64]:
    """The times of day as seconds (NaN: none). Each different value is read once."""
    values = column.values
    clocks = np.flatnonzero(column.traits[values.firsts] & np.uint32(FITS_TIME))
    texts = column.text.take(pa.array(values.firsts[clocks])).to_pylist()
    order = np.argsort(values.hashes[clocks])
    known = values.hashes[clocks][order]
    seconds = np.array([_second(text) for text in texts], dtype=np.float64)[order]
    found = np.full(len(column.hashes), np.nan)
    rows = np.flatnonzero(column.has(FITS_TIME))
    found[rows] = seconds[np.searchsorted(known, column.hashes[rows])]
    return found


def _second(text: str) -> float:
    steps = text.strip().split(":")
    if not 2 <= len(steps) <= 3 or not all(step.replace(".", "", 1).isdecimal() for step in steps):
        return float("nan")
    return float(sum(float(step) * 60.0 ** (2 - place) for place, step in enumerate(steps)))


def _formula(rule: DeclaredFormula, columns: Columns) -> tuple[Truths, Truths]:
    """Rows whose total and parts are numbers; and those whose parts come to something else."""
    known, parts = known_parts(columns, rule.total, rule.parts)
    agree = equal(columns[rule.total].doubles, parts, rule.tolerance)
    return known, known & ~agree


def _logic(rule: DeclaredLogic, columns: Columns) -> tuple[Truths, Truths]:
    """Rows that keep the first condition; and those of them that do not keep the second."""
    called = _keeping(rule.when, columns)
    return called, called & ~_keeping(rule.then, columns)


def _keeping(condition: Condition, columns: Columns) -> Truths:
    column = columns[condition.column]
    if condition.one_of is not None:
        return _one_of(column, condition.one_of)
    filled: Truths = column.has(FILLED) & ~column.has(BLANK)
    return filled if condition.filled else ~filled


def _one_of(column: ScannedColumn, words: tuple[str, ...]) -> Truths:
    values = column.values
    texts = pc.utf8_trim_whitespace(column.text.take(pa.array(values.firsts)))
    listed = pc.is_in(texts, pa.array(words, pa.string())).to_numpy(zero_copy_only=False)
    return np.isin(column.hashes, values.hashes[listed])


def _order_said(rule: DeclaredOrder) -> str:
    return f"{shown(rule.start)}이(가) {shown(rule.end)}보다 늦거나 큽니다."


def _formula_said(rule: DeclaredFormula) -> str:
    return f"{', '.join(map(shown, rule.parts))}을(를) 더한 값과 다릅니다."


def _logic_said(rule: DeclaredLogic) -> str:
    then = rule.then
    if then.one_of is not None:
        wanted = "정한 값 가운데 하나여야 합니다"
    else:
        wanted = "채워야 합니다" if then.filled else "비워야 합니다"
    return f"{shown(rule.when.column)}의 값에 따라 {shown(then.column)}을(를) {wanted}."


@dataclass(frozen=True)
class _Kind:
    """How the rules of a kind are looked at, and what is said of a row that breaks one.

    `at` names the column in which it is located.
    """

    code: str
    rows: _Rows
    said: Callable[[Any], str]
    at: Callable[[Any], str]


_KINDS: Mapping[type[DeclaredRule], _Kind] = MappingProxyType(
    {
        DeclaredOrder: _Kind("order-reversed", _order, _order_said, lambda rule: rule.start),
        DeclaredFormula: _Kind("total-differs", _formula, _formula_said, lambda rule: rule.total),
        DeclaredLogic: _Kind("relation-broken", _logic, _logic_said, lambda rule: rule.then.column),
    }
)


@dataclass(frozen=True)
class _Looking:
    """The rows of a batch that a rule speaks of, or those that break it."""

    rule: DeclaredRule
    broken: bool

    def __call__(self, columns: Columns) -> Truths:
        checked, broken = _KINDS[type(self.rule)].rows(self.rule, columns)
        return np.asarray(broken if self.broken else checked)


@dataclass(frozen=True)
class _Rules:
    """The declared rules of one kind, as a check asks them."""

    kind: type[DeclaredRule]

    def find(self, subject: Subject) -> Iterator[Finding]:
        """Yield the rows that break a rule, the cell that it is about as a sample."""
        table = table_of(subject)
        kind = _KINDS[self.kind]
        for placed in self._placed(table.match):
            fault = Fault(kind.code, Severity.ERROR, kind.said(placed.rule))
            (column,) = table.the([kind.at(placed.rule)])
            yield from in_cells(table, column, fault, table.rows_watched(placed.broken))

    def checked(self, subject: Subject) -> int:
        """The rows that the rules speak of."""
        table = table_of(subject)
        return sum(rows_checked(table, placed).count for placed in self._placed(table.match))

    def watches(self, match: Match) -> Iterator[AnyWatch]:
        """The rows to look for: what stands in the column they are located in is kept."""
        for placed in self._placed(match):
            at = _KINDS[self.kind].at(placed.rule)
            columns = tuple(dict.fromkeys((at, *placed.rule.columns)))
            yield RowWatch(columns, placed.checked, _Looking(placed.rule, broken=False))
            yield RowWatch(columns, placed.broken, _Looking(placed.rule, broken=True))

    def _placed(self, match: Match) -> Iterator[PlacedRule]:
        return (placed for placed in match.rules if isinstance(placed.rule, self.kind))


def rows_checked(table: Table, placed: PlacedRule) -> Located:
    """The rows of a table that a declared rule speaks of."""
    return table.rows_watched(placed.checked)


def _check_of(name: str, kind: type[DeclaredRule], indicator: Indicator) -> Check:
    rules = _Rules(kind)
    return Check(name, 1, Scope.TABLE, rules.find, indicator, rules.checked, rules.watches)


CHECKS: tuple[Check, ...] = (
    _check_of("declared-order", DeclaredOrder, Indicator.CONSISTENCY),
    _check_of("declared-formulas", DeclaredFormula, Indicator.ACCURACY),
    _check_of("declared-logic", DeclaredLogic, Indicator.CONSISTENCY),
)
