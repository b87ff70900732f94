"""The outbox: what is to be sent to the queue, written in the business transaction.

When to use: whenever a committed change must be followed by a job.
How: `put` in the transaction; after the commit `relay_one` is called until it returns False, by
the door that wrote and again and again by the worker. A crash between the two loses nothing: the
row is still there. The same row may reach the queue twice: jobs can run twice.
"""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import DateTime, Index, delete, or_, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.database import Base, UtcTime, UuidKey

Enqueue = Callable[[str, str, list[str], str], None]
"""Sends (queue, job, arguments, job id)."""

PENDING = "outbox-pending"
"""Set in `session.info` when the transaction put something in: relay after the commit."""


class OutboxEntry(Base):
    """A job that is to be enqueued once its transaction has committed."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_unsent", "created_at", postgresql_where="sent_at IS NULL"),)

    id: Mapped[UuidKey]
    queue: Mapped[str]
    job: Mapped[str] = mapped_column(comment="dotted path of the function")
    args: Mapped[list[str]] = mapped_column(JSONB, comment="ids as text, nothing else")
    created_at: Mapped[UtcTime]
    not_before: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


def put(
    session: Session,
    job: str,
    *args: uuid.UUID | str,
    at: datetime,
    queue: str = "short",
    not_before: datetime | None = None,
) -> None:
    """Ask that `job` be run with `args` after this transaction has committed."""
    session.info[PENDING] = True
    session.add(
        OutboxEntry(
            queue=queue,
            job=job,
            args=[str(arg) for arg in args],
            created_at=at,
            not_before=not_before,
        )
    )


def relay_one(session: Session, enqueue: Enqueue, *, at: datetime) -> bool:
    """Send the oldest unsent entry that is due; return False when there is none.

    One entry a transaction: a batch that fails half-way would never get done.
    """
    due = (
        select(OutboxEntry)
        .where(
            OutboxEntry.sent_at.is_(None),
            or_(OutboxEntry.not_before.is_(None), OutboxEntry.not_before <= at),
        )
        .order_by(OutboxEntry.created_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    entry = session.execute(due).scalar_one_or_none()
    if entry is None:
        return False
    enqueue(entry.queue, entry.job, entry.args, str(entry.id))
    entry.sent_at = at
    return True


def forget_sent(session: Session, *, at: datetime, keep: timedelta = timedelta(days=7)) -> None:
    """Delete entries that were sent longer ago than `keep`."""
    session.execute(delete(OutboxEntry).where(OutboxEntry.sent_at < at - keep))
