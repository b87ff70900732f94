"""The rules that several columns of a row keep together: 시간순서 and 논리관계."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verification.accumulators.pairs import Pairs
from verification.batches import ScannedColumn, Truths
from verification.checks.located import Fault
from verification.declared_rules import DeclaredOrder
from verification.findings import LOCATED_AT_MOST, Finding, Location, Severity
from verification.gathered import Table
from verification.gathering.plan import AnyWatch, PairWatch, RowWatch
from verification.kernels.traits import FITS_DATE, FITS_DATETIME, FITS_INTEGER
from verification.matching import Match
from verification.quality import Indicator
from verification.subject import Check, Scope, Subject, table_of

Indexes = npt.NDArray[np.int64]

NEARLY = 0.95
_DAY = 86_400_000_000
_ORDERS = (
    ("시작", "종료"),
    ("시작", "끝"),
    ("개시", "마감"),
    ("개시", "종료"),
    ("접수시작", "접수마감"),
    ("착공", "준공"),
    ("개업", "폐업"),
    ("개장", "폐장"),
    ("입사", "퇴사"),
    ("start", "end"),
    ("begin", "end"),
    ("from", "to"),
)
"""Words of the names of two columns the first of which is no later than the second."""
_MOMENT = re.compile(r"일$|일자|날짜|일시|기간|년월|연월|date|day|_at$|datetime", re.IGNORECASE)
_LATER = Fault("order-reversed", Severity.WARNING, "시작이 종료보다 늦습니다.")
_CODE = re.compile(r"^(?P<stem>.{2,})[ _]?(코드|code|cd)$", re.IGNORECASE)
_NAMES = ("명", "명칭", "이름", " 명", "_명", "_nm", "_name", "nm", "name", "")
_MANY_NAMES = Fault("code-names-differ", Severity.WARNING, "같은 코드에 다른 이름이 붙어 있습니다.")


@dataclass(frozen=True)
class Ordered:
    """Two columns of dates the first of which is no later than the second."""

    start: str
    end: str

    @property
    def compared(self) -> str:
        return f"rule:compared:{self.start}:{self.end}"

    @property
    def reversed(self) -> str:
        return f"rule:reversed:{self.start}:{self.end}"


def ordered(names: tuple[str, ...]) -> Iterator[Ordered]:
    """Yield the pairs of columns whose names differ by such words alone."""
    seen = set()
    for first, second in _ORDERS:
        for name in names:
            other = _swapped(name, first, second)
            if other in names and _MOMENT.search(name) and (name, other) not in seen:
                seen.add((name, other))
                yield Ordered(name, other)


def _swapped(name: str, first: str, second: str) -> str:
    if first not in name.lower():
        return ""
    at = name.lower().index(first)
    word = name[at : at + len(first)]
    other = second.upper() if word.isupper() else second.title() if word.istitle() else second
    return name[:at] + other + name[at + len(first) :]


@dataclass(frozen=True)
class _Compare:
    pair: Ordered
    reversed: bool

    def __call__(self, columns: Mapping[str, ScannedColumn]) -> Truths:
        start, end = columns[self.pair.start], columns[self.pair.end]
        both = timed(start, end)
        return both & later(start, end) if self.reversed else both


def timed(start: ScannedColumn, end: ScannedColumn) -> Truths:
    """The rows that have two moments, or two days written as digits alone."""
    moments = start.has(FITS_DATETIME) & end.has(FITS_DATETIME)
    both: Truths = moments | (_packed(start) & _packed(end))
    return both


def later(start: ScannedColumn, end: ScannedColumn) -> Truths:
    """Of the rows that have two moments or two days, those whose first is later."""
    moments = start.has(FITS_DATETIME) & end.has(FITS_DATETIME)
    # A day without its hour is the whole day.
    whole = moments & (start.has(FITS_DATE) | end.has(FITS_DATE))
    size = np.where(whole, _DAY, 1)
    found: Truths = start.wholes // size > end.wholes // size
    return found


def _packed(column: ScannedColumn) -> Truths:
    """Days and months written as digits alone, which nobody declared to be any."""
    number = column.wholes
    day = (number >= 1900_01_01) & (number <= 2100_12_31)
    return column.has(FITS_INTEGER) & ~column.has(FITS_DATETIME) & day


def kept_orders(table: Table) -> Iterator[tuple[Ordered, int]]:
    """Yield the pairs that nearly every row keeps in order, and how many rows have both."""
    for pair in _undeclared(table.match):
        both = table.rows_watched(pair.compared).count
        if both and table.rows_watched(pair.reversed).count <= (1 - NEARLY) * both + 1e-9:
            yield pair, both


def time_order(subject: Subject) -> Iterator[Finding]:
    """Yield the rows whose start is later than their end."""
    table = table_of(subject)
    for pair, _ in kept_orders(table):
        found = table.rows_watched(pair.reversed)
        message = f"{pair.start}이(가) {pair.end}보다 늦습니다."
        for row, cell in zip(table.records(found.places), found.cells, strict=True):
            at = table.at(row, pair.start)
            yield Finding(_LATER.code, _LATER.severity, message, at, samples=(cell,))
        rest = found.count - len(found.places)
        if rest > 0:
            at = table.at(column=pair.start)
            yield Finding(_LATER.code, _LATER.severity, message, at, count=rest)


def _undeclared(match: Match) -> Iterator[Ordered]:
    """The pairs whose order nobody declared: what is declared is looked at as such."""
    said = {rule.columns for rule in match.declared if isinstance(rule, DeclaredOrder)}
    return (pair for pair in ordered(match.names) if (pair.start, pair.end) not in said)


def _watch_orders(match: Match) -> Iterator[AnyWatch]:
    for pair in _undeclared(match):
        columns = (pair.start, pair.end)
        yield RowWatch(columns, pair.compared, _Compare(pair, reversed=False))
        yield RowWatch(columns, pair.reversed, _Compare(pair, reversed=True))


def coded(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each column of codes with the column of the names that they stand for."""
    known = set(names)
    for name in names:
        found = _CODE.match(name)
        if found is not None:
            stem = found["stem"].rstrip("_ ")
            called = next((stem + end for end in _NAMES if stem + end in known), None)
            if called is not None and called != name:
                yield name, called


def kept_codes(table: Table) -> Iterator[tuple[str, str, Pairs]]:
    """Yield the columns nearly all of whose rows have the one name of their code, and the names."""
    for code, name in coded(table.head.names):
        pairs = table.pairs_watched(_paired(code, name))
        if pairs.exact and len(pairs.first) and _strange_rows(pairs) <= (1 - NEARLY) * pairs.rows:
            yield code, name, pairs


def names_of_codes(subject: Subject) -> Iterator[Finding]:
    """Yield the first row of each name that a code has beside its most frequent one.

    Shown are that name and the one the code has elsewhere, where they are among those kept.
    """
    table = table_of(subject)
    for code, name, pairs in kept_codes(table):
        strange, usual = _strange(pairs)
        order = np.argsort(pairs.places[strange])
        strange, usual = strange[order], usual[order]
        first = strange[:LOCATED_AT_MOST]
        rows = table.records(pairs.places[first])
        names = table.shown_values(name, pairs.second[first])
        others = table.shown_values(name, pairs.second[usual[:LOCATED_AT_MOST]])
        for row, count, *both in zip(
            rows, pairs.counts[first].tolist(), names, others, strict=True
        ):
            yield _named_twice(table.at(row, code), count, tuple(filter(None, both)))
        rest = int(pairs.counts[strange[LOCATED_AT_MOST:]].sum())
        if rest:
            yield _named_twice(table.at(column=code), rest)


def _named_twice(at: Location, count: int, samples: tuple[str, ...] = ()) -> Finding:
    fault = _MANY_NAMES
    return Finding(fault.code, fault.severity, fault.message, at, count=count, samples=samples)


def _strange(pairs: Pairs) -> tuple[Indexes, Indexes]:
    """The pairs whose code stands more often, or earlier, beside another name; and those pairs."""
    order = np.lexsort((pairs.places, -pairs.counts, pairs.first))
    codes = pairs.first[order]
    again = np.zeros(len(order), dtype=bool)
    again[1:] = codes[1:] == codes[:-1]
    leaders = np.maximum.accumulate(np.where(again, 0, np.arange(len(order))))
    return order[again], order[leaders[again]]


def _strange_rows(pairs: Pairs) -> int:
    return int(pairs.counts[_strange(pairs)[0]].sum())


def _paired(code: str, name: str) -> str:
    return f"rule:pairs:{code}:{name}"


def _watch_codes(match: Match) -> Iterator[AnyWatch]:
    for code, name in coded(match.names):
        yield PairWatch((code, name), _paired(code, name))


def _ordered_rows(subject: Subject) -> int:
    return sum(both for _, both in kept_orders(table_of(subject)))


def _coded_rows(subject: Subject) -> int:
    return sum(pairs.rows for _, _, pairs in kept_codes(table_of(subject)))


CHECKS: tuple[Check, ...] = (
    Check(
        "time-order",
        2,
        Scope.TABLE,
        time_order,
        Indicator.CONSISTENCY,
        _ordered_rows,
        _watch_orders,
    ),
    Check(
        "code-names",
        2,
        Scope.TABLE,
        names_of_codes,
        Indicator.CONSISTENCY,
        _coded_rows,
        _watch_codes,
    ),
)
