from sqlalchemy.orm import Session, sessionmaker

from marketplace.accounts.actor import Role
from marketplace.accounts.departments import set_headcount
from storage.database import transaction
from tests.factories.accounts import NOON, make_department
from tests.factories.catalogue import publish
from tests.marketplace.web.browser import Browser
from tests.marketplace.web.conftest import SignedIn


def test_raw_stands_beside_recognised_with_the_reason(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    browser, account = signed_in(Role.OFFICIAL)
    with transaction(make_session) as session:
        version = publish(session)
        assert account.department_id is not None
        set_headcount(session, account.department_id, 4, by=None, at=NOON)
    file = f"/datasets/{version.dataset_id}/versions/1/files/승차.csv"
    for _ in range(3):
        browser.get(file)
    browser.get(f"/datasets/{version.dataset_id}/versions/1/citation")

    page = browser.page("/points")

    assert "인정 2 점 원시 4 인정 규칙을 적용하기 전 대기 0" in page
    assert "평균 0.50 원시 1.00, 정원 4명" in page
    assert "내려받기 · 세종시 정류장별 승차 집계 1 0 같은 판의 내려받기는" in page
    assert "메뉴 이용 · 인용문 받기 1 1 메뉴를 이용했습니다." in page


def test_departments_stand_in_the_order_of_their_means(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    browser, account = signed_in(Role.OFFICIAL)
    with transaction(make_session) as session:
        version = publish(session)
        assert account.department_id is not None
        set_headcount(session, account.department_id, 2, by=None, at=NOON)
        make_department(session, name="사람 수 모름과")
    browser.get(f"/datasets/{version.dataset_id}/versions/1/files/승차.csv")

    page = browser.page("/points/departments")

    assert "(내 부서) 0.50 0.50 1 1 2 1 0" in page
    assert page.index("(내 부서)") < page.index("사람 수 모름과 — — 0 0 0 0 0")
    assert "(내 부서) 0.00 0.00 0 0 2 0 0" in browser.page("/points/departments?period=2001")
    assert browser.get("/points/departments?period=soon").status_code == 422


def test_points_are_told_in_the_readers_language(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    browser, _ = signed_in(Role.OFFICIAL)
    with transaction(make_session) as session:
        version = publish(session)
    browser.get(f"/datasets/{version.dataset_id}/versions/1/citation")
    browser.post("/language", language="en")

    assert "Citation 1 1 A menu was used." in browser.page("/points")
    assert "년" not in browser.page("/points/departments").replace("환류", "")


def test_points_are_for_those_who_signed_in(anyone: Browser) -> None:
    assert anyone.get("/points").status_code == 401
    assert anyone.get("/points/departments").status_code == 401
