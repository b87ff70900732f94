"""Reads what is called a workbook but is a web page or an XML workbook, as systems export it.

Korean administrative systems write a table in HTML and call it .xls, because Excel opens it.
"""

from collections.abc import Iterator

from verification.faults import FileFault
from verification.findings import Finding, Location, Severity
from verification.formats import sheet_findings
from verification.formats.encoding import encoding_of
from verification.formats.laying import Laying
from verification.formats.page_tables import PageTables
from verification.formats.page_tags import tags_of
from verification.formats.sheet_facts import BookFacts
from verification.formats.sheet_table import Grid, tables_of
from verification.formats.workshop import Content, Workshop
from verification.formats.xml_workbook import XmlSheets
from verification.tables import OpenTable

_CHUNK = 1 << 16  # characters
_TAGS = 1 << 16  # are taken before the time is looked at
_LOST = 10  # one byte in so many means nothing: it never was text
_LINES_AT_MOST = 15  # a table of single cells that is no longer is a title


def read_page(content: Content, workshop: Workshop) -> tuple[OpenTable, ...]:
    """One table for each in a web page that holds anything; raises `FileFault`."""
    page = PageTables(content.here, workshop.limits)
    for count, tag in enumerate(tags_of("".join(_pieces(content, workshop)))):
        page.take(tag)
        if count % _TAGS == 0:
            _keep_time(content, workshop)
    page.finish()
    lines, laid = _parted(page.tables)
    around = (*page.around, *lines)
    grids = []
    for place, laying in enumerate(laid):
        at = content.at(f"표 {place + 1}" if len(laid) > 1 else None)
        first = not place
        grids.append(
            Grid(
                at,
                laying.rows,
                laying.facts,
                beside=(*around, *page.unseen) if first else (),
                noticed=tuple(_of_page(page, around, content.here)) if first else (),
            )
        )
    return _tables(grids, content, workshop)


def read_xml_workbook(content: Content, workshop: Workshop) -> tuple[OpenTable, ...]:
    """One table for each sheet of an XML workbook that holds anything; raises `FileFault`."""
    book = XmlSheets(content.here, workshop.limits)
    for piece in _pieces(content, workshop):
        book.take(piece)
        _keep_time(content, workshop)
    book.take("", final=True)
    noticed = (
        _disguised("XML", content.here),
        *sheet_findings.of_book(BookFacts(comments=book.comments), content.here),
    )
    filled = [sheet for sheet in book.sheets if _is_filled(sheet.laying)]
    grids = [
        Grid(
            content.at(sheet.name),
            sheet.laying.rows,
            sheet.laying.facts,
            hidden=sheet.hidden,
            noticed=() if place else noticed,
        )
        for place, sheet in enumerate(filled)
    ]
    return _tables(grids, content, workshop)


def _pieces(content: Content, workshop: Workshop) -> Iterator[str]:
    """A text piece by piece, in whichever encoding it is; raises `FileFault`."""
    here, limits = content.here, workshop.limits
    size = content.path.stat().st_size
    if size > limits.markup_bytes:
        message = f"웹 페이지나 XML로 된 표가 {limits.markup_bytes:,}바이트보다 큽니다."
        raise FileFault("file-too-large", message, here)
    encoding = encoding_of(content.path)
    if encoding.lost * _LOST > size:
        raise FileFault("not-text", "글자로 읽을 수 없는 파일입니다.", here)
    with content.path.open(encoding=encoding.name, errors="replace") as text:
        while piece := text.read(_CHUNK):
            yield piece


def _keep_time(content: Content, workshop: Workshop) -> None:
    if workshop.deadline.passed:
        message = f"읽는 데 {workshop.limits.seconds:,.0f}초가 넘게 걸립니다."
        raise FileFault("took-too-long", message, content.here)


def _parted(tables: list[Laying]) -> tuple[tuple[str, ...], list[Laying]]:
    """The texts of tables that only place a title, and the tables that hold something else."""
    filled = [laying for laying in tables if _is_filled(laying)]
    held = [laying for laying in filled if not _is_title(laying)]
    if not held:
        return (), filled
    lines = (
        cell
        for laying in filled
        if _is_title(laying)
        for row in laying.rows
        for cell in row
        if cell is not None
    )
    return tuple(lines), held


def _is_filled(laying: Laying) -> bool:
    return any(cell for row in laying.rows for cell in row)


def _is_title(laying: Laying) -> bool:
    rows = laying.rows
    return len(rows) <= _LINES_AT_MOST and all(sum(map(bool, row)) < 2 for row in rows)


def _tables(grids: list[Grid], content: Content, workshop: Workshop) -> tuple[OpenTable, ...]:
    if not grids:
        message = "이름은 엑셀이나 내용은 표가 없는 웹 페이지(HTML, XML)입니다."
        raise FileFault("markup-as-workbook", message, content.here)
    if len(grids) > workshop.limits.sheets:
        message = f"표가 {workshop.limits.sheets:,}개보다 많습니다."
        raise FileFault("too-many-sheets", message, content.here)
    names = {grid.at.sheet or "" for grid in grids}
    return tuple(
        table
        for place, grid in enumerate(grids)
        for table in tables_of(grid, place, workshop, names)
    )


def _of_page(page: PageTables, around: tuple[str, ...], at: Location) -> Iterator[Finding]:
    yield _disguised("웹 페이지(HTML)", at)
    if page.scripts:
        message = "실행되는 스크립트가 들어 있습니다."
        yield Finding("document-script", Severity.WARNING, message, at, page.scripts)
    if around:
        message = f"표 밖에 적힌 글이 {len(around)}개 있어 표에는 들지 않았습니다."
        yield Finding("outside-table", Severity.NOTE, message, at, len(around))


def _disguised(content: str, at: Location) -> Finding:
    message = f"이름은 엑셀이나 내용은 {content}입니다. 그 안의 표를 읽었습니다."
    return Finding("markup-as-workbook", Severity.ERROR, message, at)
