from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.ledger.errors import PeriodRefused
from marketplace.ledger.period import Period, parse_period, year_of


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-05-03", date(2026, 5, 3), date(2026, 5, 3)),
        ("2026-01-01..2026-06-30", date(2026, 1, 1), date(2026, 6, 30)),
        ("2025..2026-02", date(2025, 1, 1), date(2026, 2, 28)),
    ],
)
def test_a_period_is_read(text: str, first: date, last: date) -> None:
    assert parse_period(text) == Period(first, last)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "write a year"),
        ("26", "write a year"),
        ("2026-5", "write a year"),
        ("２０２６", "write a year"),
        ("2026-01-01..", "write a year"),
        ("2026..2027..2028", "write a year"),
        ("2026-13", "the calendar has no 2026-13"),
        ("2026-02-29", "the calendar has no 2026-02-29"),
        ("0000", "the calendar has no 0000"),
        ("2026..2025", "it ends before it begins"),
    ],
)
def test_what_is_no_period_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(PeriodRefused) as refused:
        parse_period(text)

    assert refused.value.text == text
    assert refused.value.why.startswith(why)


@given(st.text(max_size=30))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    try:
        period = parse_period(text)
    except PeriodRefused:
        return
    assert period.first <= period.last


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_period_reads_back_what_it_writes(day: date) -> None:
    assert parse_period(str(year_of(day))) == year_of(day)
