"""Check of a new version against the one before: has it the same tables and columns?"""

from collections.abc import Iterator

from verification.declared_rules import key_of
from verification.findings import Finding, Severity
from verification.gathered import Table
from verification.sources import EarlierTable
from verification.subject import Check, Scope, Subject


def earlier_columns(subject: Subject) -> Iterator[Finding]:
    """Yield the columns by which the tables differ from those of the version before.

    Tables are told apart by their columns and not by their file's name, which often has a date.
    """
    dataset = subject.declaration.dataset
    earlier = subject.sources.previous(dataset) if dataset else None
    if not earlier:
        return
    for table in subject.tables:
        before = max(earlier, key=lambda other: len(_names(other) & _columns(table)))
        gone, new = _names(before) - _columns(table), _columns(table) - _names(before)
        for names, code, message in (
            (gone, "column-gone", "이전 버전에 있던 열이 없습니다."),
            (new, "column-new", "이전 버전에 없던 열입니다."),
        ):
            for name in sorted(names):
                yield Finding(code, Severity.WARNING, message, table.at(column=name))


def _names(table: EarlierTable) -> set[str]:
    return {key_of(name) for name, _ in table.columns}


def _columns(table: Table) -> set[str]:
    return {key_of(column.name) for column in table.columns}


CHECKS: tuple[Check, ...] = (Check("earlier-columns", 1, Scope.OFFER, earlier_columns),)
