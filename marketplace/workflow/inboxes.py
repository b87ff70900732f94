"""Notices, for whoever they are for."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor
from marketplace.notices import queries, services
from marketplace.notices.queries import Inbox
from marketplace.notices.wording import Language
from marketplace.permissions.asking import require
from marketplace.permissions.permission import Permission
from marketplace.workflow.subjects import submitter_of


def inbox(session: Session, actor: Actor, language: str, *, page: int, per_page: int) -> Inbox:
    """Return the actor's notices, newest first."""
    require(actor, Permission.NOTICE_READ, None)
    return queries.inbox(
        session,
        submitter_of(actor).id,
        language=Language(language),
        page=page,
        per_page=per_page,
    )


def mark_read(
    session: Session, actor: Actor, notice_ids: Sequence[UUID] | None, *, at: datetime
) -> int:
    """Note that the actor has read some notices, or all; return how many were unread."""
    require(actor, Permission.NOTICE_READ, None)
    return services.mark_read(session, submitter_of(actor).id, notice_ids, at=at)
