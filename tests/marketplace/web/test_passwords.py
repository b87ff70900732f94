import re

import pytest
from flask import Flask

from marketplace.accounts.actor import Role
from tests.factories.accounts import PASSWORD
from tests.marketplace.web.browser import Browser, faults, summary, words
from tests.marketplace.web.conftest import SignedIn

NEW = "새 물 열두 동이 더"


def test_a_changed_password_ends_every_other_session(
    application: Flask, signed_in: SignedIn
) -> None:
    browser, account = signed_in()
    elsewhere = Browser.of(application)
    elsewhere.sign_in(account.email or "")

    answer = browser.post("/account/password", current=PASSWORD, password=NEW)

    assert answer.status_code == 303
    assert (browser.is_signed_in(), elsewhere.is_signed_in()) == (True, False)
    assert elsewhere.sign_in(account.email or "", NEW).status_code == 303


def test_a_change_is_refused_beside_its_fields(signed_in: SignedIn) -> None:
    browser, _ = signed_in()

    wrong = browser.post("/account/password", current="틀린 비밀번호입니다", password=NEW)
    weak = browser.post("/account/password", current=PASSWORD, password="짧고 얕다")

    assert (wrong.status_code, faults(wrong)) == (422, ["지금 비밀번호가 맞지 않습니다."])
    assert (weak.status_code, faults(weak)) == (422, ["10자 이상으로 정해 주세요."])


@pytest.mark.parametrize("known", [True, False])
def test_asking_for_a_reset_says_the_same_to_everybody(
    anyone: Browser, signed_in: SignedIn, known: bool
) -> None:
    _, account = signed_in()

    answer = anyone.post("/password-reset", email=account.email if known else "x@example.test")

    assert answer.status_code == 200
    assert "그 주소의 계정이 있다면 관리자에게 요청이 전해졌습니다." in words(answer)


def test_an_administrator_hands_over_an_address_that_is_good_once(
    anyone: Browser, signed_in: SignedIn
) -> None:
    _, account = signed_in(name="이둘")
    administrator, _ = signed_in(Role.ADMINISTRATOR)
    anyone.post("/password-reset", email=account.email)
    assert "비밀번호 요청" in administrator.page("/admin/accounts")

    made = administrator.post(f"/admin/accounts/{account.id}/reset")
    found = re.search(r"https?://localhost(/password-reset/[\w-]+)", made.get_data(as_text=True))
    assert found is not None
    assert made.headers["Cache-Control"] == "no-store"

    assert "새 비밀번호 정하기" in anyone.page(found[1])
    weak = anyone.post(found[1], password="짧다")
    set_anew = anyone.post(found[1], password=NEW)
    again = anyone.post(found[1], password=NEW)

    assert (weak.status_code, set_anew.status_code, again.status_code) == (422, 303, 422)
    assert anyone.is_signed_in()
    assert "이미 쓰였거나 기한이 지난 주소입니다." in summary(again)
