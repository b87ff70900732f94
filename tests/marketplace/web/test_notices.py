from uuid import UUID, uuid4

from sqlalchemy.orm import Session, sessionmaker

from marketplace.notices.kinds import NoticeKind
from marketplace.notices.services import NOTHING, Subject, notify
from storage.database import transaction
from tests.factories.accounts import NOON
from tests.marketplace.web.browser import Browser
from tests.marketplace.web.conftest import SignedIn

FACTS = {"title": "승차", "source": "버스", "due": "2026-11-05"}
SUBMISSION, DATASET = uuid4(), uuid4()
ABOUT = Subject(submission=SUBMISSION, dataset=DATASET, version_number=2)


def told(session: Session, account_id: UUID, kind: NoticeKind, about: Subject = ABOUT) -> None:
    notify(session, account_id, kind, cause=f"{kind}{about}", at=NOON, about=about, facts=FACTS)


def test_each_notice_leads_to_what_it_is_about(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    browser, account = signed_in()
    kinds = (
        NoticeKind.RETURNED,
        NoticeKind.DECISION_DUE,
        NoticeKind.PUBLISHED,
        NoticeKind.BUILT_ON_YOURS,
        NoticeKind.TOKEN_EXPIRES,
    )
    with transaction(make_session) as session:
        for kind in kinds:
            told(session, account.id, kind)
            told(session, account.id, kind, NOTHING)

    html = browser.get("/notices").get_data(as_text=True)

    addresses = (
        f"/submissions/{SUBMISSION}",
        f"/reviews/{SUBMISSION}",
        f"/datasets/{DATASET}/versions/2",
        f"/datasets/{DATASET}/versions/2#lineage",
    )
    assert [html.count(f'<a href="{each}">') for each in addresses] == [1] * 4
    # One leads there whatever it is about, and the menu does.
    assert html.count('<a href="/account/tokens">') == 3


def test_what_was_read_is_no_longer_counted(
    signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    browser, account = signed_in()
    other, _ = signed_in()
    with transaction(make_session) as session:
        told(session, account.id, NoticeKind.RETURNED)
        told(session, account.id, NoticeKind.PUBLISHED)
    assert "알림 2 건 읽지 않음" in browser.page("/")
    html = browser.get("/notices").get_data(as_text=True)
    first = html.split('action="/notices/')[2].split("/read")[0]

    other.post(f"/notices/{first}/read")
    assert "알림 2 건 읽지 않음" in browser.page("/")
    assert browser.post(f"/notices/{first}/read").status_code == 303
    assert "알림 1 건 읽지 않음" in browser.page("/")
    assert browser.post("/notices/read").status_code == 303
    assert "건 읽지 않음" not in browser.page("/")


def test_notices_are_for_whoever_they_are_for(anyone: Browser) -> None:
    assert anyone.get("/notices").status_code == 401
