"""Reviews: decisions on a report, by people. Who may is asked at the door; what counts, here."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from submissions.errors import (
    DecisionRefused,
    EvidenceChanged,
    RefinementsChanged,
    TransitionRefused,
)
from submissions.lanes import due_at, plan_released
from submissions.models import Refinement, Review, Submission
from submissions.refinements import digest_of_refinements, leave_out, refinements_of
from submissions.states import Event, State
from submissions.tally import Decision, Vote, outcome, still_awaited
from submissions.transitions import advance

EVENTS = {
    Decision.ACCEPT: Event.ACCEPT,
    Decision.RETURN: Event.RETURN,
    Decision.REJECT: Event.REJECT,
}
DESK_TIME = timedelta(hours=4)
_NEEDS_METHOD = frozenset({"analysis", "visualisation"})


@dataclass(frozen=True)
class Reviewer:
    """Who decides, and in which role."""

    id: UUID
    department_id: UUID | None
    role: str


@dataclass(frozen=True)
class Ballot:
    """What they decide, on which report, and why.

    `refined`: the digest of the refined tables they saw (`digest_of_refinements`); None where they
    do not say, which will do for what was proposed with the report. `with_refined`: an accepted
    original goes with them, or alone.
    """

    decision: Decision
    reason: str
    report_digest: str
    refined: str | None = None
    with_refined: bool = True


def votes_of(session: Session, submission: Submission) -> tuple[Vote, ...]:
    """Return the decisions on the report that is current."""
    current = (
        select(Review)
        .where(Review.submission_id == submission.id, Review.round == submission.attempt)
        .order_by(Review.decided_at)
    )
    return tuple(
        Vote(each.reviewer_id, each.role, Decision(each.decision))
        for each in session.execute(current).scalars()
    )


def decide(
    session: Session,
    submission: Submission,
    reviewer: Reviewer,
    ballot: Ballot,
    *,
    tables: int,
    at: datetime,
) -> Decision | None:
    """Record a decision; return what the submission came to, or None while others are awaited.

    `tables` is how many tables the report found. Raises `TransitionRefused` when it is not in
    review, `EvidenceChanged` when the ballot is on another report, `RefinementsChanged` when other
    refined tables would go along than it names, `DecisionRefused` when this reviewer is not awaited
    or the submission is not what it says it is.
    """
    if submission.state != State.IN_REVIEW:
        raise TransitionRefused(submission.state, EVENTS[ballot.decision])
    if ballot.report_digest != submission.report_digest:
        raise EvidenceChanged(submission.report_digest, ballot.report_digest)
    refined = refinements_of(session, submission)
    current = digest_of_refinements(refined)
    if _is_of_others(ballot, refined, current):
        raise RefinementsChanged(current, ballot.refined or "")
    votes = votes_of(session, submission)
    _awaited(submission, reviewer, votes)
    if ballot.decision is Decision.ACCEPT:
        _is_of_its_kind(submission.manifest, tables)
        if not ballot.with_refined:
            leave_out(refined)
    session.add(_review(submission, reviewer, ballot, at=at))
    votes = (*votes, Vote(reviewer.id, reviewer.role, ballot.decision))
    reached = outcome(submission.awaits, votes)
    submission.updated_at = at
    _leave_desk(submission)
    if reached is not None:
        facts = {
            "report_digest": ballot.report_digest,
            "role": reviewer.role,
            "refined": sum(each.wanted for each in refined),
        }
        advance(
            session,
            submission,
            EVENTS[reached],
            actor_id=reviewer.id,
            at=at,
            reason=ballot.reason,
            facts=facts,
        )
    return reached


def _is_of_others(ballot: Ballot, refined: Sequence[Refinement], current: str) -> bool:
    """Tell whether other refined tables would go along than were seen.

    What was proposed with the report is as the report is; what somebody chose since must be named.
    """
    if ballot.refined is not None:
        return ballot.refined != current
    accepts = ballot.decision is Decision.ACCEPT and ballot.with_refined
    return accepts and any(each.wanted and each.chosen_by is not None for each in refined)


def release(
    session: Session, submission: Submission, reviewer: Reviewer, *, reason: str, at: datetime
) -> None:
    """Release a submission that a false hit blocked; it counts as the privacy reviewer's vote.

    Raises `TransitionRefused` when it is not blocked, `DecisionRefused` when it has no report.
    """
    if submission.report_digest is None:
        raise DecisionRefused(
            "nothing-to-release", "바뀐 파일은 해제할 수 없습니다. 다시 올려야 합니다."
        )
    advance(session, submission, Event.RELEASE, actor_id=reviewer.id, at=at, reason=reason)
    planned = plan_released()
    submission.lane = planned.lane
    submission.awaits = [role.value for role in planned.awaits]
    submission.due_at = due_at(planned.lane, since=at)
    ballot = Ballot(Decision.ACCEPT, reason, submission.report_digest)
    session.add(_review(submission, reviewer, ballot, at=at))


def take_to_desk(submission: Submission, reviewer_id: UUID, *, at: datetime) -> None:
    """Put a submission on a reviewer's desk, so that two do not read the same one at once.

    Raises `DecisionRefused` while it lies on another's. It goes back by itself after four hours.
    """
    if submission.state != State.IN_REVIEW:
        raise TransitionRefused(submission.state, "take to the desk")
    taken = submission.desk_until is not None and submission.desk_until > at
    if taken and submission.desk_holder_id != reviewer_id:
        raise DecisionRefused("on-another-desk", "다른 심사자가 보고 있습니다.")
    submission.desk_holder_id = reviewer_id
    submission.desk_until = at + DESK_TIME


def put_back(submission: Submission, reviewer_id: UUID) -> None:
    """Put a submission back; nothing happens if it is not on this reviewer's desk."""
    if submission.desk_holder_id == reviewer_id:
        _leave_desk(submission)


def _review(submission: Submission, reviewer: Reviewer, ballot: Ballot, *, at: datetime) -> Review:
    return Review(
        id=uuid.uuid4(),
        submission_id=submission.id,
        reviewer_id=reviewer.id,
        department_id=reviewer.department_id,
        role=reviewer.role,
        decision=ballot.decision,
        reason=ballot.reason,
        report_digest=ballot.report_digest,
        round=submission.attempt,
        decided_at=at,
    )


def _leave_desk(submission: Submission) -> None:
    submission.desk_holder_id = None
    submission.desk_until = None


def _awaited(submission: Submission, reviewer: Reviewer, votes: tuple[Vote, ...]) -> None:
    if any(vote.reviewer_id == reviewer.id for vote in votes):
        raise DecisionRefused("decided-already", "이 보고서에 대해 이미 결정하셨습니다.")
    if reviewer.role not in still_awaited(submission.awaits, votes):
        raise DecisionRefused("role-not-awaited", "이 역할의 결정은 필요하지 않습니다.")


def _is_of_its_kind(manifest: dict[str, Any], tables: int) -> None:
    if manifest["kind"] not in _NEEDS_METHOD:
        return
    missing = [
        word
        for word, there in (
            ("원천", manifest["sources"]),
            ("방법", manifest["method"]),
            ("결과 표", tables),
        )
        if not there
    ]
    if missing:
        raise DecisionRefused(
            "kind-not-shown",
            f"분석·시각화에는 {', '.join(missing)}이(가) 있어야 합니다. 보완을 요청해 주세요.",
        )
