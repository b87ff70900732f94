import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.verification.kernels.plainly import runs_of, words_before
from verification.kernels import characters
from verification.kernels.keywords import Keywords
from verification.kernels.tokens import TAIL, Tokens, tokens

WORDS = {"주민": 1, "외국인": 1, "계좌": 2, "rrn": 4, "은행": 2}
KEYWORDS = Keywords.of({1: "주민 외국인", 2: "계좌 은행", 4: "rrn"})
GAPS = ("apart", "tight", "loose", "point")

texts = st.text(alphabet="0123456789 -.()·_,*xA가나동호９０－①٣𝟗⑩\u200b\n주민RrnN", max_size=40)


def read(*cells: str | None) -> Tokens:
    return tokens(pa.array(cells, type=pa.string()), KEYWORDS)


def runs_in(found: Tokens, cell: int) -> list[tuple[int, int, str]]:
    runs = found.runs[found.runs["cell"] == cell]
    return [(int(run["value"]), int(run["digits"]), GAPS[run["gap"]]) for run in runs]


@settings(deadline=None)
@given(st.lists(texts, max_size=8))
def test_runs_are_those_of_a_plain_reading(cells: list[str]) -> None:
    found = read(*cells)

    assert [runs_in(found, cell) for cell in range(len(cells))] == [runs_of(each) for each in cells]


@settings(deadline=None)
@given(st.text(alphabet="주민외국인계좌은행rRnN 가:-", max_size=30))
def test_words_before_a_number_are_those_of_a_plain_search(before: str) -> None:
    found = read(f"{before}7")

    assert int(found.runs["words"][0]) == words_before(before, WORDS)


def test_a_cell_is_known_by_its_digits_and_by_what_else_it_holds() -> None:
    found = read("900101-1234567", "12.0", None, "", "가 1")

    assert found.cells["value"].tolist() == [9001011234567, 12, 0, 0, 1]
    assert found.cells["digits"].tolist() == [13, 2, 0, 0, 1]
    assert found.cells["runs"].tolist() == [2, 1, 0, 0, 1]
    assert found.cells["flags"].tolist() == [
        1 << characters.DASH,
        1 << characters.DOT | TAIL,
        0,
        0,
        1 << characters.HANGUL | 1 << characters.SPACE,
    ]


def test_the_one_syllable_between_two_runs_and_the_character_after_are_told() -> None:
    found = read("12가3456", "109동 2404호", "1월 일 2")

    assert [chr(point) if point > 1 else "" for point in found.runs["syllable"]] == [
        "",
        "가",
        "",
        "동",
        "",
        "",
    ]
    assert [chr(point) if point else "" for point in found.runs["after"]] == [
        "가",
        "",
        "동",
        "호",
        "월",
        "",
    ]


def test_a_part_of_a_longer_array_is_read_alone() -> None:
    whole = pa.array(["1", "22", None, "333"])

    assert tokens(whole.slice(1, 3), KEYWORDS).cells["value"].tolist() == [22, 0, 333]


def test_more_runs_than_were_expected_are_all_found() -> None:
    found = read("1 " * 500)

    assert (len(found.runs), found.cells["runs"].tolist()) == (500, [500])


@pytest.mark.parametrize("text", ["1" * 20, "9" * 40])
def test_longer_numbers_than_fit_are_counted_and_not_worth_anything(text: str) -> None:
    found = read(text)

    assert (found.cells["digits"].tolist(), found.cells["value"].tolist()) == ([len(text)], [0])


def test_no_cells_have_no_runs() -> None:
    assert (len(read().runs), len(read().cells)) == (0, 0)
