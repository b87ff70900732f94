"""Checks that no row repeats an earlier one, and that declared keys tell rows apart."""

from collections.abc import Iterator

from verification.batches import Places, ScannedColumn, Truths
from verification.checks.located import Fault, in_cells, in_rows
from verification.findings import LOCATED_AT_MOST, Finding, Severity
from verification.gathered import Table
from verification.gathering.plan import Watch
from verification.kernels.traits import FILLED
from verification.matching import Match
from verification.quality import Indicator
from verification.subject import Check, Scope, Subject, table_of

_UNFILLED = "key-unfilled"
_REPEATED_ROW = Fault("duplicate-row", Severity.WARNING, "앞의 행과 모든 값이 같은 행입니다.")
_REPEATED_KEY = Fault("duplicate-key", Severity.ERROR, "키 값이 앞의 행과 같습니다.")
_EMPTY_KEY = Fault("key-missing", Severity.ERROR, "키 열의 빈칸입니다.")


def duplicate_rows(subject: Subject) -> Iterator[Finding]:
    """Yield the rows that repeat an earlier row exactly."""
    table = table_of(subject)
    if table.gathered is not None:
        yield from in_rows(table, _REPEATED_ROW, *_numbered(table, table.gathered.repeats))


def duplicate_keys(subject: Subject) -> Iterator[Finding]:
    """Yield the empty cells of key columns, and the rows whose key an earlier row has."""
    table = table_of(subject)
    for column in table.the(_keys(table.match)):
        yield from in_cells(table, column, _EMPTY_KEY, column.watched(_UNFILLED))
    if table.gathered is not None:
        yield from in_rows(table, _REPEATED_KEY, *_numbered(table, table.gathered.repeated_keys))


def _numbered(table: Table, places: Places) -> tuple[list[int], int]:
    """The record numbers of the first places, and how many there are."""
    return table.records(places[:LOCATED_AT_MOST]), len(places)


def _keys(match: Match) -> list[str]:
    return [name for said, name in match.both if said.key]


def _empty(column: ScannedColumn) -> Truths:
    return ~column.has(FILLED)


def _watch_keys(match: Match) -> Iterator[Watch]:
    return (Watch(name, _UNFILLED, _empty) for name in _keys(match))


def _rows(subject: Subject) -> int:
    return table_of(subject).rows


def _keyed_rows(subject: Subject) -> int:
    table = table_of(subject)
    return table.rows if _keys(table.match) else 0


CHECKS: tuple[Check, ...] = (
    Check("duplicate-rows", 1, Scope.TABLE, duplicate_rows, Indicator.CONSISTENCY, _rows),
    Check(
        "duplicate-keys",
        1,
        Scope.TABLE,
        duplicate_keys,
        Indicator.CONSISTENCY,
        _keyed_rows,
        _watch_keys,
    ),
)
