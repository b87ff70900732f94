"""Makers of documents that mean harm: bombs of pages and pictures, and parts without an end."""

import struct
import zlib

from tests.factories.archives import archive, member, repeated, zipped

MEGABYTE = 1 << 20
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SECTION = "http://www.hancom.co.kr/hwpml/2011/section"


def bomb_in_docx(megabytes: int) -> bytes:
    """A letter of one word and so many megabytes of blanks."""
    head = f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>a</w:t></w:r></w:p>'
    blanks = repeated("word/document.xml", b" " * MEGABYTE, megabytes, head=head.encode())
    return archive([member("[Content_Types].xml", b"<Types/>"), blanks])


def bomb_in_hwpx(megabytes: int) -> bytes:
    """A Hangul document of one word and so many megabytes of blanks."""
    head = f'<hs:sec xmlns:hs="{_SECTION}"><hp:p xmlns:hp="urn:p"><hp:t>a</hp:t></hp:p>'
    blanks = repeated("Contents/section0.xml", b" " * MEGABYTE, megabytes, head=head.encode())
    return archive([member("mimetype", b"application/hwp+zip"), blanks])


def foreign_entity_in_docx(address: str) -> bytes:
    """A letter whose text is an external entity."""
    declared = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{address}">]>'
    text = "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>"
    document = f'{declared}<w:document xmlns:w="{_WORD}">{text}</w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def bomb_in_pdf(megabytes: int) -> bytes:
    """A page whose drawing unpacks to so many megabytes."""
    drawing = b"(a) Tj\n" * (MEGABYTE // 7)
    packed = _packed(drawing, megabytes)
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return _pdf(b"<</Type/Catalog/Pages 2 0 R>>", pages, page, stream)


def endless_pdf() -> bytes:
    """Pages that hold themselves, and say that there are two billion."""
    pages = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2147483647/Parent 2 0 R>>"
    return _pdf(b"<</Type/Catalog/Pages 2 0 R>>", pages)


def _pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first its catalogue (ISO 32000-1, 7.5)."""
    body, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n" % (len(objects) + 1, len(body))
    return body + table + end + b"%%EOF\n"


def vast_png(side: int = 60_000) -> bytes:
    """A picture of so many white points a side, one bit each: small, and vast in memory."""
    line = b"\0" + b"\xff" * (side // 8)
    header = struct.pack(">2I5B", side, side, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", _packed(line * 100, side // 100)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )


def _packed(block: bytes, times: int) -> bytes:
    """A zlib stream (RFC 1950) of a block over and over."""
    whole = repeated("", block, times)
    checked = 1
    for _ in range(times):
        checked = zlib.adler32(block, checked)
    return b"\x78\xda" + whole.packed + struct.pack(">I", checked)
