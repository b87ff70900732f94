"""ODS workbooks: read like the others, and refused where a few bytes are millions of cells."""

from pathlib import Path

import pytest

from tests.verification.formats.opening import archive, cells, faults, noticed, opened
from verification.limits import Limits
from verification.subject import FileFormat
from verification.tables import MergedCells, SheetLayout

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def cell(text: str, **attributes: object) -> str:
    said = "".join(f' table:{key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    inner = f"<text:p>{text}</text:p>"
    return f'<table:table-cell office:value-type="string"{said}>{inner}</table:table-cell>'


def blank(**attributes: object) -> str:
    said = "".join(f' table:{key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    return f"<table:table-cell{said}/>"


def row(*cells: str, said: str = "") -> str:
    return f"<table:table-row {said}>{''.join(cells)}</table:table-row>"


def book(*rows: str, before: str = "", manifest: bytes = b"<x/>") -> bytes:
    content = (
        f"{before}<office:document-content {SPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest,
        }
    )


FOOT = row(blank(number_columns_repeated=16384), said='table:number-rows-repeated="1048574"')


def test_an_open_workbook_is_a_table_however_far_its_empty_cells_reach(tmp_path: Path) -> None:
    tail = blank(number_columns_repeated=16382)

    found = opened(
        tmp_path,
        "a.ods",
        book(row(cell("구"), cell("수"), tail), row(cell("중구"), cell("1"), tail), FOOT),
    )

    assert (found.facts.format, noticed(found)) == (FileFormat.ODS, [])
    assert cells(found.tables[0]) == {"구": ["중구"], "수": ["1"]}


def test_merged_names_and_hidden_rows_and_columns_are_seen(tmp_path: Path) -> None:
    covered = "<table:covered-table-cell/>"
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    comment = cell("3").replace("<text:p>", "<office:annotation/><text:p>")
    content = book(
        columns,
        row(cell("구", number_rows_spanned=2), cell("인구", number_columns_spanned=2), covered),
        row(covered, cell("남"), cell("여")),
        row(cell("중구", number_columns_spanned=2), covered, cell("1")),
        row(cell("종로구"), cell("2"), comment, said='table:visibility="filter"'),
    )

    found = opened(tmp_path, "a.ods", content)

    assert found.tables[0].head.names == ("구", "인구_남", "인구_여")
    assert found.tables[0].head.layout == SheetLayout(
        header_rows=2,
        merged_cells=(MergedCells(1, 0, 1, 1),),
        hidden_rows=(2,),
        hidden_columns=(1,),
    )
    assert ("sheet-comments", 1) in noticed(found)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (book(row(cell("x", number_columns_repeated=3000))), "too-many-columns"),
        (
            book(row(cell("x"), said='table:number-rows-repeated="30000000"')),
            "too-many-cells",
        ),
        (
            book(row(cell("x" * 1000), said='table:number-rows-repeated="2000000"')),
            "unpacks-too-large",
        ),
        (book(row(cell("x" * 2000))), "record-too-long"),
        (book(row(cell("&e;")), before='<!DOCTYPE x [<!ENTITY e "v">]>'), "entities-declared"),
        (book(row(cell("x")), manifest=b"<encryption-data/>"), "encrypted"),
        (book(row("<unended>")), "unreadable"),
        (book(row(cell("x")), before='<?xml version="1.0" encoding="UT"?>'), "unreadable"),
        (book(row(blank())), "empty-file"),
        (book(row(cell("x")))[:-40], "unreadable"),
    ],
)
def test_open_workbooks_that_swell_are_locked_or_damaged_are_refused(
    tmp_path: Path, content: bytes, code: str
) -> None:
    limits = Limits(record_bytes=1500)

    assert faults(opened(tmp_path, "a.ods", content, limits=limits)) == [code]


def test_errors_of_an_open_workbook_are_said_where_they_are(tmp_path: Path) -> None:
    content = book(row(cell("구"), cell("수")), row(cell("중구"), cell("#DIV/0!")))

    found = opened(tmp_path, "a.ods", content)

    assert [
        (finding.code, finding.at.row, finding.at.column) for finding in found.facts.noticed
    ] == [("error-values", 1, "수")]
