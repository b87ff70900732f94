import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.verification.treatment.bench import column, lines, opened, treated
from verification.treatment.log import CellChange

QUICK = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50
)

UNTIDY = {
    "\uff11\uff12\uff0d\uff21": "12-A",
    "가\u00a0나": "가 나",
    " 가  나 ": "가 나",
    "가\n나": "가 나",
    unicodedata.normalize("NFD", "세종시"): "세종시",
    "\u200b가\ufeff": "가",
    "\u3000": "",
    "㎡ ①": "㎡ ①",
}


def test_text_is_brought_into_one_form(tmp_path: Path) -> None:
    assert column(tmp_path, list(UNTIDY), {"step": "tidy-text"}) == list(UNTIDY.values())


def test_tidying_tells_each_cell_it_changed(tmp_path: Path) -> None:
    table = opened({"a": ["가", " 나 "], "b": ["다", "라"]})

    found, _ = treated(tmp_path, table, {"step": "tidy-text"})

    assert found.log[0].changes == (CellChange(2, "a", " 나 ", "나"),)
    assert (found.log[0].cells_changed, found.log[0].unread) == (1, 0)


def test_numbers_lose_their_separators(tmp_path: Path) -> None:
    table = opened({"a": ["1,234", "△5", "−1.50", "1,23", "약 3", "7"], "b": ["."] * 6})

    found, content = treated(tmp_path, table, {"step": "plain-numbers", "column": "a"})

    assert [line[0] for line in lines(content)[1:]] == ["1234", "-5", "-1.50", "1,23", "약 3", "7"]
    assert [each.before for each in found.log[0].unread_at] == ["1,23", "약 3"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2024.01.02.", "2024-01-02"),
        ("20240102", "2024-01-02"),
        ("'24.1.2", "2024-01-02"),
        ("24.01.02", "2024-01-02"),
        ("2024년 1월 2일", "2024-01-02"),
        ("2024/1/2", "2024-01-02"),
        ("69.1.2", "1969-01-02"),
        ("'00.1.2", "2000-01-02"),
        ("'22.7월", "2022-07"),
        ("2022년 7월", "2022-07"),
        ("202207", "2022-07"),
        ("2023/1분기", "2023-Q1"),
        ("2023년 4/4분기", "2023-Q4"),
        ("2024년", "2024"),
    ],
)
def test_dates_are_written_as_iso_has_them(tmp_path: Path, before: str, after: str) -> None:
    assert column(tmp_path, [before, after], {"step": "iso-dates", "column": "a"}) == [after, after]


def test_what_is_no_date_stays_and_is_told(tmp_path: Path) -> None:
    cells = ["2024-02-30", "2023-13", "2024-01-02 10:00", "미정", "2024.3.1"]
    table = opened({"a": cells, "b": ["."] * 5})

    found, content = treated(tmp_path, table, {"step": "iso-dates", "column": "a"})

    assert [line[0] for line in lines(content)[1:]] == [*cells[:4], "2024-03-01"]
    assert [each.record for each in found.log[0].unread_at] == [1, 2, 3, 4]


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
@QUICK
def test_every_day_of_the_calendar_is_read(tmp_path: Path, day: date) -> None:
    compact = str(day).replace("-", "")
    dotted = str(day).replace("-", ".") + "."

    found = column(tmp_path, [compact, dotted, str(day)], {"step": "iso-dates", "column": "a"})

    assert found == [str(day)] * 3


REFINING = [
    {"step": "tidy-text"},
    {"step": "plain-numbers", "column": "a"},
    {"step": "iso-dates", "column": "a"},
    {"step": "missing-marks", "column": "a"},
]


@pytest.mark.parametrize("rule", REFINING, ids=lambda rule: str(rule["step"]))
@given(
    cells=st.lists(
        st.one_of(
            st.text("0129.,-'년월일 x*△\u00a0\uff11가", max_size=9),
            st.sampled_from([*UNTIDY, "2024.1.2"]),
        ),
        min_size=1,
        max_size=8,
    )
)
@QUICK
def test_a_rule_taken_twice_is_taken_once(
    tmp_path: Path, rule: dict[str, str], cells: list[str]
) -> None:
    table = opened({"a": cells, "b": ["."] * len(cells)})

    assert treated(tmp_path, table, rule, rule)[1] == treated(tmp_path, table, rule)[1]


def test_marks_for_nothing_become_empty(tmp_path: Path) -> None:
    cells = ["-", "…", "해당없음", "미상", "x", "*", "비공개", " - ", "-1", "없음"]

    assert column(tmp_path, cells, {"step": "missing-marks", "column": "a"}) == [
        *([""] * 8),
        "-1",
        "없음",
    ]


def test_what_is_withheld_is_told_apart_if_asked(tmp_path: Path) -> None:
    table = opened({"a": ["-", "x", "3"], "b": ["."] * 3})
    step = {"step": "missing-marks", "column": "a", "withheld_column": "a 비공개"}

    found, content = treated(tmp_path, table, step)

    assert lines(content) == [
        ["a", "a 비공개", "b"],
        ["", "", "."],
        ["", "x", "."],
        ["3", "", "."],
    ]
    assert found.log[0].columns_added == ("a 비공개",)


def test_a_unit_leaves_the_header_and_the_numbers_stay(tmp_path: Path) -> None:
    table = opened({"금액(천원)": ["12"], "b": ["."]})
    step = {"step": "header-unit", "column": "금액(천원)", "name": "금액", "unit": "천원"}

    found, content = treated(tmp_path, table, step)

    assert lines(content) == [["금액", "b"], ["12", "."]]
    told = found.log[0]
    assert (told.renamed, told.figures) == ((("금액(천원)", "금액"),), (("금액", "천원"),))
