"""Checks of the file as such: is it what its name and its submitter say, and could it be read?"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from verification.findings import Finding, Severity
from verification.subject import Check, FileFormat, Scope, Subject, file_of

FORMAT_NAMES: Mapping[FileFormat, str] = MappingProxyType(
    {
        FileFormat.CSV: "CSV",
        FileFormat.XLSX: "XLSX",
        FileFormat.XLS: "XLS",
        FileFormat.ODS: "ODS",
        FileFormat.HTML: "HTML",
        FileFormat.XML_WORKBOOK: "XML 통합 문서(2003)",
        FileFormat.JSON: "JSON",
        FileFormat.JSON_LINES: "JSON Lines",
        FileFormat.GEOJSON: "GeoJSON",
        FileFormat.PARQUET: "Parquet",
        FileFormat.DBF: "dBase",
        FileFormat.ZIP: "ZIP",
        FileFormat.DOCUMENT: "문서",
    }
)


def file_type(subject: Subject) -> Iterator[Finding]:
    """Yield where the content is not what the name says, and what a file should not carry."""
    file = file_of(subject)
    if file.expected_format not in (None, file.format) and not file.faults:
        message = (
            f"이름은 {FORMAT_NAMES[file.expected_format or file.format]} 파일이나 "
            f"내용은 {FORMAT_NAMES[file.format]}입니다."
        )
        yield Finding("type-mismatch", Severity.ERROR, message, file.here)
    if file.macros:
        message = "매크로(실행 코드)가 들어 있는 파일입니다."
        yield Finding("macros", Severity.ERROR, message, file.here)


def file_digest(subject: Subject) -> Iterator[Finding]:
    """Yield a finding if the bytes that came are not those the submitter announced."""
    file = file_of(subject)
    if file.digest and file.claimed_digest and file.digest != file.claimed_digest.lower():
        message = "받은 파일의 SHA-256이 제출자가 알린 값과 다릅니다."
        yield Finding("digest-mismatch", Severity.ERROR, message, file.here)


def file_readable(subject: Subject) -> Iterator[Finding]:
    """Yield why the file could not be read, or not wholly."""
    file = file_of(subject)
    yield from file.faults
    yield from file.noticed
    if file.lost_characters:
        message = f"{file.encoding} 인코딩으로 읽을 수 없는 바이트가 있습니다."
        at, count = file.here, file.lost_characters
        yield Finding("undecodable", Severity.ERROR, message, at, count=count)
    if file.nul_bytes and not (file.encoding or "").startswith(("utf-16", "utf-32")):
        message = "글자가 아닌 NUL 바이트가 들어 있습니다."
        at, count = file.here, file.nul_bytes
        yield Finding("nul-bytes", Severity.ERROR, message, at, count=count)
    if file.open_quote:
        message = "따옴표의 수가 맞지 않아 여러 행이 한 칸으로 읽혔을 수 있습니다."
        yield Finding("open-quote", Severity.WARNING, message, file.here)


CHECKS: tuple[Check, ...] = (
    Check("file-type", 1, Scope.FILE, file_type),
    Check("file-digest", 1, Scope.FILE, file_digest),
    Check("file-readable", 4, Scope.FILE, file_readable),
)
