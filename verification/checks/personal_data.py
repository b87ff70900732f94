"""Checks for what names a person, in cells, in headers and in records that were not read."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from verification.findings import LOCATED_AT_MOST, Finding, Location, Severity
from verification.gathered import Table
from verification.personal.free_text import in_cells
from verification.personal.hits import Hit
from verification.personal.mask import mask
from verification.quality import Indicator
from verification.subject import Check, Scope, Subject

RESIDENT = frozenset(
    {
        "resident-number",
        "resident-number-suspected",
        "resident-number-partial",
        "serial-like-resident-number",
        "corporate-number",
    }
)
PHONES = frozenset({"mobile-number", "mobile-number-partial", "landline-number"})


def _resident(code: str) -> bool:
    return code in RESIDENT


def _phone(code: str) -> bool:
    return code in PHONES


def _other(code: str) -> bool:
    return code not in RESIDENT | PHONES


def _find(subject: Subject, wanted: Callable[[str], bool]) -> Iterator[Finding]:
    """Yield the findings of one check: those whose code it wants."""
    table = subject.table
    if table is None:
        return
    for column in table.columns:
        name = mask(column.name)
        for hit in table.hits[column.name]:
            if wanted(hit.code):
                records = table.records(hit.first[:LOCATED_AT_MOST])
                yield from located(hit, records, f"'{name}' 열", table.at(column=name))
    yield from _around(table, wanted)


def _around(table: Table, wanted: Callable[[str], bool]) -> Iterator[Finding]:
    """Yield what stands outside of the columns."""
    unread = table.unread
    for hit in in_cells(unread.text):
        if wanted(hit.code):
            records = [int(record) for record in unread.records[hit.first]]
            yield from located(hit, records, "머리글과 칸 수가 다른 줄", table.at())
    head = table.head
    for hit in in_cells((*head.header, *head.preamble, *head.beside)):
        if wanted(hit.code):
            yield from located(hit, [], "표의 바깥", table.at())


def located(hit: Hit, records: list[int], where: str, at: Location) -> Iterator[Finding]:
    """Locate the first rows one by one and count the rest; what harms nobody is only counted."""
    finding = Finding(hit.code, hit.severity, f"{where}: {hit.message}.", at)
    some = [] if hit.severity is Severity.NOTE else records
    for record in some:
        yield replace(finding, at=replace(at, row=record))
    rest = hit.count - len(some)
    if rest:
        yield replace(finding, count=rest)


def _checked(subject: Subject) -> int:
    return 0 if subject.table is None else subject.table.cells


CHECKS: tuple[Check, ...] = (
    Check(
        "resident-numbers",
        2,
        Scope.TABLE,
        partial(_find, wanted=_resident),
        Indicator.SECURITY,
        _checked,
    ),
    Check("mobile-numbers", 2, Scope.TABLE, partial(_find, wanted=_phone)),
    Check("identifiers", 1, Scope.TABLE, partial(_find, wanted=_other)),
)
