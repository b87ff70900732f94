from pathlib import Path

import pytest

from verification.formats.encoding import (
    Encoding,
    _looked_through_utf8,
    encoding_of,
    open_as_utf8,
)


def written(folder: Path, content: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "name", "text"),
    [
        ("가,나".encode(), "utf-8", "가,나"),
        ("가,나".encode("utf-8-sig"), "utf-8-sig", "가,나"),
        ("가,뷁똠".encode("cp949"), "cp949", "가,뷁똠"),
        ("가,나".encode("utf-16"), "utf-16", "가,나"),
        (b"plain", "utf-8", "plain"),
    ],
)
def test_an_encoding_is_told_by_its_mark_or_by_strictness(
    tmp_path: Path, content: bytes, name: str, text: str
) -> None:
    path = written(tmp_path, content)
    encoding = encoding_of(path)

    with open_as_utf8(path, encoding) as content_read:
        assert content_read.read().decode() == text
    assert (encoding.name, encoding.lost) == (name, 0)


def test_where_no_encoding_holds_the_one_that_loses_less_is_taken(tmp_path: Path) -> None:
    path = written(tmp_path, "다라\n".encode() * 20 + "가".encode("cp949") + b'\0"')

    assert encoding_of(path) == Encoding("utf-8", lost=2, nul_bytes=1, quotes=1)


def test_a_character_may_fall_between_two_reads(tmp_path: Path) -> None:
    text = "x" + "가" * 700_000
    path = written(tmp_path, text.encode("cp949"))

    with open_as_utf8(path, encoding_of(path)) as content:
        assert content.read().decode() == text


@pytest.mark.parametrize("before", range(5))
@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("가나다".encode(), True),
        ("😀é가".encode(), True),
        ("가나".encode()[:-1], False),
        ("가".encode() + b"\x80\x80\x80", False),
        (b"\x80\x80" + "가".encode(), False),
        ("가".encode()[:2] + b"a", False),
        (b"\xed\xa0\x80", False),
    ],
)
def test_utf_8_is_looked_through_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: int, text: bytes, right: bool
) -> None:
    # The text falls on the end of a piece in every way there is.
    monkeypatch.setattr("verification.formats.encoding._PIECE", 8)
    path = written(tmp_path, b"a" * (4 + before) + text + b"b" * before)

    looked = _looked_through_utf8(path, "utf-8")

    assert (looked is not None) is right
    assert right is _holds(path)


def _holds(path: Path) -> bool:
    try:
        path.read_bytes().decode()
    except UnicodeDecodeError:
        return False
    return True
