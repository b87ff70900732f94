"""Importing: originals from a list, each row through the same checks as anything offered by hand.

A row is taken in and handed in, each in a transaction of its own, with the bytes sent to the store
in between. Its entry says how far it came: an import that is interrupted anywhere and begun again
goes on there, makes nothing twice and leaves nothing out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor
from marketplace.accounts.lookup import open_account
from marketplace.permissions.asking import require
from marketplace.permissions.permission import Permission
from marketplace.workflow import offering
from marketplace.workflow.import_entries import LONGEST_KEY, ImportEntry
from marketplace.workflow.offering import Counter, Upload
from marketplace.workflow.subjects import submitter_of
from storage.digests import Digest, digest_of
from storage.transfers import UploadedPart
from submissions.intake import Announcement
from submissions.manifest import read_manifest
from submissions.models import HistoryEntry, Submission
from submissions.states import State

SUPERSEDED = "목록을 고쳐 다시 가져왔습니다."
"""The reason under which a submission is cancelled whose row was corrected and comes again."""

UNDER_WAY = frozenset({State.SUBMITTED, State.VERIFYING, State.ACCEPTED})
"""What the workers still have to do with."""


@dataclass(frozen=True)
class Offered:
    """A row that is ready to be offered: its key in the list, its manifest, its one file."""

    key: str
    manifest: Mapping[str, Any]
    name: str
    size: int
    media_type: str
    digest: Digest


@dataclass(frozen=True)
class Taken:
    """Which submission a row is now. `upload` is None where nothing is left to be sent."""

    submission_id: UUID
    state: State
    upload: Upload | None = None


@dataclass(frozen=True)
class Standing:
    """Where an imported row stands: its state, and what it became or why it did not."""

    state: State
    report_digest: str | None
    awaits: tuple[str, ...]
    reason: str | None
    dataset_id: UUID | None
    version_number: int | None


class Course(StrEnum):
    """What is done about a row that was imported before."""

    LEAVE = "leave"
    RESUME = "resume"
    BEGIN_AGAIN = "begin-again"
    NEW_VERSION = "new-version"


def course_of(state: State, *, same_file: bool, same_manifest: bool) -> Course:
    """Return what to do about a row whose last submission stands so.

    What is being decided is left alone, and so is what was published from the same file: a list
    that merely words a description anew is no new version. What failed comes again only if
    something about it was changed.
    """
    if state is State.DRAFT:
        return Course.RESUME
    if state in UNDER_WAY or state in {State.IN_REVIEW, State.HELD}:
        return Course.LEAVE
    if state is State.PUBLISHED:
        return Course.LEAVE if same_file else Course.NEW_VERSION
    return Course.LEAVE if same_file and same_manifest else Course.BEGIN_AGAIN


def take_in(
    session: Session, actor: Actor, offered: Offered, *, counter: Counter, at: datetime
) -> Taken:
    """Take in a row, or find what became of it before.

    Raises `PermissionRefused` unless the actor may offer originals, `ManifestFaulty` and
    `FileRefused` for what cannot be offered.
    """
    require(actor, Permission.IMPORT_RUN, None)
    manifest = dict(read_manifest(dict(offered.manifest)).body)
    # The account's lock: one official's two imports at once must not take in the same row twice.
    account = open_account(session, submitter_of(actor).id)
    entry = session.get(ImportEntry, (account.id, _key(offered)))
    if entry is None:
        return _begin(session, actor, None, offered, counter=counter, at=at)
    submission = session.get_one(Submission, entry.submission_id)
    course = course_of(
        State(submission.state),
        same_file=entry.digest == offered.digest,
        same_manifest={**submission.manifest, "dataset": None} == {**manifest, "dataset": None},
    )
    match course:
        case Course.LEAVE:
            return Taken(submission.id, State(submission.state))
        case Course.RESUME:
            return _resume(session, actor, entry, offered, counter=counter, at=at)
        case Course.BEGIN_AGAIN:
            if submission.state in {State.BLOCKED, State.RETURNED}:
                offering.cancel(session, actor, submission.id, reason=SUPERSEDED, at=at)
            return _begin(session, actor, entry, offered, counter=counter, at=at)
        case Course.NEW_VERSION:
            dataset = str(submission.dataset_id)
            return _begin(session, actor, entry, offered, counter=counter, at=at, dataset=dataset)


def hand_in(
    session: Session,
    actor: Actor,
    submission_id: UUID,
    *,
    parts: Sequence[UploadedPart],
    counter: Counter,
    at: datetime,
) -> Submission:
    """Complete a row's file, which has been sent, and hand the row in."""
    submission = session.get_one(Submission, submission_id)
    for file in submission.files:
        if file.completed_at is None:
            offering.complete_file(
                session, actor, submission_id, file.id, parts=parts, counter=counter, at=at
            )
    return offering.submit(session, actor, submission_id, at=at)


def standings(session: Session, submission_ids: Sequence[UUID]) -> Mapping[UUID, Standing]:
    """Return where each submission stands now."""
    found = session.execute(
        select(Submission, _last_reason()).where(Submission.id.in_(submission_ids))
    )
    return {
        submission.id: Standing(
            state=State(submission.state),
            report_digest=submission.report_digest,
            awaits=tuple(submission.awaits),
            reason=reason,
            dataset_id=submission.dataset_id,
            version_number=submission.version_number,
        )
        for submission, reason in found
    }


def pulse(session: Session) -> tuple[object, ...]:
    """Return something that changes as long as a worker works, on whosever submission it is."""
    platform_entries = select(func.max(HistoryEntry.position)).where(
        HistoryEntry.actor_id.is_(None)
    )
    leases = select(func.max(Submission.lease_until)).where(Submission.state.in_(UNDER_WAY))
    return (session.execute(platform_entries).scalar(), session.execute(leases).scalar())


def _begin(
    session: Session,
    actor: Actor,
    entry: ImportEntry | None,
    offered: Offered,
    *,
    counter: Counter,
    at: datetime,
    dataset: str | None = None,
) -> Taken:
    document = {**offered.manifest, "dataset": dataset}
    submission = offering.create_submission(session, actor, document, at=at)
    submission.imported = True
    if entry is None:
        entry = ImportEntry(account_id=submission.submitter_id, key=_key(offered))
        session.add(entry)
    entry.submission_id, entry.digest, entry.at = submission.id, offered.digest, at
    upload = _announce(session, actor, submission.id, offered, counter=counter, at=at)
    return Taken(submission.id, State.DRAFT, upload)


def _resume(
    session: Session,
    actor: Actor,
    entry: ImportEntry,
    offered: Offered,
    *,
    counter: Counter,
    at: datetime,
) -> Taken:
    """Go on with a row that was taken in and never handed in: its bytes are sent anew."""
    submission = session.get_one(Submission, entry.submission_id)
    document = {**offered.manifest, "dataset": submission.manifest["dataset"]}
    offering.replace_manifest(session, actor, submission.id, document, at=at)
    for file in tuple(submission.files):
        offering.remove_file(session, actor, submission.id, file.id, counter=counter, at=at)
    entry.digest, entry.at = offered.digest, at
    # The name is free for the new file only once the old one is gone.
    session.flush()
    upload = _announce(session, actor, submission.id, offered, counter=counter, at=at)
    return Taken(submission.id, State.DRAFT, upload)


def _announce(
    session: Session,
    actor: Actor,
    submission_id: UUID,
    offered: Offered,
    *,
    counter: Counter,
    at: datetime,
) -> Upload:
    announced = Announcement(offered.name, offered.size, offered.media_type, offered.digest)
    return offering.announce_file(session, actor, submission_id, announced, counter=counter, at=at)


def _key(offered: Offered) -> str:
    if len(offered.key) <= LONGEST_KEY:
        return offered.key
    return digest_of(offered.key.encode("utf-8", "surrogatepass"))


def _last_reason() -> Any:
    return (
        select(HistoryEntry.reason)
        .where(HistoryEntry.submission_id == Submission.id)
        .order_by(HistoryEntry.position.desc())
        .limit(1)
        .correlate(Submission)
        .scalar_subquery()
    )
