from dataclasses import replace
from pathlib import Path

import pytest

from tests.verification.documents.papers import (
    W,
    docx,
    hwpx,
    packed,
    photo,
    seen,
    texts,
    traits,
)
from verification.document_facts import DocumentKind
from verification.documents.bounds import BOUNDS
from verification.documents.seen import Seen
from verification.faults import FileFault

RELATIONS = (
    '<Relationships><Relationship Type="x/{}" TargetMode="External" Target="http://a"/>'
    "</Relationships>"
)
BOMB = (
    '<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    f"<w:document {W}><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>"
)
STRANGER = (
    '<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    f"<w:document {W}><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>"
)


def read_docx(folder: Path, content: bytes) -> list[Seen]:
    return seen(folder, DocumentKind.DOCX, content)


def test_the_paragraphs_of_a_docx_are_taken_out_one_by_one(tmp_path: Path) -> None:
    found = read_docx(tmp_path, docx("첫 문단", "둘째"))

    assert (texts(found), traits(found)) == ([(1, "첫 문단"), (2, "둘째")], {})


def test_runs_make_one_paragraph_and_what_was_deleted_is_read_too(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>850202</w:t></w:r><w:r><w:t>-1</w:t></w:r><w:tab/><w:r><w:t>x</w:t></w:r>"
        "<w:del w:author='김'><w:r><w:delText>지운 말</w:delText></w:r></w:del></w:p>"
        "<w:p><w:pPr><w:pStyle w:val='서식'/></w:pPr></w:p>"
    )
    content = packed({"word/document.xml": f"<w:document {W}>{body}</w:document>"})

    assert texts(read_docx(tmp_path, content)) == [(1, "850202-1\tx지운 말")]


def test_headers_notes_and_comments_are_read(tmp_path: Path) -> None:
    part = f"<w:x {W}><w:p><w:t>{{}}</w:t></w:p></w:x>"
    more = {
        f"word__{name}.xml": part.format(name)
        for name in ("header1", "footer2", "footnotes", "endnotes", "comments")
    }

    assert [text for _, text in texts(read_docx(tmp_path, docx("본문", **more)))] == [
        *("comments", "본문", "endnotes", "footer2", "footnotes", "header1")
    ]


def test_values_behind_a_chart_are_read_each_by_itself(tmp_path: Path) -> None:
    chart = "<c:x xmlns:c='c'><c:pt><c:v>홍길동</c:v></c:pt><c:pt><c:v>12</c:v></c:pt></c:x>"

    found = read_docx(tmp_path, docx("a", **{"word__charts__chart1.xml": chart}))

    assert [text for _, text in texts(found)] == ["홍길동", "12", "a"]


def test_who_wrote_it_is_noted(tmp_path: Path) -> None:
    core = (
        "<cp:x xmlns:cp='c' xmlns:dc='d'><dc:creator>김</dc:creator><dc:title>글</dc:title></cp:x>"
    )

    found = read_docx(tmp_path, docx("a", **{"docProps__core.xml": core}))

    assert texts(found) == [(1, "a"), (0, "김"), (0, "글")]
    assert traits(found) == {"author": 1}


@pytest.mark.parametrize(
    ("name", "trait"),
    [
        ("word/vbaProject.bin", "macros"),
        ("word/activeX/activeX1.xml", "script"),
        ("word/embeddings/Microsoft_Excel_Sheet1.xlsx", "attachment"),
        ("word/media/image1.emf", "picture"),
        ("../../etc/cron.d/x", "stray-name"),
        ("C:\\Windows\\x", "stray-name"),
    ],
)
def test_what_a_document_carries_is_seen_by_its_name(tmp_path: Path, name: str, trait: str) -> None:
    content = packed({"word/document.xml": f"<w:document {W}/>", name: "x"})

    assert traits(read_docx(tmp_path, content)) == {trait: 1}


def test_what_is_fetched_from_elsewhere_is_seen_and_a_link_is_not(tmp_path: Path) -> None:
    template = docx("a", **{"word___rels__settings.xml.rels": RELATIONS.format("attachedTemplate")})
    link = docx("a", **{"word___rels__document.xml.rels": RELATIONS.format("hyperlink")})

    assert traits(read_docx(tmp_path, template)) == {"outside": 1}
    assert traits(read_docx(tmp_path, link)) == {}


@pytest.mark.parametrize("part", [BOMB, STRANGER])
def test_entities_are_refused_wherever_they_point(tmp_path: Path, part: str) -> None:
    with pytest.raises(FileFault, match="document-entities"):
        read_docx(tmp_path, packed({"word/document.xml": part}))


def test_broken_xml_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match="unreadable"):
        read_docx(tmp_path, packed({"word/document.xml": "<w:p"}))


def test_what_would_unpack_to_too_much_is_refused_before_it_is_read(tmp_path: Path) -> None:
    tight = packed({"word/document.xml": bytes(20 << 20)})
    many = packed({f"a{number}": "" for number in range(20)})

    with pytest.raises(FileFault, match="unpacks-too-large"):
        read_docx(tmp_path, tight)
    with pytest.raises(FileFault, match="unpacks-too-large"):
        seen(tmp_path, DocumentKind.DOCX, many, replace(BOUNDS, members=10))


def test_a_document_under_a_password_is_refused(tmp_path: Path) -> None:
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    content = hwpx("a", extra={"META-INF/manifest.xml": manifest})

    with pytest.raises(FileFault, match="encrypted"):
        seen(tmp_path, DocumentKind.HWPX, content)


def test_paragraphs_of_hwpx_are_taken_out_those_in_tables_too(tmp_path: Path) -> None:
    cell = "</hp:t><hp:tbl><hp:tc><hp:p><hp:t>칸</hp:t></hp:p></hp:tc></hp:tbl><hp:t>"

    found = seen(tmp_path, DocumentKind.HWPX, hwpx("앞" + cell + "뒤", "끝"))

    assert texts(found) == [(1, "앞칸"), (2, "뒤"), (3, "끝")]


def test_empty_scripts_of_hwpx_are_what_the_editor_saves(tmp_path: Path) -> None:
    empty = "function OnDocument_New()\r\n{\r\n\t//todo : \r\n}\r\n".encode("utf-16-le")
    busy = b"function OnDocument_Open() { run('cmd') }"

    assert traits(seen(tmp_path, DocumentKind.HWPX, hwpx("a", extra={"Scripts/a.js": empty}))) == {}
    assert traits(seen(tmp_path, DocumentKind.HWPX, hwpx("a", extra={"Scripts/a.js": busy}))) == {
        "script": 1
    }


def test_who_wrote_an_hwpx_stands_in_its_list_of_contents(tmp_path: Path) -> None:
    listed = (
        "<opf:package xmlns:opf='o'><opf:metadata><opf:title>제목</opf:title>"
        "<opf:meta name='creator' content='text'>김</opf:meta>"
        "<opf:meta name='subject' content='text'>글</opf:meta></opf:metadata></opf:package>"
    )

    found = seen(tmp_path, DocumentKind.HWPX, hwpx("a", extra={"Contents/content.hpf": listed}))

    assert texts(found) == [(1, "a"), (0, "제목"), (0, "김"), (0, "글")]
    assert traits(found) == {"author": 1}


def test_each_slide_is_a_page_in_the_order_of_its_number(tmp_path: Path) -> None:
    slide = "<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:sld>"
    content = packed(
        {
            "ppt/slides/slide10.xml": slide.format("열"),
            "ppt/slides/slide2.xml": slide.format("둘"),
            "ppt/slides/slide1.xml": slide.format(""),
            "ppt/notesSlides/notesSlide1.xml": slide.format("메모"),
        }
    )

    found = seen(tmp_path, DocumentKind.PPTX, content)

    assert texts(found) == [(2, "둘"), (10, "열"), (0, "메모")]
    assert traits(found) == {"page": 3, "silent-page": 1}


def test_text_of_odt_goes_on_through_its_spans(tmp_path: Path) -> None:
    body = (
        "<o:d xmlns:o='o' xmlns:text='t'><text:h>제목</text:h><text:p>앞<text:span>가운데"
        "</text:span><text:s/>뒤</text:p></o:d>"
    )

    found = seen(tmp_path, DocumentKind.ODT, packed({"content.xml": body}))

    assert texts(found) == [(1, "제목"), (2, "앞가운데 뒤")]


def test_pictures_inside_tell_where_they_were_taken(tmp_path: Path) -> None:
    pictures = {"BinData/1.jpg": photo(latitude=True), "BinData/2.jpg": b"x"}
    content = hwpx("a", extra={**pictures, "Preview/PrvImage.png": b"x"})

    assert traits(seen(tmp_path, DocumentKind.HWPX, content)) == {"picture": 2, "location": 1}
