import re
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.exc import DataError

from marketplace.http.bodies import BodyFaulty
from marketplace.http.door import public
from submissions.faults import Fault
from tests.house.application import NOWHERE, connected
from tests.marketplace.web.browser import Browser, words


@pytest.fixture
def nowhere() -> Iterator[Flask]:
    """The application on a database that is away."""
    with connected(NOWHERE["DATABASE_URL"]) as made:
        yield made


def test_a_page_says_what_is_not_there(anyone: Browser) -> None:
    answer = anyone.get("/nothing")

    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "그런 것이 없습니다" in words(answer)


def test_signing_in_is_asked_for_and_leads_back(anyone: Browser) -> None:
    answer = anyone.get("/points?page=2")
    sent = anyone.post("/notices/read")

    assert (answer.status_code, sent.status_code) == (401, 401)
    assert 'href="/sign-in?next=/points?page%3D2"' in answer.get_data(as_text=True)
    assert 'href="/sign-in?next=/"' in sent.get_data(as_text=True)


def test_a_fragment_is_refused_in_a_word(anyone: Browser) -> None:
    answer = anyone.get("/points", **{"HX-Request": "true"})

    assert answer.status_code == 401
    assert "<" not in answer.get_data(as_text=True)


def test_a_script_is_refused_in_json(anyone: Browser) -> None:
    answer = anyone.get("/points", Accept="application/json")

    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")


@pytest.mark.parametrize(
    ("left", "back"),
    [
        ("http://localhost/datasets?q=%EA%B0%80", "/datasets?q=%EA%B0%80"),
        ("http://elsewhere.example/datasets", ""),
        ("http://[", ""),
    ],
)
def test_a_refused_form_leads_back_to_the_page_it_was_left_on(
    application: Flask, left: str, back: str
) -> None:
    @application.post("/refusing")
    @public
    def refusing() -> str:
        raise BodyFaulty(Fault("/cells/2/now", "differs", "지금 값이 다릅니다."))

    browser = Browser.of(application)
    found = re.search(r'csrf-token" content="([^"]+)"', browser.get("/help").get_data(as_text=True))
    assert found is not None
    answer = browser.client.post(
        "/refusing", data={"csrf_token": found[1]}, headers={"Referer": left}
    )

    assert "3번째: 지금 값이 다릅니다." in words(answer)
    assert "errors" not in words(answer)
    assert (f'href="{back}" data-back' in answer.get_data(as_text=True)) is bool(back)


def test_without_a_database_a_page_still_says_so(nowhere: Flask) -> None:
    answer = Browser.of(nowhere).get("/")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "잠시 쉬고 있습니다" in words(answer)


def test_a_failure_is_told_without_what_failed(application: Flask) -> None:
    @application.get("/failing")
    @public
    def failing() -> str:
        raise RuntimeError("900101-1234568")

    answer = Browser.of(application).get("/failing")

    assert answer.status_code == 500
    assert "저희 잘못으로 멈췄습니다" in words(answer)
    assert "1234568" not in words(answer)


def test_a_broken_transaction_does_not_break_the_page_about_it(application: Flask) -> None:
    @application.get("/unusable")
    @public
    def unusable() -> str:
        from sqlalchemy import text

        from marketplace.http.door import session

        session().execute(text("SELECT 1 / 0"))
        raise AssertionError(DataError)

    assert Browser.of(application).get("/unusable").status_code == 422


def test_too_many_requests_are_told_when_to_come_back(application: Flask) -> None:
    from marketplace.accounts.errors import SignInLimited

    @application.get("/limited")
    @public
    def limited() -> str:
        raise SignInLimited(30)

    answer = Browser.of(application).get("/limited")

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "30")
    assert "30초 뒤에 다시 해 주세요." in words(answer)
