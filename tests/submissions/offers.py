"""Submissions in any state, made without a store or a worker."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from submissions.intake import Submitter, create_draft
from submissions.manifest import read_manifest
from submissions.models import Submission
from submissions.review import Ballot, Reviewer
from submissions.states import State
from submissions.tally import Decision
from tests.factories.accounts import NOON
from tests.factories.submissions import make_manifest

DIGEST = "d" * 64


def submitter(*, public_body: bool = True) -> Submitter:
    return Submitter(uuid4(), uuid4(), public_body=public_body)


def drafted(session: Session, who: Submitter | None = None, **manifest: Any) -> Submission:
    made = create_draft(
        session, read_manifest(make_manifest(**manifest)), who or submitter(), at=NOON
    )
    session.flush()
    return made


def in_state(
    session: Session, state: State, *, awaits: tuple[str, ...] = ("quality",), **manifest: Any
) -> Submission:
    """A submission that stands there, as the first attempt left it."""
    made = drafted(session, **manifest)
    made.state, made.awaits = state, list(awaits)
    made.attempt, made.report_digest, made.submitted_at = 1, DIGEST, NOON
    session.flush()
    return made


def reviewer(role: str = "quality", *, id: UUID | None = None) -> Reviewer:
    return Reviewer(id or uuid4(), uuid4(), role)


def ballot(decision: Decision = Decision.ACCEPT, digest: str = DIGEST) -> Ballot:
    return Ballot(decision, "보았습니다", digest)
