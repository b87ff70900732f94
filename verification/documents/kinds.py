"""What a document is, by its content; and what its name says it is."""

import lzma
import mmap
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePath
from types import MappingProxyType

from verification.document_facts import DocumentKind as Kind
from verification.faults import FileFault
from verification.findings import Location

HEAD_BYTES = 64 << 10

_BY_SUFFIX: Mapping[str, Kind] = MappingProxyType(
    {
        ".pdf": Kind.PDF,
        ".hwpx": Kind.HWPX,
        ".hwp": Kind.HWP,
        ".docx": Kind.DOCX,
        ".docm": Kind.DOCX,
        ".pptx": Kind.PPTX,
        ".pptm": Kind.PPTX,
        ".odt": Kind.ODT,
        ".doc": Kind.DOC,
        ".ppt": Kind.OLE,
        ".htm": Kind.HTML,
        ".html": Kind.HTML,
        ".rtf": Kind.RTF,
        ".png": Kind.PNG,
        ".jpg": Kind.JPEG,
        ".jpeg": Kind.JPEG,
        ".gif": Kind.GIF,
        ".webp": Kind.WEBP,
        ".tif": Kind.TIFF,
        ".tiff": Kind.TIFF,
        ".svg": Kind.SVG,
        ".mp3": Kind.MP3,
        ".wav": Kind.WAV,
        ".ogg": Kind.OGG,
        ".oga": Kind.OGG,
        ".m4a": Kind.M4A,
        ".mp4": Kind.MP4,
        ".m4v": Kind.MP4,
        ".mov": Kind.MP4,
    }
)

_MARKS: tuple[tuple[Kind, re.Pattern[bytes]], ...] = (
    (Kind.PNG, re.compile(rb"\x89PNG\r\n\x1a\n")),
    (Kind.JPEG, re.compile(rb"\xff\xd8\xff")),
    (Kind.GIF, re.compile(rb"GIF8[79]a")),
    (Kind.TIFF, re.compile(rb"II[*+]\x00|MM\x00[*+]")),
    (Kind.WEBP, re.compile(rb"RIFF.{4}WEBP", re.DOTALL)),
    (Kind.WAV, re.compile(rb"RIFF.{4}WAVE", re.DOTALL)),
    (Kind.OGG, re.compile(rb"OggS\x00")),
    (Kind.M4A, re.compile(rb".{4}ftypM4[AB] ", re.DOTALL)),
    # The other brands of this family are pictures (HEIC, AVIF), which no library here reads.
    (
        Kind.MP4,
        re.compile(rb".{4}ftyp(?:iso[m2-9]|mp4[12]|avc1|M4V |MSNV|qt  |dash|3gp)", re.DOTALL),
    ),
    (Kind.MP3, re.compile(rb"ID3[\x02-\x04]|\xff[\xfb\xf3\xf2\xfa]")),
    (Kind.RTF, re.compile(rb"\{\\rtf")),
    # Readers look for this mark anywhere in the first kilobyte.
    (Kind.PDF, re.compile(rb".{0,1019}?%PDF-", re.DOTALL)),
)

_BEFORE = rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml.{0,200}?\?>|<!--.{0,4000}?-->)*"
_LOOSE = re.DOTALL | re.IGNORECASE
_DRAWING = re.compile(
    _BEFORE + rb"(?:<!DOCTYPE\s+svg.{0,4000}?>\s*)?(?:<!--.{0,4000}?-->\s*)*<svg\b", _LOOSE
)
_PAGE = re.compile(_BEFORE + rb"<(?:!DOCTYPE\s+html|html|head|body|title|meta|script)\b", _LOOSE)
_ARCHIVE = re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff")

_BY_MEDIA_TYPE: Mapping[bytes, Kind] = MappingProxyType(
    {
        b"application/hwp+zip": Kind.HWPX,
        b"application/vnd.oasis.opendocument.text": Kind.ODT,
    }
)
_BY_MEMBER: Mapping[str, Kind] = MappingProxyType(
    {
        "word/document.xml": Kind.DOCX,
        "ppt/presentation.xml": Kind.PPTX,
        "Contents/content.hpf": Kind.HWPX,
    }
)

HWP_MARK = b"HWP Document File"
"""How the header of an HWP document begins, wherever in the file it lies."""

BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
)
"""What opening a damaged archive raises."""


def expected_kind(name: str) -> Kind | None:
    """The kind of document a name promises, or None where it promises none."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower())


def kind_of(path: Path) -> Kind:
    """The kind of document a file is by its content. Raises `FileFault` for a broken archive."""
    with path.open("rb") as content:
        head = content.read(HEAD_BYTES)
    if _ARCHIVE.match(head):
        return _kind_of_archive(path)
    if head.startswith(_OLE):
        return _kind_of_old(path)
    for kind, mark in (*_MARKS, (Kind.SVG, _DRAWING), (Kind.HTML, _PAGE)):
        if mark.match(head):
            return kind
    is_text = head.startswith(_WIDE_TEXT) or not _NOT_TEXT.search(head)
    return Kind.TEXT if is_text else Kind.UNKNOWN


def _kind_of_archive(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = frozenset(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = _BY_MEDIA_TYPE.get(archive.read("mimetype").strip())
                if kind is not None:
                    return kind
    except RuntimeError:  # the member is under a password; a reader says so
        return Kind.ZIP
    except BROKEN_ARCHIVE:
        message = "손상되어 열 수 없는 파일입니다."
        raise FileFault("unreadable", message, Location()) from None
    return next((kind for name, kind in _BY_MEMBER.items() if name in names), Kind.ZIP)


def _kind_of_old(path: Path) -> Kind:
    with (
        path.open("rb") as content,
        mmap.mmap(content.fileno(), 0, access=mmap.ACCESS_READ) as whole,
    ):
        if whole.find(HWP_MARK) >= 0:
            return Kind.HWP
        return Kind.DOC if whole.find("WordDocument".encode("utf-16-le")) >= 0 else Kind.OLE
