"""What is told in another language: every sentence of the code, and the holes in it."""

import re
from pathlib import Path
from time import monotonic

import pytest

import marketplace
from marketplace.languages import PART, TRANSLATIONS, catalogue, read, told
from tests.marketplace.spoken import HANGUL, spoken

HOUSE = Path(marketplace.__file__).parents[1]
ROOMS = ("verification", "submissions", "marketplace")
ELSEWHERE = (
    "verification/codes_",
    "verification/treatment/",
    "marketplace/cli/",
    "marketplace/notices/",
)
"""Where sentences stand in both languages, or go to no page."""

_HOLES = re.compile(r"\{\w+\}")
ENTRIES = [each for each in read(TRANSLATIONS / "en.told.po") if each.id]


def said_by_the_house() -> set[str]:
    return {
        sentence
        for room in ROOMS
        for path in sorted((HOUSE / room).rglob("*.py"))
        if not str(path.relative_to(HOUSE)).startswith(ELSEWHERE)
        for sentence in spoken(path)
    }


def test_every_sentence_has_its_english() -> None:
    known = tuple(_HOLES.sub("{}", str(each.id)) for each in ENTRIES)
    unknown = {
        each
        for each in said_by_the_house()
        # A sentence that is made in steps ends as the whole of it does.
        if not any(one.endswith(_HOLES.sub("{}", each).removeprefix("{}")) for one in known)
        and told(each, "en") == each
    }

    assert unknown == set()


def test_a_translation_fills_in_the_same_holes() -> None:
    def holes(words: str) -> list[str]:
        return sorted(re.findall(r"\{(\w+)", words))

    assert [e.id for e in ENTRIES if holes(str(e.id)) != holes(str(e.string))] == []
    assert [each.id for each in ENTRIES if HANGUL.search(str(each.string))] == []


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("머리글은 5칸인데 이 행은 4칸입니다.", "The header has 5 cells, this row 4."),
        (
            "날짜 열에 맞지 않는 값입니다.",
            "Values that do not fit a column of days.",
        ),
        (
            "'날짜' 열: 검증번호가 맞습니다 · 그 자체로는 개인정보가 아닙니다.",
            "Column ‘날짜’: the check digit is right · no personal data by itself.",
        ),
        (
            "3번째 원천 '버스' 제2판은 회수되었습니다.",
            "Source no. 3, ‘버스’, version 2, is withdrawn.",
        ),
        (
            "10자 이상으로 정해 주세요. 흔히 쓰는 비밀번호입니다. 다른 것으로 정해 주세요.",
            "Choose at least 10 characters. This is a common password; choose another.",
        ),
        ("3번째 원천 · 제목: 적어 주세요.", "No. 3 · Source · Title: Fill this in."),
        ("사람이 적은 까닭입니다. 그대로 둡니다.", "사람이 적은 까닭입니다. 그대로 둡니다."),
        ("", ""),
    ],
)
def test_a_filled_sentence_is_told_with_what_fills_it(korean: str, english: str) -> None:
    assert told(korean, "en") == english
    assert told(korean, "ko") == korean
    assert told(korean, "xx") == korean


def test_words_that_stand_within_sentences_are_left_alone_elsewhere() -> None:
    parts = [str(each.id) for each in ENTRIES if each.context == PART and "{" not in str(each.id)]

    assert parts
    assert [each for each in parts if told(each, "en") != catalogue("en").gettext(each)] == []


def test_a_text_made_to_be_searched_for_long_is_not() -> None:
    hostile = ["원천 '" + "' (' → : " * times for times in (50, 5_000)]
    started = monotonic()

    assert [told(each, "en") for each in hostile][1] == hostile[1]
    assert monotonic() - started < 1
