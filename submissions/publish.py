"""Making an accepted submission's bytes ready to be published: claimed, copied, concluded above.

What a published version is, the marketplace knows; here it is only bytes that were accepted.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import stored
from storage.digests import Digest
from storage.objects import ObjectStore
from submissions.attempts import LOST, PARQUET
from submissions.intake import find_submission
from submissions.models import Refinement, Submission, SubmissionTable
from submissions.refinements import refinements_of, steps_shown
from submissions.states import Event, State
from submissions.transitions import advance
from submissions.treatments import CSV


@dataclass(frozen=True)
class AcceptedObject:
    """Bytes to copy into the published bucket under their digest."""

    name: str
    key: str
    etag: str
    digest: Digest
    size: int
    media_type: str


@dataclass(frozen=True)
class AcceptedTable:
    """A Parquet copy of one table, and its first rows."""

    copied: AcceptedObject
    sheet: str | None
    rows: int
    preview: dict[str, object]


@dataclass(frozen=True)
class AcceptedRefinement:
    """A table in refined form, with the steps that made it and their log."""

    copied: AcceptedObject
    sheet: str | None
    rows: int
    made_by: dict[str, object]


@dataclass(frozen=True)
class Publication:
    """An accepted submission that is ours to publish."""

    submission_id: UUID
    attempt: int
    originals: tuple[AcceptedObject, ...]
    tables: tuple[AcceptedTable, ...]
    refined: tuple[AcceptedRefinement, ...] = ()

    @property
    def objects(self) -> tuple[AcceptedObject, ...]:
        """Everything that is to be copied."""
        tables = (table.copied for table in self.tables)
        refined = (each.copied for each in self.refined)
        return (*self.originals, *tables, *refined)


def claim(
    session: Session, submission_id: UUID, *, lease: timedelta, at: datetime
) -> Publication | None:
    """Take an accepted submission; None if it is published already or another has it."""
    submission = find_submission(session, submission_id, lock=True)
    if submission is None or submission.state != State.ACCEPTED:
        return None
    if submission.lease_until is not None and submission.lease_until > at:
        return None
    submission.lease_until = at + lease
    tables = session.execute(
        select(SubmissionTable)
        .where(
            SubmissionTable.submission_id == submission.id,
            SubmissionTable.attempt == submission.attempt,
        )
        .order_by(SubmissionTable.file_name, SubmissionTable.sheet)
    ).scalars()
    return Publication(
        submission_id=submission.id,
        attempt=submission.attempt,
        originals=tuple(
            AcceptedObject(
                name=file.name,
                key=file.key,
                etag=file.etag or "",
                digest=Digest(file.digest or ""),
                size=file.size,
                media_type=file.media_type,
            )
            for file in submission.files
        ),
        tables=tuple(_table(row) for row in tables),
        refined=tuple(
            _refinement(each) for each in refinements_of(session, submission) if each.wanted
        ),
    )


def copy_objects(publication: Publication, store: ObjectStore) -> None:
    """Copy every object to the published bucket; raise `ObjectChanged` or `ObjectMissing`."""
    for each in publication.objects:
        stored.publish(
            store, each.key, etag=each.etag, digest=each.digest, media_type=each.media_type
        )


def still_accepted(session: Session, publication: Publication) -> Submission | None:
    """Return the submission, locked, if it is still ours to publish."""
    submission = find_submission(session, publication.submission_id, lock=True)
    if submission is None or submission.state != State.ACCEPTED:
        return None
    return submission if submission.attempt == publication.attempt else None


def conclude(
    session: Session,
    submission: Submission,
    *,
    dataset_id: UUID,
    number: int,
    at: datetime,
) -> None:
    """Write down which version the submission became."""
    submission.dataset_id = dataset_id
    submission.version_number = number
    facts = {"dataset": str(dataset_id), "version": number}
    advance(session, submission, Event.PUBLISH, actor_id=None, at=at, facts=facts)


def refuse_changed(session: Session, submission: Submission, *, at: datetime) -> None:
    """Block a submission whose bytes were changed after they were accepted."""
    for file in submission.files:
        file.etag = None
        file.completed_at = None
        file.upload_id = None
    submission.report_digest = None
    advance(session, submission, Event.BYTES_CHANGED, actor_id=None, at=at, reason=LOST)


def _table(row: SubmissionTable) -> AcceptedTable:
    copied = AcceptedObject(
        name=row.file_name,
        key=row.key,
        etag=row.etag,
        digest=Digest(row.digest),
        size=row.size,
        media_type=PARQUET,
    )
    return AcceptedTable(copied, row.sheet, row.rows, row.preview)


def _refinement(row: Refinement) -> AcceptedRefinement:
    copied = AcceptedObject(
        name=row.file_name,
        key=row.key,
        etag=row.etag,
        digest=Digest(row.digest),
        size=row.size,
        media_type=CSV,
    )
    return AcceptedRefinement(copied, row.sheet, row.rows, {"steps": steps_shown(row), **row.told})
