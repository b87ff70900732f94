"""Which published versions are still to be sketched. What is asked for twice is done once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from verification.index.models import SketchTurn

MOST_TRIES = 3
UNHEARD = timedelta(minutes=1)
"""How long one that was asked for may go undone before it is asked for again."""


def begin(session: Session, version_id: UUID, *, at: datetime) -> None:
    """Note that a version was published, and that its sketches are asked for; twice is once."""
    row = {"version_id": version_id, "asked_at": at, "tries": 0}
    session.execute(insert(SketchTurn).values(row).on_conflict_do_nothing())


def due(session: Session, *, most: int, at: datetime) -> Sequence[UUID]:
    """Return versions that wait and that nobody was asked to sketch lately; they are asked now."""
    waiting = (
        select(SketchTurn)
        .where(
            SketchTurn.sketched_at.is_(None),
            SketchTurn.tries < MOST_TRIES,
            or_(SketchTurn.asked_at.is_(None), SketchTurn.asked_at < at - UNHEARD),
        )
        .order_by(SketchTurn.asked_at.nulls_first(), SketchTurn.version_id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    turns = session.execute(waiting).scalars().all()
    for turn in turns:
        turn.asked_at = at
    return [turn.version_id for turn in turns]


def take(session: Session, version_id: UUID) -> bool:
    """Count a try; False if the version is sketched already, was tried too often, or is unknown."""
    turn = session.get(SketchTurn, version_id, with_for_update=True)
    if turn is None or turn.sketched_at is not None or turn.tries >= MOST_TRIES:
        return False
    turn.tries += 1
    return True


def finish(session: Session, version_id: UUID, *, at: datetime) -> bool:
    """Note that a version is sketched; False if somebody else was first."""
    turn = session.get(SketchTurn, version_id, with_for_update=True, populate_existing=True)
    if turn is None or turn.sketched_at is not None:
        return False
    turn.sketched_at = at
    return True
