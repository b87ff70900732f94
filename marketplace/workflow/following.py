"""What follows from a state that was reached: the next job, and telling people."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.notices.kinds import NoticeKind
from marketplace.workflow.nudges import ask_for_publication, ask_for_verification
from marketplace.workflow.telling import tell_administrators, tell_reviewers, tell_submitter
from submissions.models import Submission
from submissions.states import State


def follow(session: Session, submission_id: UUID, *, at: datetime) -> None:
    """Do what the state that was reached asks for: the next job, and telling people."""
    submission = session.get_one(Submission, submission_id)
    match State(submission.state):
        case State.SUBMITTED:
            ask_for_verification(session, submission.id, at=at)
        case State.ACCEPTED:
            ask_for_publication(session, submission.id, at=at)
        case State.BLOCKED:
            tell_submitter(session, submission, NoticeKind.BLOCKED, at=at)
        case State.HELD:
            tell_administrators(session, submission, NoticeKind.HELD, at=at)
        case State.IN_REVIEW:
            tell_reviewers(session, submission, NoticeKind.DECISION_DUE, at=at)
        case _:
            return
