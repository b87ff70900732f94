"""The one way a submission changes state: by the table, with an entry in its history."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from submissions.models import HistoryEntry, Submission
from submissions.states import FINAL, Event, State, next_state

_SETTLED = FINAL | {State.BLOCKED}


def advance(
    session: Session,
    submission: Submission,
    event: Event,
    *,
    actor_id: UUID | None,
    at: datetime,
    reason: str | None = None,
    facts: Mapping[str, Any] | None = None,
) -> State:
    """Move a submission on and write it down; return the new state.

    Raises `TransitionRefused`. The caller holds the row lock.
    """
    before = State(submission.state)
    after = next_state(before, event)
    submission.state = after
    submission.updated_at = at
    submission.lease_until = None
    submission.settled_at = at if after in _SETTLED else None
    _note(session, submission, event, before, actor_id=actor_id, at=at, reason=reason, facts=facts)
    return after


def begin(session: Session, submission: Submission, *, actor_id: UUID, at: datetime) -> None:
    """Write the first entry of a submission's history."""
    _note(session, submission, "create", None, actor_id=actor_id, at=at, reason=None, facts=None)


def _note(
    session: Session,
    submission: Submission,
    event: str,
    before: str | None,
    *,
    actor_id: UUID | None,
    at: datetime,
    reason: str | None,
    facts: Mapping[str, Any] | None,
) -> None:
    session.add(
        HistoryEntry(
            submission_id=submission.id,
            at=at,
            actor_id=actor_id,
            event=event,
            before=before,
            after=submission.state,
            reason=reason,
            facts=dict(facts or {}),
        )
    )
