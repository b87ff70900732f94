import codecs

import pytest

from marketplace.workflow.listed_rows import ListFault, ListUnreadable, plain_name, read_rows

FIELDS = {"목록명": "title", "title": "title", "목록키": "key", "설명": "about", "내용": "about"}


def rows(content: bytes) -> list[tuple[int, dict[str, str], bool]]:
    read = read_rows(content, FIELDS, any_of=("title",))
    return [(row.line, dict(row.cells), row.too_wide) for row in read]


TEXT = "목록키,목록명\n1,버스 정류장\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp949"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace(",", ";").encode("cp949"),
        "목록키,목록명\n1,버스 정류장\n".encode(),
    ],
)
def test_the_same_rows_are_read_however_the_list_was_saved(content: bytes) -> None:
    assert rows(content) == [(2, {"key": "1", "title": "버스 정류장"}, False)]


def test_a_title_above_the_header_and_blank_rows_are_passed_over() -> None:
    content = "세종시 목록,\n2025-01-01,\n목록키,목록 명\n\n1,가\n,\n2,나\n".encode()

    assert rows(content) == [
        (5, {"key": "1", "title": "가"}, False),
        (7, {"key": "2", "title": "나"}, False),
    ]


def test_a_line_is_that_of_the_file_though_cells_hold_breaks() -> None:
    assert [line for line, _, _ in rows('목록명,설명\n가,"한\n줄"\n나,둘\n'.encode())] == [3, 4]


def test_of_two_columns_for_one_field_the_first_that_says_something_counts() -> None:
    content = "목록명,설명,내용\n가,하나,둘\n나,,둘\n".encode()

    assert [cells["about"] for _, cells, _ in rows(content)] == ["하나", "둘"]


def test_a_row_that_is_wider_than_the_header_says_so() -> None:
    content = "목록명,설명\n가,하나,둘\n나,하나,\n다\n".encode()

    assert [too_wide for _, _, too_wide in rows(content)] == [True, False, False]


@pytest.mark.parametrize(
    ("content", "fault", "line"),
    [
        (b"PK\x03\x04rest", ListFault.SPREADSHEET, 1),
        (b"\xd0\xcf\x11\xe0rest", ListFault.SPREADSHEET, 1),
        ("목록명\n가\n".encode() + b"\xff\xfe\xff\n", ListFault.NOT_TEXT, 3),
        (codecs.BOM_UTF8 + b"\xff", ListFault.NOT_TEXT, 1),
        ('목록명\n가\n"나'.encode(), ListFault.NOT_CSV, 3),
        ('목록명\n"가"나\n'.encode(), ListFault.NOT_CSV, 2),
        (b"", ListFault.NO_HEADER, 1),
        ("이름,값\n가,1\n".encode(), ListFault.NO_HEADER, 1),
        ("목록명\n\n".encode(), ListFault.NO_ROWS, 2),
    ],
)
def test_a_list_that_cannot_be_read_says_why_and_at_which_line(
    content: bytes, fault: ListFault, line: int
) -> None:
    with pytest.raises(ListUnreadable) as raised:
        rows(content)

    assert (raised.value.fault, raised.value.line) == (fault, line)
    assert str(raised.value).startswith(f"line {line}: {fault}: ")


def test_names_are_compared_without_signs_spaces_and_case() -> None:
    names = ("업데이트 주기", "업데이트_주기", "업데이트주기 ", "업데이트-주기")

    assert {plain_name(name) for name in names} == {"업데이트주기"}
    assert plain_name("목록 ID") == plain_name("목록id") == plain_name("목록ＩＤ")
