"""Telling people what happened to what is theirs: one message a person and cause."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.accounts.actor import Role
from marketplace.accounts.queries import Person, administrators, reviewers
from marketplace.notices.kinds import NoticeKind
from marketplace.notices.services import Subject, notify
from submissions.models import Submission
from submissions.review import votes_of
from submissions.tally import still_awaited


def tell_submitter(
    session: Session,
    submission: Submission,
    kind: NoticeKind,
    *,
    at: datetime,
) -> None:
    """Tell a submitter what became of a submission of theirs."""
    _tell(session, (submission.submitter_id,), submission, kind, at=at)


def tell_reviewers(
    session: Session, submission: Submission, kind: NoticeKind, *, at: datetime
) -> None:
    """Tell everybody who may decide in a role that is still awaited."""
    votes = votes_of(session, submission)
    people: dict[UUID, Person] = {}
    for role in set(still_awaited(submission.awaits, votes)):
        eligible = reviewers(
            session,
            Role(role),
            not_account=submission.submitter_id,
            not_department=submission.department_id,
        )
        people.update({person.id: person for person in eligible})
    decided = {vote.reviewer_id for vote in votes}
    _tell(session, people.keys() - decided, submission, kind, at=at)


def tell_administrators(
    session: Session, submission: Submission, kind: NoticeKind, *, at: datetime
) -> None:
    """Tell every administrator."""
    people = (person.id for person in administrators(session))
    _tell(session, people, submission, kind, at=at)


def _tell(
    session: Session,
    account_ids: Iterable[UUID],
    submission: Submission,
    kind: NoticeKind,
    *,
    at: datetime,
) -> None:
    title = submission.manifest["title"]
    for account_id in account_ids:
        notify(
            session,
            account_id,
            kind,
            cause=f"{kind}:{submission.id}:{submission.attempt}",
            at=at,
            about=Subject(
                submission=submission.id,
                dataset=submission.dataset_id,
                version_number=submission.version_number,
            ),
            facts={
                "title": title.get("ko") or title.get("en"),
                "due": submission.due_at.date().isoformat() if submission.due_at else "",
            },
        )
