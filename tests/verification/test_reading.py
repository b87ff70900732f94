"""Reading, through the door the runner uses: bytes in, tables or faults out."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from tests.verification.reading import cells, faults, parquet, read, workbook
from verification.errors import FileGone
from verification.limits import Deadline, Limits
from verification.reading import OfferedFile, read_file
from verification.subject import FileFormat


def test_a_csv_keeps_text_as_it_is_and_numbers_records_as_they_stand(tmp_path: Path) -> None:
    content = 'a,b\r\n00012,"x\ny"\r\n\r\n1,2,3\r\n,"q""q"\r\n\r\n'.encode("cp949")

    (table,) = read(tmp_path, "a.csv", content).tables

    assert cells(table) == {"a": ["00012", None], "b": ["x\ny", 'q"q']}
    assert table.table.records([0, 2]) == [1, 4]
    assert list(table.table.blank) == [2]
    assert (table.table.unread.records.tolist(), table.table.unread.widths) == ([3], (3,))
    assert table.table.unread.text == ("1,2,3",)


def test_korean_of_every_encoding_comes_through(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "cp949", "utf-16"):
        found = read(tmp_path, "a.csv", "이름;값\n뷁;1\n".encode(encoding))

        assert cells(found.tables[0]) == {"이름": ["뷁"], "값": ["1"]}
        assert (found.facts.encoding, found.facts.delimiter) == (encoding, ";")


def test_records_are_numbered_rightly_across_blocks(tmp_path: Path) -> None:
    lines = [b"a,b", *(b"1" if n % 100 == 0 else b"%d,x" % n for n in range(1, 20_001))]
    limits = Limits(record_bytes=4096)

    (table,) = read(tmp_path, "a.csv", b"\n".join(lines), limits=limits).tables

    numbers = [int(cell or 0) for cell in cells(table)["a"]]
    assert table.table.records(range(table.rows)) == numbers
    assert table.table.unread.records.tolist() == list(range(100, 20_001, 100))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "empty-file"),
        ("a.csv", b"\n  \n", "empty-file"),
        ("a.csv", b"x\xff\xff" * 1000, "not-text"),
        ("a.csv", b"x" * (2 << 20) + b",b\n", "record-too-long"),
        ("a.csv", b'a,b\n1,"' + b"x,\n" * 40_000, "record-too-long"),
        ("a.csv", b"a,b\n" + b"1\n" * 30, "too-many-ragged-rows"),
        ("a.csv", b"a,b,c,d,e,f\n", "too-many-columns"),
        ("a.csv", b"a\n" + b"1\n" * 300, "too-many-rows"),
        ("a.csv", b"a,b,c\n" + b"1,2,3\n" * 200, "too-many-cells"),
        ("a.csv", b"a\n" + b"1234567890\n" * 200_000, "file-too-large"),
        ("a.xlsx", b"PK\3\4" + b"x" * 40, "unreadable"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.parquet", b"PAR1" + b"x" * 40 + b"PAR1", "unreadable"),
        ("a.parquet", b"PARE" + b"x" * 40 + b"PARE", "unreadable"),
        ("a.parquet", parquet(pa.table({c: [1] for c in "abcdef"})), "too-many-columns"),
        ("a.parquet", parquet(pa.table({"a": range(300)})), "too-many-rows"),
        ("a.parquet", parquet(pa.table({"a": ["x" * 9000] * 100})), "unpacks-too-large"),
        (
            "a.parquet",
            parquet(pa.table({"a": [str(n) * 900 for n in range(90)]})),
            "unpacks-too-large",
        ),
        ("a.xlsx", workbook(), "empty-file"),
        ("a.xlsx", workbook(["a"], b=[["x"]], c=[["x"]]), "too-many-sheets"),
        ("a.xlsx", workbook(list("abcdef")), "too-many-columns"),
        ("a.xlsx", workbook(*([[1, 2, 3]] * 150)), "too-many-cells"),
        ("a.xlsx", workbook(*([["x" * 900]] * 200)), "unpacks-too-large"),
    ],
)
def test_what_cannot_be_read_is_a_fault_and_never_an_error(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    limits = Limits(
        file_bytes=2_100_000, rows=250, columns=5, cells=500, record_bytes=8192, unread_rows=20,
        sheets=2, sheet_cells=400, unpacked_bytes=70_000,
    )  # fmt: skip

    found = read(tmp_path, name, content, limits=limits)

    assert (faults(found), found.tables) == ([code], ())


def test_reading_ends_when_the_time_is_up(tmp_path: Path) -> None:
    assert faults(read(tmp_path, "a.csv", b"a\n1\n", limits=Limits(seconds=0))) == ["took-too-long"]


def test_a_file_that_is_gone_is_the_callers_error(tmp_path: Path) -> None:
    with pytest.raises(FileGone):
        read_file(
            OfferedFile("a", tmp_path / "x"), folder=tmp_path, limits=Limits(), deadline=Deadline(1)
        )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.hwp", b"\xd0\xcf\x11\xe0hwp"),
        ("a.txt", b"Dear all,\nhow are you, and you, and you\nbye\n"),
        ("a", b"x\xff\xff" * 1000),
        ("a.json", b"[1]"),
    ],
)
def test_what_is_no_table_is_a_document(tmp_path: Path, name: str, content: bytes) -> None:
    found = read(tmp_path, name, content)

    assert (found.facts.format, found.tables, faults(found)) == (FileFormat.DOCUMENT, (), [])


def test_nul_bytes_quotes_and_lost_characters_are_counted(tmp_path: Path) -> None:
    content = "다라,값\n".encode() + b'\0,"x\n' + "다라,1\n".encode() * 50 + b"\xff,2\n"

    facts = read(tmp_path, "a.csv", content).facts

    assert (facts.nul_bytes, facts.open_quote, facts.lost_characters) == (1, True, 1)


def test_cells_of_a_workbook_become_text_of_one_form(tmp_path: Path) -> None:
    moment = datetime(2024, 1, 2, 3, 4, 5)  # noqa: DTZ001  a workbook knows no zones
    content = workbook(
        ["제목"],
        ["정수", "소수", "일자", "일시", "참", "시각", "기간", "글"],
        [1.0, 0.5, date(2024, 1, 2), moment, True, time(3, 4), timedelta(hours=30), "x\ny"],
        [None] * 8,
        [12345678901234567890.0, 2, None, None, False, None, None, "z"],
    )

    (table,) = read(tmp_path, "a.xlsx", content).tables

    assert cells(table) == {
        "정수": ["1", "1.234567890123457e+19"],
        "소수": ["0.5", "2"],
        "일자": ["2024-01-02", None],
        "일시": ["2024-01-02 03:04:05", None],
        "참": ["true", "false"],
        "시각": ["03:04:00", None],
        "기간": ["30:00:00", None],
        "글": ["x\ny", "z"],
    }
    assert (table.table.head.preamble, table.table.records([2]), table.sheet) == (
        ("제목",),
        [3],
        "Sheet",
    )


def test_every_sheet_with_content_is_a_table_and_hidden_ones_say_so(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["a"])
    book.create_sheet("empty")
    hidden = book.create_sheet("hidden")
    hidden.append(["b"])
    hidden.append([1])
    hidden.sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)

    tables = read(tmp_path, "a.xlsx", content.getvalue()).tables

    assert [(t.sheet, t.rows, t.hidden) for t in tables] == [
        ("Sheet", 0, False),
        ("hidden", 1, True),
    ]


def test_two_cells_at_far_corners_are_refused_before_they_are_laid_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "a"
    book.worksheets[0]["ZZ1048576"] = "z"
    content = io.BytesIO()
    book.save(content)

    assert faults(read(tmp_path, "a.xlsx", content.getvalue())) == ["too-many-cells"]


@pytest.mark.parametrize(
    ("member", "limits"),
    [
        (b" " * (30 << 20), Limits()),
        (b"x" * 90_000, Limits(unpacked_bytes=80_000)),
        (b"x", Limits(archive_members=2)),
    ],
)
def test_archives_that_unpack_beyond_measure_are_refused(
    tmp_path: Path, member: bytes, limits: Limits
) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", member)

    found = read(tmp_path, "a.xlsx", content.getvalue(), limits=limits)

    assert faults(found) == ["unpacks-too-large"]


def test_an_archive_that_only_calls_itself_a_workbook_is_damaged(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")

    assert faults(read(tmp_path, "a.xlsx", content.getvalue())) == ["unreadable"]


def test_macros_are_noticed(tmp_path: Path) -> None:
    content = io.BytesIO(workbook(["a"], [1]))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/vbaProject.bin", "x")

    found = read(tmp_path, "a.xlsx", content.getvalue())

    assert [noticed.code for noticed in found.facts.noticed] == ["macros"]


def test_a_workbook_damaged_inside_is_unreadable(tmp_path: Path) -> None:
    content = bytearray(workbook(*([["a", n] for n in range(500)])))
    start = content.find(b"xl/worksheets/sheet1.xml") + 60
    content[start : start + 40] = b"\xff" * 40

    assert faults(read(tmp_path, "a.xlsx", bytes(content))) == ["unreadable"]


def test_a_text_that_a_thousand_cells_share_counts_a_thousand_times(tmp_path: Path) -> None:
    cells_of_it = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 1001)
    )
    content = io.BytesIO(workbook(["a"]))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>{'x' * 20_000}</t></si></sst>")
        archive.writestr("xl/other.xml", f"<sheetData>{cells_of_it}</sheetData>")

    found = read(tmp_path, "a.xlsx", content.getvalue(), limits=Limits(unpacked_bytes=1_000_000))

    assert faults(found) == ["unpacks-too-large"]


def test_bytes_of_wide_encodings_say_nothing_of_quotes(tmp_path: Path) -> None:
    content = "이름,값\n갢,1\n나,2\n".encode("utf-16")

    assert not read(tmp_path, "a.csv", content).facts.open_quote
