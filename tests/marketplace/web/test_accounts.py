from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from marketplace.accounts.actor import Role
from marketplace.accounts.models import Account
from marketplace.accounts.queries import CLOSED_NAME, names_of
from marketplace.lineage.receipts import give_receipt
from storage.database import transaction
from storage.digests import digest_of
from submissions.models import Submission
from tests.factories.accounts import NOON, PASSWORD
from tests.factories.catalogue import publish
from tests.factories.submissions import make_manifest
from tests.marketplace.web.browser import Browser, faults, summary
from tests.marketplace.web.conftest import SignedIn

WRONG = "이메일 주소 또는 비밀번호가 맞지 않습니다."


def test_signing_in_leads_to_where_one_wanted_to_go(
    application: Flask, signed_in: SignedIn
) -> None:
    _, account = signed_in()
    browser = Browser.of(application)

    answer = browser.sign_in(account.email or "", next="/points?page=2")

    assert (answer.status_code, answer.location) == (303, "/points?page=2")
    assert browser.is_signed_in()


def test_signing_in_leads_to_no_other_site(application: Flask, signed_in: SignedIn) -> None:
    _, account = signed_in()

    led = [
        Browser.of(application).sign_in(account.email or "", next=given).location
        for given in ("https://elsewhere.test/", "//elsewhere.test", "/\\elsewhere.test", "x", "")
    ]

    assert led == ["/"] * 5


def test_an_unknown_address_and_a_wrong_password_are_refused_alike(
    anyone: Browser, signed_in: SignedIn
) -> None:
    _, account = signed_in()

    answers = [
        anyone.sign_in(account.email or "", "틀린 비밀번호입니다"),
        anyone.sign_in("nobody@example.test"),
        anyone.sign_in("no address"),
    ]

    assert [(answer.status_code, summary(answer)) for answer in answers] == [(422, WRONG)] * 3
    assert not anyone.is_signed_in()


def test_too_many_failures_have_to_wait_some_seconds(anyone: Browser, signed_in: SignedIn) -> None:
    _, account = signed_in()
    for _ in range(10):
        anyone.sign_in(account.email or "", "틀린 비밀번호입니다")

    answer = anyone.sign_in(account.email or "")

    assert answer.status_code == 422
    assert summary(answer).startswith("로그인 실패가 너무 많습니다. ")
    assert summary(answer).endswith("초 뒤에 다시 시도하세요.")


def test_signing_out_ends_the_session(signed_in: SignedIn) -> None:
    browser, _ = signed_in()

    answer = browser.post("/sign-out")

    assert (answer.status_code, browser.is_signed_in()) == (303, False)


def test_a_form_without_its_token_changes_nothing(signed_in: SignedIn) -> None:
    browser, _ = signed_in()

    answer = browser.client.post("/sign-out")

    assert (answer.status_code, browser.is_signed_in()) == (400, True)


def test_registering_makes_a_citizen_who_is_signed_in(anyone: Browser) -> None:
    answer = anyone.post("/register", name="이둘", email="Two@Example.test", password=PASSWORD)

    assert answer.status_code == 303
    page = anyone.page("/account")
    assert "two@example.test" in page
    assert "역할: 시민" in page


def test_a_registration_is_refused_beside_the_fields(anyone: Browser, signed_in: SignedIn) -> None:
    _, account = signed_in()
    given = {"name": "이둘", "email": "two@example.test", "password": PASSWORD}

    def refused(**changed: str) -> list[str]:
        answer = anyone.post("/register", **{**given, **changed})
        assert answer.status_code == 422
        return faults(answer)

    assert refused(email=account.email or "") == ["이미 가입한 주소입니다."]
    assert refused(email="no address") == ["이메일 주소의 형식이 아닙니다."]
    assert refused(name="") == ["적어 주세요."]
    assert refused(password="짧고 얕다") == ["10자 이상으로 정해 주세요."]
    assert refused(password="password123") == ["흔히 쓰는 비밀번호입니다. 다른 것으로 정해 주세요."]


def test_ones_account_lists_what_one_received(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    browser, account = signed_in(Role.OFFICIAL)
    with transaction(make_session) as session:
        version = publish(session)
        give_receipt(session, account.id, version.id, digest=digest_of(b"x"), at=NOON)

    page = browser.page("/account")

    assert "세종시 정류장별 승차 집계 1판" in page
    assert "시민 공무원" in page


def test_closing_an_account_erases_who_it_was_and_cancels_what_is_open(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    browser, account = signed_in()
    draft = browser.client.post("/api/v1/submissions", json=make_manifest())
    assert draft.status_code == 400, "a cookie alone does not open the API"
    token = browser.post("/account/tokens", name="시험").get_data(as_text=True)
    bearer = token.split('id="made">')[1].split("<")[0]
    headers = {"Authorization": f"Bearer {bearer}"}
    browser.client.post("/api/v1/submissions", json=make_manifest(), headers=headers)

    unsure = browser.post("/account/close", password=PASSWORD)
    wrong = browser.post("/account/close", password="틀린 비밀번호입니다", sure="yes")
    assert "심사가 끝나지 않은 제출 1건은 취소됩니다." in browser.page("/account/close")
    closed = browser.post("/account/close", password=PASSWORD, sure="yes")

    assert (unsure.status_code, faults(unsure)) == (422, ["되돌릴 수 없음을 확인해 주세요."])
    assert (wrong.status_code, summary(wrong)) == (422, WRONG)
    assert (closed.status_code, browser.is_signed_in()) == (303, False)
    with transaction(make_session) as session:
        assert names_of(session, [account.id]) == {account.id: CLOSED_NAME}
        assert session.execute(select(Submission.state)).scalars().all() == ["cancelled"]


def test_the_last_administrator_cannot_close_their_account(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    browser, account = signed_in(Role.ADMINISTRATOR)

    answer = browser.post("/account/close", password=PASSWORD, sure="yes")

    assert answer.status_code == 422
    assert "마지막 관리자입니다." in summary(answer)
    with transaction(make_session) as session:
        assert session.get_one(Account, account.id).closed_at is None


def test_a_resident_number_is_no_name(anyone: Browser) -> None:
    answer = anyone.post(
        "/register", name="김 900101-1234568", email="two@example.test", password=PASSWORD
    )

    assert answer.status_code == 422
    assert "1234568" not in answer.get_data(as_text=True)
