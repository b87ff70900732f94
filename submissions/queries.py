"""Submissions as pages and programs see them: frozen values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, selectinload

from submissions.models import (
    HistoryEntry,
    Review,
    Submission,
    SubmissionFile,
    SubmissionTable,
)
from submissions.states import State
from submissions.tally import Decision, Vote, still_awaited


@dataclass(frozen=True)
class FileLine:
    """A file of a submission."""

    id: UUID
    name: str
    size: int
    media_type: str
    complete: bool
    digest: str | None


@dataclass(frozen=True)
class SubmissionSeen:
    """A submission, whole. `awaits` lists the roles nobody has accepted in yet."""

    id: UUID
    state: State
    title: str
    kind: str
    manifest: Mapping[str, Any]
    submitter_id: UUID
    department_id: UUID | None
    lane: str | None
    awaits: tuple[str, ...]
    report_digest: str | None
    progress: Mapping[str, Any] | None
    attempt: int
    due_at: datetime | None
    desk_holder_id: UUID | None
    desk_until: datetime | None
    dataset_id: UUID | None
    version_number: int | None
    files: tuple[FileLine, ...]
    created_at: datetime
    updated_at: datetime
    submitted_at: datetime | None
    purged_at: datetime | None


@dataclass(frozen=True)
class HistoryLine:
    """One transition; `actor_id` None is the platform itself."""

    at: datetime
    actor_id: UUID | None
    event: str
    before: str | None
    after: str
    reason: str | None


@dataclass(frozen=True)
class ReviewLine:
    """One decision."""

    reviewer_id: UUID
    role: str
    decision: str
    reason: str
    report_digest: str
    decided_at: datetime
    current: bool


@dataclass(frozen=True)
class TablePreview:
    """The first rows of a table, masked."""

    file: str
    sheet: str | None
    rows: int
    columns: tuple[str, ...]
    first_rows: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True)
class Listing:
    """A page of submissions, and how many there are in all."""

    rows: tuple[SubmissionSeen, ...]
    count: int


def submission_seen(session: Session, submission: Submission) -> SubmissionSeen:
    """Return a submission as a value."""
    return _seen(submission, _votes(session, (submission,)).get(submission.id, ()))


def submissions_of(
    session: Session, submitter_id: UUID, *, page: int, per_page: int, state: State | None = None
) -> Listing:
    """Return somebody's submissions, the last changed first; those in one state if asked."""
    conditions = [Submission.submitter_id == submitter_id]
    if state is not None:
        conditions.append(Submission.state == state)
    return listing(session, *conditions, page=page, per_page=per_page)


def states_of(session: Session, submitter_id: UUID) -> Mapping[State, int]:
    """Return how many submissions somebody has in which state, in the order of the states."""
    counted = (
        select(Submission.state, func.count())
        .where(Submission.submitter_id == submitter_id)
        .group_by(Submission.state)
    )
    found = {State(state): count for state, count in session.execute(counted)}
    return {state: found[state] for state in State if state in found}


def ahead_of(session: Session, submission: Submission) -> int:
    """Return how many submissions are to be verified before this one."""
    before = select(func.count()).where(
        Submission.state.in_((State.SUBMITTED, State.VERIFYING)),
        Submission.submitted_at < submission.submitted_at,
    )
    return session.execute(before).scalar_one()


def pending_kinds(session: Session, submitter_id: UUID) -> tuple[str, ...]:
    """Return the kinds of somebody's submissions that are handed in and not decided."""
    rows = session.execute(
        select(Submission.manifest["kind"].astext).where(
            Submission.submitter_id == submitter_id, Submission.state.in_(_PENDING)
        )
    )
    return tuple(rows.scalars())


_PENDING = (State.SUBMITTED, State.VERIFYING, State.IN_REVIEW, State.ACCEPTED, State.HELD)


def history_of(session: Session, submission_id: UUID) -> tuple[HistoryLine, ...]:
    """Return a submission's history, oldest first."""
    rows = session.execute(
        select(HistoryEntry)
        .where(HistoryEntry.submission_id == submission_id)
        .order_by(HistoryEntry.position)
    ).scalars()
    return tuple(
        HistoryLine(row.at, row.actor_id, row.event, row.before, row.after, row.reason)
        for row in rows
    )


def reviews_of(session: Session, submission: Submission) -> tuple[ReviewLine, ...]:
    """Return the decisions on a submission, oldest first; `current` on the report that stands."""
    rows = session.execute(
        select(Review).where(Review.submission_id == submission.id).order_by(Review.decided_at)
    ).scalars()
    return tuple(
        ReviewLine(
            row.reviewer_id,
            row.role,
            row.decision,
            row.reason,
            row.report_digest,
            row.decided_at,
            current=row.round == submission.attempt,
        )
        for row in rows
    )


def previews_of(session: Session, submission: Submission) -> tuple[TablePreview, ...]:
    """Return the first rows of the tables that the last verification read."""
    rows = session.execute(
        select(SubmissionTable)
        .where(
            SubmissionTable.submission_id == submission.id,
            SubmissionTable.attempt == submission.attempt,
        )
        .order_by(SubmissionTable.file_name, SubmissionTable.sheet)
    ).scalars()
    return tuple(
        TablePreview(
            row.file_name,
            row.sheet,
            row.rows,
            tuple(row.preview["columns"]),
            tuple(tuple(cells) for cells in row.preview["rows"]),
        )
        for row in rows
    )


def listing(
    session: Session,
    *conditions: ColumnElement[bool],
    page: int,
    per_page: int,
    order: Sequence[Any] = (Submission.updated_at.desc(),),
) -> Listing:
    count = session.execute(select(func.count()).where(*conditions)).scalar_one()
    rows = (
        session.execute(
            select(Submission)
            .where(*conditions)
            .options(selectinload(Submission.files))
            .order_by(*order, Submission.id)
            .offset((page - 1) * per_page)
            .limit(per_page)
        )
        .scalars()
        .all()
    )
    votes = _votes(session, rows)
    return Listing(tuple(_seen(row, votes.get(row.id, ())) for row in rows), count)


def _votes(session: Session, submissions: Sequence[Submission]) -> Mapping[UUID, tuple[Vote, ...]]:
    current = {each.id: each.attempt for each in submissions if each.state == State.IN_REVIEW}
    if not current:
        return {}
    found: dict[UUID, tuple[Vote, ...]] = {}
    rows = session.execute(select(Review).where(Review.submission_id.in_(current))).scalars()
    for row in rows:
        if row.round == current[row.submission_id]:
            vote = Vote(row.reviewer_id, row.role, Decision(row.decision))
            found[row.submission_id] = (*found.get(row.submission_id, ()), vote)
    return found


def _seen(submission: Submission, votes: Sequence[Vote]) -> SubmissionSeen:
    manifest = submission.manifest
    in_review = submission.state == State.IN_REVIEW
    return SubmissionSeen(
        id=submission.id,
        state=State(submission.state),
        title=manifest["title"].get("ko") or manifest["title"].get("en"),
        kind=manifest["kind"],
        manifest=manifest,
        submitter_id=submission.submitter_id,
        department_id=submission.department_id,
        lane=submission.lane,
        awaits=still_awaited(submission.awaits, votes) if in_review else (),
        report_digest=submission.report_digest,
        progress=submission.progress,
        attempt=submission.attempt,
        due_at=submission.due_at,
        desk_holder_id=submission.desk_holder_id,
        desk_until=submission.desk_until,
        dataset_id=submission.dataset_id,
        version_number=submission.version_number,
        files=tuple(_file(file) for file in submission.files),
        created_at=submission.created_at,
        updated_at=submission.updated_at,
        submitted_at=submission.submitted_at,
        purged_at=submission.purged_at,
    )


def _file(file: SubmissionFile) -> FileLine:
    return FileLine(
        id=file.id,
        name=file.name,
        size=file.size,
        media_type=file.media_type,
        complete=file.completed_at is not None,
        digest=file.digest,
    )
