"""Diagnoses of what is published: whose turn it is, and what follows from one. No engine here.

The verification a version was accepted on is its first diagnosis; after that the sweep asks for
one at a time, the longest undiagnosed first, and only while no submission waits: people first.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from marketplace.accounts.actor import Role
from marketplace.accounts.queries import reviewers
from marketplace.catalogue.models import Dataset, Version
from marketplace.diagnoses import recording, turns
from marketplace.diagnoses.models import DiagnosisTurn
from marketplace.notices.kinds import NoticeKind
from marketplace.notices.services import Subject, notify
from marketplace.workflow.nudges import ask_for_diagnosis
from verification.history import find_report

_DAY = timedelta(days=1)

SHOWN = and_(Dataset.id == Version.dataset_id, Dataset.latest_number == Version.number)
"""The version a dataset shows: its latest that is not withdrawn."""


def note_published(session: Session, version: Version, *, at: datetime) -> None:
    """Keep the verification a version was accepted on as its first diagnosis."""
    turns.begin(session, version.id, at=at)
    report = find_report(session, version.report_digest)
    if report is None:
        return
    last = recording.find_last_digest(session, version.dataset_id)
    recording.record(
        session,
        recording.Diagnosed(version.dataset_id, version.id, 0, at),
        report,
        accepted=report,
        before=find_report(session, last) if last else None,
    )


def ask_next(session: Session, *, days: int, per_day: int, at: datetime) -> UUID | None:
    """Have the version diagnosed whose turn it is; return it, or None if none is due now.

    Due is what a dataset shows and nobody looked at for `days`; `per_day` bounds how many in a day.
    """
    if (
        turns.is_one_under_way(session, at=at)
        or recording.done_since(session, at - _DAY) >= per_day
    ):
        return None
    due = (
        select(DiagnosisTurn)
        .join(Version, Version.id == DiagnosisTurn.version_id)
        .join(Dataset, SHOWN)
        .where(DiagnosisTurn.diagnosed_at < at - timedelta(days=days))
        .order_by(DiagnosisTurn.diagnosed_at, DiagnosisTurn.version_id)
        .limit(1)
        .with_for_update(skip_locked=True, of=DiagnosisTurn)
    )
    turn = session.execute(due).scalar_one_or_none()
    if turn is None:
        return None
    turn.asked_at = at
    ask_for_diagnosis(session, turn.version_id, at=at)
    return turn.version_id


def tell_private(session: Session, version: Version, *, at: datetime) -> None:
    """Tell owner and privacy reviewers of personal data that counts, once a cause.

    Nothing is withdrawn by itself: a false hit must not take a dataset away, and what was
    downloaded already comes back by no machine. People decide, and the list has it first.
    """
    private = turns.counted_of(session, version.id).private
    if not private:
        return
    owner = session.get_one(Dataset, version.dataset_id).owner_id
    people = dict.fromkeys((owner, *(each.id for each in reviewers(session, Role.PRIVACY))))
    for account_id in people:
        notify(
            session,
            account_id,
            NoticeKind.PERSONAL_DATA_FOUND,
            cause=f"private:{version.id}:{','.join(private)}",
            at=at,
            about=subject_of(version),
            facts={"title": title_of(version)},
        )


def title_of(version: Version) -> str:
    """Return the title of a version as it is shown."""
    return str(version.title.get("ko") or version.title.get("en"))


def subject_of(version: Version) -> Subject:
    """Return what a notice about a version is about."""
    return Subject(dataset=version.dataset_id, version=version.id, version_number=version.number)
