import pytest

from marketplace.workflow.listed_periods import period_of


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-01-01 ~ 2023-12-31", "2020-01-01", "2023-12-31"),
        ("20230101-20231231", "2023-01-01", "2023-12-31"),
        ("2023.1.1.~2023.6.30.", "2023-01-01", "2023-06-30"),
        ("2023년 1월부터 2024년 2월까지", "2023-01-01", "2024-02-29"),
        ("202401~202412", "2024-01-01", "2024-12-31"),
        ("2024년 6월 30일 기준", "2024-06-30", "2024-06-30"),
        ("2024.06", "2024-06-01", "2024-06-30"),
        ("2019~2023", "2019-01-01", "2023-12-31"),
        ("2024년", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_time_span_is_read_as_people_write_it(text: str, first: str, last: str) -> None:
    assert period_of(text) == {"from": first, "to": last}


@pytest.mark.parametrize(
    "text",
    ["", "최근 5년", "2022년 1월 ~ 12월", "2024-13", "2024-02-30", "2024 ~ 2023", "1·2·3",
     "2021, 2022, 2023", "2023년 상반기"],
)  # fmt: skip
def test_what_is_not_understood_to_the_last_sign_is_no_span(text: str) -> None:
    assert period_of(text) is None
