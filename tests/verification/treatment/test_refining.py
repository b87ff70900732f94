from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.verification.treatment.bench import lines, opened, treated
from verification.tables import MergedCells, OpenTable, SheetLayout, TableHead
from verification.treatment.document import treatment_of
from verification.treatment.frames import frames_of
from verification.treatment.looking import (
    NO_LAYOUT,
    ColumnFacts,
    LayoutFacts,
    Look,
    layout_of,
    looked_at,
)
from verification.treatment.refining import propose_refining
from verification.treatment.reshaping import WideToLong
from verification.treatment.schema import validator
from verification.treatment.step import Step


def steps(table: OpenTable, layout: LayoutFacts = NO_LAYOUT, *areas: str) -> list[Step]:
    facts = looked_at(frames_of(table), layout)
    return [each.step for each in propose_refining(facts, layout, frozenset(areas))]


def names(found: list[Step]) -> list[str]:
    return [each.step for each in found]


def test_facts_are_counted() -> None:
    table = opened(
        {"a": ["1,234", "-", " 5", None], "b": ["2024.1.2", "2024-01-02", "x", "2024-02-30"]}
    )

    assert looked_at(frames_of(table)) == (
        ColumnFacts("a", filled=3, untidy=1, numbers=2, grouped=1, marks={"-": 1}),
        ColumnFacts("b", filled=4, dates=2, iso=2, marks={"x": 1}),
    )


CELLS = st.lists(st.sampled_from(["1", "1,000", "-", "x", " a", "2024.1.2", "2024-01-02", None]))


@given(CELLS, CELLS)
@settings(deadline=None, max_examples=30)
def test_facts_of_parts_merge_into_those_of_the_whole(
    first: list[str | None], second: list[str | None]
) -> None:
    def seen(cells: list[str | None]) -> Look:
        look = Look(["a"])
        for frame in frames_of(opened({"a": cells})):
            look.update(frame)
        return look

    joined = seen(first)
    joined.merge(seen(second))

    assert joined.facts() == seen([*first, *second]).facts()


def test_a_clean_table_is_left_alone() -> None:
    table = opened({"일자": ["2024-01-02"], "수": ["3"], "구": ["가"], "2024년": ["1"]})

    assert steps(table) == []


def test_cells_are_refined_where_they_show_it(tmp_path: Path) -> None:
    table = opened(
        {
            "일자": ["2024.01.02.", "20240103", "-"],
            "금액(천원)": ["1,234", "x", "△5"],
            "구\u00a0분": ["가\n나", "다", "-"],
        }
    )

    found = steps(table)

    _, content = treated(tmp_path, table, *(each.document() for each in found))
    assert names(found) == [
        "rename-columns",
        "tidy-text",
        "missing-marks",
        "iso-dates",
        "missing-marks",
        "plain-numbers",
        "header-unit",
    ]
    assert lines(content) == [
        ["일자", "금액", "금액_비공개", "구 분"],
        ["2024-01-02", "1234", "", "가 나"],
        ["2024-01-03", "", "x", "다"],
        # In words a dash may be meant.
        ["", "-5", "", "-"],
    ]


def test_a_spreadsheet_as_offices_make_them_becomes_a_table(tmp_path: Path) -> None:
    table = opened(
        {
            "구분": [None, "조치원읍", None, "합계", "주) 잠정치"],
            "성별": [None, "남", "여", None, None],
            "인구": ["2019년", "1,000", "1,100", "2,100", None],
            "column_4": ["2020년", "1,200", "1,300", "2,500", None],
            "column_5": ["2021년", "-", "1,400", "1,400", None],
        }
    )
    layout = LayoutFacts(
        levels=(("구분", "성별", "", "", ""), ("", "", "2019년", "2020년", "2021년")),
        header=(1,),
        totals=(4,),
        notes=(5,),
        merged={"구분": ((2, 3),)},
    )

    found = steps(table, layout)

    _, content = treated(tmp_path, table, *(each.document() for each in found))
    assert lines(content) == [
        ["구분", "성별", "연도", "값"],
        ["조치원읍", "남", "2019", "1000"],
        ["조치원읍", "남", "2020", "1200"],
        ["조치원읍", "남", "2021", ""],
        ["조치원읍", "여", "2019", "1100"],
        ["조치원읍", "여", "2020", "1300"],
        ["조치원읍", "여", "2021", "1400"],
    ]


def test_a_sheet_lies_as_its_reader_says() -> None:
    layout = SheetLayout(
        total_rows=(4,),
        note_rows=(5,),
        merged_cells=(MergedCells(1, 0, 3, 0), MergedCells(0, 1, 2, 2), MergedCells(1, 1, 1, 2)),
    )
    head = TableHead("t.xlsx", ("구", "수", "비고"), layout=layout)

    assert layout_of(head) == LayoutFacts(
        totals=(4,), notes=(5,), merged={"구": ((1, 3),), "수": ((1, 2),)}
    )
    assert layout_of(TableHead("t.csv", ("a",))) == NO_LAYOUT


def test_codes_of_areas_are_named_where_the_list_is_at_hand() -> None:
    table = opened({"법정동코드": ["3611010300"], "b": ["."]})

    assert names(steps(table, NO_LAYOUT, "법정동")) == ["area-names"]
    assert steps(table, NO_LAYOUT, "행정동") == []


def test_dates_with_a_time_are_left_alone() -> None:
    assert steps(opened({"때": ["2024.1.2 10:00", "20240102100000"], "b": [".", "."]})) == []


@pytest.mark.parametrize(
    ("header", "turned"),
    [
        (["구", "2019년", "2020년", "2021년"], ("값", "2019 2020 2021")),
        (
            ["구", "인구(명)_2019년", "인구(명)_2020년", "인구(명)_2021년"],
            ("인구(명)", "2019 2020 2021"),
        ),
        (["구", "예산 2021", "예산 2020", "예산 2019"], ("예산", "2021 2020 2019")),
        (["구", "2019", "2020", "2021", "증감 2021"], ("값", "2019 2020 2021")),
        # Two years are no reason, two measures a year are no list of years.
        (["구", "2019", "2020"], None),
        (["구", *(f"{what} {year}" for what in ("남", "여") for year in (2019, 2020, 2021))], None),
        (["값", "2019", "2020", "2021"], None),
        (["구", "12019", "12020", "12021"], None),
    ],
)
def test_a_column_a_year_becomes_a_row_a_year(
    header: list[str], turned: tuple[str, str] | None
) -> None:
    found = steps(opened({name: ["1"] for name in header}))

    wide = [each for each in found if isinstance(each, WideToLong)]
    assert [(each.value, " ".join(each.labels)) for each in wide] == ([turned] if turned else [])


def test_what_the_years_count_gives_up_its_unit(tmp_path: Path) -> None:
    table = opened(
        {"구": ["가"], **{f"인구(명) {year}년": ["1,000"] for year in (2021, 2022, 2023)}}
    )

    _, content = treated(tmp_path, table, *(each.document() for each in steps(table)))

    assert lines(content)[:2] == [["구", "연도", "인구"], ["가", "2021", "1000"]]


def test_a_merged_cell_whose_first_record_is_a_total_keeps_its_value(tmp_path: Path) -> None:
    table = opened(
        {
            "시도": ["서울", None, "부산", None, None],
            "시군구": ["강남구", "서초구", "소계", "중구", "서구"],
            "수": ["1", "2", "7", "3", "4"],
        }
    )
    layout = LayoutFacts(totals=(3,), merged={"시도": ((1, 2), (3, 5))})

    _, content = treated(tmp_path, table, *(each.document() for each in steps(table, layout)))

    assert lines(content)[1:] == [
        ["서울", "강남구", "1"],
        ["서울", "서초구", "2"],
        ["부산", "중구", "3"],
        ["부산", "서구", "4"],
    ]


@pytest.mark.parametrize(
    "header",
    [
        ["면적(㎡)", "면적(%)"],
        ["출발 법정동코드", "도착 법정동코드"],
        ["값(명)", "2019", "2020", "2021"],
        ["연도 2019", "연도 2020", "연도 2021"],
        ["가" * 301 + "(명)", "나\t"],
    ],
)
def test_what_is_proposed_together_applies_together(header: list[str]) -> None:
    table = opened({name: ["3611010300"] for name in header})
    found = [each.document() for each in steps(table, NO_LAYOUT, "법정동")]

    assert list(validator().iter_errors({"steps": found})) == []
    treatment_of({"steps": found}).names_after(table.head.names)


def test_codes_that_the_list_does_not_have_are_not_named() -> None:
    assert steps(opened({"법정동코드": ["1111010100"]}), NO_LAYOUT, "법정동") == []


def test_what_is_withheld_is_told_apart_from_what_nobody_knows(tmp_path: Path) -> None:
    table = opened({"수": ["1", "x", "-", *["2"] * 7]})

    _, content = treated(tmp_path, table, *(each.document() for each in steps(table)))

    assert lines(content)[:4] == [["수", "수_비공개"], ["1", ""], ["", "x"], ["", ""]]


def test_only_a_known_unit_leaves_a_header() -> None:
    table = opened({"등급(A)": ["1"], "면적 (㎡)": ["1"], "수량(단위: 개)": ["2"], "수량": ["3"]})

    assert [(each.step, *each.touched()) for each in steps(table)] == [("header-unit", "면적 (㎡)")]
