"""Telling people of what concerns a version: one message a person, cause and event."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.models import Version
from marketplace.catalogue.values import VersionFacts
from marketplace.catalogue.visibility import EVERYTHING
from marketplace.fixes.queries import fixes_in
from marketplace.notices.kinds import NoticeKind
from marketplace.notices.services import Subject, notify
from submissions.models import Submission


def tell_of_version(
    session: Session,
    account_id: UUID,
    kind: NoticeKind,
    cause_id: UUID,
    version: VersionFacts,
    *,
    at: datetime,
) -> None:
    """Tell somebody, once, what became of a fix or a comparison; they are led to the version."""
    notify(
        session,
        account_id,
        kind,
        cause=f"{kind.value}:{cause_id}",
        at=at,
        about=Subject(
            dataset=version.dataset_id, version=version.id, version_number=version.number
        ),
        facts={"title": version.described.title.shown},
    )


def tell_fixed(session: Session, submission: Submission, version: Version, *, at: datetime) -> None:
    """Tell the proposer of the fix a version was made from that it is published."""
    fix = fixes_in(session, [submission.id]).get(submission.id)
    if fix is None or fix.proposer_id == submission.submitter_id:
        return
    found = catalogue.get_version(session, version.dataset_id, version.number, EVERYTHING)
    tell_of_version(session, fix.proposer_id, NoticeKind.FIX_PUBLISHED, fix.id, found, at=at)
