"""Checks of documents: what they are, what is in them, and whom their text speaks of."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from verification.checks.contract import FORMAT_NAMES
from verification.document_facts import (
    PICTURES,
    WITH_TEXT,
    DocumentFacts,
    DocumentKind,
    EnclosedDocument,
    Trait,
)
from verification.documents.kinds import expected_kind
from verification.findings import Finding, Location, Severity
from verification.quality import Indicator
from verification.subject import Check, FileFacts, FileFormat, Scope, Subject, file_of

_NAMES: Mapping[DocumentKind, str] = MappingProxyType(
    {
        DocumentKind.PDF: "PDF 문서",
        DocumentKind.HWPX: "한글(HWPX) 문서",
        DocumentKind.HWP: "한글(HWP) 문서",
        DocumentKind.DOCX: "워드(DOCX) 문서",
        DocumentKind.PPTX: "파워포인트(PPTX) 문서",
        DocumentKind.ODT: "ODT 문서",
        DocumentKind.DOC: "옛 워드(DOC) 문서",
        DocumentKind.OLE: "옛 오피스 문서",
        DocumentKind.HTML: "HTML 문서",
        DocumentKind.RTF: "RTF 문서",
        DocumentKind.PNG: "PNG 그림",
        DocumentKind.JPEG: "JPEG 그림",
        DocumentKind.GIF: "GIF 그림",
        DocumentKind.WEBP: "WebP 그림",
        DocumentKind.TIFF: "TIFF 그림",
        DocumentKind.SVG: "SVG 그림",
        DocumentKind.MP3: "MP3 소리",
        DocumentKind.WAV: "WAV 소리",
        DocumentKind.OGG: "Ogg 소리",
        DocumentKind.M4A: "M4A 소리",
        DocumentKind.MP4: "MP4 영상",
        DocumentKind.ZIP: "ZIP 압축",
        DocumentKind.TEXT: "글",
        DocumentKind.UNKNOWN: "알 수 없는 형식",
    }
)

_BEYOND_TEXT: Mapping[DocumentKind, str] = MappingProxyType(
    {
        **dict.fromkeys(PICTURES, "글자를 꺼낼 수 없는 그림"),
        DocumentKind.MP3: "소리에 담긴 말",
        DocumentKind.WAV: "소리에 담긴 말",
        DocumentKind.OGG: "소리에 담긴 말",
        DocumentKind.M4A: "소리에 담긴 말",
        DocumentKind.MP4: "영상에 담긴 말과 모습",
    }
)
"""What is left to a person of the kinds that hold no text."""

_CONTENTS: tuple[tuple[Trait, str, Severity, str], ...] = (
    (Trait.SCRIPT, "document-script", Severity.ERROR, "실행되는 스크립트나 동작이 들어 있습니다."),
    (
        Trait.ATTACHMENT,
        "document-attachment",
        Severity.WARNING,
        "문서 안에 다른 파일이 통째로 들어 있습니다.",
    ),
    (Trait.OUTSIDE, "document-outside", Severity.WARNING, "열 때 바깥의 것을 불러옵니다."),
    (
        Trait.STRAY_NAME,
        "document-stray-name",
        Severity.ERROR,
        "압축 안에 다른 폴더를 가리키는 이름이 있습니다.",
    ),
    (
        Trait.LOCATION,
        "document-location",
        Severity.WARNING,
        "사진이나 영상에 찍은 곳의 좌표가 남아 있습니다.",
    ),
    (
        Trait.AUTHOR,
        "document-author",
        Severity.NOTE,
        "파일의 속성에 만든 사람의 이름이 적혀 있습니다.",
    ),
)

_UNSEARCHED: tuple[tuple[Trait, str], ...] = (
    (Trait.SILENT_PAGE, "글자가 없는 쪽 {:,}개"),
    (Trait.BROKEN_PAGE, "읽지 못한 쪽 {:,}개"),
    (Trait.PICTURE, "글자를 꺼낼 수 없는 그림 {:,}개"),
    (Trait.ATTACHMENT, "안에 든 파일 {:,}개"),
    (Trait.TRUNCATED, "한도를 넘은 뒷부분"),
)


def document_type(subject: Subject) -> Iterator[Finding]:
    """Yield where a document is not what its name says, and that it was taken as a document."""
    file = file_of(subject)
    is_read = bool(file.document) or file.format is not FileFormat.DOCUMENT
    if is_read and not file.faults:
        kind = file.document.kind if file.document else None
        content = _NAMES[kind] if kind else f"{FORMAT_NAMES[file.format]} 파일"
        yield from _mismatch(file.name, kind, content, file.here)
    for found in file.enclosed:
        if not found.faults:
            kind = found.facts.kind
            yield from _mismatch(found.at.sheet or "", kind, _NAMES[kind], found.at)
    for found in _documents(file):
        yield Finding("read-as-document", Severity.NOTE, _searched(found.facts), found.at)
        parts = ", ".join(_unsearched(found.facts, stopped=bool(found.faults)))
        if parts:
            message = f"자동으로 살피지 못한 것: {parts}."
            yield Finding("document-not-searched", Severity.NOTE, message, found.at)
    is_document = file.format is FileFormat.DOCUMENT
    if is_document and not (file.faults or file.document or file.enclosed):
        message = "표로 읽지 않는 파일이라 내용을 자동으로 검사하지 않았습니다."
        yield Finding("read-as-document", Severity.NOTE, message, file.here)


def _documents(file: FileFacts) -> Iterator[EnclosedDocument]:
    """The file if it is a document, and the documents within it."""
    if file.document is not None:
        yield EnclosedDocument(file.here, file.document, file.faults)
    yield from file.enclosed


def _mismatch(
    name: str, kind: DocumentKind | None, content: str, at: Location
) -> Iterator[Finding]:
    expected = expected_kind(name)
    if expected not in (None, kind):
        message = f"이름은 {_NAMES[expected or DocumentKind.UNKNOWN]}이나 내용은 {content}입니다."
        yield Finding("type-mismatch", Severity.ERROR, message, at)


def _searched(document: DocumentFacts) -> str:
    """What was looked at, for the person who looks at the rest."""
    pages = document.count(Trait.PAGE)
    where = f"{pages:,}쪽에서 " if pages else ""
    looked = (
        f"{where}글자 {document.characters:,}자를 꺼내 개인정보를 검사하였습니다."
        if document.characters
        else f"{where}꺼낸 글자가 없습니다."
    )
    return f"{_NAMES[document.kind]}: {looked}"


def _unsearched(document: DocumentFacts, *, stopped: bool) -> Iterator[str]:
    has_text = document.kind in WITH_TEXT
    if not has_text:
        yield _BEYOND_TEXT.get(document.kind, "글자를 꺼내지 않는 형식의 내용 전부")
    for trait, words in _UNSEARCHED:
        count = 0 if document.kind in PICTURES else document.count(trait)
        if count:
            yield words.format(count)
    if stopped and has_text:
        yield "읽기를 멈춘 곳 뒤의 내용"


def document_contents(subject: Subject) -> Iterator[Finding]:
    """Yield what a document carries beside its text: scripts, files, places, names."""
    for found in _documents(file_of(subject)):
        for trait, code, severity, message in _CONTENTS:
            count = found.facts.count(trait)
            # Charts that one can turn and zoom are pages with scripts: a person judges.
            page = trait is Trait.SCRIPT and found.facts.kind is DocumentKind.HTML
            grave = Severity.WARNING if page else severity
            if count:
                yield Finding(code, grave, message, found.at, count=count)


def document_personal_data(subject: Subject) -> Iterator[Finding]:
    """Yield where numbers of persons stand in the text of a document, page by page."""
    for found in _documents(file_of(subject)):
        yield from found.facts.personal


def _passages(subject: Subject) -> int:
    return sum(found.facts.lines for found in _documents(file_of(subject)))


CHECKS: tuple[Check, ...] = (
    Check("document-type", 2, Scope.FILE, document_type),
    Check("document-contents", 2, Scope.FILE, document_contents),
    Check(
        "document-personal-data",
        2,
        Scope.FILE,
        document_personal_data,
        Indicator.SECURITY,
        _passages,
    ),
)
