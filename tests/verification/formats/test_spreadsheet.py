"""Workbooks as offices make them: what is read, and what is said of the rest."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.verification.formats.opening import archive, cells, faults, noticed, opened
from tests.verification.reading import workbook
from verification.findings import Location
from verification.limits import Limits
from verification.tables import MergedCells, SheetLayout

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def saved(make: Callable[[Any], None]) -> bytes:
    book = openpyxl.Workbook()
    make(book.active)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_sheet(xml: str, *, limits: Limits | None = None, folder: Path) -> list[str]:
    """The faults of a workbook whose only sheet is this XML."""
    content = io.BytesIO(workbook(["a"]))
    replaced = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(replaced, "w", 8) as new:
        for name in old.namelist():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            new.writestr(name, xml if is_sheet else old.read(name))
    return faults(opened(folder, "a.xlsx", replaced.getvalue(), limits=limits))


def test_totals_notes_and_merged_cells_stay_and_are_said_where_they_are(tmp_path: Path) -> None:
    def make(sheet: Any) -> None:
        for row in (
            ["인구 현황", None, None, None],
            ["시도", "구", "인구", None],
            [None, None, "남", "여"],
            ["서울", "소계", 4, 6],
            [None, "중구", 3, 4],
            [None, "종로구", 1, 2],
            ["합계", None, 4, 6],
            [None, None, None, None],
            ["※ 잠정치", None, None, None],
            ["자료: 통계청", None, None, None],
        ):
            sheet.append(row)
        for ref in ("A1:D1", "A2:A3", "B2:B3", "C2:D2", "A4:A6", "A7:B7"):
            sheet.merge_cells(ref)
        sheet.row_dimensions[6].hidden = True
        sheet.column_dimensions["D"].hidden = True

    found = opened(tmp_path, "a.xlsx", saved(make))

    (table,) = found.tables
    assert table.head.header == ("시도", "구", "인구_남", "인구_여")
    assert table.head.preamble == ("인구 현황",)
    assert cells(table)["구"] == ["소계", "중구", "종로구", None, None, None, None]
    assert table.head.layout == SheetLayout(
        title_rows=1,
        header_rows=2,
        total_rows=(1, 4),
        note_rows=(6, 7),
        merged_cells=(MergedCells(1, 0, 3, 0), MergedCells(4, 0, 4, 1)),
        hidden_rows=(3,),
        hidden_columns=(3,),
    )
    assert [(finding.code, finding.at) for finding in table.head.noticed] == [
        ("header-levels", Location("a.xlsx", "Sheet")),
        ("total-rows", Location("a.xlsx", "Sheet", 1)),
        ("note-rows", Location("a.xlsx", "Sheet", 6)),
        ("hidden-rows", Location("a.xlsx", "Sheet", 3)),
        ("merged-cells", Location("a.xlsx", "Sheet", 1, "시도")),
        ("hidden-columns", Location("a.xlsx", "Sheet", None, "인구_여")),
    ]


def test_a_plain_sheet_gives_no_cause_to_speak(tmp_path: Path) -> None:
    found = opened(tmp_path, "a.xlsx", workbook(["이름", "수"], ["계룡", 1], ["계양", 2]))

    assert noticed(found) == []
    assert found.tables[0].head.layout == SheetLayout()


def test_rows_under_a_merged_total_are_totals_too(tmp_path: Path) -> None:
    def make(sheet: Any) -> None:
        for row in (
            ["구", "항목", "수"],
            ["합계", "사고", 1],
            [None, "사망", 2],
            ["중구", "사고", 1],
        ):
            sheet.append(row)
        sheet.merge_cells("A2:A3")

    layout = opened(tmp_path, "a.xlsx", saved(make)).tables[0].head.layout

    assert layout is not None
    assert layout.total_rows == (1, 2)


@pytest.mark.parametrize(
    "label", ["합 계", "총계", "서울 소계", "[계]", "0 계", "Total", "Sub-total"]
)
def test_totals_go_by_many_names(tmp_path: Path, label: str) -> None:
    content = workbook(["구", "수"], ["중구", 1], [label, 1])

    assert noticed(opened(tmp_path, "a.xlsx", content)) == [("total-rows", 1)]


def test_a_second_table_below_the_first_or_beside_it_is_seen(tmp_path: Path) -> None:
    below = workbook(["구", "수"], ["중구", 1], [], ["표 2"], ["동", "면적"], ["명동", 2])
    beside = workbook(["구", "수", None, "동", "면적"], ["중구", 1, None, "명동", 2])

    found = opened(tmp_path, "a.xlsx", below)
    layout = found.tables[0].head.layout

    assert layout is not None
    assert (layout.table_rows, noticed(found)) == ((3,), [("several-tables", 1)])
    room = tmp_path / "beside"
    room.mkdir()
    (finding,) = opened(room, "a.xlsx", beside).facts.noticed
    assert (finding.code, finding.at.column) == ("several-tables", "동")


def test_a_sheet_that_begins_far_from_the_corner_counts_from_where_it_begins(
    tmp_path: Path,
) -> None:
    def make(sheet: Any) -> None:
        sheet["C4"], sheet["D4"] = "구", "수"
        sheet["C5"], sheet["D5"] = "중구", 1
        sheet["C6"], sheet["D6"] = "종로구", 2
        sheet.column_dimensions["D"].hidden = True
        sheet.row_dimensions[6].hidden = True

    (table,) = opened(tmp_path, "a.xlsx", saved(make)).tables

    assert cells(table) == {"구": ["중구", "종로구"], "수": ["1", "2"]}
    assert table.head.layout == SheetLayout(title_rows=3, hidden_rows=(2,), hidden_columns=(1,))


def test_what_a_workbook_carries_out_of_sight_is_said_once(tmp_path: Path) -> None:
    def make(sheet: Any) -> None:
        sheet.append(["a"])
        sheet.append([1])
        sheet["A2"].comment = Comment("담당자 확인", "홍")

    content = io.BytesIO(saved(make))
    with zipfile.ZipFile(content, "a") as book:
        book.writestr("xl/externalLinks/externalLink1.xml", "<x/>")
        book.writestr("xl/pivotCache/pivotCacheDefinition1.xml", "<x/>")
        book.writestr("xl/connections.xml", "<x/>")

    assert noticed(opened(tmp_path, "a.xlsx", content.getvalue())) == [
        ("sheet-comments", 1),
        ("external-links", 1),
        ("pivot-cache", 1),
        ("external-links", 1),
    ]


def test_formulas_are_not_evaluated(tmp_path: Path) -> None:
    xml = (
        f'<worksheet xmlns="{SHEET}"><sheetData><row r="1"><c r="A1" t="str"><v>a</v></c></row>'
        '<row r="2"><c r="A2"><f>1+1</f><v>7</v></c></row></sheetData></worksheet>'
    )
    content = io.BytesIO(workbook(["a"]))
    replaced = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(replaced, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name.endswith("sheet1.xml") else old.read(name))

    (table,) = opened(tmp_path, "a.xlsx", replaced.getvalue()).tables

    assert cells(table) == {"a": ["7"]}


def row(*cells: str) -> str:
    row = f'<row r="1">{"".join(cells)}</row>'
    return f'<worksheet xmlns="{SHEET}"><sheetData>{row}</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (row(*["<c><v>1</v></c>"] * 3000), "too-many-columns"),
        (row('<c r="A1"><v>1</v></c>', '<c r="CZZ1"><v>1</v></c>'), "too-many-columns"),
        (row('<c r="A1"><v>1</v></c>', '<c r="ALL19000"><v>1</v></c>'), "too-many-cells"),
        (row(f'<c r="A1" t="inlineStr"><is><t>{"x" * 3_000_000}</t></is></c>'), "record-too-long"),
        (f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>{row()}', "entities-declared"),
        (
            f'<worksheet xmlns="{SHEET}"><sheetData/><mergeCells>'
            + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 1200))
            + "</mergeCells></worksheet>",
            "too-many-cells",
        ),
        (row('<c r="A1" t="s"><v>99999999999</v></c>'), "unreadable"),
        ("<worksheet><sheetData>", "unreadable"),
    ],
)  # fmt: skip
def test_sheets_that_would_swell_are_refused_before_they_are_laid_out(
    tmp_path: Path, xml: str, code: str
) -> None:
    limits = Limits(record_bytes=1 << 20, merged_cells=1000, archive_ratio=100_000)

    assert with_sheet(xml, limits=limits, folder=tmp_path) == [code]


@pytest.mark.parametrize(
    ("before", "code"),
    [
        (b'<!DOCTYPE x [<!ENTITY e "v">]>', "entities-declared"),
        (b'<?xml version="1.0" encoding="UT"?>', "unreadable"),
    ],
)
def test_an_index_of_sheets_that_is_odd_is_refused(
    tmp_path: Path, before: bytes, code: str
) -> None:
    content = io.BytesIO(workbook(["a"]))
    replaced = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(replaced, "w") as new:
        for name in old.namelist():
            raw = old.read(name)
            new.writestr(name, before + raw if name == "xl/workbook.xml" else raw)

    assert faults(opened(tmp_path, "a.xlsx", replaced.getvalue())) == [code]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"<html><table><tr><td>a</td></tr></table></html>", []),
        (b"<html><body>a</body></html>", ["markup-as-workbook"]),
        (b'<?xml version="1.0"?><Workbook/>', ["markup-as-workbook"]),
        (b"a,b\n1,2\n", []),
        (archive({"xl/workbook.bin": b"x"}), []),
    ],
)
def test_what_is_only_called_a_workbook_is_read_as_what_it_is_or_refused(
    tmp_path: Path, content: bytes, found: list[str]
) -> None:
    assert faults(opened(tmp_path, "a.xls", content)) == found
