"""What a file is, by its content; and what its name says it is."""

import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePath
from types import MappingProxyType

from verification.formats import archive, compound, dbf, json_kind, markup_kind
from verification.formats.binary_workbook import BOOK_STREAMS
from verification.subject import FileFormat

_BY_SUFFIX: Mapping[str, FileFormat] = MappingProxyType(
    {
        ".csv": FileFormat.CSV,
        ".tsv": FileFormat.CSV,
        ".tab": FileFormat.CSV,
        ".xlsx": FileFormat.XLSX,
        ".xls": FileFormat.XLS,
        ".ods": FileFormat.ODS,
        ".json": FileFormat.JSON,
        ".jsonl": FileFormat.JSON_LINES,
        ".ndjson": FileFormat.JSON_LINES,
        ".geojson": FileFormat.GEOJSON,
        ".parquet": FileFormat.PARQUET,
        ".dbf": FileFormat.DBF,
        ".zip": FileFormat.ZIP,
    }
)

JSON_KINDS = frozenset((FileFormat.JSON, FileFormat.JSON_LINES, FileFormat.GEOJSON))
"""Formats that go by each other's names: `.json` is what all three are called."""

WORKBOOKS = frozenset((FileFormat.XLSX, FileFormat.XLS, FileFormat.ODS))
"""Formats of spreadsheet programs, under whose names markup is looked into for tables."""

MARKUP = frozenset((FileFormat.HTML, FileFormat.XML_WORKBOOK))
"""Formats that are tables only under the name of a workbook; their readers say so."""

_TABULAR_TEXT = frozenset({".txt", ".tsv", ".csv", ".tab", ".dat", ".xls", ".xlsx", ".parquet", ""})
"""Names under which delimited text is looked for; elsewhere text is a document."""

_MARKUP = (b"{", b"[", b"<", b"%PDF", b"{\\rtf", b"#!")
"""How text begins that is no table: JSON, XML and HTML, PDF, RTF, scripts."""

_PARQUET = (b"PAR1", b"PARE")
"""The marks at both ends of a Parquet file; the second says that its footer is encrypted."""

_ARCHIVE = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
"""The marks of a ZIP archive: whole, as two letters alone may begin the name of a column."""

_OF_A_PROGRAM = frozenset(
    (
        "[Content_Types].xml",
        "META-INF/MANIFEST.MF",
        "META-INF/container.xml",
        "ppt/presentation.xml",
        "word/document.xml",
        "xl/workbook.bin",
    )
)
"""What stands in archives that are one document or one program, and not files packed together."""

_SHEETS = b"application/vnd.oasis.opendocument.spreadsheet"

_BINARY = (
    b"PAR1\x15",  # Parquet that breaks off: its first page begins so
    b"\xd0\xcf\x11\xe0",  # OLE: .xls, .hwp, .doc
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",  # gzip
    b"7z\xbc\xaf",
    b"Rar!\x1a",
    b"SQLite format 3\x00",
    b"ARROW1\x00",
    b"RIFF",
    b"ID3\x02",
    b"ID3\x03",
    b"ID3\x04",
    b"\x00\x00\x00",
)


def expected_format(name: str) -> FileFormat | None:
    """The format a name promises, or None where it promises none that is read as a table."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower())


def detected_format(path: Path, name: str) -> FileFormat:
    """The format the content has. Delimited text has no mark of its own: there the name helps.

    What begins as its name says and then breaks off is of that format still, and damaged.
    """
    with path.open("rb") as content:
        head = content.read(64)
    expected = expected_format(name)
    binary = _binary_format(path, head, expected)
    if binary is not None:
        return binary
    marked = markup_kind.found_in(path) if expected in WORKBOOKS else None
    if marked is not None:
        return marked
    if head and not (expected is FileFormat.CSV and not _is_json_or_markup(head)):
        found = json_kind.found_in(path, named=expected in JSON_KINDS)
        if found is not None:
            return FileFormat.JSON_LINES if expected is FileFormat.JSON_LINES else found
    if _is_text_table(head, PurePath(name).suffix.lower()):
        return FileFormat.CSV
    return FileFormat.DOCUMENT


def is_markup(path: Path) -> bool:
    """Whether a file begins as HTML or XML does."""
    with path.open("rb") as content:
        return _start(content.read(64)).startswith((b"<!", b"<?xml", b"<html", b"<HTML", b"<table"))


def _binary_format(path: Path, head: bytes, expected: FileFormat | None) -> FileFormat | None:
    if head.startswith(_PARQUET) and (expected is FileFormat.PARQUET or _ends_as_parquet(path)):
        return FileFormat.PARQUET
    if head.startswith(_ARCHIVE):
        return _archive_format(path, expected)
    if head.startswith(compound.MARK[:4]):
        names = compound.names_in(path)
        is_book = bool(names.intersection(BOOK_STREAMS)) or (
            not names and expected is FileFormat.XLS
        )
        return FileFormat.XLS if is_book else FileFormat.DOCUMENT
    return FileFormat.DBF if dbf.is_dbf(path) else None


def _ends_as_parquet(path: Path) -> bool:
    with path.open("rb") as content:
        content.seek(-4, 2)
        return content.read(4) in _PARQUET


def _archive_format(path: Path, expected: FileFormat | None) -> FileFormat:
    """What an archive is: a workbook, a document, or an archive of files."""
    names = archive.names_in(path)
    if not names:
        known = expected in (FileFormat.XLSX, FileFormat.ODS, FileFormat.ZIP)
        return expected if expected and known else FileFormat.DOCUMENT
    if "xl/workbook.xml" in names:
        return FileFormat.XLSX
    if "mimetype" in names:
        return FileFormat.ODS if _is_open_sheets(path) else FileFormat.DOCUMENT
    return FileFormat.DOCUMENT if _OF_A_PROGRAM.intersection(names) else FileFormat.ZIP


def _is_open_sheets(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as content, content.open("mimetype") as said:
            return said.read(len(_SHEETS)) == _SHEETS
    except archive.BREAKS:
        return False


def _is_text_table(head: bytes, suffix: str) -> bool:
    if suffix not in _TABULAR_TEXT or head.startswith(_BINARY):
        return False
    promised = suffix in _BY_SUFFIX and _BY_SUFFIX[suffix] is FileFormat.CSV
    marked = _start(head).startswith(_MARKUP)
    return bool(head) and (not marked or (promised and not _is_json_or_markup(head)))


def _is_json_or_markup(head: bytes) -> bool:
    """Whether text under a name of delimited text is plainly something else."""
    return _start(head).startswith(
        (b"{\\rtf", b"%PDF", b"<!", b"<?xml", b"<html", b'{"', b"[{", b"{\n", b"{\r\n")
    )


def _start(head: bytes) -> bytes:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")
