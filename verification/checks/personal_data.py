"""Checks for numbers that name a person, in cells, in headers and in records that were not read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from verification.findings import LOCATED_AT_MOST, Finding, Location, Severity
from verification.personal.judge import Sureness, Why
from verification.personal.mask import mask
from verification.personal.scan import (
    Cells,
    Places,
    distinct_cells,
    mobile_numbers,
    partial_numbers,
    resident_numbers,
)
from verification.quality import Indicator
from verification.subject import Check, Scope, Subject

_CODES: Mapping[Sureness, tuple[str, Severity]] = {
    Sureness.CONFIRMED: ("resident-number", Severity.ERROR),
    Sureness.SUSPECTED: ("resident-number-suspected", Severity.WARNING),
    Sureness.HARMLESS: ("serial-like-resident-number", Severity.NOTE),
}

_GROUNDS: Mapping[Why, str] = {
    Why.HEADER: "열 이름이 주민등록번호이고 생년월일이 맞습니다",
    Why.NAMED: "바로 앞에 주민등록번호라고 적혀 있습니다",
    Why.CHECK_DIGITS: "생년월일과 검증번호가 맞습니다",
    Why.BIRTHDAYS: "13자리 숫자가 거의 모두 생년월일로 시작합니다",
    Why.LOST_ZEROS: "앞자리 0이 사라졌거나 지수로 적힌 값이 생년월일로 시작합니다",
    Why.HEADER_ALONE: "열 이름은 주민등록번호이나 생년월일이 맞지 않습니다",
    Why.SOME_BIRTHDAYS: "우연이라기에는 생년월일로 시작하는 값이 많습니다",
    Why.ONE_AGE: "생년월일로 시작하지만 날짜로 매긴 일련번호일 수 있습니다",
    Why.CORPORATE: "법인등록번호의 검증번호가 맞습니다",
    Why.BARCODE: "상품번호의 검증번호가 맞습니다",
    Why.CLOCK: "시각을 밀리초로 적은 값으로 보입니다",
    Why.CHANCE: "생년월일처럼 보이는 값이 우연만큼만 있습니다",
}


@dataclass(frozen=True)
class _Found:
    """Rows of one column (positions from 0) that share a code, and what that rests on."""

    code: str
    severity: Severity
    ground: str
    rows: Places


_Search = Callable[[Cells, str], Iterator[_Found]]


def resident(subject: Subject) -> Iterator[Finding]:
    """Yield where resident numbers stand, or may stand, in a table."""
    return _find(subject, _resident)


def mobile(subject: Subject) -> Iterator[Finding]:
    """Yield where mobile numbers stand in a table."""
    return _find(subject, _mobile)


def _resident(cells: Cells, name: str) -> Iterator[_Found]:
    for hit in resident_numbers(cells, name):
        code, severity = _CODES[hit.sureness]
        yield _Found(code, severity, " · ".join(_GROUNDS[why] for why in hit.whys), hit.rows)
    partial = partial_numbers(cells, name)
    if len(partial):
        ground = "주민등록번호의 일부가 보입니다"
        yield _Found("resident-number-partial", Severity.WARNING, ground, partial)


def _mobile(cells: Cells, name: str) -> Iterator[_Found]:
    rows = mobile_numbers(cells, name)
    if len(rows):
        yield _Found("mobile-number", Severity.WARNING, "휴대전화번호의 꼴입니다", rows)


def _find(subject: Subject, search: _Search) -> Iterator[Finding]:
    table = subject.table
    if table is None:
        return
    for column in table.columns:
        suspects = column.tally.suspects
        if not suspects.cells:
            continue
        name = mask(column.name)
        places = np.concatenate(suspects.places)
        for found in search(distinct_cells(pa.chunked_array(suspects.cells)), column.name):
            records = table.records(places[found.rows[:LOCATED_AT_MOST]])
            yield from _located(found, records, f"'{name}' 열", table.at(column=name))
    unread = table.unread
    for found in search(_cells(unread.text), ""):
        records = [int(record) for record in unread.records[found.rows[:LOCATED_AT_MOST]]]
        yield from _located(found, records, "머리글과 칸 수가 다른 줄", table.at())
    for found in search(_cells((*table.head.header, *table.head.preamble)), ""):
        yield from _located(found, [], "머리글과 그 위", table.at())


def _cells(texts: tuple[str, ...]) -> Cells:
    return distinct_cells(pa.chunked_array([pa.array(texts, type=pa.string())]))


def _located(found: _Found, records: list[int], where: str, at: Location) -> Iterator[Finding]:
    """Locate the first rows one by one and count the rest; what harms nobody is only counted."""
    finding = Finding(found.code, found.severity, f"{where}: {found.ground}.", at)
    located = [] if found.severity is Severity.NOTE else records
    for record in located:
        yield replace(finding, at=replace(at, row=record))
    rest = len(found.rows) - len(located)
    if rest:
        yield replace(finding, count=rest)


def _checked(subject: Subject) -> int:
    return 0 if subject.table is None else subject.table.cells


CHECKS: tuple[Check, ...] = (
    Check("resident-numbers", 1, Scope.TABLE, resident, Indicator.SECURITY, _checked),
    Check("mobile-numbers", 1, Scope.TABLE, mobile),
)
