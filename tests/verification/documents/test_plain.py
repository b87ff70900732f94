from pathlib import Path

import pytest

from tests.verification.documents.papers import seen, texts, traits
from verification.document_facts import DocumentKind as Kind
from verification.documents import plain
from verification.faults import FileFault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_lines_of_a_text_are_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    content = "뷁 첫째\r\n\r\n셋째\r\n".encode(encoding)

    assert texts(seen(tmp_path, Kind.TEXT, content)) == [(1, "뷁 첫째"), (3, "셋째")]


def test_a_line_without_end_comes_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "_LONGEST_LINE", 3)

    assert texts(seen(tmp_path, Kind.TEXT, b"abcdefg\nh\n")) == [
        (1, "abc"),
        (1, "def"),
        (1, "g"),
        (2, "h"),
    ]


def test_blocks_of_a_page_are_read_and_all_that_goes_out_with_it(tmp_path: Path) -> None:
    page = (
        "<html><body><p>850202-<b>1100</b>018</p><!-- 숨긴 말 --><script>var d = [1]</script>"
        "<img alt='사진' src='a.png'><a href='tel:010'>전화</a></body>"
    )

    found = seen(tmp_path, Kind.HTML, page.encode())

    assert {text for _, text in texts(found)} == {
        *("850202-1100018", "숨긴 말", "var d = [1]", "사진", "a.png", "tel:010", "전화")
    }
    assert traits(found) == {"script": 1, "picture": 1}


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<p onclick='a()'>", {"script": 1}),
        ("<a href=' javascript:a()'>", {"script": 1}),
        ("<script src='//cdn.example/a.js'></script>", {"script": 1, "outside": 1}),
        ("<img src='https://a.example/x.png'>", {"outside": 1, "picture": 1}),
        ("<a href='https://a.example/'>", {}),
    ],
)
def test_what_runs_in_a_page_or_is_fetched_is_seen(
    tmp_path: Path, inside: str, found: dict[str, int]
) -> None:
    assert traits(seen(tmp_path, Kind.HTML, f"<html>{inside}".encode())) == found


def test_a_drawing_is_text_and_may_run_something(tmp_path: Path) -> None:
    drawing = (
        "<?xml version='1.0'?><!DOCTYPE svg PUBLIC 'a' 'http://nowhere.example/svg.dtd'>"
        "<svg xmlns:xlink='x' onload='a()'><text>가<tspan>나</tspan></text>"
        "<image xlink:href='http://a.example/b.png'/></svg>"
    )

    found = seen(tmp_path, Kind.SVG, drawing.encode())

    assert texts(found) == [(1, "가나")]
    assert traits(found) == {"script": 1, "outside": 1, "picture": 1}


def test_a_drawing_that_defines_entities_is_refused(tmp_path: Path) -> None:
    drawing = b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg><text>&a;</text></svg>"

    with pytest.raises(FileFault, match="document-entities"):
        seen(tmp_path, Kind.SVG, drawing)
