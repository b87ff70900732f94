from pathlib import Path

import pytest

from tests.verification.documents.papers import docx, hwpx, packed, pdf, picture
from verification.document_facts import DocumentKind as Kind
from verification.documents.kinds import expected_kind, kind_of
from verification.faults import FileFault

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ODT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf("a"), Kind.PDF),
        (b"\n\n%PDF-1.4\n", Kind.PDF),
        (b"x" * 2000 + b"%PDF-1.4\n", Kind.TEXT),
        (docx("a"), Kind.DOCX),
        (packed({"ppt/presentation.xml": "<a/>"}), Kind.PPTX),
        (hwpx("a"), Kind.HWPX),
        (packed({"mimetype": ODT, "content.xml": "<a/>"}), Kind.ODT),
        (packed({"mimetype": "x/y", "Contents/content.hpf": "<a/>"}), Kind.HWPX),
        (packed({"a.csv": "a"}), Kind.ZIP),
        (OLE + b"HWP Document File", Kind.HWP),
        (OLE + "WordDocument".encode("utf-16-le"), Kind.DOC),
        (OLE, Kind.OLE),
        (picture("PNG"), Kind.PNG),
        (picture("JPEG"), Kind.JPEG),
        (picture("GIF"), Kind.GIF),
        (picture("WEBP"), Kind.WEBP),
        (picture("TIFF"), Kind.TIFF),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Kind.SVG),
        (b"<?xml version='1.0'?>\n<!DOCTYPE svg PUBLIC 'a' 'b'>\n<!-- x --><svg/>", Kind.SVG),
        (b"\xef\xbb\xbf<!doctype HTML><p>", Kind.HTML),
        (b"<!-- saved --><html>", Kind.HTML),
        (b"{\\rtf1 a}", Kind.RTF),
        (b"ID3\x04" + bytes(30), Kind.MP3),
        (b"\xff\xfb\x90\x00", Kind.MP3),
        (b"RIFF\0\0\0\0WAVEfmt ", Kind.WAV),
        (b"OggS\0\2", Kind.OGG),
        (b"\0\0\0\x20ftypM4A \0\0", Kind.M4A),
        (b"\0\0\0\x20ftypisom\0\0", Kind.MP4),
        (b"\0\0\0\x20ftypheic\0\0", Kind.UNKNOWN),
        ("글입니다".encode("cp949"), Kind.TEXT),
        ("글입니다".encode("utf-16"), Kind.TEXT),
        (b"\x7fELF\1\1\1\0\0", Kind.UNKNOWN),
    ],
)
def test_a_document_is_what_its_content_is(tmp_path: Path, content: bytes, kind: Kind) -> None:
    path = tmp_path / "a.hwp"
    path.write_bytes(content)

    assert kind_of(path) is kind


def test_an_archive_that_broke_off_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(docx("a")[:-20])

    with pytest.raises(FileFault, match="unreadable"):
        kind_of(path)


def test_a_name_promises_a_kind() -> None:
    assert [expected_kind(name) for name in ("가.HWPX", "a.tar.jpeg", "a.csv", "a")] == [
        Kind.HWPX,
        Kind.JPEG,
        None,
        None,
    ]
