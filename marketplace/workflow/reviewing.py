"""Deciding: the desk, the decision, the release of a false hit, another try."""

from collections.abc import Mapping
from contextlib import nullcontext
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
from marketplace.workflow.library import Library
from marketplace.workflow.nudges import ask_for_publication, ask_for_verification
from marketplace.workflow.subjects import permitted_submission, submission_facts
from marketplace.workflow.telling import tell_reviewers, tell_submitter
from submissions import review
from submissions.errors import DecisionRefused
from submissions.intake import find_submission
from submissions.manifest import Manifest
from submissions.models import Submission
from submissions.review import Ballot, Reviewer
from submissions.states import Event, State
from submissions.tally import Decision
from submissions.transitions import advance
from verification.codes import CODES
from verification.history import find_report
from verification.states import source_states

_TOLD = {
    Decision.ACCEPT: NoticeKind.ACCEPTED,
    Decision.RETURN: NoticeKind.RETURNED,
    Decision.REJECT: NoticeKind.REJECTED,
}

_PRIVATE = frozenset(code for code, meaning in CODES.items() if meaning.privacy)


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
    report, whatever `submissions.review.decide` raises.
    """
    submission = _to_decide(session, actor, submission_id, role)
    reached = review.decide(
        session,
        submission,
        _reviewer(actor, role),
        ballot,
        tables=sum(file["rows"] is not None for file in _report(session, submission)["files"]),
        at=at,
    )
    if reached is not None:
        tell_submitter(session, submission, _TOLD[reached], at=at)
    if reached is Decision.ACCEPT:
        ask_for_publication(session, submission.id, at=at)
    return submission


def void_if_stale(
    session: Session, actor: Actor, submission_id: UUID, role: Role, *, at: datetime
) -> bool:
    """Send a submission back to verification when a source is no longer as its report saw it.

    Returns whether it did: the door then commits, and says that the evidence has changed. Raises
    as `decide` does where the actor may not decide on it.
    """
    submission = _to_decide(session, actor, submission_id, role)
    if submission.state != State.IN_REVIEW or not _sources_differ(session, submission):
        return False
    advance(session, submission, Event.EVIDENCE_CHANGED, actor_id=None, at=at)
    ask_for_verification(session, submission.id, at=at)
    tell_submitter(session, submission, NoticeKind.EVIDENCE_CHANGED, at=at)
    return True


def release(
    session: Session, actor: Actor, submission_id: UUID, *, reason: str, at: datetime
) -> Submission:
    """Release what was blocked by a false hit, by a privacy reviewer who says why.

    Raises `DecisionRefused` where something else than personal data blocks it.
    """
    submission = permitted_submission(
        session, actor, submission_id, Permission.SUBMISSION_RELEASE, lock=True
    )
    others = sorted(_blocking(session, submission) - _PRIVATE)
    if others:
        message = f"개인정보가 아닌 이유로 차단되었습니다: {', '.join(others)}"
        raise DecisionRefused("not-a-false-hit", message)
    review.release(session, submission, _reviewer(actor, Role.PRIVACY), reason=reason, at=at)
    tell_submitter(session, submission, NoticeKind.PRIVACY_RELEASED, at=at)
    tell_reviewers(session, submission, NoticeKind.DECISION_DUE, at=at)
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
    submission = _to_decide(session, actor, submission_id, role)
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


def _to_decide(session: Session, actor: Actor, submission_id: UUID, role: Role) -> Submission:
    submission = find_submission(session, submission_id, lock=True)
    if submission is None:
        raise NotFound("submission", submission_id)
    facts = DecisionFacts(submission_facts(session, submission), role)
    require(actor, Permission.SUBMISSION_DECIDE, facts)
    return submission


def _reviewer(actor: Actor, role: Role) -> Reviewer:
    if actor.id is None:
        raise NotFound("account")
    return Reviewer(actor.id, actor.department_id, role)


def _sources_differ(session: Session, submission: Submission) -> bool:
    library = Library(
        lambda: nullcontext(session),
        submission.submitter_id,
        before=submission.submitted_at or submission.created_at,
    )
    present = source_states(Manifest(submission.manifest).sources, library)
    return [dict(state) for state in present] != list(_report(session, submission)["sources"])


def _blocking(session: Session, submission: Submission) -> frozenset[str]:
    checks = _report(session, submission)["checks"]
    found = {finding["code"] for check in checks for finding in check["findings"]}
    return frozenset(code for code in found if CODES[code].blocks)


def _report(session: Session, submission: Submission) -> Mapping[str, Any]:
    found = find_report(session, submission.report_digest or "")
    return found or {"sources": [], "checks": [], "files": []}
