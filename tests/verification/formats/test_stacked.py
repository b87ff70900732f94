"""Tables one below another in a sheet: parted where that is beyond doubt, and nowhere else."""

from pathlib import Path
from typing import Any

import pytest

from tests.verification.formats.opening import cells, noticed, opened
from tests.verification.formats.test_spreadsheet import saved
from tests.verification.reading import workbook
from verification.findings import Location
from verification.tables import MergedCells, SheetLayout

FIRST = [["구", "수"], ["중구", 1], ["종로구", 2], ["용산구", 3]]


def test_a_table_below_another_is_a_table_of_its_own_where_that_is_beyond_doubt(
    tmp_path: Path,
) -> None:
    def make(sheet: Any) -> None:
        for row in (
            *(["인구", None, None], *FIRST, ["※ 잠정치"], []),
            *(["면적"], ["동", "면적", "비고"], ["명동", 1.5, "a"], ["회현동", 2, None]),
        ):
            sheet.append(row)
        sheet.row_dimensions[10].hidden = True
        sheet.merge_cells("C10:C11")
        sheet.parent.create_sheet("Sheet (2)").append(["x"])

    found = opened(tmp_path, "a.xlsx", saved(make))

    first, second, _ = found.tables
    assert (first.head.sheet, first.head.preamble) == ("Sheet", ("인구",))
    assert cells(first) == {
        "구": ["중구", "종로구", "용산구", "※ 잠정치", None],
        "수": ["1", "2", "3", None, None],
    }
    assert (second.head.sheet, second.head.preamble) == ("Sheet (3)", ("면적",))
    assert cells(second) == {
        "동": ["명동", "회현동"],
        "면적": ["1.5", "2"],
        "비고": ["a", None],
    }
    assert second.head.layout == SheetLayout(
        title_rows=1, merged_cells=(MergedCells(1, 2, 2, 2),), hidden_rows=(1,)
    )
    first_said = second.head.noticed[0]
    assert (first_said.code, first_said.at) == ("tables-parted", Location("a.xlsx", "Sheet (3)"))


@pytest.mark.parametrize(
    ("below", "said"),
    [
        # The same names again: one table in two pieces.
        ([["구", "수"], ["명동", 2], ["회현동", 3]], [("several-tables", 1)]),
        # One row is no table.
        ([["동", "면적"], ["명동", 2]], [("several-tables", 1)]),
        # Names do not stand over every value.
        ([["동", "면적"], ["명동", 2, 3], ["회현동", 3, 4]], [("several-tables", 1)]),
        # A name stands twice.
        ([["동", "동"], ["명동", 2], ["회현동", 3]], [("several-tables", 1)]),
        # Rows of a group below its name, and rows after a gap.
        ([["중구"], ["명동", 2], ["회현동", 3]], []),
        ([["명동", 2], ["회현동", 3]], []),
        ([["명동", "미정"], ["회현동", "미정"], ["소공동", "미정"]], []),
    ],
)
def test_a_table_is_never_parted_where_there_is_doubt(
    tmp_path: Path, below: list[list[object]], said: list[tuple[str, int]]
) -> None:
    found = opened(tmp_path, "a.xlsx", workbook(*FIRST, [], *below))

    assert len(found.tables) == 1
    assert [each for each in noticed(found) if each[0] != "note-rows"] == said


def test_three_tables_of_a_sheet_are_three_and_one_that_is_none_stays_above(
    tmp_path: Path,
) -> None:
    second = [["동", "면적", "연도"], ["명동", 2, 2024], ["회현동", 3, 2024]]
    odd = [["가", "나"], ["x", 1]]
    third = [["항목", "값"], ["a", 1], ["b", 2]]

    three = opened(tmp_path, "a.xlsx", workbook(*FIRST, [], *second, [], [], *third))
    room = tmp_path / "odd"
    room.mkdir()
    some = opened(room, "a.xlsx", workbook(*FIRST, [], *odd, [], *third))

    assert [(table.head.sheet, table.head.names) for table in three.tables] == [
        ("Sheet", ("구", "수")),
        ("Sheet (2)", ("동", "면적", "연도")),
        ("Sheet (3)", ("항목", "값")),
    ]
    assert [(table.head.sheet, table.head.names) for table in some.tables] == [
        ("Sheet", ("구", "수")),
        ("Sheet (2)", ("항목", "값")),
    ]
    assert noticed(some) == [("several-tables", 1), ("tables-parted", 1)]


@pytest.mark.parametrize("place", ["far below", "title"])
def test_no_cell_is_lost_where_a_table_is_narrower_than_what_stands_around_it(
    tmp_path: Path, place: str
) -> None:
    title = ["", "", "", "기준일"] if place == "title" else ["면적"]
    rows: list[list[object]] = [["동", "면적"], *(["명동", number] for number in range(300))]
    tail = [["명동", 1, None, "담당자"]] if place == "far below" else []

    found = opened(tmp_path, "a.xlsx", workbook(*FIRST, [], title, *rows, *tail))

    assert len(found.tables) == 1
    assert ("several-tables", 1) in noticed(found)
