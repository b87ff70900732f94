"""XLS workbooks: read like the others, and refused where they would swell."""

import struct
from pathlib import Path

import pytest

from tests.verification.formats.binary import (
    compound,
    number,
    record,
    shared,
    texts,
    workbook,
)
from tests.verification.formats.opening import cells, faults, noticed, opened
from verification.formats.detect import detected_format
from verification.limits import Limits
from verification.subject import FileFormat

TABLE = shared(0, 0, 0) + shared(0, 1, 1) + number(1, 0, 1.0) + number(1, 1, 2.5)


def book(*sheets: bytes, **options: bool) -> bytes:
    return compound({"Workbook": workbook(sheets, before=texts("구", "수"), **options)})


def test_every_sheet_of_an_old_workbook_is_a_table(tmp_path: Path) -> None:
    found = opened(tmp_path, "a.xls", book(TABLE, TABLE, hidden=True))

    assert (found.facts.format, noticed(found)) == (FileFormat.XLS, [])
    assert [table.head.sheet for table in found.tables] == ["S0", "S1"]
    assert [table.head.hidden for table in found.tables] == [True, True]
    assert cells(found.tables[0]) == {"구": ["1"], "수": ["2.5"]}


def test_hidden_rows_and_columns_comments_links_and_macros_are_noticed(tmp_path: Path) -> None:
    hidden_row = record(0x208, struct.pack("<HHHHHHI", 1, 0, 2, 0, 0, 0, 0x20))
    hidden_column = record(0x7D, struct.pack("<HHHHHH", 1, 255, 0, 0, 1, 0))
    comment = record(0x1C, struct.pack("<HHHH", 1, 0, 0, 1))
    links = record(0x1AE, struct.pack("<HH", 1, 0x0401)) + record(0x1AE, struct.pack("<HH", 1, 9))
    stream = workbook(
        [TABLE + hidden_row + hidden_column + comment], before=texts("구", "수") + links
    )

    found = opened(tmp_path, "a.xls", compound({"Workbook": stream, "VBA": b"x"}))

    assert noticed(found) == [
        ("macros", 1),
        ("sheet-comments", 1),
        ("external-links", 1),
        ("hidden-rows", 1),
        ("hidden-columns", 1),
    ]
    layout = found.tables[0].head.layout
    assert layout is not None
    assert (layout.hidden_rows, layout.hidden_columns) == ((1,), (1,))


def test_texts_that_run_on_in_further_records_are_measured(tmp_path: Path) -> None:
    long = "가" * 3000
    head = struct.pack("<IIHB", 2, 2, len(long), 1) + long[:2000].encode("utf-16-le")
    rest = b"\1" + long[2000:].encode("utf-16-le") + struct.pack("<HBH", 2, 8, 1) + b"ab" + bytes(4)
    stream = workbook([TABLE], before=record(0xFC, head) + record(0x3C, rest))

    content = compound({"Workbook": stream})
    limits = Limits(unpacked_bytes=2500)

    assert cells(opened(tmp_path, "a.xls", content).tables[0]) == {long: ["1"], "ab": ["2.5"]}
    room = tmp_path / "narrow"
    room.mkdir()
    assert faults(opened(room, "a.xls", content, limits=limits)) == ["unpacks-too-large"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (book(number(0, 0, 1) + number(65535, 255, 1)), "too-many-cells"),
        (book(*[number(0, 0, 1) + number(60000, 60, 1)] * 8), "too-many-cells"),
        (book(*[TABLE] * 4, locked=True), "encrypted"),
        (book(*[TABLE] * 101), "too-many-sheets"),
        (book(TABLE)[:700], "unreadable"),
        (book(TABLE)[:20].ljust(600, b"\xff"), "unreadable"),
    ],
)
def test_old_workbooks_that_swell_are_locked_or_damaged_are_refused(
    tmp_path: Path, content: bytes, code: str
) -> None:
    assert faults(opened(tmp_path, "a.xls", content)) == [code]


def test_a_chain_of_sectors_that_bites_its_tail_is_damaged(tmp_path: Path) -> None:
    content = bytearray(book(TABLE))
    (place,) = struct.unpack_from("<I", content, 76)
    struct.pack_into("<I", content, 512 + place * 512, 0)

    assert faults(opened(tmp_path, "a.xls", bytes(content))) == ["unreadable"]


@pytest.mark.parametrize(
    ("streams", "name", "found"),
    [
        ({"Workbook": b"x"}, "a.hwp", FileFormat.XLS),
        ({"WordDocument": b"x"}, "a.xls", FileFormat.DOCUMENT),
        ({"FileHeader": b"HWP"}, "a.hwp", FileFormat.DOCUMENT),
    ],
)
def test_a_compound_file_is_told_by_its_streams(
    tmp_path: Path, streams: dict[str, bytes], name: str, found: FileFormat
) -> None:
    path = tmp_path / "x"
    path.write_bytes(compound(streams))

    assert detected_format(path, name) is found


def test_a_workbook_under_a_password_in_a_compound_file_is_locked(tmp_path: Path) -> None:
    content = compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"})

    assert faults(opened(tmp_path, "a.xlsx", content)) == ["encrypted"]


def test_errors_of_an_old_workbook_are_said_where_they_are(tmp_path: Path) -> None:
    error = record(0x205, struct.pack("<HHHBB", 1, 0, 0, 0x07, 1))
    truth = record(0x205, struct.pack("<HHHBB", 2, 0, 0, 1, 0))
    result = b"\x02\0\x2a\0\0\0\xff\xff"
    formula = record(0x06, struct.pack("<HHH", 1, 1, 0) + result + struct.pack("<HIH", 0, 0, 0))
    sheet = shared(0, 0, 0) + shared(0, 1, 1) + error + formula + truth + number(2, 1, 5)

    found = opened(
        tmp_path, "a.xls", compound({"Workbook": workbook([sheet], before=texts("a", "b"))})
    )

    assert cells(found.tables[0]) == {"a": [None, "true"], "b": [None, "5"]}
    assert [
        (finding.code, finding.at.row, finding.at.column) for finding in found.facts.noticed
    ] == [
        ("error-values", 1, "a"),
        ("error-values", 1, "b"),
    ]
