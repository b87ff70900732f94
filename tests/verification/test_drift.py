"""Metadata against files: what has drifted, and what was merely rounded."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verification.drift import Claim, DateSpan, HeldTable, Said, claims_in, drift
from verification.findings import Location

YEAR = (date(2024, 1, 1), date(2024, 12, 31))


def table(rows: int, *columns: str, dates: tuple[DateSpan, ...] = ()) -> HeldTable:
    return HeldTable(rows, columns or ("가", "나"), dates, Location("t.csv"))


def codes(said: Said, *tables: HeldTable) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.at.column) for finding in drift(said, tables)]


def of_year(first: date, last: date, column: str = "일자") -> HeldTable:
    return table(10, dates=(DateSpan(column, first, last),))


def test_the_portal_that_counted_rows_of_an_older_file_drifts_and_the_rounded_prose_does_not() -> (
    None
):
    said = Said(rows=41_239, description="시내버스 승차 약 47,000건을 담고 있습니다.")

    findings = list(drift(said, [table(47_559)]))

    assert [(finding.code, finding.message) for finding in findings] == [
        ("rows-drift", "설명에는 41,239행이라고 하였으나 파일에는 47,559행이 있습니다.")
    ]


def test_prose_that_names_the_older_number_drifts() -> None:
    said = Said(description="총 41,239건의 자료입니다.")

    assert codes(said, table(47_559)) == [("description-drift", None)]
    assert codes(said, table(41_239)) == []


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("총 41,239행", [Claim(41_239, 0, True)]),
        ("약 47,000건", [Claim(47_000, 1000, True)]),
        ("4만 7천여 건", [Claim(47_000, 1000, True)]),
        ("4.7만 건", []),
        ("약 4.7만 건", [Claim(47_000, 1000, True)]),
        ("47,000 rows and 12 columns", [Claim(47_000, 1000, True), Claim(12, 0, False)]),
        ("12개 열, 300개의 행", [Claim(12, 0, False), Claim(300, 100, True)]),
        ("민원 3건이 접수된 날", []),
        ("2024년 12월까지의 자료", []),
        ("3행정동 5열차 총 7건물", []),
        ("약  \n 47,000  건", [Claim(47_000, 1000, True)]),
        (f"총 {'9' * 5000}행", []),
        ("1,234,567,890,123,456,789행", []),
        ("", []),
    ],
)
def test_numbers_are_read_out_of_prose(text: str, claims: list[Claim]) -> None:
    assert list(claims_in(text)) == claims


def test_one_right_number_among_several_is_enough() -> None:
    said = Said(description="버스 12행, 승차 3행을 합쳐 15행입니다.")

    assert codes(said, table(12), table(3)) == []
    assert codes(said, table(99)) == [("description-drift", None)]


def test_rows_may_be_those_of_one_table_or_of_all() -> None:
    tables = (table(10), table(5))

    assert [codes(Said(rows=rows), *tables) for rows in (10, 5, 15)] == [[], [], []]
    assert codes(Said(rows=11), *tables) == [("rows-drift", None)]


def test_a_number_of_columns_that_the_file_has_not_is_found() -> None:
    assert codes(Said(columns=2), table(1)) == []
    assert codes(Said(columns=3), table(1)) == [("description-drift", None)]
    assert codes(Said(description="열 3개, 3개 열"), table(1)) == [("description-drift", None)]


def test_dates_beyond_the_period_or_far_short_of_it_drift() -> None:
    said = Said(period_from=YEAR[0], period_to=YEAR[1])

    assert codes(said, of_year(*YEAR)) == []
    assert codes(said, of_year(date(2024, 1, 1), date(2024, 12, 1))) == []
    assert codes(said, of_year(date(2024, 1, 1), date(2025, 1, 5))) == [("period-drift", "일자")]
    assert codes(said, of_year(date(2024, 1, 1), date(2024, 9, 30))) == [("period-drift", "일자")]
    assert codes(said, of_year(date(2023, 1, 1), date(2023, 12, 31))) == [("period-drift", "일자")]


def test_a_yearly_table_names_its_years_by_their_first_day() -> None:
    period = {"period_from": date(2015, 1, 1), "period_to": date(2024, 12, 31)}
    held = of_year(date(2015, 1, 1), date(2024, 1, 1))

    assert codes(Said(**period, update_cycle="yearly"), held) == []
    assert codes(Said(**period, update_cycle="monthly"), held) == [("period-drift", "일자")]


def test_days_that_span_decades_say_nothing_of_the_period() -> None:
    said = Said(period_from=YEAR[0], period_to=YEAR[1])

    assert codes(said, of_year(date(1961, 3, 2), date(2024, 12, 30), "허가일자")) == []


def test_one_column_of_dates_that_agrees_is_enough() -> None:
    said = Said(period_from=YEAR[0], period_to=YEAR[1])
    both = (DateSpan("등록일", *YEAR), DateSpan("기한", date(2024, 6, 1), date(2025, 5, 31)))

    assert codes(said, table(10, dates=both)) == []


def test_nothing_said_and_nothing_held_drift_from_nothing() -> None:
    assert codes(Said(), table(3)) == []
    assert codes(Said(rows=3, description="3행")) == []


@given(st.integers(1, 10**9), st.integers(0, 6))
def test_a_number_cut_off_or_rounded_at_any_place_is_right(rows: int, places: int) -> None:
    place = 10**places
    for told in (rows // place * place, round(rows / place) * place):
        if told:
            assert codes(Said(description=f"약 {told:,}행"), table(rows)) == []


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 3000))
def test_a_period_that_is_that_of_the_file_never_drifts(first: date, days: int) -> None:
    last = first + timedelta(days)

    assert codes(Said(period_from=first, period_to=last), of_year(first, last)) == []


@pytest.mark.parametrize("run", [" ", "9", "약", "9,", "총 ", "1,000", "9 만 "])
def test_a_long_description_takes_no_longer_than_it_is(run: str) -> None:
    began = time.perf_counter()

    assert list(claims_in(run * 20_000)) == []
    assert time.perf_counter() - began < 2
