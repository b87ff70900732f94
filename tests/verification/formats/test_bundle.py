"""ZIP archives of tables: what is read, under which names, and what is refused unopened."""

import io
import struct
import warnings
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest

from tests.verification.formats.opening import archive, cells, faults, noticed, opened
from tests.verification.reading import parquet, workbook
from verification.document_facts import DocumentKind
from verification.limits import Limits
from verification.subject import FileFormat

CSV = b"a,b\n1,2\n"


def test_each_member_is_read_as_what_it_is_and_called_by_its_name(tmp_path: Path) -> None:
    content = archive(
        {
            "표.csv": CSV,
            "in/book.xlsx": workbook(["c"], [1], second=[["d"], ["x"]]),
            "a.json": b'{"x": [{"e": 1}], "y": [{"f": 2}]}',
            "a.parquet": parquet(pa.table({"g": [1]})),
        }
    )

    found = opened(tmp_path, "a.zip", content)

    assert found.facts.format is FileFormat.ZIP
    assert {table.head.sheet: table.head.names for table in found.tables} == {
        "표.csv": ("a", "b"),
        "in/book.xlsx/Sheet": ("c",),
        "in/book.xlsx/second": ("d",),
        "a.json/x": ("e",),
        "a.json/y": ("f",),
        "a.parquet": ("g",),
    }
    assert {table.head.file for table in found.tables} == {"a.zip"}
    assert cells(found.tables[0]) == {"a": ["1"], "b": ["2"]}


def test_names_of_korean_windows_are_read_as_korean(tmp_path: Path) -> None:
    name = "한글파일".encode("cp949")
    content = archive({"AAAAAAAA.csv": CSV}, packed=False).replace(b"AAAAAAAA", name)

    (table,) = opened(tmp_path, "a.zip", content).tables

    assert table.head.sheet == "한글파일.csv"


@pytest.mark.parametrize("name", ["../x.csv", "/x.csv", "a/../../x.csv", "C:/x.csv", "..\\x.csv"])
def test_names_that_lead_out_of_their_folder_are_refused(tmp_path: Path, name: str) -> None:
    found = opened(tmp_path, "a.zip", archive({"a.csv": CSV, name: CSV}))

    assert (faults(found), found.tables) == (["archive-name-unsafe"], ())


def test_a_name_that_stands_twice_is_refused(tmp_path: Path) -> None:
    content = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(content, "w") as made:
        warnings.simplefilter("ignore")
        made.writestr("a.csv", CSV)
        made.writestr("A.csv", CSV)

    assert faults(opened(tmp_path, "a.zip", content.getvalue())) == ["archive-name-repeated"]


def test_locked_members_are_refused(tmp_path: Path) -> None:
    content = bytearray(archive({"a.csv": CSV}))
    content[6] |= 1
    content[content.rfind(b"PK\1\2") + 8] |= 1

    assert faults(opened(tmp_path, "a.zip", bytes(content))) == ["encrypted"]


def test_an_archive_within_the_archive_is_not_opened_and_the_rest_is_read(tmp_path: Path) -> None:
    inner = archive({"deep.csv": CSV})

    alone = opened(tmp_path, "a.zip", archive({"in.zip": inner}))
    room = tmp_path / "both"
    room.mkdir()
    both = opened(room, "a.zip", archive({"in.zip": inner, "a.csv": CSV, "damaged.json": b'[{"a'}))

    assert faults(alone) == ["archive-nested"]
    assert [table.head.sheet for table in both.tables] == ["a.csv"]
    assert noticed(both) == [("archive-nested", 1), ("unreadable", 1)]
    assert both.facts.noticed[0].at.sheet == "in.zip"


def test_members_that_are_no_tables_are_looked_into_and_those_of_programs_passed_over(
    tmp_path: Path,
) -> None:
    members = {
        "a.csv": CSV,
        "안내.md": b"x",
        "a.pdf": b"%PDF-1.4",
        "__MACOSX/._a.csv": b"\0\5\x16\7",
    }

    found = opened(tmp_path, "a.zip", archive(members))

    assert [(each.at.sheet, each.facts.kind) for each in found.facts.enclosed] == [
        ("안내.md", DocumentKind.TEXT),
        ("a.pdf", DocumentKind.PDF),
    ]
    assert [(finding.code, finding.at.sheet) for finding in found.facts.noticed] == [
        ("unreadable", "a.pdf")
    ]


def test_documents_beyond_the_time_there_is_are_left_to_a_person(tmp_path: Path) -> None:
    content = archive({"a.csv": CSV, "a.txt": b"x y", "b.txt": b"x y"})

    late = opened(tmp_path, "a.zip", content, limits=Limits(seconds=0))

    assert noticed(late) == [("archive-member-unread", 2)]


def test_an_archive_without_tables_is_a_document(tmp_path: Path) -> None:
    facts = opened(tmp_path, "a.zip", archive({"readme.md": b"x"})).facts

    assert (facts.format, facts.expected_format, facts.faults) == (FileFormat.DOCUMENT, None, ())


def overlapping() -> bytes:
    """An archive whose directory names one and the same packed bytes a hundred times."""
    whole = archive({"a.csv": b"a,b\n" + b"0" * 100_000})
    end = whole.rfind(b"PK\5\6")
    _, length, start = struct.unpack_from("<HII", whole, end + 10)
    directory = whole[start : start + length] * 100
    last = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 100, 100, len(directory), start, 0)
    return whole[:start] + directory + last


def understated() -> bytes:
    """An archive whose member is longer than its entry says."""
    whole = bytearray(archive({"a.csv": b"a,b\n" + b"1,2\n" * 100_000}))
    entry = whole.rfind(b"PK\1\2")
    whole[22:26] = whole[entry + 24 : entry + 28] = struct.pack("<I", 10)
    return bytes(whole)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (archive({"a.csv": b"0" * (30 << 20)}), "unpacks-too-large"),
        (archive({f"{n}.csv": b"0" * 5_000_000 for n in range(5)}), "unpacks-too-large"),
        (overlapping(), "unpacks-too-large"),
        (understated(), "unreadable"),
        (archive({"a.csv": CSV})[:-30], "unreadable"),
        (archive({"a.csv": CSV}, packed=False).replace(b"a,b\n1", b"a,b\n2"), "unreadable"),
    ],
)
def test_archives_that_swell_or_are_damaged_are_refused(
    tmp_path: Path, content: bytes, code: str
) -> None:
    assert faults(opened(tmp_path, "a.zip", content)) == [code]


@pytest.mark.parametrize(
    ("members", "limits"),
    [
        ({"a.csv": b"a\n" + b"1\n" * 50_000}, Limits(unpacked_bytes=90_000)),
        ({f"{n}.csv": CSV for n in range(6)}, Limits(archive_members=5)),
        ({"n" * 60_000: CSV}, Limits(archive_members=5)),
    ],
)
def test_archives_beyond_the_limits_are_refused(
    tmp_path: Path, members: dict[str, bytes], limits: Limits
) -> None:
    found = opened(tmp_path, "a.zip", archive(members), limits=limits)

    assert faults(found) == ["unpacks-too-large"]
