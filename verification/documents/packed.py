"""Reads documents that are a ZIP of XML: DOCX, PPTX, ODT, HWPX. Nothing is unpacked to disk."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from verification.document_facts import DocumentKind as Kind
from verification.document_facts import Trait
from verification.documents.bounds import Bounds
from verification.documents.kinds import BROKEN_ARCHIVE
from verification.documents.markup import Attributes, Paragraphs, paragraphs_of
from verification.documents.pictures import marks_of_picture
from verification.documents.seen import OUTSIDE_THE_TEXT, Passage, Reader, Seen, Sighting
from verification.faults import FileFault
from verification.findings import Location

_ALWAYS_ALLOWED = 10 << 20  # bytes: what is small may be packed as tightly as it likes
_STRAY = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)")
_NAMES = frozenset({"creator", "lastModifiedBy", "initial-creator"})
# Not the small picture of the first page that programs save beside the text.
_PICTURE = re.compile(
    r"^(?!Preview/|Thumbnails/|docProps/).*\.(?:png|jpe?g|gif|webp|tiff?|bmp|emf|wmf)$",
    re.IGNORECASE,
)

_BY_NAME: tuple[tuple[Trait, re.Pattern[str]], ...] = (
    (Trait.STRAY_NAME, _STRAY),
    (Trait.MACROS, re.compile(r"vbaProject\.bin$|^Basic/.+/(?!script-lb).+\.xml$", re.IGNORECASE)),
    (Trait.SCRIPT, re.compile(r"/activeX/|/afchunk", re.IGNORECASE)),
    (
        Trait.ATTACHMENT,
        re.compile(r"/embeddings/[^/]+$|^Object [^/]+/content\.xml$|\.ole$", re.IGNORECASE),
    ),
    (Trait.PICTURE, _PICTURE),
)
_RELATIONS = re.compile(r"\.rels$", re.IGNORECASE)
_SCRIPT_OF_HWPX = re.compile(r"^Scripts/.+\.js$", re.IGNORECASE)
_COMMENT = re.compile(rb"//[^\r\n]*|/\*.*?\*/", re.DOTALL)
_STATEMENT = re.compile(rb"\{\s*[^\s}]")


@dataclass(frozen=True)
class _Form:
    """Where a kind keeps its text: in which members, and in elements of which local names.

    Members of `pages` are a page each, numbered by what the pattern captures.
    """

    parts: re.Pattern[str]
    texts: frozenset[str]
    pages: re.Pattern[str] | None = None


_RUNS = frozenset({"t", "delText", "instrText", "v"})
"""Runs of text, deleted ones and fields among them, and the values behind a chart."""
_PROPERTIES = re.compile(r"^docProps/(?:core|app|custom)\.xml$|^meta\.xml$|^Contents/content\.hpf$")
_PARAGRAPHS = frozenset({"p", "h", "pt"})

_FORMS: Mapping[Kind, _Form] = MappingProxyType(
    {
        Kind.DOCX: _Form(
            re.compile(
                r"^word/(?:document|header|footer|footnotes|endnotes|comments"
                r"|charts/chart|diagrams/data)\d*\.xml$"
            ),
            _RUNS,
        ),
        Kind.PPTX: _Form(
            re.compile(
                r"^ppt/(?:notesSlides/notesSlide\d+|comments/[^/]+|charts/chart\d+|diagrams/data\d+)"
                r"\.xml$"
            ),
            _RUNS | {"text"},
            re.compile(r"^ppt/slides/slide(\d{1,6})\.xml$"),
        ),
        Kind.ODT: _Form(re.compile(r"^(?:content|styles)\.xml$"), frozenset({"p", "h"})),
        Kind.HWPX: _Form(re.compile(r"^Contents/(?:section|masterpage)\d+\.xml$"), _RUNS),
    }
)


def reader_of(kind: Kind) -> Reader:
    """The reader of one of the kinds that are a ZIP of XML."""
    form = _FORMS[kind]

    def read(path: Path, bounds: Bounds) -> Iterator[Seen]:
        try:
            with zipfile.ZipFile(path) as archive:
                yield from _read(archive, form, bounds)
        except BROKEN_ARCHIVE:
            message = "손상되어 끝까지 읽을 수 없는 문서입니다."
            raise FileFault("unreadable", message, Location()) from None

    return read


def _read(archive: zipfile.ZipFile, form: _Form, bounds: Bounds) -> Iterator[Seen]:
    members = archive.infolist()
    _refuse_bombs(members, bounds)
    _refuse_locked(archive)
    names = list(dict.fromkeys(archive.namelist()))
    for trait, pattern in _BY_NAME:
        count = sum(bool(pattern.search(name)) for name in names)
        if count:
            yield Sighting(trait, count)
    yield from _outside(archive, names)
    yield from _scripts(archive, names)
    yield from _pages(archive, names, form)
    yield from _flowing(archive, names, form)
    yield from _properties(archive, names)
    yield from _pictures(archive, bounds)


def _refuse_bombs(members: list[zipfile.ZipInfo], bounds: Bounds) -> None:
    """Raise `FileFault` if more would come out than is allowed, or far more than went in.

    What is read of a member never exceeds what it declares: `zipfile` stops there.
    """
    too_tight = any(
        member.file_size > _ALWAYS_ALLOWED
        and member.file_size > bounds.ratio * max(1, member.compress_size)
        for member in members
    )
    too_much = sum(member.file_size for member in members) > bounds.unpacked_bytes
    if len(members) > bounds.members or too_much or too_tight:
        message = "압축을 풀면 한도보다 커지는 문서입니다."
        raise FileFault("unpacks-too-large", message, Location())


def _refuse_locked(archive: zipfile.ZipFile) -> None:
    """Raise `FileFault` if the document is under a password, in the ZIP's way or in ODF's."""
    locked = any(member.flag_bits & 1 for member in archive.infolist())
    if not locked and "META-INF/manifest.xml" in archive.namelist():
        with archive.open("META-INF/manifest.xml") as manifest:
            locked = b"encryption-data" in manifest.read(_ALWAYS_ALLOWED)
    if locked:
        message = "암호가 걸려 있어 읽을 수 없는 문서입니다."
        raise FileFault("encrypted", message, Location())


def _outside(archive: zipfile.ZipFile, names: list[str]) -> Iterator[Seen]:
    """What is fetched from elsewhere when the document opens: templates, pictures, objects."""
    targets = 0

    def note(name: str, attributes: Attributes) -> None:
        nonlocal targets
        outside = attributes.get("TargetMode", "").lower() == "external"
        link = attributes.get("Type", "").endswith("/hyperlink")
        targets += name == "Relationship" and outside and not link

    for name in filter(_RELATIONS.search, names):
        listener = Paragraphs(texts=frozenset(), paragraphs=frozenset(), on_element=note)
        with archive.open(name) as part:
            yield from (Passage(OUTSIDE_THE_TEXT, text) for text in paragraphs_of(part, listener))
    if targets:
        yield Sighting(Trait.OUTSIDE, targets)


def _scripts(archive: zipfile.ZipFile, names: list[str]) -> Iterator[Seen]:
    """Scripts of HWPX that do something: the editor saves empty ones into every document."""
    for name in filter(_SCRIPT_OF_HWPX.match, names):
        with archive.open(name) as part:
            script = part.read(_ALWAYS_ALLOWED).replace(b"\0", b"")
        if _STATEMENT.search(_COMMENT.sub(b"", script)):
            yield Sighting(Trait.SCRIPT)


def _pages(archive: zipfile.ZipFile, names: list[str], form: _Form) -> Iterator[Seen]:
    if form.pages is None:
        return
    numbered = [(int(match[1]), name) for name in names if (match := form.pages.match(name))]
    for number, name in sorted(numbered):
        silent = True
        for text in _paragraphs(archive, name, form.texts):
            silent = False
            yield Passage(number, text)
        yield Sighting(Trait.PAGE)
        if silent:
            yield Sighting(Trait.SILENT_PAGE)


def _flowing(archive: zipfile.ZipFile, names: list[str], form: _Form) -> Iterator[Seen]:
    """Text that has no pages until it is laid out: its place is the number of the paragraph."""
    number = 0
    for name in sorted(filter(form.parts.match, names)):
        for text in _paragraphs(archive, name, form.texts):
            number += 1
            yield Passage(OUTSIDE_THE_TEXT if form.pages else number, text)


def _paragraphs(archive: zipfile.ZipFile, name: str, texts: frozenset[str]) -> Iterator[str]:
    with archive.open(name) as part:
        yield from paragraphs_of(part, Paragraphs(texts=texts, paragraphs=_PARAGRAPHS))


def _properties(archive: zipfile.ZipFile, names: list[str]) -> Iterator[Seen]:
    """The properties of the document: who wrote it, what it is called."""
    for name in filter(_PROPERTIES.match, names):
        listener = _Properties()
        with archive.open(name) as part:
            for text in paragraphs_of(part, listener):
                yield Passage(OUTSIDE_THE_TEXT, text)
        if listener.names:
            yield Sighting(Trait.AUTHOR, listener.names)


class _Properties(Paragraphs):
    """Listens to properties, each a paragraph of its own, and counts those that name someone."""

    def __init__(self) -> None:
        super().__init__(texts=None, paragraphs=frozenset(), on_element=self._begin)
        self.names = 0
        self._names_someone = False

    def _begin(self, name: str, attributes: Attributes) -> None:
        by_attribute = attributes.get("name", "").lower() in {"creator", "lastsaveby"}
        self._names_someone = name in _NAMES or (name == "meta" and by_attribute)

    def characters(self, content: str) -> None:
        """Take text, and note whether it is somebody's name."""
        if self._names_someone and not content.isspace():
            self.names += 1
            self._names_someone = False
        super().characters(content)

    def endElement(self, name: str) -> None:  # noqa: N802  the name is SAX's
        """End the property: each is a paragraph."""
        super().endElement(name)
        self._flush()


def _pictures(archive: zipfile.ZipFile, bounds: Bounds) -> Iterator[Seen]:
    """What the pictures inside say of people and places: they keep what the camera wrote."""
    within = [
        member
        for member in archive.infolist()
        if _PICTURE.search(member.filename) and member.file_size <= bounds.picture_bytes
    ]
    for member in within[: bounds.pictures]:
        with archive.open(member) as content:
            yield from marks_of_picture(content)
