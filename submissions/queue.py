"""The reviewers' queue: what waits for whom."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from submissions.models import Review, Submission
from submissions.queries import Listing, listing
from submissions.states import State


@dataclass(frozen=True)
class QueueAsked:
    """Which submissions a reviewer's queue shows: theirs to decide, not of their department."""

    account_id: UUID
    department_id: UUID | None
    roles: frozenset[str]


@dataclass(frozen=True)
class QueueFigures:
    """How much waits, how much of it is past its day, and how much lies on one's own desk."""

    waiting: int
    late: int
    mine: int


def review_queue(
    session: Session, asked: QueueAsked | None, *, page: int, per_page: int
) -> Listing:
    """Return what waits for a decision, the first due first; all of it where nothing is asked."""
    return listing(
        session,
        *_waiting(asked),
        page=page,
        per_page=per_page,
        order=(Submission.due_at.asc().nulls_last(), Submission.submitted_at.asc()),
    )


def queue_figures(
    session: Session, asked: QueueAsked | None, account_id: UUID, *, at: datetime
) -> QueueFigures:
    """Return the figures of the same queue; `mine` is what lies on the account's desk."""
    mine = and_(Submission.desk_holder_id == account_id, Submission.desk_until > at)
    counts = select(
        func.count(),
        func.count().filter(Submission.due_at < at),
        func.count().filter(mine),
    ).where(*_waiting(asked))
    return QueueFigures(*session.execute(counts).one())


def _waiting(asked: QueueAsked | None) -> tuple[ColumnElement[bool], ...]:
    in_review = Submission.state == State.IN_REVIEW
    if asked is None:
        return (or_(in_review, Submission.state.in_((State.BLOCKED, State.HELD))),)
    decided = (
        select(Review.id)
        .where(
            Review.submission_id == Submission.id,
            Review.round == Submission.attempt,
            Review.reviewer_id == asked.account_id,
        )
        .exists()
    )
    theirs = and_(in_review, Submission.awaits.overlap(sorted(asked.roles)), ~decided)
    to_release = Submission.state == State.BLOCKED if "privacy" in asked.roles else false()
    return (
        or_(theirs, to_release),
        Submission.submitter_id != asked.account_id,
        Submission.department_id.is_distinct_from(asked.department_id),
    )
