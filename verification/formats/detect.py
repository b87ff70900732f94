"""What a file is, by its content; and what its name says it is."""

import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePath
from types import MappingProxyType

from verification.subject import FileFormat

_BY_SUFFIX: Mapping[str, FileFormat] = MappingProxyType(
    {
        ".csv": FileFormat.CSV,
        ".tsv": FileFormat.CSV,
        ".tab": FileFormat.CSV,
        ".xlsx": FileFormat.XLSX,
        ".parquet": FileFormat.PARQUET,
    }
)

_TABULAR_TEXT = frozenset({".txt", ".tsv", ".csv", ".tab", ".dat", ".xls", ".xlsx", ".parquet", ""})
"""Names under which delimited text is looked for; elsewhere text is a document."""

_MARKUP = (b"{", b"[", b"<", b"%PDF", b"{\\rtf", b"#!")
"""How text begins that is no table: JSON, XML and HTML, PDF, RTF, scripts."""

_PARQUET = (b"PAR1", b"PARE")
"""The marks at both ends of a Parquet file; the second says that its footer is encrypted."""

_ARCHIVE = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
"""The marks of a ZIP archive: whole, as two letters alone may begin the name of a column."""

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
    if head.startswith(_PARQUET) and (expected is FileFormat.PARQUET or _ends_as_parquet(path)):
        return FileFormat.PARQUET
    if head.startswith(_ARCHIVE):
        is_workbook = _is_workbook(path, otherwise=expected is FileFormat.XLSX)
        return FileFormat.XLSX if is_workbook else FileFormat.DOCUMENT
    if _is_text_table(head, PurePath(name).suffix.lower()):
        return FileFormat.CSV
    return FileFormat.DOCUMENT


def _ends_as_parquet(path: Path) -> bool:
    with path.open("rb") as content:
        content.seek(-4, 2)
        return content.read(4) in _PARQUET


def _is_workbook(path: Path, *, otherwise: bool) -> bool:
    """Whether an archive is a workbook; `otherwise` where it cannot be opened."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.startswith("xl/workbook.") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return otherwise


def _is_text_table(head: bytes, suffix: str) -> bool:
    if suffix not in _TABULAR_TEXT or head.startswith(_BINARY):
        return False
    promised = suffix in _BY_SUFFIX and _BY_SUFFIX[suffix] is FileFormat.CSV
    marked = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_MARKUP)
    return bool(head) and (not marked or (promised and not _is_json_or_markup(head)))


def _is_json_or_markup(head: bytes) -> bool:
    """Whether text under a name of delimited text is plainly something else."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"{\\rtf", b"%PDF", b"<!", b"<?xml", b"<html", b'{"', b"[{", b"{\n"))
