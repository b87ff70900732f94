from uuid import uuid4

from sqlalchemy.orm import Session, sessionmaker

from marketplace.lineage.derivations import record_derivations
from marketplace.lineage.graph import ORIGINAL, DerivationFacts, HeldSource
from storage.database import transaction
from tests.factories.accounts import NOON
from tests.factories.catalogue import publish
from tests.marketplace.web.browser import Browser
from tests.marketplace.web.conftest import SignedIn


def test_an_empty_house_opens_its_front_page(anyone: Browser) -> None:
    page = anyone.page("/")

    assert "데이터 0종" in page
    assert "아직 되돌아온 데이터가 없습니다" in page
    assert "이렇게 이어졌습니다" not in page


def test_the_front_page_counts_and_tells_a_story_from_its_root(
    anyone: Browser, make_session: sessionmaker[Session]
) -> None:
    with transaction(make_session) as session:
        source = publish(session, title="버스 기록", department_id=uuid4())
        made = publish(
            session, at=NOON.replace(hour=5), title="승차 집계", generation=1, assurance="obtained"
        )
        held = HeldSource(source.id, source.published_at, source.licence, ORIGINAL)
        record_derivations(
            session, made.id, [DerivationFacts(held, "aggregate")], at=NOON.replace(hour=5)
        )
        publish(session, title="숨은 것", access="closed", department_id=uuid4())

    page = anyone.page("/")

    assert "데이터 2종 되돌아온 데이터 1종" in page
    assert "교통물류 2" in page
    assert "원천 버스 기록 세종특별자치시 대중교통과 1차 승차 집계" in page
    assert "숨은 것" not in page


def test_the_menu_shows_the_rooms_one_may_enter(anyone: Browser, signed_in: SignedIn) -> None:
    browser, _ = signed_in(name="김하늘")

    assert "로그인 가입" in anyone.page("/")
    page = browser.page("/")
    assert "김하늘" in page
    assert "내 제출" in page
    assert "심사 " not in page.split("도움말")[0]


def test_what_one_person_sees_is_kept_by_nobody_else(anyone: Browser, signed_in: SignedIn) -> None:
    browser, _ = signed_in()

    assert browser.get("/").headers["Cache-Control"] == "private, no-cache"
    assert "Cache-Control" not in anyone.get("/").headers
