"""Looks at pictures without decoding them: how large they are, and what the camera wrote."""

import io
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from PIL import ExifTags, Image, UnidentifiedImageError

from verification.document_facts import Trait
from verification.documents.bounds import Bounds
from verification.documents.seen import OUTSIDE_THE_TEXT, Passage, Seen, Sighting
from verification.faults import FileFault
from verification.findings import Location

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF")
BROKEN_PICTURE = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    SyntaxError,
    OverflowError,
    struct.error,
)
"""What Pillow raises over a damaged picture."""

_LATITUDE = 2
_XP_AUTHOR, _XP_COMMENT, _XP_TITLE, _XP_SUBJECT = 0x9C9D, 0x9C9C, 0x9C9B, 0x9C9F
_WORDS_IN_WIDE = (_XP_COMMENT, _XP_TITLE, _XP_SUBJECT)
_LATITUDE_IN_XMP = b"GPSLatitude"
_CREATOR_IN_XMP = b"dc:creator"


def read_picture(path: Path, bounds: Bounds) -> Iterator[Seen]:
    """Yield what is seen of a picture. Raises `FileFault` if it is broken or far too large."""
    with path.open("rb") as content:
        try:
            picture = _open(content)
            width, height = picture.size
        except BROKEN_PICTURE:
            message = "손상되어 열 수 없는 그림입니다."
            raise FileFault("unreadable", message, Location()) from None
        if width * height > bounds.pixels:
            message = f"그림의 화소가 {bounds.pixels:,}개보다 많습니다."
            raise FileFault("unpacks-too-large", message, Location())
        yield Sighting(Trait.PICTURE)
        yield from _marks(picture)


def marks_of_picture(content: IO[bytes]) -> Iterator[Seen]:
    """Yield what a picture inside a document tells of people and places, unless it is broken."""
    try:
        picture = _open(io.BytesIO(content.read()))
    except BROKEN_PICTURE:
        return
    yield from _marks(picture)


def _open(content: IO[bytes]) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = None  # the size is looked at here; nothing is decoded
    return Image.open(content, formats=_FORMATS)


def _marks(picture: Image.Image) -> Iterator[Seen]:
    try:
        exif = picture.getexif()
        camera = exif.get_ifd(ExifTags.IFD.Exif)
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    except BROKEN_PICTURE:  # what cannot be read here names nobody
        return
    packet = _packet(picture)
    if _LATITUDE in place or _LATITUDE_IN_XMP in packet:
        yield Sighting(Trait.LOCATION)
    people = (
        _text(exif.get(ExifTags.Base.Artist)),
        _text(camera.get(ExifTags.Base.CameraOwnerName)),
        _wide(exif.get(_XP_AUTHOR)),
    )
    if any(people) or _CREATOR_IN_XMP in packet:
        yield Sighting(Trait.AUTHOR)
    words = (
        _text(exif.get(ExifTags.Base.ImageDescription)),
        _text(camera.get(ExifTags.Base.UserComment)),
        *(_wide(exif.get(tag)) for tag in _WORDS_IN_WIDE),
        *_beside(picture.info),
    )
    yield from (Passage(OUTSIDE_THE_TEXT, text) for text in (*people, *words) if text)


def _packet(picture: Image.Image) -> bytes:
    """The packet of XMP, in which editing programs repeat and add to what the camera wrote."""
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    return packet.encode() if isinstance(packet, str) else bytes(packet)


def _beside(info: Mapping[str | tuple[int, int], object]) -> Iterator[str]:
    """Texts beside a picture: those of PNG, the comment of GIF and JPEG."""
    for key, value in info.items():
        if isinstance(value, str) or key == "comment":
            yield _text(value)


def _text(value: object) -> str:
    """A text of EXIF, which is in bytes and says its alphabet where it may be another's."""
    if isinstance(value, bytes):
        code, rest = value[:8], value[8:]
        if code == b"UNICODE\0":
            return rest.decode("utf-16", "replace").strip("\0 ")
        text = rest if code == b"ASCII\0\0\0" else value
        return text.decode("utf-8", "replace").strip("\0 ")
    return value.strip("\0 ") if isinstance(value, str) else ""


def _wide(value: object) -> str:
    """A text of the kind that Windows adds to EXIF: always UTF-16."""
    return value.decode("utf-16-le", "replace").strip("\0 ") if isinstance(value, bytes) else ""
