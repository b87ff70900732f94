"""Notices that also go out as e-mail: asked for, taken up, ended. Each is sent at most once.

A mail is taken up in a transaction of its own before its words are handed over, and never again
afterwards: whoever is killed in between leaves one that may or may not have arrived, and says so.
Only what was certainly not taken (the server could not be reached, or refused) is tried again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, SmallInteger, String, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from marketplace.notices.models import Notice
from marketplace.notices.services import Subject
from storage.database import Base, UtcTime

MOST_TRIES = 5
PAUSE = timedelta(minutes=2)
"""Before what was refused is tried again; each time as long again as before."""

_WAITING = "begun_at IS NULL AND ended_at IS NULL"


class MailOutcome(StrEnum):
    """What became of a mail that nobody has to do anything for any more."""

    SENT = "sent"
    UNWANTED = "unwanted"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Mail(Base):
    """A notice that is to go out as e-mail, or went."""

    __tablename__ = "mails"
    __table_args__ = (Index("ix_mails_waiting", "not_before", postgresql_where=text(_WAITING)),)

    notice_id: Mapped[UUID] = mapped_column(ForeignKey(Notice.id), primary_key=True)
    asked_at: Mapped[UtcTime]
    not_before: Mapped[UtcTime]
    tries: Mapped[int] = mapped_column(SmallInteger, comment="refused before its words went")
    begun_at: Mapped[datetime | None] = mapped_column(
        DateTime(timezone=True), comment="once set, it is never sent again"
    )
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    outcome: Mapped[str | None] = mapped_column(String(20))


@dataclass(frozen=True)
class Letter:
    """A notice that was taken up to be sent."""

    notice_id: UUID
    account_id: UUID
    kind: str
    facts: dict[str, Any]
    about: Subject


def ask_for_mails(session: Session, notice_ids: Collection[UUID], *, at: datetime) -> None:
    """Have notices sent as e-mail besides. Twice is once."""
    rows = [
        {"notice_id": each, "asked_at": at, "not_before": at, "tries": 0} for each in notice_ids
    ]
    if rows:
        session.execute(insert(Mail).on_conflict_do_nothing(), rows)


def is_mail_waiting(session: Session, *, at: datetime) -> bool:
    """Tell whether a mail is due."""
    due = select(Mail.notice_id).where(text(_WAITING), Mail.not_before <= at).limit(1)
    return session.execute(due).first() is not None


def take_up_mail(session: Session, *, at: datetime) -> Letter | None:
    """Take up the mail that waits longest; None if none is due. It is nobody else's from then on.

    Its words may go out only after this transaction has committed.
    """
    due = (
        select(Mail)
        .where(text(_WAITING), Mail.not_before <= at)
        .order_by(Mail.not_before, Mail.notice_id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    mail = session.execute(due).scalar_one_or_none()
    if mail is None:
        return None
    mail.begun_at = at
    notice = session.get_one(Notice, mail.notice_id)
    return Letter(
        notice.id,
        notice.account_id,
        notice.kind,
        notice.facts,
        Subject(notice.submission_id, notice.dataset_id, notice.version_id, notice.version_number),
    )


def end_mail(session: Session, notice_id: UUID, outcome: MailOutcome, *, at: datetime) -> None:
    """Note what became of a mail that was taken up."""
    ended = update(Mail).where(Mail.notice_id == notice_id)
    session.execute(ended.values(ended_at=at, outcome=outcome.value))


def put_mail_back(session: Session, notice_id: UUID, *, at: datetime) -> None:
    """Have a mail that was certainly not taken tried again, later and not for ever."""
    mail = session.execute(
        select(Mail).where(Mail.notice_id == notice_id).with_for_update()
    ).scalar_one()
    mail.tries += 1
    if mail.tries >= MOST_TRIES:
        mail.ended_at, mail.outcome = at, MailOutcome.REFUSED.value
        return
    mail.begun_at = None
    mail.not_before = at + PAUSE * 2 ** (mail.tries - 1)
