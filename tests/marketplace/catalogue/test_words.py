import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.catalogue.words import (
    asked_grams,
    asked_words,
    exact_by_grams,
    grams_of,
    run_together,
    searchable,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("세종시 버스-정류장(2024)", ("세종시", "버스", "정류장", "2024")),
        ("ＢＵＳ Stop_ID", ("bus", "stop", "id")),
        ("\u1107\u1165\u1109\u1173", ("버스",)),
        ("100% 'x' | \x00 \\", ("100", "x")),
        ("", ()),
    ],
)
def test_words_have_one_form_however_they_were_written(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


def test_a_query_asks_for_each_word_once_and_for_no_more_than_ten() -> None:
    assert asked_words("버스 BUS 버스 bus") == ("버스", "bus")
    assert len(asked_words(" ".join(f"낱말{number}" for number in range(30)))) == 10
    assert asked_words("가" * 100) == ("가" * 40,)


def test_grams_are_the_short_runs_within_words_never_across_them() -> None:
    assert grams_of(["버스", "a"]) == ["a", "버", "버스", "스"]
    assert grams_of(["교통카드"]) == sorted(
        ["교", "통", "카", "드", "교통", "통카", "카드", "교통카", "통카드"]
    )


def test_a_query_asks_for_the_longest_grams_there_are() -> None:
    assert asked_grams(["별", "버스", "교통카드"]) == ["교통카", "버스", "별", "통카드"]


def test_text_is_one_line_of_words() -> None:
    assert searchable(["정류장  현황", "stop_id"]) == "정류장 현황 stop id"
    assert run_together("버스 정류장") == "버스정류장"


@given(
    st.text(alphabet="가나다라ab ", max_size=30),
    st.text(alphabet="가나다라ab", min_size=1, max_size=6),
)
def test_a_word_in_the_text_is_never_missed_by_its_grams(text: str, word: str) -> None:
    words = words_of(text)
    has_grams = set(asked_grams([word])) <= set(grams_of(words))

    if word in searchable([text]):
        assert has_grams
    elif exact_by_grams(word):
        assert not has_grams
