"""Telling someone something, once; and noting that it was read."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from marketplace.notices.errors import NoticeIncomplete
from marketplace.notices.kinds import NoticeKind
from marketplace.notices.models import Notice
from marketplace.notices.texts import TEMPLATES

NO_FACTS: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Subject:
    """What a notice is about, for the link it carries."""

    submission: UUID | None = None
    dataset: UUID | None = None
    version: UUID | None = None
    version_number: int | None = None


NOTHING = Subject()


@dataclass(frozen=True)
class Told:
    """Whom to tell what: one of many who are told of one cause."""

    account_id: UUID
    about: Subject
    facts: Mapping[str, Any]


def notify(
    session: Session,
    account_id: UUID,
    kind: NoticeKind,
    *,
    cause: str,
    at: datetime,
    about: Subject = NOTHING,
    facts: Mapping[str, Any] = NO_FACTS,
) -> bool:
    """Put a notice in an account's inbox; return False if this cause was told before.

    Raises `NoticeIncomplete` where the text of the kind names a fact that is not given. Facts are
    kept and shown as they are: never give any personal data.
    """
    row = _row(kind, Told(account_id, about, facts), cause=cause, at=at)
    told = insert(Notice).values(row).on_conflict_do_nothing().returning(Notice.id)
    return session.execute(told).first() is not None


def notify_all(
    session: Session, kind: NoticeKind, told: Sequence[Told], *, cause: str, at: datetime
) -> tuple[UUID, ...]:
    """Tell many of one cause, as `notify` does; return the ids of the notices that are new."""
    rows = [_row(kind, each, cause=cause, at=at) for each in told]
    if not rows:
        return ()
    new = session.execute(insert(Notice).on_conflict_do_nothing().returning(Notice.id), rows)
    return tuple(new.scalars())


def _row(kind: NoticeKind, told: Told, *, cause: str, at: datetime) -> dict[str, Any]:
    missing = TEMPLATES[kind].names - told.facts.keys()
    if missing:
        raise NoticeIncomplete(kind, missing)
    return {
        "id": uuid4(),
        "account_id": told.account_id,
        "kind": kind,
        "cause": cause,
        "submission_id": told.about.submission,
        "dataset_id": told.about.dataset,
        "version_id": told.about.version,
        "version_number": told.about.version_number,
        "facts": dict(told.facts),
        "created_at": at,
    }


def mark_read(
    session: Session, account_id: UUID, notice_ids: Collection[UUID] | None = None, *, at: datetime
) -> int:
    """Note that an account has read some of its notices, or all; return how many were unread."""
    unread = (
        update(Notice)
        .where(Notice.account_id == account_id, Notice.read_at.is_(None))
        .values(read_at=at)
        .returning(Notice.id)
    )
    if notice_ids is not None:
        unread = unread.where(Notice.id.in_(notice_ids))
    return len(session.execute(unread).all())
