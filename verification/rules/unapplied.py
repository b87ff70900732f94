"""The check that every declared rule found something to look at."""

from collections.abc import Iterator
from types import MappingProxyType

from verification.declared_rules import (
    DeclaredFormula,
    DeclaredOrder,
    DeclaredReference,
    DeclaredRule,
    PlacedRule,
)
from verification.findings import Finding, Severity
from verification.gathered import Table
from verification.rules.declared import rows_checked
from verification.rules.references import targets_of
from verification.showing import shown
from verification.subject import Check, Scope, Subject

_CODE = "rule-unapplied"
_WANTED = MappingProxyType(
    {
        DeclaredOrder: "두 열이 모두 날짜·시각이거나 수인",
        DeclaredFormula: "합계와 부분이 모두 수인",
    }
)
"""What rows a rule wants that had better be there; one with a condition may find none."""


def unapplied(subject: Subject) -> Iterator[Finding]:
    """Yield the declared rules that no table has the columns or the rows for."""
    for number, rule in enumerate(subject.declaration.rules):
        called = f"{number + 1}번째 규칙({rule.kind.ko}: {', '.join(map(shown, rule.columns))})"
        placed = [
            (table, each)
            for table in subject.tables
            for each in table.match.rules
            if each.number == number
        ]
        if not placed:
            message = f"{called}의 열이 모두 있는 표가 없습니다."
            yield Finding(_CODE, Severity.ERROR, message)
        for table, each in placed:
            lacking = _lacking(table, each, subject.tables)
            if lacking:
                leads_nowhere = isinstance(rule, DeclaredReference)
                severity = Severity.ERROR if leads_nowhere else Severity.WARNING
                yield Finding(_CODE, severity, f"{called}{lacking}", table.at())


def _lacking(table: Table, placed: PlacedRule, tables: tuple[Table, ...]) -> str:
    """What a rule lacks in a table that has its columns, or nothing."""
    rule: DeclaredRule = placed.rule
    if isinstance(rule, DeclaredReference):
        found = targets_of(rule, placed.number, table, tables)
        return "" if found else "이 가리키는 표나 열이 없습니다."
    wanted = _WANTED.get(type(rule))
    if wanted is None or not table.rows or rows_checked(table, placed).count:
        return ""
    return f"을 살필 수 있는 행이 없습니다. {wanted} 행이 있어야 합니다."


CHECKS: tuple[Check, ...] = (Check("declared-rules", 1, Scope.OFFER, unapplied),)
