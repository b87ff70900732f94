"""Dialects that few programs write: read on strong evidence, else said."""

from pathlib import Path

import pytest

from tests.verification.formats.opening import cells, noticed, opened
from tests.verification.reading import rows_of
from verification.subject import FileFormat


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a||b||c\n1||||x|y\n2||3||\n", None),
        ("a||b||c\n1||||x\n2||3||\n", ["a|b|c", "1||x", "2|3|"]),
        ('a||b\n1||"x||y"\n2||3\n', ["a|b", "1|x||y", "2|3"]),
        ("a:b:c\n1:x:2\n3:y:4\n", ["a|b|c", "1|x|2", "3|y|4"]),
        ("'a','b'\n'1','x,y'\n'it''s','\"2'\n", ["a|b", "1|x,y", "it's|\"2"]),
        (
            '"a","b"\n"say \\"hi\\" now","c:\\\\d"\n"\\"","2"\n',
            ["a|b", 'say "hi" now|c:\\d', '"|2'],
        ),
        (
            "이름      인구   면적\n가 나       12    1.5\n다      1,300   20\n",
            ["이름|인구|면적", "가 나|12|1.5", "다|1,300|20"],
        ),
        ("  x y z\n  1 2 a\n 10 20 b\n 3 4 c\n", ["x|y|z", "1|2|a", "10|20|b", "3|4|c"]),
    ],
)
def test_an_odd_dialect_is_read_where_all_records_bear_it_out(
    tmp_path: Path, text: str, rows: list[str] | None
) -> None:
    found = opened(tmp_path, "a.csv", text.encode())

    if rows is None:
        assert noticed(found) == []
    else:
        width = len(rows_of(text.encode(), "a.csv")[0])
        expected = [_split(row, width) for row in rows]
        assert rows_of(text.encode(), "a.csv") == expected
        assert noticed(found) == [("dialect-odd", 1)]


def _split(row: str, width: int) -> list[str]:
    return row.split("|", width - 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("시각\n" + "10:00\n" * 99, []),
        ("시각\n10:00:00\n11:30:00\n12:00:00\n", []),
        ("주소\nhttp://a:1\nhttp://b:2\nhttp://c:3\n", []),
        ("이름:값\n가:1\n나:2\n다:3\n", [("delimiter-unclear", 1)]),
        ("의견\n좋다  아주\n그렇다\n아니다\n", []),
        ("a,b\n'1,2'\n'3,4'\n", []),
        ("a|b||c\n1|2||3\n4|5||6\n", []),
        ('a,b\n"c:\\",2\n"d:\\",3\n', []),
        ('a,b\n5\\" pipe,1\n6\\" pipe,2\n', []),
    ],
)
def test_what_only_resembles_one_is_read_as_before(
    tmp_path: Path, text: str, said: list[tuple[str, int]]
) -> None:
    found = opened(tmp_path, "a.csv", text.encode())

    assert noticed(found) == said
    assert len(found.tables[0].head.names) == len(text.split("\n", 1)[0].split(",")) or "|" in text


def test_prose_in_lines_of_equal_length_is_no_table(tmp_path: Path) -> None:
    text = (
        "안녕하십니까 시민 여러분\n오늘은 날씨가 맑습니다\n내일은 비가 옵니다\n모레는 눈이 옵니다\n"
    )

    assert opened(tmp_path, "a.txt", text.encode()).facts.format is FileFormat.DOCUMENT


def test_a_rewritten_text_is_whole_however_long_it_is(tmp_path: Path) -> None:
    lines = 120_000
    text = "번호||이름\n" + "".join(f"{number}||가나다라\n" for number in range(lines))

    (table,) = opened(tmp_path, "a.csv", text.encode("cp949")).tables

    read = cells(table)
    assert read["번호"] == [str(number) for number in range(lines)]
    assert set(read["이름"]) == {"가나다라"}
