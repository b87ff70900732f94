import re

from flask import Flask

from tests.marketplace.web.browser import Browser, faults
from tests.marketplace.web.conftest import SignedIn


def test_a_token_is_shown_once_and_speaks_for_its_owner_until_it_is_revoked(
    application: Flask, signed_in: SignedIn
) -> None:
    browser, _ = signed_in()

    made = browser.post("/account/tokens", name="매월 집계")
    token = re.search(r"hwr_[\w-]+", made.get_data(as_text=True))
    assert token is not None
    headers = {"Authorization": f"Bearer {token[0]}"}
    mine = application.test_client().get("/api/v1/tokens", headers=headers).get_json()

    assert made.headers["Cache-Control"] == "no-store"
    assert [each["name"] for each in mine["items"]] == ["매월 집계"]
    assert token[0] not in browser.get("/account/tokens").get_data(as_text=True)

    revoked = browser.post(f"/account/tokens/{mine['items'][0]['id']}/revoke")

    assert revoked.status_code == 303
    assert application.test_client().get("/api/v1/tokens", headers=headers).status_code == 401


def test_a_token_needs_a_name(signed_in: SignedIn) -> None:
    browser, _ = signed_in()

    answer = browser.post("/account/tokens", name=" ")

    assert (answer.status_code, faults(answer)) == (422, ["적어 주세요."])


def test_nobody_revokes_the_token_of_another(application: Flask, signed_in: SignedIn) -> None:
    owner, _ = signed_in()
    other, _ = signed_in()
    made = owner.post("/account/tokens", name="시험").get_data(as_text=True)
    found = re.search(r"/account/tokens/([0-9a-f-]+)/revoke", made)
    assert found is not None

    assert other.post(f"/account/tokens/{found[1]}/revoke").status_code == 404


def test_a_page_asked_for_with_a_refused_token_says_so(application: Flask) -> None:
    answer = Browser.of(application).get("/account", Authorization="Bearer hwr_nothing")

    assert answer.status_code == 401
    assert "로그인이 필요합니다" in answer.get_data(as_text=True)
