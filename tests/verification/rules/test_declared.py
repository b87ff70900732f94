"""Rules that a manifest declares of several columns of a row."""

from collections.abc import Mapping, Sequence

import pytest

from tests.verification.offers import declare, found, named, offer, table
from verification.declared_rules import (
    Condition,
    DeclaredFormula,
    DeclaredLogic,
    DeclaredOrder,
    DeclaredReference,
    DeclaredRule,
    TableName,
)
from verification.findings import Severity
from verification.rules import across, sums, unapplied
from verification.rules.declared import CHECKS
from verification.subject import Check, Subject

ORDER = named(CHECKS, "declared-order")
FORMULA = named(CHECKS, "declared-formulas")
LOGIC = named(CHECKS, "declared-logic")
UNAPPLIED = named(unapplied.CHECKS, "declared-rules")
Rows = Mapping[str, Sequence[str | None]]


def ruled(rows: Rows, *rules: DeclaredRule) -> Subject:
    return offer(table(rows), declared=declare(rules=rules))


def test_a_declared_order_holds_for_every_row_whatever_the_columns_are_called() -> None:
    rows = {
        "ㄱ": ["2024-01-01", "2024-03-01", None],
        "ㄴ": ["2024-01-01", "2024-02-01", "2020-01-01"],
    }
    subject = ruled(rows, DeclaredOrder("ㄱ", "ㄴ"))
    (finding,) = ORDER.find(subject)

    assert (finding.code, finding.severity, finding.at.row, finding.at.column) == (
        "order-reversed",
        Severity.ERROR,
        2,
        "ㄱ",
    )
    assert finding.samples == ("2024-03-01",)
    assert ORDER.checked(subject) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["20240101", "20240301"], ["20240102", "20240201"]),
        (["2021", "2024"], ["2021", "2023"]),
        (["1.5", "10"], ["10", "9.5"]),
        (["9:00", "10:00"], ["10:00", "9:59:59"]),
    ],
)
def test_days_of_digits_numbers_and_times_of_day_are_ordered_too(
    first: list[str], second: list[str]
) -> None:
    subject = ruled({"ㄱ": first, "ㄴ": second}, DeclaredOrder("ㄱ", "ㄴ"))

    assert found(ORDER, subject) == [("order-reversed", 2, "ㄱ")]
    assert ORDER.checked(subject) == 2


def test_a_declared_order_takes_the_place_of_the_one_that_names_suggest() -> None:
    rows = {
        "시작일자": ["2024-01-02"] * 20 + ["2024-03-01"],
        "종료일자": ["2024-01-02"] * 20 + ["2024-02-01"],
    }
    inferred = named(across.CHECKS, "time-order")
    subject = ruled(rows, DeclaredOrder("시작일자", "종료일자"))

    assert found(ORDER, subject) == [("order-reversed", 21, "시작일자")]
    assert (found(inferred, subject), inferred.checked(subject)) == ([], 0)
    assert len(found(inferred, offer(table(rows)))) == 1


def test_a_declared_total_is_the_sum_of_its_parts() -> None:
    rows = {"전체": ["3", "5", "4", None], "ㄱ": ["1", "2", None, "1"], "ㄴ": ["2", "2", "4", "1"]}
    subject = ruled(rows, DeclaredFormula("전체", ("ㄱ", "ㄴ")))

    assert found(FORMULA, subject) == [("total-differs", 2, "전체")]
    assert FORMULA.checked(subject) == 3


def test_a_declared_tolerance_bounds_how_far_a_total_may_be_off() -> None:
    rows = {"전체": ["3.05", "3.2"], "ㄱ": ["1", "1"], "ㄴ": ["2", "2"]}

    assert found(FORMULA, ruled(rows, DeclaredFormula("전체", ("ㄱ", "ㄴ"), 0.1))) == [
        ("total-differs", 2, "전체")
    ]
    assert len(found(FORMULA, ruled(rows, DeclaredFormula("전체", ("ㄱ", "ㄴ"), 0.0)))) == 2


def test_a_declared_formula_takes_the_place_of_the_inferred_one() -> None:
    rows = {"남": ["1"] * 20 + ["2"], "여": ["2"] * 21, "합계": ["3"] * 21}
    inferred = named(sums.CHECKS, "total-columns")
    subject = ruled(rows, DeclaredFormula("합계", ("남", "여")))

    assert found(FORMULA, subject) == [("total-differs", 21, "합계")]
    assert (found(inferred, subject), inferred.checked(subject)) == ([], 0)
    assert found(inferred, offer(table(rows))) == [("total-differs", 21, "합계")]


def test_a_table_of_a_total_column_alone_is_left_alone() -> None:
    inferred = named(sums.CHECKS, "total-columns")

    assert found(inferred, offer(table({"합계": ["1", "2"]}))) == []


CLOSED = Condition("상태", one_of=("폐업",))


@pytest.mark.parametrize(
    ("then", "row"),
    [
        (Condition("폐업일"), 2),
        (Condition("폐업일", filled=False), 1),
        (Condition("폐업일", one_of=("어제",)), 2),
    ],
)
def test_a_row_in_which_one_condition_holds_keeps_the_other(then: Condition, row: int) -> None:
    rows = {"상태": ["폐업", " 폐업", "영업", None], "폐업일": ["어제", " ", None, None]}
    subject = ruled(rows, DeclaredLogic(CLOSED, then))

    assert found(LOGIC, subject) == [("relation-broken", row, "폐업일")]
    assert LOGIC.checked(subject) == 2


def test_a_condition_may_be_that_a_cell_is_empty() -> None:
    rows = {"상태": ["폐업", "영업"], "폐업일": [None, None]}
    subject = ruled(
        rows, DeclaredLogic(Condition("폐업일", filled=False), Condition("상태", ("영업",)))
    )

    assert found(LOGIC, subject) == [("relation-broken", 1, "상태")]


def test_nobodys_number_stands_in_what_a_rule_finds() -> None:
    rows = {"상태": ["폐업"], "번호": ["900101-1234567"]}
    subject = ruled(rows, DeclaredLogic(CLOSED, Condition("번호", filled=False)))
    (finding,) = LOGIC.find(subject)

    assert "1234567" not in f"{finding.message}{finding.samples}"


def test_of_very_many_rows_that_break_a_rule_the_first_are_located() -> None:
    rows = {"ㄱ": ["2"] * 1500, "ㄴ": ["1"] * 1500}
    findings = list(ORDER.find(ruled(rows, DeclaredOrder("ㄱ", "ㄴ"))))

    assert len(findings) == 1001
    assert sum(finding.count for finding in findings) == 1500


@pytest.mark.parametrize(
    "rule",
    [
        DeclaredOrder("ㄱ", "없음"),
        DeclaredFormula("없음", ("ㄱ",)),
        DeclaredLogic(Condition("ㄱ"), Condition("없음")),
        DeclaredOrder("ㄱ", "ㄴ", TableName(file="other.csv")),
        DeclaredReference(("ㄱ",), ("없음",), TableName(sheet="코드")),
    ],
)
def test_a_rule_whose_columns_are_nowhere_is_an_error(rule: DeclaredRule) -> None:
    (finding,) = UNAPPLIED.find(ruled({"ㄱ": ["1"], "ㄴ": ["2"]}, rule))

    assert (finding.code, finding.severity) == ("rule-unapplied", Severity.ERROR)


@pytest.mark.parametrize("rule", [DeclaredOrder("ㄱ", "ㄴ"), DeclaredFormula("ㄱ", ("ㄴ",))])
def test_a_rule_that_no_row_can_be_held_to_is_told(rule: DeclaredRule) -> None:
    (finding,) = UNAPPLIED.find(ruled({"ㄱ": ["가"], "ㄴ": ["나"]}, rule))

    assert (finding.code, finding.severity) == ("rule-unapplied", Severity.WARNING)
    assert list(UNAPPLIED.find(ruled({"ㄱ": ["3"], "ㄴ": ["3"]}, rule))) == []


def test_names_are_compared_composed_and_without_the_space_around_them() -> None:
    decomposed = "\u1100\u1161"
    rows = {f" {decomposed}": ["2"], "나": ["1"]}
    subject = ruled(rows, DeclaredOrder("가", "나"))

    assert found(ORDER, subject) == [("order-reversed", 1, f" {decomposed}")]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_nothing_declared_is_broken_by_nothing(check: Check) -> None:
    subject = offer(table({"ㄱ": ["1"]}))

    assert (found(check, subject), check.checked(subject)) == ([], 0)
