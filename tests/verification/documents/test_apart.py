"""Hostile documents, each read in the process that is made for them."""

import struct
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.verification.documents.papers import W, docx, hwpx, packed, photo, picture
from verification.document_facts import DocumentKind as Kind
from verification.document_facts import Trait
from verification.documents import apart
from verification.documents.apart import Look, look_apart
from verification.documents.bounds import BOUNDS, Bounds
from verification.documents.seen import Passage
from verification.errors import DocumentReadingBroke
from verification.findings import Location

AT = Location("a")


def look(folder: Path, content: bytes, bounds: Bounds = BOUNDS, seconds: float = 60) -> Look:
    path = folder / "a"
    path.write_bytes(content)
    return look_apart(path, AT, seconds=seconds, bounds=bounds)


def faults(looked: Look) -> list[str]:
    return [fault.code for fault in looked.faults]


def objects(*bodies: bytes) -> bytes:
    """A PDF of these objects, the first its root."""
    content, table = b"%PDF-1.7\n", b""
    for number, body in enumerate(bodies, start=1):
        table += b"%010d 00000 n \n" % len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size = len(bodies) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    tail = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(content))
    return content + head + table + tail


def stream(content: bytes) -> bytes:
    packed_twice = zlib.compress(content, 1)
    head = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed_twice)
    return head + packed_twice + b"\nendstream"


def cyclic_pages() -> bytes:
    return objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 2/Kids[3 0 R]>>",
        b"<</Type/Pages/Count 2/Kids[2 0 R]>>",
    )


def inflating_page() -> bytes:
    return objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        stream(bytes(120 << 20)),
    )


def endless_form() -> bytes:
    """A page that draws a form that draws itself."""
    within = b"/Resources<</XObject<</F 4 0 R>>>>"
    form = b"<</Type/XObject/Subtype/Form%s/Length 5>>stream\n/F Do\nendstream" % within
    return objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R%s/Contents 4 0 R>>" % within,
        form,
    )


def deep_brackets() -> bytes:
    return objects(b"<</Type/Catalog/Pages 2 0 R/X " + b"[" * 100_000 + b">>", b"<</Kids[]>>")


def entity_bomb() -> bytes:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    body = f"<w:document {W}><w:p><w:t>&a9;</w:t></w:p></w:document>"
    return packed({"word/document.xml": f'<!DOCTYPE b [<!ENTITY a0 "ha">{levels}]>{body}'})


def stranger() -> bytes:
    drawing = (
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]><svg><text>&a;</text></svg>'
    )
    return drawing.encode()


def wide_picture() -> bytes:
    """A picture whose header promises ten gigapixels."""
    size = struct.pack(">II", 100_000, 100_000) + b"\x08\x02\0\0\0"
    chunk = b"IHDR" + size
    head = b"\x89PNG\r\n\x1a\n\0\0\0\x0d" + chunk + struct.pack(">I", zlib.crc32(chunk))
    return head + picture("PNG")[33:]


def nested_elements() -> bytes:
    return packed({"word/document.xml": f"<w:document {W}>" + "<w:p>" * 300_000})


@pytest.mark.parametrize(
    ("content", "kind", "codes"),
    [
        (cyclic_pages, Kind.PDF, ["unreadable"]),
        (inflating_page, Kind.PDF, []),
        (endless_form, Kind.PDF, []),
        (deep_brackets, Kind.PDF, ["unreadable"]),
        (entity_bomb, Kind.DOCX, ["document-entities"]),
        (stranger, Kind.SVG, ["document-entities"]),
        (wide_picture, Kind.PNG, ["unpacks-too-large"]),
        (nested_elements, Kind.DOCX, ["unreadable"]),
        (lambda: docx("a")[:-9], Kind.UNKNOWN, ["unreadable"]),
        (lambda: hwpx("a", extra={"../../x": "1"}), Kind.HWPX, []),
    ],
)
def test_a_hostile_document_ends_soon_and_in_a_finding(
    tmp_path: Path, content: Callable[[], bytes], kind: Kind, codes: list[str]
) -> None:
    began = time.monotonic()

    looked = look(tmp_path, content())

    assert (looked.kind, faults(looked)) == (kind, codes)
    assert time.monotonic() - began < 20
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_page_that_inflates_beyond_all_is_one_without_text(tmp_path: Path) -> None:
    assert look(tmp_path, inflating_page()).traits == ((Trait.PAGE, 1), (Trait.SILENT_PAGE, 1))


def test_what_was_seen_is_gathered(tmp_path: Path) -> None:
    assert look(tmp_path, photo(latitude=True, comment="집")) == Look(
        kind=Kind.JPEG,
        passages=(Passage(0, "집"),),
        traits=((Trait.PICTURE, 1), (Trait.LOCATION, 1)),
        faults=(),
    )


def test_text_beyond_the_bound_is_not_read(tmp_path: Path) -> None:
    looked = look(tmp_path, "첫째\n둘째\n셋째\n".encode(), replace(BOUNDS, passages=2))

    assert [each.text for each in looked.passages] == ["첫째\n", "둘째\n"]
    assert looked.traits == ((Trait.TRUNCATED, 1),)


def unclosed_tag() -> bytes:
    """A page of which the parser of HTML reads the same megabytes again and again."""
    return b"<html>" + b"<p " * (10 << 20)


def test_what_takes_too_long_is_ended_and_what_was_seen_before_counts(tmp_path: Path) -> None:
    looked = look(tmp_path, unclosed_tag(), seconds=1.5)

    assert (looked.kind, faults(looked)) == (Kind.HTML, ["took-too-long"])


def test_processor_time_is_bounded_too(tmp_path: Path) -> None:
    assert faults(look(tmp_path, unclosed_tag(), replace(BOUNDS, seconds=1))) == ["took-too-long"]


def test_memory_is_bounded(tmp_path: Path) -> None:
    script = hwpx("a", extra={"Scripts/a.js": b"run();" * 1_500_000})

    assert faults(look(tmp_path, script)) == []
    assert faults(look(tmp_path, script, replace(BOUNDS, memory_bytes=30 << 20))) == [
        "unpacks-too-large"
    ]


def test_a_process_that_cannot_even_start_is_no_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_ROOT", tmp_path)

    with pytest.raises(DocumentReadingBroke):
        look(tmp_path, b"a")


def test_no_setting_goes_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "verification.py").write_text("raise SystemExit(9)")

    assert look(tmp_path, b"a").faults == ()
