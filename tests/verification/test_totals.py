"""Totals against the sums of their parts."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verification.errors import TableTooLong
from verification.numerals import is_label
from verification.totals import MOST_ROWS, Total, totals

CATEGORIES = (
    ("공공행정", "36", "12,946", "73,272"),
    ("과학기술", "4", "75", "326"),
    ("교육", "3", "5", "654"),
    ("교통물류", "51", "4,299", "26,919"),
    ("국토관리", "271", "4,263", "15,684"),
    ("농축수산", "22", "2,520", "9,790"),
    ("문화관광", "73", "9,747", "27,268"),
    ("보건의료", "37", "6,594", "18,139"),
    ("사회복지", "20", "8,368", "26,805"),
    ("산업고용", "67", "8,360", "53,047"),
    ("식품건강", "31", "1,556", "7,323"),
    ("재난안전", "8", "3,261", "15,754"),
    ("재정금융", "29", "2,637", "20,056"),
    ("환경기상", "56", "7,863", "30,865"),
    ("합계", "731", "72,494", "325,902"),
)
"""The programme's own table of its fourteen categories, as it is printed."""

Seen = list[tuple[int, str, float, float]]


def found(names: str, *rows: tuple[str | None, ...]) -> tuple[Total, ...]:
    columns = [pa.array(list(cells), pa.string()) for cells in zip(*rows, strict=True)]
    return totals(names.split(), columns)


def seen(names: str, *rows: tuple[str | None, ...]) -> Seen:
    return [(t.row, t.column, t.printed, t.computed) for t in found(names, *rows)]


def wrong(names: str, *rows: tuple[str | None, ...]) -> Seen:
    return [(t.row, t.column, t.printed, t.computed) for t in found(names, *rows) if not t.agrees]


def test_the_programmes_own_table_prints_731_where_its_rows_sum_to_708() -> None:
    assert seen("분류 종 내려받기 조회", *CATEGORIES) == [
        (14, "내려받기", 72_494, 72_494),
        (14, "조회", 325_902, 325_902),
        (14, "종", 731, 708),
    ]
    assert wrong("분류 종 내려받기 조회", *CATEGORIES) == [(14, "종", 731, 708)]


def test_it_is_found_in_that_column_alone_and_with_the_total_on_top() -> None:
    narrow = [(name, count) for name, count, *_ in CATEGORIES]

    assert wrong("분류 종", *narrow) == [(14, "종", 731, 708)]
    assert wrong("분류 종", narrow[-1], *narrow[:-1]) == [(0, "종", 731, 708)]


def test_subtotals_are_set_beside_their_own_group_and_the_grand_total_beside_all() -> None:
    rows = [
        ("서울", "종로", "1"),
        ("서울", "중구", "2"),
        ("서울", "소계", "3"),
        ("세종", "조치원", "4"),
        ("세종", "한솔", "6"),
        ("세종", "소계", "11"),
        ("총계", None, "13"),
    ]

    assert seen("시도 구 수", *rows) == [
        (2, "수", 3, 3),
        (5, "수", 11, 10),
        (6, "수", 13, 13),
    ]


def test_subtotals_above_parts_whose_group_is_named_once_are_understood() -> None:
    rows = [
        ("합 계", "", "10", "100"),
        ("서울", "소계", "3", "30"),
        ("", "종로", "1", "10"),
        ("", "중구", "2", "20"),
        ("세종", "소계", "7", "75"),
        ("", "조치원", "3", "30"),
        ("", "한솔", "4", "40"),
    ]

    assert wrong("시도 구 수 값", *rows) == [(4, "값", 75, 70)]
    assert len(found("시도 구 수 값", *rows)) == 6


def test_a_total_of_each_kind_in_a_long_table_is_that_of_its_own_kind() -> None:
    rows = [
        ("계", "남", "3"),
        ("계", "여", "8"),
        ("한솔동", "남", "1"),
        ("한솔동", "여", "3"),
        ("도담동", "남", "2"),
        ("도담동", "여", "4"),
    ]

    assert seen("동 성별 사람", *rows) == [(0, "사람", 3, 3), (1, "사람", 8, 7)]


def test_a_total_column_is_set_beside_the_columns_it_sums() -> None:
    rows = [
        ("가", "2024", "3", "1", "2", "9"),
        ("나", "2024", "8", "3", "4", "9"),
        ("다", "2024", "11", "5", "6", "9"),
        ("라", "2024", "15", "7", "8", "9"),
    ]

    assert wrong("동 연도 계 남 여 면적", *rows) == [(1, "계", 8, 7)]


def test_a_total_column_may_stand_after_its_parts() -> None:
    rows = [("가", "1", "2", "3"), ("나", "3", "4", "7"), ("다", "5", "6", "12")]

    assert wrong("동 남 여 합계(명)", *rows) == [(2, "합계(명)", 12, 11)]


def test_decimals_may_differ_by_what_rounding_makes_of_them() -> None:
    rows = [("가", "33.3"), ("나", "33.3"), ("다", "33.3"), ("계", "100.0")]

    assert [(t.difference, t.agrees) for t in found("동 몫", *rows)] == [(-0.1, True)]
    assert wrong("동 몫", *rows[:3], ("계", "100.9")) == [(3, "몫", 100.9, 99.9)]


@pytest.mark.parametrize("name", ["참여율", "평균나이", "연도", "순위", "rate"])
def test_what_is_not_added_up_is_no_total(name: str) -> None:
    rows = [("가", "50"), ("나", "49"), ("계", "99")]

    assert found(f"동 {name}", *rows) == ()
    assert len(found("동 수", *rows)) == 1


def test_a_rate_of_all_is_no_sum_that_went_wrong() -> None:
    rows = [("total", "321.7"), ("남", "214.3"), ("여", "214.3")]

    assert found("성별 value", *rows) == ()


def test_a_mean_in_a_total_row_is_no_sum() -> None:
    assert found("동 값", ("가", "70"), ("나", "80"), ("전체", "75")) == ()


def test_a_suppressed_part_leaves_its_total_undecided_and_a_dash_is_nothing() -> None:
    assert found("동 수", ("가", "1"), ("나", "x"), ("다", "2"), ("계", "5")) == ()
    assert seen("동 수", ("가", "1"), ("나", "-"), ("다", "2"), ("계", "3")) == [(3, "수", 3, 3)]


def test_numbers_below_zero_are_read_in_every_way_they_are_written() -> None:
    rows = [("가", "△5"), ("나", "▲ 1,000"), ("다", "-3"), ("라", "1,010"), ("계", "2")]

    assert seen("동 증감액", *rows) == [(4, "증감액", 2, 2)]


def test_a_table_without_a_total_has_none() -> None:
    assert found("동 수", ("가", "1"), ("나", "2")) == ()
    assert found("구분 수", ("계", "1"), ("계", "2")) == ()
    assert totals((), ()) == ()


def test_a_longer_table_is_refused() -> None:
    with pytest.raises(TableTooLong) as refused:
        totals(("수",), (pa.array(["1"] * (MOST_ROWS + 1)),))

    assert (refused.value.rows, refused.value.most) == (MOST_ROWS + 1, MOST_ROWS)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("합 계", True),
        ("합계(명)", True),
        ("※ 소계", True),
        ("Total", True),
        ("계룡", False),
        ("", False),
    ],
)
def test_what_calls_a_row_a_total(text: str, says: bool) -> None:
    assert is_label(text) is says


@given(st.lists(st.integers(0, 10**12), min_size=2, max_size=30), st.booleans())
def test_a_right_total_always_agrees_and_one_that_is_off_by_one_never(
    parts: list[int], on_top: bool
) -> None:
    rows = [(f"동{n}", f"{value:,}") for n, value in enumerate(parts)]
    right, off = ("합계", str(sum(parts))), ("합계", str(sum(parts) + 1))

    assert [t.agrees for t in found("동 수", *([right, *rows] if on_top else [*rows, right]))] == [
        True
    ]
    assert all(not t.agrees for t in found("동 수", *rows, off))
