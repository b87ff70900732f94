from collections.abc import Sequence

import pytest

from tests.verification.offers import declare, found, named, offer, table
from verification.checks import conformance
from verification.declaration import ColumnType, DeclaredColumn
from verification.rules.headings import Kind, kind_called
from verification.rules.single import CHECKS

VALID = ("116-82-00276", "134-86-72683", "123-45-67891")


def many(*values: str) -> list[str]:
    """Forty cells that repeat these values."""
    return [values[place % len(values)] for place in range(40)]


@pytest.mark.parametrize(
    ("check", "name", "kept", "broken", "code"),
    [
        ("amounts", "계약금액(원)", many("1,000", "0", "2500"), "-5", "amount-negative"),
        ("quantities", "수량", many("1", "20", "3"), "-1", "quantity-range"),
        ("quantities", "수량", many("1", "20", "3"), "1.5", "quantity-range"),
        ("rates", "고용률", many("61.2", "0", "100"), "612", "rate-range"),
        ("rates", "고용률", many("61.2", "0", "100"), "-1", "rate-range"),
        ("flags", "사용여부", many("Y", "N"), "예", "flag-mixed"),
        ("flags", "사용여부", many("Y", "N"), "O", "flag-mixed"),
        ("dates", "개업일자", many("20240228", "20230101"), "20240230", "date-impossible"),
        ("dates", "개업일자", many("2024-02-28", "2023-01-01"), "2024.02.28", "date-form"),
        ("dates", "개업일자", many("2024-02-28", "2023-01-01"), "20240228", "date-form"),
        ("numbers", "전화번호", many("044-300-1234", "1588-1234"), "443001234", "number-form"),
        ("numbers", "우편번호", many("30151", "03154"), "3154", "number-form"),
        ("numbers", "사업자등록번호", many(*VALID), "116-82-00277", "number-form"),
        ("numbers", "사업자등록번호", many(*VALID), "116-82", "number-form"),
        ("coordinates", "위도", many("36.48", "37.1"), "0", "coordinate-outside"),
        ("coordinates", "경도", many("127.28", "128.1"), "36.48", "coordinate-outside"),
        ("area-codes", "행정동코드", many("3611051000", "1111051500"), "36110", "area-code-form"),
        (
            *("area-codes", "법정동코드", many("3611010300", "1111010100")),
            *("3611099900", "area-unlisted"),
        ),
    ],
)
def test_the_one_cell_that_breaks_the_rule_of_its_column_is_found(
    check: str, name: str, kept: Sequence[str], broken: str, code: str
) -> None:
    asked = named(CHECKS, check)
    fine = offer(table({name: [*kept, "-", None]}))
    faulty = offer(table({name: [*kept, broken, "-", None]}))

    assert found(asked, fine) == []
    assert asked.checked(fine) == 41
    assert found(asked, faulty) == [(code, 41, name)]


def test_a_day_that_is_none_is_told_once_where_its_column_is_known_to_hold_dates() -> None:
    dates = named(CHECKS, "dates")
    rows = offer(table({"개업일자": [*many("2024-02-28", "2023-01-01"), "2024-02-30"]}))

    assert found(dates, rows) == []
    assert found(named(conformance.CHECKS, "mixed-types"), rows) == [
        ("mixed-types", 41, "개업일자")
    ]


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("고용률", many("61.2", "250", "1000")),
        ("금액", many("-3", "5")),
        ("사용여부", many("정상", "고장")),
        ("개업일자", many("상시", "미정")),
        ("위도", many("4043000", "4043100")),
        ("전화번호", many("1", "2", "3")),
        ("증감률", many("-3", "5", "120")),
        ("요일", many("월", "화")),
    ],
)
def test_a_column_few_of_whose_cells_keep_a_rule_is_left_alone(
    name: str, cells: Sequence[str]
) -> None:
    subject = offer(table({name: cells}))

    assert [
        (check.name, check.checked(subject)) for check in CHECKS if check.checked(subject)
    ] == []
    assert [each for check in CHECKS for each in found(check, subject)] == []


def test_a_share_of_one_is_no_share_of_a_hundred() -> None:
    rates = named(CHECKS, "rates")
    ones = [f"0.{place}" for place in range(10, 99)] + ["0.5"] * 30

    assert found(rates, offer(table({"비율": [*ones, "45.2"]}))) == [("rate-range", 120, "비율")]
    assert found(rates, offer(table({"비율(%)": [*ones, "45.2"]}))) == []


def test_two_forms_of_dates_are_told_however_many_are_of_each() -> None:
    dates = named(CHECKS, "dates")
    mixed = table({"일자": ["2024-01-02", "2024-01-03", "2024/01/04", "2024-01-05 10:00"]})

    assert found(dates, offer(mixed)) == [("date-form", 3, "일자"), ("date-form", 4, "일자")]


def test_a_column_declared_to_hold_dates_is_held_to_one_form_whatever_its_name() -> None:
    dates = named(CHECKS, "dates")
    said = declare(DeclaredColumn("때", type=ColumnType.DATE))

    rows = table({"때": ["2024-01-02", "2024-01-03", "20240104"]})
    assert found(dates, offer(rows, declared=said)) == [("date-form", 3, "때")]
    assert found(dates, offer(rows)) == []


def test_the_unit_behind_a_name_says_nothing_of_its_rule() -> None:
    names = ("계약금액(천원)", "고용률(%)", "환율", "출산율", "요일", "증감액", "지번우편번호")

    assert [kind_called(name) for name in names] == [
        Kind.AMOUNT,
        Kind.RATE,
        None,
        None,
        None,
        None,
        Kind.POSTCODE,
    ]
