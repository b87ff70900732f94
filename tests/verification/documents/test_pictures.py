from dataclasses import replace
from pathlib import Path

import pytest
from PIL import PngImagePlugin

from tests.verification.documents.papers import photo, picture, seen, texts, traits
from verification.document_facts import DocumentKind as Kind
from verification.documents.bounds import BOUNDS
from verification.faults import FileFault

XMP = (
    b"<x:xmpmeta><rdf:Description exif:GPSLatitude='36,28.8N'><dc:creator>Kim</dc:creator>"
    b"</rdf:Description></x:xmpmeta>"
)


@pytest.mark.parametrize("kind", [Kind.PNG, Kind.JPEG, Kind.GIF, Kind.WEBP, Kind.TIFF])
def test_a_picture_as_a_program_draws_it_tells_of_nobody(tmp_path: Path, kind: Kind) -> None:
    found = seen(tmp_path, kind, picture(kind.value.upper()))

    assert traits(found) == {"picture": 1}


def test_where_and_by_whom_a_picture_was_taken_is_seen(tmp_path: Path) -> None:
    found = seen(tmp_path, Kind.JPEG, photo(latitude=True, artist="Kim", comment="가족 사진"))

    assert traits(found) == {"picture": 1, "location": 1, "author": 1}
    assert texts(found) == [(0, "Kim"), (0, "가족 사진")]


def test_what_an_editing_program_wrote_is_seen_too(tmp_path: Path) -> None:
    found = seen(tmp_path, Kind.JPEG, picture(xmp=XMP))

    assert traits(found) == {"picture": 1, "location": 1, "author": 1}


def test_texts_beside_a_picture_are_read(tmp_path: Path) -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "본인 확인용", zip=True)

    assert texts(seen(tmp_path, Kind.PNG, picture("PNG", pnginfo=words))) == [(0, "본인 확인용")]


def test_a_picture_of_too_many_pixels_is_refused_undecoded(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match="unpacks-too-large"):
        seen(tmp_path, Kind.PNG, picture("PNG", (50, 50)), replace(BOUNDS, pixels=2_499))


def test_a_broken_picture_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match="unreadable"):
        seen(tmp_path, Kind.JPEG, b"\xff\xd8\xff\xe0" + bytes(20))
