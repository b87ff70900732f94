"""Telling someone something, once; and noting that it was read."""

from collections.abc import Collection, Mapping
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
    missing = TEMPLATES[kind].names - facts.keys()
    if missing:
        raise NoticeIncomplete(kind, missing)
    row = {
        "id": uuid4(),
        "account_id": account_id,
        "kind": kind,
        "cause": cause,
        "submission_id": about.submission,
        "dataset_id": about.dataset,
        "version_id": about.version,
        "version_number": about.version_number,
        "facts": dict(facts),
        "created_at": at,
    }
    told = insert(Notice).values(row).on_conflict_do_nothing().returning(Notice.id)
    return session.execute(told).first() is not None


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
