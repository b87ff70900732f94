import pytest

from tests.marketplace.web.browser import Browser, words


def test_a_page_is_read_in_the_language_chosen_until_another_is(anyone: Browser) -> None:
    assert "데이터 찾기" in anyone.page("/help")

    chosen = anyone.post("/language", language="en", next="/help/licences?x=1")
    english = anyone.get("/help")
    anyone.post("/language", language="ko", next="/")

    assert (chosen.status_code, chosen.headers["Location"]) == (303, "/help/licences?x=1")
    assert '<html lang="en">' in english.get_data(as_text=True)
    assert "Find data" in words(english)
    assert "한국어" in words(english)
    assert "데이터 찾기" in anyone.page("/help")


@pytest.mark.parametrize("language", ["xx", "", "../en"])
def test_what_is_no_language_changes_nothing(anyone: Browser, language: str) -> None:
    answer = anyone.post("/language", language=language, next="//elsewhere.example")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert "데이터 찾기" in anyone.page("/help")


def test_a_refusal_is_told_in_the_readers_language(anyone: Browser) -> None:
    anyone.post("/language", language="en", next="/")

    missing = anyone.get("/datasets/00000000-0000-0000-0000-000000000000")

    assert missing.status_code == 404
    assert "There is no such thing" in words(missing)
