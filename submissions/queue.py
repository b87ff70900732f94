"""The reviewers' queue: what waits for whom."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
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


def review_queue(
    session: Session, asked: QueueAsked | None, *, page: int, per_page: int
) -> Listing:
    """Return what waits for a decision, the first due first; all of it where nothing is asked."""
    waiting: list[ColumnElement[bool]] = []
    in_review = Submission.state == State.IN_REVIEW
    if asked is None:
        waiting.append(or_(in_review, Submission.state.in_((State.BLOCKED, State.HELD))))
    else:
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
        to_release = (
            Submission.state == State.BLOCKED
            if "privacy" in asked.roles
            else in_review & ~in_review
        )
        waiting += [
            or_(theirs, to_release),
            Submission.submitter_id != asked.account_id,
            Submission.department_id.is_distinct_from(asked.department_id),
        ]
    return listing(
        session,
        *waiting,
        page=page,
        per_page=per_page,
        order=(Submission.due_at.asc().nulls_last(), Submission.submitted_at.asc()),
    )
