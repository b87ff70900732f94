"""Checks that cells which must be filled are, and that codes are those of their list."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from verification.checks.declared import match_of
from verification.checks.located import Fault, in_cells, places_of
from verification.findings import Finding, Severity
from verification.quality import Indicator
from verification.subject import Check, Scope, Subject, table_of
from verification.tables import Column

_UNFILLED = Fault("value-missing", Severity.ERROR, "비워 둘 수 없는 열의 빈칸입니다.")
_UNLISTED = Fault("code-unknown", Severity.ERROR, "선언한 코드 목록에 없는 값입니다.")


def required_values(subject: Subject) -> Iterator[Finding]:
    """Yield the empty cells of columns that were declared never to be empty."""
    table = table_of(subject)
    for column in _required(subject):
        empty = places_of(pc.equal(pc.utf8_trim_whitespace(pc.fill_null(column.text, "")), ""))
        yield from in_cells(table, column, _UNFILLED, empty)


def code_lists(subject: Subject) -> Iterator[Finding]:
    """Yield the cells whose value does not stand in the declared list of codes."""
    table = table_of(subject)
    for column, codes in _coded(subject):
        known = pa.array([*codes, None], pa.string())
        unknown = places_of(pc.invert(pc.is_in(pc.utf8_trim_whitespace(column.text), known)))
        yield from in_cells(table, column, _UNLISTED, unknown)


def _required(subject: Subject) -> list[Column]:
    """Keys are looked at where keys are checked."""
    both = match_of(subject).both
    return [column for said, column in both if said.nullable is False and not said.key]


def _coded(subject: Subject) -> list[tuple[Column, tuple[str, ...]]]:
    both = match_of(subject).both
    return [(column, said.codes) for said, column in both if said.codes]


def _coded_cells(subject: Subject) -> int:
    return sum(len(column.text) - column.text.null_count for column, _ in _coded(subject))


CHECKS: tuple[Check, ...] = (
    Check("required-values", 1, Scope.TABLE, required_values),
    Check("code-lists", 1, Scope.TABLE, code_lists, Indicator.ACCURACY, _coded_cells),
)
