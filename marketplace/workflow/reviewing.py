"""Deciding: the desk, the decision, the release of a false hit, another try."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor, Role
from marketplace.errors import NotFound
from marketplace.notices.kinds import NoticeKind
from marketplace.permissions.asking import require
from marketplace.permissions.facts import DecisionFacts
from marketplace.permissions.permission import Permission
from marketplace.workflow.library import Library, source_states
from marketplace.workflow.nudges import ask_for_publication, ask_for_verification
from marketplace.workflow.subjects import permitted_submission, submission_facts
from marketplace.workflow.telling import tell_submitter
from submissions import review
from submissions.errors import EvidenceChanged
from submissions.intake import find_submission
from submissions.lanes import ReviewRole, due_at, plan_released
from submissions.manifest import Manifest
from submissions.models import Submission
from submissions.review import Ballot, Reviewer
from submissions.states import Event, State
from submissions.tally import Decision
from submissions.transitions import advance
from verification.history import find_report

_TOLD = {
    Decision.ACCEPT: NoticeKind.ACCEPTED,
    Decision.RETURN: NoticeKind.RETURNED,
    Decision.REJECT: NoticeKind.REJECTED,
}


def decide(
    session: Session,
    actor: Actor,
    submission_id: UUID,
    role: Role,
    ballot: Ballot,
    *,
    at: datetime,
) -> Submission:
    """Record a reviewer's decision and let follow what follows from it.

    Raises `NotFound` or `PermissionRefused`; `EvidenceChanged` when the ballot is on another
    report; whatever `submissions.review.decide` raises.
    """
    submission = find_submission(session, submission_id, lock=True)
    if submission is None:
        raise NotFound("submission", submission_id)
    facts = DecisionFacts(submission_facts(session, submission), role)
    require(actor, Permission.SUBMISSION_DECIDE, facts)
    if actor.id is None:
        raise NotFound("account")
    body = find_report(session, submission.report_digest or "") or {}
    reached = review.decide(
        session,
        submission,
        Reviewer(actor.id, actor.department_id, role),
        ballot,
        tables=sum(1 for file in body.get("files", ()) if file["rows"] is not None),
        at=at,
    )
    if reached is not None:
        tell_submitter(session, submission, _TOLD[reached], reason=ballot.reason, at=at)
    if reached is Decision.ACCEPT:
        ask_for_publication(session, submission.id, at=at)
    return submission


def void_if_sources_changed(
    session: Session, actor: Actor, submission_id: UUID, *, at: datetime
) -> None:
    """Send a submission back to verification when a source is no longer as the report saw it.

    Raises `EvidenceChanged` after having done so: the caller commits first, then says no.
    """
    submission = permitted_submission(
        session, actor, submission_id, Permission.SUBMISSION_READ, lock=True
    )
    if submission.state != State.IN_REVIEW:
        return
    body = find_report(session, submission.report_digest or "") or {}
    if not _sources_differ(session, submission, body):
        return
    given = submission.report_digest or ""
    advance(session, submission, Event.EVIDENCE_CHANGED, actor_id=None, at=at)
    ask_for_verification(session, submission.id, at=at)
    raise EvidenceChanged(None, given)


def release(
    session: Session, actor: Actor, submission_id: UUID, *, reason: str, at: datetime
) -> Submission:
    """Release what was blocked by a false hit, by a privacy reviewer who says why."""
    submission = permitted_submission(
        session, actor, submission_id, Permission.SUBMISSION_RELEASE, lock=True
    )
    advance(session, submission, Event.RELEASE, actor_id=actor.id, at=at, reason=reason)
    planned = plan_released()
    submission.lane = planned.lane
    submission.awaits = [ReviewRole(role).value for role in planned.awaits]
    submission.due_at = due_at(planned.lane, since=at)
    tell_submitter(session, submission, NoticeKind.PRIVACY_RELEASED, reason=reason, at=at)
    return submission


def retry(
    session: Session, actor: Actor, submission_id: UUID, *, reason: str, at: datetime
) -> Submission:
    """Have a submission that is held verified again, by an administrator."""
    submission = permitted_submission(
        session, actor, submission_id, Permission.SUBMISSION_RETRY, lock=True
    )
    advance(session, submission, Event.RETRY, actor_id=actor.id, at=at, reason=reason)
    submission.tries = 0
    ask_for_verification(session, submission.id, at=at)
    return submission


def take_to_desk(
    session: Session, actor: Actor, submission_id: UUID, role: Role, *, at: datetime
) -> Submission:
    """Put a submission on the actor's desk."""
    submission = permitted_submission(
        session, actor, submission_id, Permission.SUBMISSION_READ, lock=True
    )
    facts = DecisionFacts(submission_facts(session, submission), role)
    require(actor, Permission.SUBMISSION_DECIDE, facts)
    if actor.id is not None:
        review.take_to_desk(submission, actor.id, at=at)
    return submission


def put_back(session: Session, actor: Actor, submission_id: UUID) -> Submission:
    """Put a submission back from the actor's desk."""
    submission = permitted_submission(
        session, actor, submission_id, Permission.SUBMISSION_READ, lock=True
    )
    if actor.id is not None:
        review.put_back(submission, actor.id)
    return submission


def _sources_differ(session: Session, submission: Submission, body: Mapping[str, Any]) -> bool:
    library = Library(session, submission.submitter_id, before=submission.submitted_at)
    present = source_states(library, Manifest(submission.manifest).sources)
    return list(present) != list(body.get("sources", ()))
