from datetime import UTC, date, datetime

import pytest

from marketplace.web.formats import day, decimal, figure, moment, number, percent, size


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 B"), (1023, "1,023 B"), (1024, "1.0 KB"), (5_242_881, "5.0 MB"), (2**51, "2,048.0 TB")],
)
def test_a_size_takes_the_largest_unit_that_leaves_at_least_one(count: int, words: str) -> None:
    assert size(count) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0%"), (1, "100%"), (0.00001, "0.1%"), (0.99999, "99.9%"), (0.25, "25.0%")],
)
def test_a_percentage_is_whole_only_when_it_is(share: float, words: str) -> None:
    assert percent(share) == words


def test_numbers_have_their_thousands_apart() -> None:
    assert (number(1234567), decimal(1234.5, 2)) == ("1,234,567", "1,234.50")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (100_000.0, "100,000"),
        (0.0203839633, "0.020384"),
        (-1712.25, "-1,712.25"),
        (126.816722, "126.817"),
        (113_228_740.73, "113,228,740.7"),
        (2.5e20, "2.5e+20"),
        ("2024-01-01", "2024-01-01"),
    ],
)
def test_a_figure_has_the_digits_that_tell_something(value: float | str, words: str) -> None:
    assert figure(value) == words


def test_moments_and_days_are_those_of_seoul() -> None:
    late = datetime(2026, 12, 31, 16, 5, tzinfo=UTC)

    assert moment(late) == ('<time datetime="2027-01-01T01:05:00+09:00">2027. 1. 1. 01:05</time>')
    assert day(late) == '<time datetime="2027-01-01">2027. 1. 1.</time>'
    assert day(date(2026, 3, 2)) == '<time datetime="2026-03-02">2026. 3. 2.</time>'
