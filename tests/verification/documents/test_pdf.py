from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject, StreamObject

from tests.verification.documents.papers import (
    named,
    pdf,
    picture,
    saved,
    seen,
    texts,
    traits,
    written_on,
)
from verification.document_facts import DocumentKind
from verification.documents.bounds import BOUNDS
from verification.documents.seen import Seen
from verification.faults import FileFault

PRODUCER = (0, "pypdf")


def read(folder: Path, content: bytes) -> list[Seen]:
    return seen(folder, DocumentKind.PDF, content)


def test_the_text_of_each_page_is_taken_out_and_silent_pages_are_counted(tmp_path: Path) -> None:
    found = read(tmp_path, pdf("first", "", "third"))

    assert texts(found) == [PRODUCER, (1, "first"), (3, "third")]
    assert traits(found) == {"page": 3, "silent-page": 1}


def test_an_author_is_noted(tmp_path: Path) -> None:
    found = read(tmp_path, pdf("a", author="Kim"))

    assert (texts(found), traits(found)) == (
        [PRODUCER, (0, "Kim"), (1, "a")],
        {"page": 1, "author": 1},
    )


def test_korean_comes_out_where_the_font_says_what_its_glyphs_are(tmp_path: Path) -> None:
    writer = PdfWriter()
    written_on(writer, "a")
    meanings = DecodedStreamObject()
    meanings.set_data(
        b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
        b"2 beginbfchar <0001> <c138> <0002> <c885> endbfchar endcmap"
    )
    glyphs = named({"/Type": "/Font", "/Subtype": "/CIDFontType2", "/BaseFont": "/Batang"})
    font = named({"/Type": "/Font", "/Subtype": "/Type0", "/Encoding": "/Identity-H"})
    font[NameObject("/DescendantFonts")] = ArrayObject([glyphs])
    font[NameObject("/ToUnicode")] = writer._add_object(meanings)
    writer.pages[0]["/Resources"]["/Font"][NameObject("/F1")] = font
    words = DecodedStreamObject()
    words.set_data(b"BT /F1 12 Tf 20 200 Td <00010002> Tj ET")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(words)

    assert texts(read(tmp_path, saved(writer))) == [PRODUCER, (1, "세종")]


def test_pages_beyond_the_bound_are_not_read(tmp_path: Path) -> None:
    found = seen(tmp_path, DocumentKind.PDF, pdf("a", "b", "c"), replace(BOUNDS, pages=2))

    assert (texts(found)[1:], traits(found)) == ([(1, "a"), (2, "b")], {"page": 2, "truncated": 1})


def test_a_document_under_a_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match="encrypted"):
        read(tmp_path, pdf("a", password="secret"))


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\nxref\ntrailer<</Root 9 0 R>>"]
)
def test_a_document_without_pages_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(FileFault, match="unreadable"):
        read(tmp_path, content)


def test_what_runs_is_attached_or_reaches_out_is_seen_wherever_it_hangs(tmp_path: Path) -> None:
    writer = PdfWriter()
    written_on(writer, "a")
    writer.root_object[NameObject("/OpenAction")] = named({"/S": "/JavaScript", "/JS": "alert()"})
    writer.add_attachment("비밀.csv", b"a,b")
    launch = named({"/S": "/Launch", "/F": "cmd.exe"})
    send = named({"/S": "/SubmitForm", "/F": "http://example.org"})
    note = named({"/Type": "/Annot", "/Subtype": "/Link", "/A": launch, "/AA": named({"/U": send})})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([note])

    found = traits(read(tmp_path, saved(writer)))

    assert found == {"page": 1, "script": 2, "attachment": 1, "outside": 1}


def test_what_stands_in_forms_and_notes_is_text_too(tmp_path: Path) -> None:
    writer = PdfWriter()
    written_on(writer, "a")
    field = named({"/FT": "/Tx", "/T": "name", "/V": "filled in"})
    note = named({"/Type": "/Annot", "/Subtype": "/Text", "/Contents": "a note"})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([field, note])

    assert sorted(texts(read(tmp_path, saved(writer)))) == [
        (0, "a note"),
        (0, "filled in"),
        PRODUCER,
        (1, "a"),
    ]


def test_pictures_are_counted_not_read(tmp_path: Path) -> None:
    writer = PdfWriter()
    written_on(writer, "a")
    stream = StreamObject()
    stream.update(named({"/Type": "/XObject", "/Subtype": "/Image", "/Filter": "/DCTDecode"}))
    stream._data = picture()
    resources = writer.pages[0]["/Resources"]
    resources[NameObject("/XObject")] = named({"/I": writer._add_object(stream)})

    assert traits(read(tmp_path, saved(writer))) == {"page": 1, "picture": 1}


def test_a_page_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    content = pdf("first", "second").replace(b"(first) Tj", b"(fir\\st> Tj")

    found = read(tmp_path, content)

    assert traits(found)["page"] == 2
    assert texts(found)[-1] == (2, "second")
