"""Reading: submissions, queues and reports, as far as whoever asks may see them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.accounts.actor import REVIEWER_ROLES, Actor
from marketplace.errors import NotFound
from marketplace.permissions.asking import require
from marketplace.permissions.permission import Permission
from marketplace.workflow.subjects import permitted_submission, submitter_of
from submissions import queries
from submissions.models import Submission
from submissions.queries import Listing
from submissions.queue import QueueAsked, QueueFigures, queue_figures, review_queue
from submissions.states import State
from verification.history import find_report


def submission(session: Session, actor: Actor, submission_id: UUID) -> Submission:
    """Return a submission the actor may see; raise `NotFound` for any other."""
    return permitted_submission(session, actor, submission_id, Permission.SUBMISSION_READ)


def own_submissions(
    session: Session, actor: Actor, *, page: int, per_page: int, state: State | None = None
) -> Listing:
    """Return the actor's own submissions, the last changed first; those in one state if asked."""
    require(actor, Permission.SUBMISSION_LIST_OWN, None)
    own = submitter_of(actor).id
    return queries.submissions_of(session, own, page=page, per_page=per_page, state=state)


def own_states(session: Session, actor: Actor) -> Mapping[State, int]:
    """Return how many submissions of their own the actor has in which state."""
    require(actor, Permission.SUBMISSION_LIST_OWN, None)
    return queries.states_of(session, submitter_of(actor).id)


def queue(session: Session, actor: Actor, *, page: int, per_page: int) -> Listing:
    """Return what waits for the actor's decision; an administrator sees all that waits."""
    return review_queue(session, _asked(actor), page=page, per_page=per_page)


def figures_of_queue(session: Session, actor: Actor, *, at: datetime) -> QueueFigures:
    """Return how much waits for the actor, is late, and lies on their desk."""
    return queue_figures(session, _asked(actor), submitter_of(actor).id, at=at)


def report(session: Session, actor: Actor, submission_id: UUID) -> Mapping[str, Any]:
    """Return the report that stands; raise `NotFound` while there is none."""
    found = submission(session, actor, submission_id)
    body = find_report(session, found.report_digest) if found.report_digest else None
    if body is None:
        raise NotFound("report", submission_id)
    return body


def _asked(actor: Actor) -> QueueAsked | None:
    require(actor, Permission.REVIEW_QUEUE, None)
    roles = actor.roles & REVIEWER_ROLES
    if not roles:
        return None
    return QueueAsked(
        submitter_of(actor).id, actor.department_id, frozenset(role.value for role in roles)
    )
