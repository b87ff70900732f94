"""Attempts at verifying a submission: claimed, kept alive, concluded, taken back.

The work itself is in `verify`, and runs in no transaction. A claim raises the attempt's number, and
only the holder of that number may conclude: a worker that was given up for dead and comes back
changes nothing. No engine is imported here: the workers that only sweep stay small.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.digests import Digest
from submissions import refinements
from submissions.intake import find_submission
from submissions.lanes import LaneFacts, Plan, due_at, plan
from submissions.manifest import Manifest
from submissions.models import Submission, SubmissionFile, SubmissionTable
from submissions.refinements import Choice, MadeRefinement
from submissions.states import Event, State
from submissions.transitions import advance
from verification.codes import CODES
from verification.declaration import Declaration
from verification.history import Span, record, record_crash
from verification.report import Report, Verdict

MOST_TRIES = 3
PARQUET = "application/vnd.apache.parquet"
LOST = "bytes-changed"


@dataclass(frozen=True)
class ClaimedFile:
    """A file to verify, bound by the ETag that was recorded when it was completed."""

    id: UUID
    name: str
    key: str
    etag: str
    media_type: str
    claimed_digest: str | None


@dataclass(frozen=True)
class Claim:
    """A submission that is ours to verify, as long as the lease is renewed."""

    submission_id: UUID
    attempt: int
    submitter_id: UUID
    submitted_at: datetime
    manifest: Manifest
    declaration: Declaration
    files: tuple[ClaimedFile, ...]
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class KeptTable:
    """The Parquet copy of a table, put away in the quarantine, and its first rows, masked.

    Of the columns `told` people see nothing.
    """

    file: str
    sheet: str | None
    rows: int
    key: str
    etag: str
    digest: Digest
    size: int
    preview: dict[str, object]
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Worked:
    """What the work came to: a report and tables, or the files whose bytes are not the same."""

    report: Report | None
    tables: tuple[KeptTable, ...]
    digests: dict[UUID, Digest]
    lost: tuple[str, ...] = ()
    refined: tuple[MadeRefinement, ...] = ()


def claim(session: Session, submission_id: UUID, *, lease: timedelta, at: datetime) -> Claim | None:
    """Take a submission that waits to be verified; None if it waits no longer."""
    submission = find_submission(session, submission_id, lock=True)
    if submission is None or submission.state != State.SUBMITTED:
        return None
    choices = refinements.choices_of(session, submission)
    submission.attempt += 1
    advance(session, submission, Event.CLAIM, actor_id=None, at=at)
    submission.lease_until = at + lease
    submission.progress = {"stage": "fetching", "rows": 0, "of": None}
    manifest = Manifest(submission.manifest)
    return Claim(
        submission_id=submission.id,
        attempt=submission.attempt,
        submitter_id=submission.submitter_id,
        submitted_at=submission.submitted_at or at,
        manifest=manifest,
        declaration=manifest.declaration(public_body=submission.public_body),
        files=tuple(_claimed(file) for file in submission.files),
        choices=choices,
    )


def renew(
    session: Session,
    claimed: Claim,
    *,
    progress: dict[str, object],
    lease: timedelta,
    at: datetime,
) -> bool:
    """Keep the lease and say how far the work is; False if it is no longer ours."""
    renewed = session.execute(
        update(Submission)
        .where(
            Submission.id == claimed.submission_id,
            Submission.attempt == claimed.attempt,
            Submission.state == State.VERIFYING,
        )
        .values(lease_until=at + lease, progress=progress)
        .returning(Submission.id)
    )
    return renewed.first() is not None


def conclude(
    session: Session,
    claimed: Claim,
    worked: Worked,
    lane_facts: LaneFacts,
    *,
    started_at: datetime,
    at: datetime,
) -> Submission | None:
    """Write down what the work came to; None if the attempt is no longer ours."""
    submission = _ours(session, claimed)
    if submission is None:
        return None
    span = Span(claimed.submission_id, claimed.attempt, started_at, at)
    submission.progress = None
    if worked.report is None:
        record_crash(session, span=span)
        _lose(session, submission, worked.lost, at=at)
        return submission
    submission.report_digest = record(session, worked.report, span=span)
    _keep(session, submission, worked)
    refinements.keep(session, submission, worked.refined, at=at)
    if worked.report.verdict is Verdict.CRASHED:
        _crash(session, submission, reason="a check crashed", at=at)
    elif worked.report.verdict is Verdict.BLOCKED:
        submission.tries = 0
        found = {each.code for each in worked.report.findings}
        codes = sorted(code for code in found if CODES[code].blocks)
        advance(
            session,
            submission,
            Event.BLOCK,
            actor_id=None,
            at=at,
            reason=", ".join(codes),
            facts={"codes": codes},
        )
    else:
        _admit(session, submission, plan(lane_facts), at=at)
    return submission


def give_up(
    session: Session, claimed: Claim, *, started_at: datetime, at: datetime
) -> Submission | None:
    """Write down that the work failed; None if the attempt is no longer ours."""
    submission = _ours(session, claimed)
    if submission is None:
        return None
    span = Span(claimed.submission_id, claimed.attempt, started_at, at)
    record_crash(session, span=span)
    _crash(session, submission, reason="the work failed", at=at)
    return submission


def take_back(session: Session, *, at: datetime) -> tuple[Submission, ...]:
    """Take back what a worker left behind: leases that ran out. Return what was taken back."""
    left = (
        select(Submission)
        .where(Submission.state == State.VERIFYING, Submission.lease_until < at)
        .with_for_update(skip_locked=True, of=Submission)
    )
    taken = tuple(session.execute(left).scalars())
    for submission in taken:
        _crash(session, submission, reason="the worker went away", at=at)
    return taken


def _claimed(file: SubmissionFile) -> ClaimedFile:
    return ClaimedFile(
        id=file.id,
        name=file.name,
        key=file.key,
        etag=file.etag or "",
        media_type=file.media_type,
        claimed_digest=file.claimed_digest,
    )


def _ours(session: Session, claimed: Claim) -> Submission | None:
    submission = find_submission(session, claimed.submission_id, lock=True)
    if submission is None or submission.attempt != claimed.attempt:
        return None
    return submission if submission.state == State.VERIFYING else None


def _keep(session: Session, submission: Submission, worked: Worked) -> None:
    for file in submission.files:
        file.digest = worked.digests.get(file.id)
    session.add_all(
        SubmissionTable(
            submission_id=submission.id,
            attempt=submission.attempt,
            file_name=kept.file,
            sheet=kept.sheet,
            rows=kept.rows,
            size=kept.size,
            digest=kept.digest,
            key=kept.key,
            etag=kept.etag,
            preview=kept.preview,
            told=list(kept.told),
        )
        for kept in worked.tables
    )


def _admit(session: Session, submission: Submission, planned: Plan, *, at: datetime) -> None:
    submission.tries = 0
    submission.lane = planned.lane
    submission.awaits = [role.value for role in planned.awaits]
    submission.due_at = due_at(planned.lane, since=at)
    event = Event.ADMIT if planned.awaits else Event.ACCEPT_UNSEEN
    facts = {"lane": planned.lane.value, "awaits": submission.awaits}
    advance(session, submission, event, actor_id=None, at=at, facts=facts)


def _lose(session: Session, submission: Submission, names: Sequence[str], *, at: datetime) -> None:
    """Block a submission whose bytes are not those handed in; they are to be sent again."""
    for file in submission.files:
        if file.name in names:
            file.etag = None
            file.completed_at = None
            file.upload_id = None
    submission.report_digest = None
    submission.tries = 0
    facts = {"files": list(names)}
    advance(session, submission, Event.BLOCK, actor_id=None, at=at, reason=LOST, facts=facts)


def _crash(session: Session, submission: Submission, *, reason: str, at: datetime) -> None:
    submission.tries += 1
    submission.progress = None
    event = Event.CRASH if submission.tries < MOST_TRIES else Event.HOLD
    advance(session, submission, event, actor_id=None, at=at, reason=reason)
