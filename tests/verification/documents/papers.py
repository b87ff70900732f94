"""Tiny documents made in code, harmless and hostile ones."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from verification.document_facts import DocumentKind
from verification.documents.bounds import BOUNDS, Bounds
from verification.documents.reading import reader_of
from verification.documents.seen import Passage, Seen, Sighting

Traits = dict[str, int]


def seen(folder: Path, kind: DocumentKind, content: bytes, bounds: Bounds = BOUNDS) -> list[Seen]:
    """What the reader of a kind yields of these bytes."""
    path = folder / "document"
    path.write_bytes(content)
    return list(reader_of(kind)(path, bounds))


def texts(found: list[Seen]) -> list[tuple[int, str]]:
    """The text among what was seen: place and words."""
    return [(each.place, each.text.strip()) for each in found if isinstance(each, Passage)]


def traits(found: list[Seen]) -> Traits:
    """The traits among what was seen, and how often."""
    counts: Traits = {}
    for each in found:
        if isinstance(each, Sighting):
            counts[each.trait] = counts.get(each.trait, 0) + each.count
    return counts


def pdf(*pages: str, author: str = "", password: str = "") -> bytes:
    """A PDF with a line of ASCII on each page; an empty one holds no text."""
    writer = PdfWriter()
    for text in pages:
        written_on(writer, text)
    if author:
        writer.add_metadata({"/Author": author})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    return saved(writer)


def written_on(writer: PdfWriter, text: str) -> None:
    """Add a page that says something."""
    page = writer.add_blank_page(300, 300)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    page[NameObject("/Resources")] = named({"/Font": named({"/F1": named(font)})})
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode() if text else b"")
    page[NameObject("/Contents")] = writer._add_object(stream)


def named(values: Mapping[str, object]) -> DictionaryObject:
    """A dictionary of PDF: names for keys, and for those texts that begin with a slash."""
    return DictionaryObject(
        {
            NameObject(key): value
            if not isinstance(value, str)
            else NameObject(value)
            if value.startswith("/")
            else TextStringObject(value)
            for key, value in values.items()
        }
    )


def saved(writer: PdfWriter) -> bytes:
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of these members."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(*paragraphs: str, **more: str | bytes) -> bytes:
    """A DOCX with these paragraphs; `more` are members, `__` standing for a slash."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    members = {name.replace("__", "/"): member for name, member in more.items()}
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            **members,
        }
    )


def hwpx(*paragraphs: str, extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """An HWPX with these paragraphs, and extra members."""
    space = 'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
    body = "".join(f"<hp:p><hp:run><hp:t>{text}</hp:t></hp:run></hp:p>" for text in paragraphs)
    return packed(
        {
            "mimetype": "application/hwp+zip",
            "Contents/section0.xml": f"<hs:sec xmlns:hs='x' {space}>{body}</hs:sec>",
            **(extra or {}),
        }
    )


def picture(kind: str = "JPEG", size: tuple[int, int] = (2, 2), **options: object) -> bytes:
    """A small picture."""
    content = io.BytesIO()
    Image.new("RGB", size).save(content, kind, **options)
    return content.getvalue()


def photo(*, latitude: bool = False, artist: str = "", comment: str = "") -> bytes:
    """A picture as a camera makes it."""
    exif = Image.Exif()
    if latitude:
        exif[0x8825] = {1: "N", 2: (36.0, 28.0, 48.0), 3: "E", 4: (127.0, 17.0, 20.0)}
    if artist:
        exif[0x013B] = artist
    if comment:
        exif[0x9C9C] = comment.encode("utf-16-le")
    return picture(exif=exif)
