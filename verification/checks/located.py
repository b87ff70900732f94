"""Turns the places where something is wrong into findings, as many as a report can bear."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verification.accumulators.located import Located
from verification.findings import LOCATED_AT_MOST, Finding, Severity
from verification.gathered import Column, Table


@dataclass(frozen=True)
class Fault:
    """What is wrong, wherever it is."""

    code: str
    severity: Severity
    message: str


def in_cells(table: Table, column: Column, fault: Fault, found: Located) -> Iterator[Finding]:
    """A finding for each cell, its text as a sample; the rest of very many as one count."""
    for row, cell in zip(table.records(found.places), found.cells, strict=True):
        samples = (table.shown(column.name, cell),) if cell else ()
        at = table.at(row, column.name)
        yield Finding(fault.code, fault.severity, fault.message, at, samples=samples)
    yield from _rest(table, fault, found.count - len(found.places), column.name)


def in_rows(
    table: Table, fault: Fault, rows: Sequence[int], total: int | None = None
) -> Iterator[Finding]:
    """A finding for each record number; the rest of very many as one count."""
    located = rows[:LOCATED_AT_MOST]
    for row in located:
        yield Finding(fault.code, fault.severity, fault.message, table.at(int(row)))
    yield from _rest(table, fault, (len(rows) if total is None else total) - len(located), None)


def _rest(table: Table, fault: Fault, rest: int, column: str | None) -> Iterator[Finding]:
    if rest > 0:
        at = table.at(column=column)
        yield Finding(fault.code, fault.severity, fault.message, at, count=rest)
