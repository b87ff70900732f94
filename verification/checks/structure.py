"""Checks of a table's shape: its header, its rows, its characters, columns that say the same."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.batches import ScannedColumn, Truths
from verification.checks.located import Fault, in_cells, in_rows
from verification.findings import LOCATED_AT_MOST, Finding, Severity
from verification.formats.dialect import looks_like_values
from verification.gathered import Column
from verification.gathering.plan import Watch
from verification.kernels.traits import BROKEN
from verification.matching import Match
from verification.quality import Indicator
from verification.subject import Check, Scope, Subject, table_of

_CHARACTERS = "broken-characters"
_BROKEN_TEXT = "�|占쏙옙|ï»¿|Ã[\u0080-¿]|ê°|ë[\u0080-¿]"
"""What text looks like that was read in a wrong encoding and then kept."""


def header(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the names of the columns."""
    table = table_of(subject)
    if any(table.head.preamble):
        message = f"머리글 위에 제목이나 설명이 {len(table.head.preamble)}행 있어 건너뛰었습니다."
        yield Finding("title-rows", Severity.NOTE, message, table.at())
    if looks_like_values(table.head.header):
        message = "첫 행이 열 이름이 아니라 값처럼 보입니다."
        yield Finding("header-missing", Severity.WARNING, message, table.at())
    for place, cell in enumerate(table.head.header):
        if not cell.strip():
            message = f"{place + 1}번째 열에 이름이 없습니다."
            at = table.at(column=table.columns[place].name)
            yield Finding("header-blank", Severity.WARNING, message, at)
    for name, count in Counter(cell.strip() for cell in table.head.header if cell.strip()).items():
        if count > 1:
            message = f"같은 이름의 열이 {count}개 있습니다."
            at = table.at(column=name)
            yield Finding("header-repeated", Severity.ERROR, message, at, count=count - 1)


def rows(subject: Subject) -> Iterator[Finding]:
    """Yield the records that are blank, or are not as wide as the header."""
    table = table_of(subject)
    width = len(table.columns)
    numbered = zip(table.unread.records, table.unread.widths, strict=True)
    for place, (row, cells) in enumerate(numbered):
        if place == LOCATED_AT_MOST:
            break
        message = f"머리글은 {width}칸인데 이 행은 {cells}칸입니다."
        yield Finding("ragged-row", Severity.ERROR, message, table.at(int(row)))
    rest = len(table.unread) - LOCATED_AT_MOST
    if rest > 0:
        message = f"머리글은 {width}칸인데 칸 수가 다릅니다."
        yield Finding("ragged-row", Severity.ERROR, message, table.at(), count=rest)
    # Blank lines at the very end are how many programs close a file: nobody need hear of them.
    fault = Fault("blank-row", Severity.NOTE, "모든 칸이 빈 행입니다.")
    yield from in_rows(table, fault, table.blank, table.blank_rows)
    if not table.all_records:
        message = "열 이름만 있고 값이 없습니다."
        yield Finding("no-rows", Severity.ERROR, message, table.at())
    if table.head.hidden:
        message = "숨겨진 시트입니다. 공개할 내용인지 확인하세요."
        yield Finding("hidden-sheet", Severity.WARNING, message, table.at())


def characters(subject: Subject) -> Iterator[Finding]:
    """Yield the cells whose characters were lost or are those of another encoding."""
    table = table_of(subject)
    fault = Fault("broken-characters", Severity.WARNING, "글자가 깨져 있습니다.")
    for column in table.columns:
        yield from in_cells(table, column, fault, column.watched(_CHARACTERS))


def _broken(column: ScannedColumn) -> Truths:
    suspects = np.flatnonzero(column.has(BROKEN))
    broken = np.zeros(len(column.text), dtype=bool)
    if len(suspects):
        looks = pc.match_substring_regex(column.text.take(pa.array(suspects)), _BROKEN_TEXT)
        broken[suspects] = looks.to_numpy(zero_copy_only=False)
    return broken


def _every_column(match: Match) -> Iterator[Watch]:
    for name in (*(name for _, name in match.both), *match.undeclared):
        yield Watch(name, _CHARACTERS, _broken)


def repeated_columns(subject: Subject) -> Iterator[Finding]:
    """Yield the columns whose cells are, one by one, those of an earlier column."""
    table = table_of(subject)
    if table.rows < 2:
        return
    earlier: dict[int, str] = {}
    for column in table.columns:
        # One number for the cells in their order: two columns share it by chance once in 10¹⁹.
        same = earlier.setdefault(column.tally.order, column.name)
        if same != column.name and not _is_constant(column):
            message = "앞의 다른 열과 모든 값이 같습니다."
            at = table.at(column=column.name)
            yield Finding("column-repeated", Severity.NOTE, message, at, samples=(same,))


def _is_constant(column: Column) -> bool:
    """Whether all its filled cells are one value."""
    return column.tally.distinct.count <= 1


def _all_records(subject: Subject) -> int:
    return table_of(subject).all_records


def _all_columns(subject: Subject) -> int:
    return len(table_of(subject).columns)


CHECKS: tuple[Check, ...] = (
    Check("header", 1, Scope.TABLE, header, Indicator.CONSISTENCY, _all_columns),
    Check("rows", 2, Scope.TABLE, rows, Indicator.CONSISTENCY, _all_records),
    Check(
        "characters",
        1,
        Scope.TABLE,
        characters,
        Indicator.ACCURACY,
        lambda s: table_of(s).cells,
        _every_column,
    ),
    Check("repeated-columns", 2, Scope.TABLE, repeated_columns),
)
