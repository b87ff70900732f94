"""Opens an offered file: what it is, and the tables in it. What is wrong becomes its faults."""

import mmap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from verification.document_facts import Trait
from verification.documents.enclosed import look_into_each
from verification.documents.looking import look_into
from verification.errors import FileGone
from verification.faults import FileFault
from verification.findings import Finding, Location, Severity
from verification.formats.bundle import read_archive
from verification.formats.delimited import TextFile, layout_of_file, open_delimited
from verification.formats.detect import (
    JSON_KINDS,
    MARKUP,
    WORKBOOKS,
    detected_format,
    expected_format,
    is_markup,
)
from verification.formats.encoding import encoding_of
from verification.formats.readers import READERS
from verification.formats.workshop import Content, Workshop
from verification.limits import Deadline, Limits
from verification.subject import FileFacts, FileFormat
from verification.tables import OpenTable

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class OfferedFile:
    """A file to verify, where it lies now. `digest` is of these bytes."""

    name: str
    path: Path
    media_type: str | None = None
    digest: str | None = None
    claimed_digest: str | None = None


@dataclass(frozen=True)
class Read:
    """What came of opening a file. No tables where it is a document or could not be read."""

    facts: FileFacts
    tables: tuple[OpenTable, ...] = ()


def read_file(file: OfferedFile, *, folder: Path, limits: Limits, deadline: Deadline) -> Read:
    """Open the tables of a file within limits, putting what is unpacked into `folder`.

    Raises `FileGone` alone: whatever is wrong with the bytes is a fault in the facts, or, where it
    shows as the rows go by, a `FileFault` of the table's batches.
    """
    if not file.path.is_file():
        raise FileGone(file.path)
    facts, workshop = _facts(file), Workshop(folder, limits, deadline)
    try:
        _refuse_unread(file, facts, limits)
        if facts.format is FileFormat.CSV:
            return _read_text(file, facts, workshop)
        if facts.format is FileFormat.ZIP:
            return _read_archive(file, facts, workshop)
        return _read_tables(file, facts, workshop)
    except FileFault as fault:
        if fault.finding.code == "unreadable" and _only_looks_like_json(facts):
            return _read_document(file, facts, workshop)
        return Read(replace(facts, faults=(*facts.faults, fault.finding)))


def _read_tables(file: OfferedFile, facts: FileFacts, workshop: Workshop) -> Read:
    reader = READERS.get(facts.format)
    tables = reader(Content(file.path, file.name), workshop) if reader else ()
    if not tables:
        return _read_document(file, _as_document(facts), workshop)
    noticed = tuple(finding for table in tables for finding in table.head.noticed)
    return Read(replace(facts, noticed=noticed), tables)


def _read_archive(file: OfferedFile, facts: FileFacts, workshop: Workshop) -> Read:
    bundle = read_archive(Content(file.path, file.name), workshop, READERS)
    if not bundle.tables and not bundle.documents:
        return _read_document(file, _as_document(facts), workshop)
    waiting = [(document.path, document.here) for document in bundle.documents]
    enclosed = tuple(look_into_each(waiting, workshop.deadline))
    unread = len(waiting) - len(enclosed)
    noticed = (
        *bundle.noticed,
        *(finding for document in enclosed for finding in document.faults),
        *_unread_noticed(unread, facts.here),
        *(finding for table in bundle.tables for finding in table.head.noticed),
    )
    known = facts if bundle.tables else _as_document(facts)
    macros = any(document.facts.count(Trait.MACROS) for document in enclosed)
    return Read(replace(known, noticed=noticed, enclosed=enclosed, macros=macros), bundle.tables)


def _unread_noticed(count: int, at: Location) -> Iterator[Finding]:
    if count:
        message = "압축 안에 문서가 너무 많아 살피지 못한 것이 있습니다. 사람이 직접 봅니다."
        yield Finding("archive-member-unread", Severity.WARNING, message, at, count)


def _only_looks_like_json(facts: FileFacts) -> bool:
    return facts.format in JSON_KINDS and facts.expected_format not in JSON_KINDS


def _as_document(facts: FileFacts) -> FileFacts:
    """The facts of a file in which no table was found; perhaps what its name says."""
    expected = facts.expected_format
    agrees = expected is facts.format and facts.format is not FileFormat.DOCUMENT
    return replace(facts, format=FileFormat.DOCUMENT, expected_format=None if agrees else expected)


def unread(file: OfferedFile) -> Read:
    """What is left to say of a file when the reading of it broke."""
    size = file.path.stat().st_size
    return Read(FileFacts(file.name, size, FileFormat.DOCUMENT, digest=file.digest))


def _facts(file: OfferedFile) -> FileFacts:
    found = detected_format(file.path, file.name)
    expected = expected_format(file.name)
    # What its reader says of it need not be said twice.
    agrees = {found, expected} <= JSON_KINDS or found in MARKUP
    return FileFacts(
        name=file.name,
        size=file.path.stat().st_size,
        format=found,
        expected_format=found if agrees else expected,
        media_type=file.media_type,
        digest=file.digest,
        claimed_digest=file.claimed_digest,
    )


def _refuse_unread(file: OfferedFile, facts: FileFacts, limits: Limits) -> None:
    """Refuse what need not be looked into: nothing, too much, or what is locked or disguised."""
    if facts.size == 0:
        raise FileFault("empty-file", "파일에 내용이 없습니다.", facts.here)
    if facts.size > limits.file_bytes:
        message = f"파일이 {limits.file_bytes:,}바이트보다 큽니다."
        raise FileFault("file-too-large", message, facts.here)
    if facts.format is not FileFormat.DOCUMENT or facts.expected_format not in WORKBOOKS:
        return
    if _is_locked(file.path):
        raise FileFault("encrypted", "암호가 걸려 있어 읽을 수 없습니다.", facts.here)
    if is_markup(file.path):
        message = "이름은 엑셀이나 내용은 웹 페이지(HTML, XML)라 표로 읽지 않았습니다."
        raise FileFault("markup-as-workbook", message, facts.here)


def _is_locked(path: Path) -> bool:
    """Whether it is a workbook under a password: such a one is wrapped in another kind of file."""
    with path.open("rb") as content:
        if content.read(4) != _OLE:
            return False
        with mmap.mmap(content.fileno(), 0, access=mmap.ACCESS_READ) as whole:
            return whole.find(_ENCRYPTED) >= 0


def _read_document(file: OfferedFile, facts: FileFacts, workshop: Workshop) -> Read:
    looked = look_into(file.path, facts.here, workshop.deadline)
    return Read(
        replace(
            facts,
            format=FileFormat.DOCUMENT,
            document=looked.facts,
            macros=looked.facts.count(Trait.MACROS) > 0,
            faults=(*facts.faults, *looked.faults),
        )
    )


def _read_text(file: OfferedFile, facts: FileFacts, workshop: Workshop) -> Read:
    encoding = encoding_of(file.path)
    if encoding.lost * 10 > facts.size:  # one byte in ten means nothing: it never was text
        if facts.expected_format is FileFormat.CSV:
            raise FileFault("not-text", "글자로 읽을 수 없는 파일입니다.", facts.here)
        return _read_document(file, facts, workshop)
    text = TextFile(file.path, file.name, encoding)
    layout, offset = layout_of_file(text, workshop.limits)
    if facts.expected_format is not FileFormat.CSV and not layout.is_table:
        return _read_document(file, facts, workshop)
    facts = replace(
        facts,
        encoding=encoding.name,
        delimiter=layout.written,
        lost_characters=encoding.lost,
        nul_bytes=encoding.nul_bytes,
        open_quote=encoding.quotes % 2 == 1 and not layout.odd,
    )
    table = open_delimited(text, layout, offset, workshop.limits)
    return Read(replace(facts, noticed=table.head.noticed), (table,))
