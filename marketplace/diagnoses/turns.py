"""Whose turn it is: asked for, taken, kept alive, finished.

As with submissions, taking a turn raises the attempt's number, and only its holder may finish: a
worker that was given up for dead and comes back changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from marketplace.diagnoses.aside import Counted
from marketplace.diagnoses.models import DiagnosisTurn

MOST_TRIES = 3
UNHEARD = timedelta(minutes=1)
"""How long a turn that was asked for may go untaken before it is asked for again."""


@dataclass(frozen=True)
class Turn:
    """A turn that is ours as long as the lease is renewed.

    `is_spent`: it was tried as often as may be, and its worker died each time.
    """

    version_id: UUID
    attempt: int
    is_spent: bool


def begin(session: Session, version_id: UUID, *, at: datetime) -> None:
    """Note that a version was verified just now, for its publication; twice is once."""
    row: dict[str, object] = {
        "version_id": version_id,
        "diagnosed_at": at,
        "attempt": 0,
        "tries": 0,
    }
    row |= {"counted_private": [], "counted_errors": 0}
    session.execute(insert(DiagnosisTurn).values(row).on_conflict_do_nothing())


def is_one_under_way(session: Session, *, at: datetime) -> bool:
    """Tell whether a turn is held by a worker, or was asked for a moment ago."""
    under_way = (
        exists()
        .where(DiagnosisTurn.asked_at.is_not(None))
        .where(or_(DiagnosisTurn.lease_until > at, DiagnosisTurn.asked_at > at - UNHEARD))
    )
    return bool(session.execute(select(under_way)).scalar_one())


def take(session: Session, version_id: UUID, *, lease: timedelta, at: datetime) -> Turn | None:
    """Take a turn that was asked for; None if it is not to be had."""
    turn = session.get(DiagnosisTurn, version_id, with_for_update=True)
    if turn is None or turn.asked_at is None or _is_held(turn, at):
        return None
    turn.attempt += 1
    turn.tries += 1
    turn.lease_until = at + lease
    return Turn(version_id, turn.attempt, is_spent=turn.tries > MOST_TRIES)


def renew(session: Session, turn: Turn, *, lease: timedelta, at: datetime) -> bool:
    """Keep the lease; False if the turn is no longer ours."""
    renewed = session.execute(
        update(DiagnosisTurn)
        .where(
            DiagnosisTurn.version_id == turn.version_id,
            DiagnosisTurn.attempt == turn.attempt,
            DiagnosisTurn.asked_at.is_not(None),
        )
        .values(lease_until=at + lease)
        .returning(DiagnosisTurn.version_id)
    )
    return renewed.first() is not None


def finish(session: Session, turn: Turn, *, at: datetime) -> bool:
    """End a turn with a diagnosis; False if it is no longer ours, and nothing must be written."""
    row = _ours(session, turn)
    if row is None:
        return False
    row.diagnosed_at = at
    row.tries = 0
    row.asked_at = row.lease_until = None
    return True


def keep(session: Session, version_id: UUID, diagnosis_id: UUID) -> None:
    """Note which diagnosis of a version is its last."""
    session.execute(
        update(DiagnosisTurn)
        .where(DiagnosisTurn.version_id == version_id)
        .values(diagnosis_id=diagnosis_id)
    )


def count(session: Session, version_id: UUID, counted: Counted) -> None:
    """Note what counts of a version's last diagnosis."""
    session.execute(
        update(DiagnosisTurn)
        .where(DiagnosisTurn.version_id == version_id)
        .values(counted_private=list(counted.private), counted_errors=counted.errors)
    )


def counted_of(session: Session, version_id: UUID) -> Counted:
    """Return what counts of a version's last diagnosis."""
    row = session.execute(
        select(DiagnosisTurn.counted_private, DiagnosisTurn.counted_errors).where(
            DiagnosisTurn.version_id == version_id
        )
    ).one_or_none()
    return Counted() if row is None else Counted(tuple(row[0]), row[1])


def give_up(session: Session, turn: Turn, *, at: datetime) -> None:
    """End a turn that came to nothing: the sweep asks for it again, in a while."""
    row = _ours(session, turn)
    if row is not None:
        row.asked_at, row.lease_until = at, None


def let_go(session: Session, version_id: UUID) -> None:
    """Forget that a turn was asked for: its version is shown no longer."""
    turn = session.get(DiagnosisTurn, version_id, with_for_update=True)
    if turn is not None:
        turn.tries = 0
        turn.asked_at = turn.lease_until = None


def _is_held(turn: DiagnosisTurn, at: datetime) -> bool:
    return turn.lease_until is not None and turn.lease_until > at


def _ours(session: Session, turn: Turn) -> DiagnosisTurn | None:
    row = session.get(DiagnosisTurn, turn.version_id, with_for_update=True, populate_existing=True)
    if row is None or row.attempt != turn.attempt or row.asked_at is None:
        return None
    return row
