"""The rules by the names the field knows them by, and what each came to: errors over checked.

The names are those of 공공데이터 품질관리 매뉴얼's tools for files and databases.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verification.findings import Severity, Text
from verification.report import CheckRun, Outcome, RuleScore
from verification.subject import Check, Subject, subjects_of


@dataclass(frozen=True)
class Rule:
    """A rule, the checks that look at it, and the codes of findings that count as its errors."""

    name: Text
    checks: tuple[str, ...]
    codes: frozenset[str]


def _rule(korean: str, english: str, checks: str, codes: str) -> Rule:
    return Rule(Text(korean, english), tuple(checks.split()), frozenset(codes.split()))


RULES: tuple[Rule, ...] = (
    _rule("문자열", "Text", "cell-types mixed-types", "cell-type mixed-types"),
    _rule("금액", "Amount", "amounts", "amount-negative"),
    _rule("수량", "Quantity", "quantities", "quantity-range"),
    _rule("율", "Rate", "rates", "rate-range"),
    _rule("여부", "Yes or no", "flags", "flag-mixed"),
    _rule("날짜", "Date", "dates", "date-form date-impossible"),
    _rule("번호", "Number", "numbers", "number-form"),
    _rule("좌표", "Coordinate", "coordinates", "coordinate-outside"),
    _rule("코드", "Code", "code-lists area-codes", "code-unknown area-code-form area-unlisted"),
    _rule("시간순서", "Order in time", "time-order declared-order", "order-reversed"),
    _rule(
        "논리관계",
        "Logical relation",
        "code-names declared-logic",
        "code-names-differ relation-broken",
    ),
    _rule(
        "계산식",
        "Calculation",
        "total-columns totals-in-rows declared-formulas",
        "total-differs",
    ),
    _rule("필수값", "Required value", "required-values", "value-missing"),
    _rule("참조관계", "Reference", "declared-references references", "reference-missing"),
    _rule("중복", "Duplicate", "duplicate-rows duplicate-keys", "duplicate-row duplicate-key"),
    _rule("글자깨짐", "Broken characters", "characters", "broken-characters"),
)
"""Every rule, in the order of the report."""


def rule_scores(
    offer: Subject, suite: Sequence[Check], runs: Sequence[CheckRun]
) -> Iterator[RuleScore]:
    """Yield what each rule came to that looked at something. Crashed checks count for nothing."""
    by_name = {run.check: run for run in runs if run.outcome is not Outcome.CRASHED}
    checks = {check.name: check for check in suite if check.name in by_name}
    for rule in RULES:
        counted = tuple(name for name in rule.checks if name in checks)
        checked = sum(_checked(checks[name], offer) for name in counted)
        if checked:
            errors = sum(_errors(rule, by_name[name]) for name in counted)
            yield RuleScore(rule.name, errors, checked, counted)


def _checked(check: Check, offer: Subject) -> int:
    return sum(check.checked(subject) for subject in subjects_of(check.scope, offer))


def _errors(rule: Rule, run: CheckRun) -> int:
    return sum(
        finding.count
        for finding in run.findings
        if finding.code in rule.codes and finding.severity is not Severity.NOTE
    )
