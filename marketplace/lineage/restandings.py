"""Versions whose standing is to be worked out anew: asked for, taken, those that are left.

They stand in the database until they are worked out, so that a long lineage can be gone through in
short transactions and whoever is killed is taken up where they were.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from marketplace.lineage.correction_models import Restanding


def ask_to_restand(session: Session, version_ids: Iterable[UUID], *, at: datetime) -> None:
    """Have the standing of some versions worked out anew. Twice is once."""
    rows = [{"version_id": each, "asked_at": at} for each in version_ids]
    if rows:
        session.execute(insert(Restanding).on_conflict_do_nothing(), rows)


def take_to_restand(session: Session, *, most: int) -> tuple[UUID, ...]:
    """Take those asked for first, so many at most; they wait no longer."""
    first = select(Restanding.version_id).order_by(Restanding.number).limit(most)
    taken = delete(Restanding).where(Restanding.version_id.in_(first))
    return tuple(session.execute(taken.returning(Restanding.version_id)).scalars())


def is_restanding_left(session: Session, *, before: datetime | None = None) -> bool:
    """Tell whether any waits; with `before`, any that was asked for until then."""
    left = select(Restanding.version_id).limit(1)
    if before is not None:
        left = left.where(Restanding.asked_at < before)
    return session.execute(left).first() is not None
