"""The watch-list and what could be improved, as pages and as a call."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from flask import Flask
from sqlalchemy.orm import Session, sessionmaker

from marketplace.accounts.actor import Role
from marketplace.accounts.tokens import LASTS, issue_token
from storage.database import transaction
from tests.factories.accounts import NOON, make_account, make_department
from tests.house.application import by_cookie
from tests.marketplace.web.browser import Browser, words
from tests.marketplace.web.conftest import SignedIn
from tests.marketplace.web.diagnosed import FRESH, OLD, diagnose, put_up


def rows_of(page: str, *titles: str) -> list[str]:
    """Return those titles that a page names, in its order."""
    return sorted((each for each in titles if each in page), key=page.index)


def test_officials_see_their_departments_datasets_gravest_first_and_no_others(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    browser, account = signed_in(Role.OFFICIAL)
    with transaction(make_session) as session:
        stranger = make_account(session, roles=[Role.OFFICIAL])
        put_up(session, account, "멀쩡한 것", **FRESH)
        put_up(session, account, "오래된 것", **OLD)
        diagnose(session, put_up(session, account, "틀린 것", **FRESH), ("cell-type", "error"))
        diagnose(
            session, put_up(session, account, "새는 것", **FRESH), ("mobile-number", "warning")
        )
        put_up(session, stranger, "남의 것", **OLD)

    page = browser.page("/quality")

    titles = ("멀쩡한 것", "오래된 것", "틀린 것", "새는 것", "남의 것")
    assert rows_of(page, *titles) == ["새는 것", "틀린 것", "오래된 것"]
    assert "데이터 4종 가운데 3종" in page
    assert "개인정보 발견 1가지" in page
    assert "오류 발견 3곳" in page
    assert "87.5" in page


def test_the_list_is_narrowed_by_reason_scope_and_department(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    browser, administrator = signed_in(Role.ADMINISTRATOR)
    with transaction(make_session) as session:
        water = make_department(session, name="상하수도과")
        one = make_account(session, roles=[Role.OFFICIAL], department=water)
        other = make_account(session, roles=[Role.OFFICIAL])
        put_up(session, one, "상수도", **OLD)
        diagnose(session, put_up(session, other, "공원", **FRESH), ("cell-type", "error"))
        put_up(session, administrator, "관리자 것", **OLD)
        department = str(water.id)

    def shown(query: str) -> list[str]:
        return rows_of(browser.page(f"/quality{query}"), "상수도", "공원", "관리자 것")

    assert shown("") == ["공원", "관리자 것", "상수도"]
    assert shown("?reason=stale") == ["관리자 것", "상수도"]
    assert shown("?scope=own") == ["관리자 것"]
    assert shown(f"?department={department}") == ["상수도"]
    assert shown(f"?department={department}&reason=errors") == []
    assert "필터를 줄여 보세요" in browser.page("/quality?reason=lost")


def test_nothing_to_watch_is_said_in_words(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    browser, account = signed_in(Role.OFFICIAL)

    before = browser.page("/quality")
    with transaction(make_session) as session:
        put_up(session, account, "멀쩡한 것", **FRESH)

    assert "아직 공개된 데이터가 없습니다" in before
    assert "중점 관리할 데이터가 없습니다" in browser.page("/quality")


def test_who_may_not_see_it_is_told_why(signed_in: SignedIn, anyone: Browser) -> None:
    citizen, _ = signed_in()
    official, _ = signed_in(Role.OFFICIAL)

    refused = citizen.get("/quality")
    beyond = official.get("/quality?scope=city")

    assert (refused.status_code, beyond.status_code) == (403, 403)
    assert "공무원 또는 산하기관 담당자만 할 수 있습니다." in words(refused)
    assert "관리자만 할 수 있습니다." in words(beyond)
    assert anyone.get("/quality").status_code == 401
    assert official.get("/quality?reason=dull").status_code == 422
    assert official.get("/quality?department=x").status_code == 422
    assert "품질" in official.page("/")
    assert 'href="/quality"' not in citizen.get("/").get_data(as_text=True)


def test_programs_get_the_same_list(
    application: Flask, signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    _, account = signed_in(Role.OFFICIAL)
    with transaction(make_session) as session:
        version = put_up(session, account, "틀린 것", **FRESH)
        diagnose(session, version, ("cell-type", "error"))
    client = by_cookie(application, account.id)

    found = client.get("/api/v1/quality/watch-list?per_page=1").get_json()

    assert (found["scope"], found["count"], found["of"]) == ("department", 1, 1)
    assert found["reasons"] == {"errors": 1}
    (entry,) = found["items"]
    assert entry["reasons"] == [{"reason": "errors", "figure": 3.0}]
    assert (UUID(entry["dataset"]), entry["version"]) == (version.dataset_id, 1)
    assert (entry["outcome"], entry["next_due"]) == ("findings", None)
    assert entry["quality"]["accuracy"] == {"score": 87.5, "errors": 1, "checked": 8}


def test_the_three_improvement_tasks_are_listed_with_where_to_do_them(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    browser, account = signed_in(Role.OFFICIAL)
    with transaction(make_session) as session:
        ago = NOON - timedelta(days=800)
        gone = put_up(session, account, "아무도 안 쓰는 것", at=ago, **OLD)
        for title in ("동부 시설", "서부 시설"):
            version = put_up(session, account, title, **FRESH)
            diagnose(session, version, columns="이름 주소 전화")
        diagnose(session, put_up(session, account, "다른 표", **FRESH), columns="이름 주소 구")
        now = datetime.now(UTC)
        issue_token(session, account.id, name="새것", at=now)
        almost = now - LASTS + timedelta(days=20)
        token = issue_token(session, account.id, name="매월 집계", at=almost)

    page = browser.page("/quality/improvements")
    html = browser.get("/quality/improvements").get_data(as_text=True)

    assert "아무도 안 쓰는 것" in page
    assert f"/datasets/{gone.dataset_id}/versions/1" in html
    assert "형식이 같은 데이터 2종" in page
    assert rows_of(page, "동부 시설", "서부 시설", "다른 표") == ["동부 시설", "서부 시설"]
    assert "매월 집계" in page
    assert "새것" not in page

    renewed = browser.post(f"/account/tokens/{token.id}/renew")

    assert renewed.status_code == 303
    assert "곧 만료되는 토큰이 없습니다" in browser.page("/quality/improvements")


def test_nothing_to_improve_is_said_in_words(signed_in: SignedIn) -> None:
    browser, _ = signed_in(Role.OFFICIAL)

    page = browser.page("/quality/improvements")

    assert "폐기를 제안할 데이터가 없습니다" in page
    assert "형식이 같은 데이터가 없습니다" in page
    assert "곧 만료되는 토큰이 없습니다" in page


def test_improvements_of_the_whole_city_are_for_administrators(signed_in: SignedIn) -> None:
    official, _ = signed_in(Role.OFFICIAL)
    administrator, _ = signed_in(Role.ADMINISTRATOR)

    assert official.get("/quality/improvements?scope=city").status_code == 403
    assert administrator.get("/quality/improvements?scope=city").status_code == 200
