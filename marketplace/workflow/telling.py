"""Telling people what happened to what is theirs: one message a person and cause."""

from datetime import datetime

from sqlalchemy.orm import Session

from marketplace.notices.kinds import NoticeKind
from marketplace.notices.services import Subject, notify
from submissions.models import Submission


def tell_submitter(
    session: Session,
    submission: Submission,
    kind: NoticeKind,
    *,
    at: datetime,
    reason: str | None = None,
) -> None:
    """Tell a submitter what became of a submission of theirs."""
    title = submission.manifest["title"]
    notify(
        session,
        submission.submitter_id,
        kind,
        cause=f"{kind}:{submission.id}:{submission.attempt}",
        at=at,
        about=Subject(
            submission=submission.id,
            dataset=submission.dataset_id,
            version_number=submission.version_number,
        ),
        facts={"title": title.get("ko") or title.get("en"), "reason": reason or ""},
    )
