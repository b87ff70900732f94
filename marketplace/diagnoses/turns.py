"""Whose turn it is: asked for, taken, kept alive, finished.

As with submissions, taking a turn raises the attempt's number, and only its holder may finish: a
worker that was given up for dead and comes back changes nothing.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from marketplace.diagnoses.models import DiagnosisTurn

MOST_TRIES = 3
UNHEARD = timedelta(minutes=1)
"""How long a turn that was asked for may go untaken before it is asked for again."""


def begin(session: Session, version_id: UUID, *, at: datetime) -> None:
    """Note that a version was verified just now, for its publication; twice is once."""
    row = {"version_id": version_id, "diagnosed_at": at, "attempt": 0, "tries": 0}
    session.execute(insert(DiagnosisTurn).values(row).on_conflict_do_nothing())


def is_one_under_way(session: Session, *, at: datetime) -> bool:
    """Tell whether a turn is held by a worker, or was asked for a moment ago."""
    under_way = (
        exists()
        .where(DiagnosisTurn.asked_at.is_not(None))
        .where(or_(DiagnosisTurn.lease_until > at, DiagnosisTurn.asked_at > at - UNHEARD))
    )
    return bool(session.execute(select(under_way)).scalar_one())


def take(session: Session, version_id: UUID, *, lease: timedelta, at: datetime) -> int | None:
    """Take a turn that was asked for and return the attempt; None if it is not to be had."""
    turn = session.get(DiagnosisTurn, version_id, with_for_update=True)
    if turn is None or turn.asked_at is None or _is_held(turn, at):
        return None
    turn.attempt += 1
    turn.tries += 1
    turn.lease_until = at + lease
    return turn.attempt


def renew(
    session: Session, version_id: UUID, attempt: int, *, lease: timedelta, at: datetime
) -> bool:
    """Keep the lease; False if the turn is no longer ours."""
    renewed = session.execute(
        update(DiagnosisTurn)
        .where(
            DiagnosisTurn.version_id == version_id,
            DiagnosisTurn.attempt == attempt,
            DiagnosisTurn.asked_at.is_not(None),
        )
        .values(lease_until=at + lease)
        .returning(DiagnosisTurn.version_id)
    )
    return renewed.first() is not None


def finish(session: Session, version_id: UUID, attempt: int, *, at: datetime) -> bool:
    """End a turn with a diagnosis; False if it is no longer ours, and nothing must be written."""
    turn = _ours(session, version_id, attempt)
    if turn is None:
        return False
    turn.diagnosed_at = at
    turn.tries = 0
    turn.asked_at = turn.lease_until = None
    return True


def give_up(session: Session, version_id: UUID, attempt: int, *, at: datetime) -> bool:
    """End a turn that came to nothing; True if it was the last try there is.

    Before the last it is asked for again, by the sweep and not at once.
    """
    turn = _ours(session, version_id, attempt)
    if turn is None:
        return False
    turn.asked_at, turn.lease_until = at, None
    return turn.tries >= MOST_TRIES


def is_spent(session: Session, version_id: UUID) -> bool:
    """Tell whether a turn was tried as often as may be: its worker died each time."""
    turn = session.get(DiagnosisTurn, version_id, with_for_update=True)
    return turn is not None and turn.tries >= MOST_TRIES


def let_go(session: Session, version_id: UUID) -> None:
    """Forget that a turn was asked for: its version is shown no longer."""
    turn = session.get(DiagnosisTurn, version_id, with_for_update=True)
    if turn is not None:
        turn.tries = 0
        turn.asked_at = turn.lease_until = None


def _is_held(turn: DiagnosisTurn, at: datetime) -> bool:
    return turn.lease_until is not None and turn.lease_until > at


def _ours(session: Session, version_id: UUID, attempt: int) -> DiagnosisTurn | None:
    turn = session.get(DiagnosisTurn, version_id, with_for_update=True, populate_existing=True)
    if turn is None or turn.attempt != attempt or turn.asked_at is None:
        return None
    return turn
