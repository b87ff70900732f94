"""The inbox: a page of notices with their words, and how many are unread."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.notices.kinds import NoticeKind, Target
from marketplace.notices.models import Notice
from marketplace.notices.services import Subject
from marketplace.notices.texts import TEMPLATES, render
from marketplace.notices.wording import Language


@dataclass(frozen=True)
class NoticeRow:
    """A notice, worded; `target` and `about` say where it leads."""

    id: UUID
    kind: NoticeKind
    title: str
    body: str
    target: Target
    about: Subject
    created_at: datetime
    read_at: datetime | None


@dataclass(frozen=True)
class Inbox:
    """How many notices an account has, how many it has not read, and a page, newest first."""

    count: int
    unread: int
    notices: tuple[NoticeRow, ...]


def inbox(
    session: Session,
    account_id: UUID,
    *,
    language: Language = Language.KO,
    page: int = 1,
    per_page: int = 20,
) -> Inbox:
    """Return a page of an account's notices."""
    mine = Notice.account_id == account_id
    count, read = session.execute(
        select(func.count(), func.count(Notice.read_at)).where(mine)
    ).one()
    newest = (
        select(Notice)
        .where(mine)
        .order_by(Notice.created_at.desc(), Notice.id)
        .offset((page - 1) * per_page)
        .limit(per_page)
    )
    notices = tuple(_row(notice, language) for notice in session.execute(newest).scalars())
    return Inbox(count, count - read, notices)


def unread_count(session: Session, account_id: UUID) -> int:
    """Return how many notices an account has not read."""
    unread = select(func.count()).where(Notice.account_id == account_id, Notice.read_at.is_(None))
    return session.execute(unread).scalar_one()


def _row(notice: Notice, language: Language) -> NoticeRow:
    kind = NoticeKind(notice.kind)
    wording = render(kind, notice.facts, language)
    return NoticeRow(
        id=notice.id,
        kind=kind,
        title=wording.title,
        body=wording.body,
        target=TEMPLATES[kind].target,
        about=Subject(
            notice.submission_id, notice.dataset_id, notice.version_id, notice.version_number
        ),
        created_at=notice.created_at,
        read_at=notice.read_at,
    )
