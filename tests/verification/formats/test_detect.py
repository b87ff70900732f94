import io
import zipfile
from pathlib import Path

import pytest

from verification.formats.detect import detected_format, expected_format
from verification.subject import FileFormat

CSV, XLSX, PARQUET = FileFormat.CSV, FileFormat.XLSX, FileFormat.PARQUET
JSON, ZIP, DOCUMENT = FileFormat.JSON, FileFormat.ZIP, FileFormat.DOCUMENT


def archive(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.csv", b"a,b\n1,2\n", CSV),
        ("a.txt", b"a\tb\n1\t2\n", CSV),
        ("a.xlsx", b"a,b\n1,2\n", CSV),
        ("a.md", b"a,b\n1,2\n", DOCUMENT),
        ("a.csv", b'{"a": 1}', JSON),
        ("a.csv", b"[a],b\n1,2\n", CSV),
        ("a.txt", b"<p>x</p>", DOCUMENT),
        ("a.csv", b"\x89PNG\r\n", DOCUMENT),
        ("a.csv", b"PAR1" + b"x" * 20 + b"PAR1", PARQUET),
        ("a.csv", b"PAR1\x15\x04" + b"x" * 20, DOCUMENT),
        ("a.csv", b"PAR1,b\n1,2\n", CSV),
        ("a.csv", b"PK1,PK2\n1,2\n", CSV),
        ("a.csv", b"ID3,b\n1,2\n", CSV),
        ("a.parquet", b"PAR1" + b"x" * 20, PARQUET),
        ("a.csv", archive("xl/workbook.xml"), XLSX),
        ("a.docx", archive("word/document.xml"), DOCUMENT),
        ("a.xlsx", b"PK\3\4broken", XLSX),
        ("a.zip", b"PK\3\4broken", ZIP),
    ],
)
def test_content_goes_before_the_name(
    tmp_path: Path, name: str, content: bytes, found: FileFormat
) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)

    assert detected_format(path, name) is found


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.txt", b'\xef\xbb\xbf [{"a": 1}]', FileFormat.JSON),
        ("a.json", b"[1]", FileFormat.JSON),
        ("a.json", b"[see below]", DOCUMENT),
        ("a.txt", b"[1] see below", DOCUMENT),
        ("a.json", b'{"a": 1}\n{"a": 2}\n', FileFormat.JSON_LINES),
        ("a.json", b'{"a": 1,\n"b": [{"c": 2}]}\n', FileFormat.JSON),
        ("a.ndjson", b'{"a": 1}', FileFormat.JSON_LINES),
        ("a.json", b'{"type": "FeatureCollection", "features": []}', FileFormat.GEOJSON),
        ("a.json", '{"a": "가"}'.encode("utf-16"), FileFormat.JSON),
        ("a.bin", archive("mimetype", "content.xml"), DOCUMENT),
        ("a.bin", archive("a.csv", "b.csv"), ZIP),
        ("a.jar", archive("META-INF/MANIFEST.MF", "a.class"), DOCUMENT),
        ("a.xlsb", archive("[Content_Types].xml", "xl/workbook.bin"), DOCUMENT),
        ("a.ods", b"PK\3\4broken", FileFormat.ODS),
        ("a.xls", b"\xd0\xcf\x11\xe0broken", FileFormat.XLS),
        ("a.hwp", b"\xd0\xcf\x11\xe0broken", DOCUMENT),
        ("a.xls", b"<table><tr><td>a</td></tr></table>", FileFormat.HTML),
        ("a.html", b"<table><tr><td>a</td></tr></table>", DOCUMENT),
    ],
)
def test_every_format_is_told_by_how_it_begins(
    tmp_path: Path, name: str, content: bytes, found: FileFormat
) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)

    assert detected_format(path, name) is found


def test_a_name_promises_a_format() -> None:
    named = [expected_format(name) for name in ("a.CSV", "a.tsv", "a.xlsx", "a.pdf", "a")]

    assert named == [CSV, CSV, XLSX, None, None]
