"""The header of a sheet: where it stands, and what its columns are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verification.formats.names import unique_names
from verification.formats.sheet_facts import Box
from verification.formats.sheet_header import SheetHead, head_of, holds_value

Grid = list[list[str | None]]

VALUES: Grid = [["종로구", "1", "2"], ["중구", "3", "4"]]


def named(grid: Grid, *boxes: Box) -> SheetHead | None:
    return head_of(grid, boxes)


def test_names_in_the_first_row_are_the_header() -> None:
    assert named([["구", "남", "여"], *VALUES]) == SheetHead(0, 1, ("구", "남", "여"))


def test_a_title_a_caption_and_blank_rows_stand_above_it() -> None:
    above: Grid = [["인구 현황", None, None], [None] * 3, [None, None, "(단위: 명)"]]

    assert named([*above, ["구", "남", "여"], *VALUES]) == SheetHead(3, 1, ("구", "남", "여"))


def test_a_line_of_what_is_said_about_the_table_is_no_header() -> None:
    above: Grid = [["주차장 현황", None, None], ["기준일: 2024-12-31", None, "담당: 교통과"]]

    assert named([*above, ["구", "남", "여"], *VALUES]) == SheetHead(2, 1, ("구", "남", "여"))


def test_few_rows_under_many_titles_are_a_table_all_the_same() -> None:
    titles: Grid = [["통계", None, None], ["현황", None, None], ["[대통령선거]", None, None]]

    assert named([*titles, ["구", "남", "여"], VALUES[0]]) == SheetHead(3, 1, ("구", "남", "여"))


def test_merged_names_of_two_levels_are_joined() -> None:
    grid: Grid = [["구", "인구", None], [None, "남", "여"], *VALUES]

    found = named(grid, Box(0, 0, 1, 0), Box(0, 1, 0, 2))

    assert found == SheetHead(0, 2, ("구", "인구_남", "인구_여"))


def test_a_name_over_some_columns_alone_in_its_row_is_no_title() -> None:
    grid: Grid = [[None, "인구", None], ["구", "남", "여"], *VALUES]

    assert named(grid, Box(0, 1, 0, 2)) == SheetHead(0, 2, ("구", "인구_남", "인구_여"))


def test_a_title_merged_over_the_whole_width_is_a_title() -> None:
    grid: Grid = [["인구 현황", None, None], ["구", "남", "여"], *VALUES]

    assert named(grid, Box(0, 0, 0, 2)) == SheetHead(1, 1, ("구", "남", "여"))


def test_merged_names_written_into_each_column_are_levels_too() -> None:
    grid: Grid = [["구", "인구", "인구"], ["구", "계", "계"], ["구", "남\n자", "여 자"], *VALUES]

    assert named(grid) == SheetHead(0, 3, ("구", "인구_계_남 자", "인구_계_여 자"))


def test_levels_are_seen_where_the_merging_was_lost() -> None:
    grid: Grid = [["구", "인구", None], [None, "남", "여"], *VALUES]

    assert named(grid) == SheetHead(0, 2, ("구", "인구_남", "인구_여"))


def test_a_row_of_units_or_of_codes_below_the_names_belongs_to_them() -> None:
    units: Grid = [["구", "남", "여"], [None, "(명)", "(천명)"], *VALUES]
    codes: Grid = [["구", "남", "여"], ["CT_NM", "M_CNT", "F_CNT"], *VALUES]

    assert named(units) == SheetHead(0, 2, ("구", "남(명)", "여(천명)"))
    assert named(codes) == SheetHead(0, 2, ("구_CT_NM", "남_M_CNT", "여_F_CNT"))


def test_columns_called_by_years_are_named() -> None:
    assert named([["구", "2023", "2024"], *VALUES]) == SheetHead(0, 1, ("구", "2023", "2024"))


@pytest.mark.parametrize(
    "below",
    [["중구", None, "서울"], ["중구", "종로", "서울"], ["AB", "CD", "EF"]],
)
def test_a_row_of_text_alone_is_no_level_of_names(below: list[str | None]) -> None:
    rest: Grid = [below, below, below]

    assert named([["구", "동", "시"], *rest]) == SheetHead(0, 1, ("구", "동", "시"))


def test_merged_cells_of_the_rows_below_do_not_make_them_names() -> None:
    grid: Grid = [["구", "남", "여"], ["종로구", "1", None], ["중구", "3", "4"]]

    assert named(grid, Box(1, 1, 1, 2)) == SheetHead(0, 1, ("구", "남", "여"))


def test_a_blank_sheet_has_no_head() -> None:
    assert named([[None, " "], [None, None]]) is None


@pytest.mark.parametrize("cell", ["1", "1,234", "-0.5", "△3", "45.2%", "2024-01-02", "-", "5\n(1)"])
def test_what_looks_like_a_value(cell: str) -> None:
    assert holds_value(cell)


@pytest.mark.parametrize("cell", [None, "", "남", "2024", "20 - 24세", "100+", "1월", "T7 율"])
def test_what_looks_like_a_name(cell: str | None) -> None:
    assert not holds_value(cell)


_cells = st.sampled_from(
    [None, "", "구", "계", "남", "여", "1", "2024", "(명)", "A_B", "합계 ", "주)"]
)


@st.composite
def _sheets(draw: st.DrawFn) -> tuple[Grid, list[Box]]:
    width = draw(st.integers(1, 5))
    grid = draw(st.lists(st.lists(_cells, min_size=width, max_size=width), max_size=9))
    corner = st.integers(0, 8)
    places = draw(st.lists(st.tuples(corner, corner, corner, corner), max_size=4))
    boxes = [Box(min(t, b), min(x, r), max(t, b), max(x, r)) for t, x, b, r in places]
    return grid, boxes


@given(_sheets())
def test_every_column_of_any_sheet_gets_a_name_of_its_own(sheet: tuple[Grid, list[Box]]) -> None:
    grid, boxes = sheet

    head = head_of(grid, boxes)

    if head is not None:
        names = unique_names(head.header)
        assert len(set(names)) == len(names) == len(grid[0])
        assert all(names)
        assert head.header_rows >= 1
        assert head.body <= len(grid)
