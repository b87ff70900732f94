from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from marketplace.notices.errors import NoticeIncomplete
from marketplace.notices.kinds import NoticeKind, Target
from marketplace.notices.queries import Inbox, NoticeRow, inbox, unread_count
from marketplace.notices.services import Subject, mark_read, notify
from marketplace.notices.wording import Language

NOW = datetime(2026, 5, 4, tzinfo=UTC)
TITLE = {"title": "정류장별 승차"}


def test_a_notice_is_in_the_inbox_in_words_and_leads_somewhere(session: Session) -> None:
    me, about = uuid4(), Subject(submission=uuid4())

    told = notify(
        session, me, NoticeKind.REJECTED, cause="decision:1", at=NOW, about=about, facts=TITLE
    )

    mine = inbox(session, me, language=Language.EN)
    assert told
    assert mine == Inbox(
        count=1,
        unread=1,
        notices=(
            NoticeRow(
                id=mine.notices[0].id,
                kind=NoticeKind.REJECTED,
                title="Rejected: 정류장별 승차",
                body="A reviewer did not accept your submission. Read the reason.",
                target=Target.SUBMISSION,
                about=about,
                created_at=NOW,
                read_at=None,
            ),
        ),
    )


def test_telling_twice_is_once_and_each_person_is_told(session: Session) -> None:
    me, other = uuid4(), uuid4()

    told = [
        notify(session, account, NoticeKind.PUBLISHED, cause="version:1", at=NOW, facts=TITLE)
        for account in (me, me, other)
    ]

    assert told == [True, False, True]
    assert (unread_count(session, me), unread_count(session, other)) == (1, 1)


def test_a_notice_that_would_have_a_gap_is_refused(session: Session) -> None:
    with pytest.raises(NoticeIncomplete) as refused:
        notify(session, uuid4(), NoticeKind.DECISION_DUE, cause="due:1", at=NOW, facts=TITLE)

    assert (refused.value.kind, refused.value.missing) == ("decision-due", frozenset({"due"}))


def test_newest_first_in_pages(session: Session) -> None:
    me = uuid4()
    for hour in range(3):
        notify(
            session,
            me,
            NoticeKind.ACCEPTED,
            cause=f"decision:{hour}",
            at=NOW + timedelta(hours=hour),
            facts={"title": str(hour)},
        )

    first, second = (inbox(session, me, page=page, per_page=2) for page in (1, 2))

    assert [row.title for row in first.notices] == ["승인되었습니다: 2", "승인되었습니다: 1"]
    assert [row.title for row in second.notices] == ["승인되었습니다: 0"]
    assert (first.count, first.unread) == (3, 3)


def test_reading_one_and_reading_all(session: Session) -> None:
    me, other = uuid4(), uuid4()
    for account in (me, other):
        for cause in ("1", "2"):
            notify(session, account, NoticeKind.HELD, cause=cause, at=NOW, facts=TITLE)
    newest = inbox(session, me).notices[0]

    assert mark_read(session, me, [newest.id], at=NOW) == 1
    assert mark_read(session, other, [newest.id], at=NOW) == 0
    assert inbox(session, me).unread == 1
    assert mark_read(session, me, at=NOW) == 1
    assert mark_read(session, me, at=NOW) == 0
    assert (unread_count(session, me), unread_count(session, other)) == (0, 2)
