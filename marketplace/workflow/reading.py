"""Reading: submissions, queues and reports, as far as whoever asks may see them."""

from collections.abc import Mapping
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
from submissions.queue import QueueAsked, review_queue
from verification.history import find_report


def submission(session: Session, actor: Actor, submission_id: UUID) -> Submission:
    """Return a submission the actor may see; raise `NotFound` for any other."""
    return permitted_submission(session, actor, submission_id, Permission.SUBMISSION_READ)


def own_submissions(session: Session, actor: Actor, *, page: int, per_page: int) -> Listing:
    """Return the actor's own submissions, the last changed first."""
    require(actor, Permission.SUBMISSION_LIST_OWN, None)
    return queries.submissions_of(session, submitter_of(actor).id, page=page, per_page=per_page)


def queue(session: Session, actor: Actor, *, page: int, per_page: int) -> Listing:
    """Return what waits for the actor's decision; an administrator sees all that waits."""
    require(actor, Permission.REVIEW_QUEUE, None)
    roles = actor.roles & REVIEWER_ROLES
    asked = None
    if roles:
        asked = QueueAsked(
            submitter_of(actor).id, actor.department_id, frozenset(role.value for role in roles)
        )
    return review_queue(session, asked, page=page, per_page=per_page)


def report(session: Session, actor: Actor, submission_id: UUID) -> Mapping[str, Any]:
    """Return the report that stands; raise `NotFound` while there is none."""
    found = submission(session, actor, submission_id)
    body = find_report(session, found.report_digest) if found.report_digest else None
    if body is None:
        raise NotFound("report", submission_id)
    return body
