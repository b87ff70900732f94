"""Checks that the columns are those declared, and their cells of the declared types."""

from collections.abc import Iterator, Mapping
from itertools import compress
from types import MappingProxyType

import numpy as np

from verification.accumulators.located import Located
from verification.checks.located import Fault, in_cells
from verification.declaration import ColumnType
from verification.findings import Finding, Severity
from verification.marks import MARKS
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

_MARK = Fault("missing-mark", Severity.NOTE, "값이 없다는 표시로 보이는 글자입니다.")


def declared_columns(subject: Subject) -> Iterator[Finding]:
    """Yield the declared columns that are not there, and those there that nobody declared."""
    table = table_of(subject)
    match = table.match
    for column in match.missing:
        message = "선언한 열이 파일에 없습니다."
        yield Finding("column-missing", Severity.ERROR, message, table.at(column=column.name))
    if match.speaks:
        for name in match.undeclared:
            message = "선언하지 않은 열이 파일에 있습니다."
            at = table.at(column=name)
            # What is not declared is inferred and shown: worth saying, no fault.
            yield Finding("column-undeclared", Severity.NOTE, message, at)


def cell_types(subject: Subject) -> Iterator[Finding]:
    """Yield the cells that are not of their column's declared type."""
    table = table_of(subject)
    for kind, name in table.match.typed:
        (column,) = table.the([name])
        message = f"{TYPE_NAMES[kind]} 열에 맞지 않는 값입니다."
        fault = Fault("cell-type", Severity.ERROR, message)
        yield from in_cells(table, column, fault, column.misfits(kind))


def mixed_types(subject: Subject) -> Iterator[Finding]:
    """Yield the few cells that are unlike nearly all others, where no type was declared."""
    table = table_of(subject)
    for column in table.the(table.match.untyped):
        if not column.guess.nearly:
            continue
        found = column.misfits(column.guess.type)
        marks = [cell.strip().lower() in MARKS for cell in found.cells]
        marked = min(sum(column.tally.marks.values()), found.count)
        yield from in_cells(table, column, _MARK, _chosen(found, marks, count=marked))
        strangers = [not mark for mark in marks]
        message = f"거의 모든 값이 {TYPE_NAMES[column.guess.type]}인 열에서 벗어난 값입니다."
        fault = Fault("mixed-types", Severity.WARNING, message)
        others = _chosen(found, strangers, count=found.count - marked)
        yield from in_cells(table, column, fault, others)


def _chosen(found: Located, chosen: list[bool], *, count: int) -> Located:
    """Some of the cells that were located, of `count` in all."""
    places = found.places[np.array(chosen, dtype=bool)]
    cells = tuple(compress(found.cells, chosen))
    return Located(count, places, cells)


def _typed_cells(subject: Subject) -> int:
    table = table_of(subject)
    names = [name for kind, name in table.match.typed if kind is not ColumnType.STRING]
    return sum(column.tally.filled for column in table.the(names))


def _guessed_cells(subject: Subject) -> int:
    table = table_of(subject)
    return sum(column.tally.filled for column in table.the(table.match.untyped))


CHECKS: tuple[Check, ...] = (
    Check("declared-columns", 1, Scope.TABLE, declared_columns),
    Check("cell-types", 1, Scope.TABLE, cell_types, Indicator.ACCURACY, _typed_cells),
    Check("mixed-types", 2, Scope.TABLE, mixed_types, Indicator.CONSISTENCY, _guessed_cells),
)
