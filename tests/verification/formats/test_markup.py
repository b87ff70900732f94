"""Web pages and XML workbooks under the name of a workbook, as offices' systems export them."""

from pathlib import Path

import pytest

from tests.verification.formats.opening import archive, cells, faults, noticed, opened
from tests.verification.offers import codes, verified
from verification.findings import Location
from verification.limits import Limits
from verification.subject import FileFormat
from verification.tables import MergedCells

PAGE = """\r\n\r\n<html><head><meta http-equiv="Content-Type" content="application/vnd.ms-excel">
<style>td { mso-number-format: "\\@" }</style></head><body>
<table border=1><tr><th rowspan="2">구</th><th colspan=2>인구</th></tr>
<tr><th>남</th><th>여</th></tr>
<tr><td>중구</td><td>0012</td><td>1,234</td></tr>
<tr><td rowspan=2>종로구</td><td>a<br>b</td><td>&lt;5&gt; &amp; &#54620;</td></tr>
<tr style="display:none"><td>&nbsp;</td><td><b>7</b>
<i>8</i></td></tr></table></body></html>"""

SHEETS = "urn:schemas-microsoft-com:office:spreadsheet"


def page(rows: str) -> bytes:
    return f"<html><body><table>{rows}</table></body></html>".encode()


def book(rows: str, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>{before}'
        f'<Workbook xmlns="{SHEETS}" xmlns:ss="{SHEETS}" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'<Worksheet ss:Name="현황"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()


@pytest.mark.parametrize("encoding", ["cp949", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["a.xls", "a.xlsx"])
def test_a_page_called_a_workbook_is_its_table(tmp_path: Path, name: str, encoding: str) -> None:
    found = opened(tmp_path, name, PAGE.encode(encoding))

    (table,) = found.tables
    assert (found.facts.format, faults(found)) == (FileFormat.HTML, [])
    assert (table.head.sheet, table.head.header) == (None, ("구", "인구_남", "인구_여"))
    assert cells(table) == {
        "구": ["중구", "종로구", None],
        "인구_남": ["0012", "a\nb", None],
        "인구_여": ["1,234", "<5> & 한", "7 8"],
    }
    assert table.head.layout is not None
    assert table.head.layout.merged_cells == (MergedCells(2, 0, 3, 0),)
    assert noticed(found) == [
        ("markup-as-workbook", 1),
        ("header-levels", 1),
        ("hidden-rows", 1),
        ("merged-cells", 1),
    ]


def test_each_table_of_a_page_is_a_sheet_and_one_that_places_a_title_is_none(
    tmp_path: Path,
) -> None:
    content = (
        "<h1>현황</h1><table><tr><td>2024년</td></tr></table><table></table>"
        "<table><tr><td>구<td>수<tr><td>중구<td>1</table>"
        "<table><tr><td><table><tr><td>동<td>수<tr><td>명동<td>2</table></td></tr></table>"
    ).encode()

    found = opened(tmp_path, "a.xls", content)

    assert {table.head.sheet: cells(table) for table in found.tables} == {
        "표 1": {"구": ["중구"], "수": ["1"]},
        "표 2": {"동": ["명동"], "수": ["2"]},
    }
    assert found.tables[0].head.beside == ("현황", "2024년")
    assert noticed(found) == [("markup-as-workbook", 1), ("outside-table", 2)]


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td>a<td>b<tr><td>1<td>2",
        "</td><TR><TD class='x'y>a<TD z=\"1\"q>b</tr></tr><tr><td>1<td onclick=\"x('>')\">2</div>",
        "<thead><th>a<th>b<tbody><td>1</th><td>2",
        "<![if !x]><tr><td>a<td>b<![endif]><tr><td>1<td>2<!-- x",
        "<tr><td>a<td>b<script>'<tr><td>c'</script><style>td</style><tr><td>1<td>2<script>",
        "<tr><td colspan=0 rowspan=x>a<td>b<tr><td>1<td>2",
    ],
)
def test_a_page_that_is_badly_written_is_read_as_browsers_do(tmp_path: Path, rows: str) -> None:
    (table,) = opened(tmp_path, "a.xls", page(rows)).tables

    assert cells(table) == {"a": ["1"], "b": ["2"]}


def test_a_page_that_breaks_off_among_its_rows_is_damaged(tmp_path: Path) -> None:
    content = b"<table><tr><td>a<td>b<!-- <tr><td>1<td>2</table>"

    assert faults(opened(tmp_path, "a.xls", content)) == ["unreadable"]


def test_a_page_without_tables_is_refused(tmp_path: Path) -> None:
    content = "<!DOCTYPE html><html><body>로그인하세요</body></html>".encode()

    assert faults(opened(tmp_path, "a.xls", content)) == ["markup-as-workbook"]


def test_a_page_under_its_own_name_stays_a_document(tmp_path: Path) -> None:
    assert opened(tmp_path, "a.html", PAGE.encode()).facts.format is FileFormat.DOCUMENT


def test_what_a_page_does_not_show_is_searched_for_numbers_of_persons(tmp_path: Path) -> None:
    unseen = (
        "<!-- 홍길동 900101-1234568 -->",
        "<script>view('900101-1234568')</script>",
        "<a href=\"javascript:view('900101-1234568')\">보기</a>",
        "<p>담당자 주민등록번호 900101-1234568</p>",
    )
    content = f"{''.join(unseen)}<table><tr><td>구<td>수<tr><td>중구<td>1</table>".encode()

    (table,) = opened(tmp_path, "a.xls", content).tables

    assert sum("900101-1234568" in text for text in table.head.beside) == len(unseen)
    room = tmp_path / "verified"
    room.mkdir()
    found = {code for code, _ in codes(verified(room, {"a.xls": content}))}
    assert found & {"resident-number", "resident-number-suspected"}


def test_a_page_in_an_archive_is_read_and_said_to_be_one(tmp_path: Path) -> None:
    found = opened(tmp_path, "a.zip", archive({"in.xls": page("<tr><td>a<td>b<tr><td>1<td>2")}))

    assert [table.head.sheet for table in found.tables] == ["in.xls"]
    assert [(finding.code, finding.at) for finding in found.facts.noticed] == [
        ("markup-as-workbook", Location("a.zip", "in.xls"))
    ]


def test_an_xml_workbook_is_its_sheets(tmp_path: Path) -> None:
    content = book(
        '<Column/><Column ss:Hidden="1"/><Row><Cell><Data ss:Type="String">구</Data></Cell>'
        '<Cell><Data ss:Type="String">일자</Data></Cell><Cell><Data>수</Data></Cell></Row>'
        '<Row ss:Index="3" ss:Hidden="1"><Cell ss:MergeDown="1"><Data ss:Type="String">중구</Data>'
        '<Comment><Data>확인</Data></Comment></Cell><Cell ss:Index="3" ss:Formula="=1+1">'
        '<Data ss:Type="Number">2.5</Data></Cell></Row><Row><Cell ss:Index="2">'
        '<Data ss:Type="DateTime">2024-01-02T00:00:00.000</Data></Cell>'
        '<Cell><Data ss:Type="Boolean">1</Data></Cell></Row>'
        "<Row><Cell><Data>종로구</Data></Cell><Cell><Data>x</Data></Cell>"
        "<Cell><Data>3</Data></Cell></Row>"
    )

    found = opened(tmp_path, "a.xls", content)

    (table,) = found.tables
    assert (found.facts.format, table.head.sheet) == (FileFormat.XML_WORKBOOK, "현황")
    assert cells(table) == {
        "구": [None, "중구", None, "종로구"],
        "일자": [None, None, "2024-01-02 00:00:00", "x"],
        "수": [None, "2.5", "true", "3"],
    }
    assert [code for code, _ in noticed(found)] == [
        "markup-as-workbook",
        "sheet-comments",
        "hidden-rows",
        "merged-cells",
        "hidden-columns",
    ]


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
FOREIGN = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
CELL = '<Row><Cell ss:Index="{}"{}><Data ss:Type="String">x</Data></Cell></Row>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (book(CELL.format(1, ""), LAUGHS), "entities-declared"),
        (book(CELL.format(1, ""), FOREIGN), "entities-declared"),
        (book(CELL.format(900_000_000, "")), "too-many-columns"),
        (book(CELL.format(1, ' ss:MergeAcross="900000000"')), "too-many-columns"),
        (book('<Row ss:Index="900000000"/>'), "too-many-cells"),
        (book("<Row>")[:-30], "unreadable"),
        (page("<tr><td rowspan=65534 colspan=1000>x" * 4), "too-many-columns"),
        (page("<tr>" + "<td>" * 300 + "<tr><td>" * 300), "too-many-cells"),
        (page("<tr><td><table>" * 100), "unreadable"),
        (page("<tr><td>1</table><table>" * 4_000), "too-many-sheets"),
        (page("x" * 100_000), "file-too-large"),
        (page("<tr><td>") + b"\xff\xfe\xfd" * 100, "not-text"),
    ],
)
def test_markup_that_would_swell_or_is_no_markup_is_refused(
    tmp_path: Path, content: bytes, code: str
) -> None:
    limits = Limits(markup_bytes=100_000, markup_cells=20_000)

    assert faults(opened(tmp_path, "a.xls", content, limits=limits)) == [code]


@pytest.mark.parametrize(
    "text",
    ["<!--", '<a b="', "<a ", "<", "<b>", "&#", "<td a='", "</", "<![", "<script>", "<a b=c"],
)
def test_no_page_takes_longer_than_its_length(tmp_path: Path, text: str) -> None:
    # Many characters: whoever reads each of them anew from each does not end.
    content = page("<tr><td>" + text * (300_000 // len(text)))

    opened(tmp_path, "a.xls", content, limits=Limits(seconds=30))
