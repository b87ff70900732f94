"""Checks that the columns are those declared, and their cells of the declared types."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import pyarrow as pa
import pyarrow.compute as pc

from verification.cell_types import fits
from verification.checks.declared import match_of
from verification.checks.located import Fault, in_cells, places_of
from verification.declaration import ColumnType
from verification.findings import Finding, Severity
from verification.quality import Indicator
from verification.subject import Check, Scope, Subject, table_of

TYPE_NAMES: Mapping[ColumnType, str] = MappingProxyType(
    {
        ColumnType.STRING: "문자열",
        ColumnType.INTEGER: "정수",
        ColumnType.NUMBER: "숫자",
        ColumnType.BOOLEAN: "여부(참·거짓)",
        ColumnType.DATE: "날짜",
        ColumnType.DATETIME: "날짜와 시각",
        ColumnType.TIME: "시각",
        ColumnType.YEAR: "연도",
        ColumnType.YEARMONTH: "연월",
    }
)

_MISSING_MARKS = (
    *("-", "--", "–", "—", "…", "...", ".", "*"),
    *("na", "n/a", "#n/a", "nan", "null", "none"),
)
"""What stands in a cell, in small letters, to say that there is no value."""

_MARK = Fault("missing-mark", Severity.NOTE, "값이 없다는 표시로 보이는 글자입니다.")


def declared_columns(subject: Subject) -> Iterator[Finding]:
    """Yield the declared columns that are not there, and those there that nobody declared."""
    table, match = table_of(subject), match_of(subject)
    for column in match.missing:
        message = "선언한 열이 파일에 없습니다."
        yield Finding("column-missing", Severity.ERROR, message, table.at(column=column.name))
    if match.speaks:
        for found in match.undeclared:
            message = "선언하지 않은 열이 파일에 있습니다."
            at = table.at(column=found.name)
            # What is not declared is inferred and shown: worth saying, no fault.
            yield Finding("column-undeclared", Severity.NOTE, message, at)


def cell_types(subject: Subject) -> Iterator[Finding]:
    """Yield the cells that are not of their column's declared type."""
    table = table_of(subject)
    for kind, column in match_of(subject).typed:
        if kind is not ColumnType.STRING:
            bad = places_of(pc.invert(fits(kind, column.text)))
            message = f"{TYPE_NAMES[kind]} 열에 맞지 않는 값입니다."
            yield from in_cells(table, column, Fault("cell-type", Severity.ERROR, message), bad)


def mixed_types(subject: Subject) -> Iterator[Finding]:
    """Yield the few cells that are unlike nearly all others, where no type was declared."""
    table = table_of(subject)
    for column in match_of(subject).untyped:
        if column.guess.good is None:
            continue
        places = places_of(pc.invert(column.guess.good))
        cells = column.text.take(pa.array(places))
        lowered = pc.utf8_lower(pc.utf8_trim_whitespace(cells))
        marked = pc.is_in(lowered, pa.array(_MISSING_MARKS))
        marks = marked.to_numpy(zero_copy_only=False)
        yield from in_cells(table, column, _MARK, places[marks])
        message = f"거의 모든 값이 {TYPE_NAMES[column.guess.type]}인 열에서 벗어난 값입니다."
        fault = Fault("mixed-types", Severity.WARNING, message)
        yield from in_cells(table, column, fault, places[~marks])


def _typed_cells(subject: Subject) -> int:
    return sum(
        len(column.text) - column.text.null_count
        for kind, column in match_of(subject).typed
        if kind is not ColumnType.STRING
    )


def _guessed_cells(subject: Subject) -> int:
    untyped = match_of(subject).untyped
    return sum(len(column.text) - column.text.null_count for column in untyped)


CHECKS: tuple[Check, ...] = (
    Check("declared-columns", 1, Scope.TABLE, declared_columns),
    Check("cell-types", 1, Scope.TABLE, cell_types, Indicator.ACCURACY, _typed_cells),
    Check("mixed-types", 2, Scope.TABLE, mixed_types, Indicator.CONSISTENCY, _guessed_cells),
)
