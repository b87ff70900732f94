"""Taking in: drafts, their files, and handing them in. The bytes go straight to the store."""

import re
import unicodedata
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.digests import Digest
from storage.errors import ObjectMissing
from storage.objects import ObjectStore
from storage.transfers import Bucket, ObjectFacts, UploadedPart
from submissions.errors import (
    FileMissing,
    FileRefused,
    ManifestFaulty,
    NotEditable,
    NothingToSubmit,
    UploadUnfinished,
)
from submissions.faults import Fault
from submissions.keys import new_key
from submissions.limits import IntakeLimits
from submissions.manifest import Manifest
from submissions.models import Submission, SubmissionFile
from submissions.states import EDITABLE, Event, State
from submissions.transitions import advance, begin
from submissions.typed import MESSAGE, holds_resident_number

MEDIA_TYPE = re.compile(r"[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+( *;[ -~]*)?")
"""What may stand in the header of a stored object: plain ASCII on one line."""


@dataclass(frozen=True)
class Submitter:
    """Who offers: `public_body` for officials and affiliated bodies, who may offer originals."""

    id: UUID
    department_id: UUID | None
    public_body: bool


@dataclass(frozen=True)
class Announcement:
    """A file that is about to be uploaded. `size` in bytes; `digest` if its SHA-256 is known."""

    name: str
    size: int
    media_type: str
    digest: Digest | None = None


def create_draft(
    session: Session,
    manifest: Manifest,
    submitter: Submitter,
    *,
    at: datetime,
    imported: bool = False,
) -> Submission:
    """Begin a submission."""
    submission = Submission(
        id=uuid.uuid4(),
        submitter_id=submitter.id,
        department_id=submitter.department_id,
        public_body=submitter.public_body,
        imported=imported,
        state=State.DRAFT,
        manifest=dict(manifest.body),
        awaits=[],
        dataset_id=manifest.dataset,
        created_at=at,
        updated_at=at,
    )
    session.add(submission)
    # The history entry's foreign key wants the row first.
    session.flush()
    begin(session, submission, actor_id=submitter.id, at=at)
    return submission


def find_submission(
    session: Session, submission_id: UUID, *, lock: bool = False
) -> Submission | None:
    """Return a submission, with its row locked until the transaction ends if asked."""
    return session.get(
        Submission,
        submission_id,
        with_for_update={"of": Submission} if lock else None,
        populate_existing=lock,
    )


def replace_manifest(
    session: Session, submission: Submission, manifest: Manifest, *, at: datetime
) -> None:
    """Replace the manifest; raise `NotEditable`. What was blocked becomes a draft again."""
    _open_for_change(session, submission, at=at)
    submission.manifest = dict(manifest.body)
    submission.dataset_id = manifest.dataset


def announce_file(
    session: Session,
    store: ObjectStore,
    submission: Submission,
    announced: Announcement,
    *,
    limits: IntakeLimits,
    at: datetime,
) -> SubmissionFile:
    """Make room for a file and begin its upload; raise `NotEditable` or `FileRefused`."""
    _open_for_change(session, submission, at=at)
    name = unicodedata.normalize("NFC", announced.name)
    fault = _announcement_fault(submission, name, announced, limits)
    if fault is not None:
        raise FileRefused(fault)
    key = new_key(submission.id)
    multipart = announced.size > limits.multipart_from
    file = SubmissionFile(
        id=uuid.uuid4(),
        submission_id=submission.id,
        position=1 + max((each.position for each in submission.files), default=0),
        name=name,
        size=announced.size,
        media_type=announced.media_type,
        claimed_digest=announced.digest,
        key=key,
        upload_id=store.start_multipart(key, media_type=announced.media_type)
        if multipart
        else None,
        part_size=limits.part_size(announced.size) if multipart else None,
        created_at=at,
    )
    submission.files.append(file)
    return file


def file_of(submission: Submission, file_id: UUID) -> SubmissionFile:
    """Return a file of the submission; raise `FileMissing`."""
    for file in submission.files:
        if file.id == file_id:
            return file
    raise FileMissing(file_id)


def complete_file(
    session: Session,
    store: ObjectStore,
    submission: Submission,
    file: SubmissionFile,
    *,
    parts: Sequence[UploadedPart],
    at: datetime,
) -> None:
    """Record that a file is there, and the ETag that binds its bytes.

    Raises `NotEditable`, and `UploadUnfinished` or the store's `UploadIncomplete` when parts or
    bytes are missing. Completing again records what is there now.
    """
    _open_for_change(session, submission, at=at)
    found = _complete_in_store(store, file, parts)
    if found.size != file.size:
        raise UploadUnfinished(
            file.name, expected=file.size, present=found.size, reason="the sizes differ"
        )
    file.etag = found.etag
    file.completed_at = at
    file.digest = None


def remove_file(
    session: Session,
    store: ObjectStore,
    submission: Submission,
    file: SubmissionFile,
    *,
    at: datetime,
) -> None:
    """Take a file out of a submission that can be changed; raise `NotEditable`."""
    _open_for_change(session, submission, at=at)
    if file.upload_id is not None and file.completed_at is None:
        store.abort_multipart(file.key, file.upload_id)
    store.remove(Bucket.QUARANTINE, file.key)
    submission.files.remove(file)
    session.delete(file)


def submit(session: Session, submission: Submission, submitter: Submitter, *, at: datetime) -> None:
    """Hand a submission in.

    Raises `NothingToSubmit` when a file is missing or not complete, `ManifestFaulty` when someone
    who may not offer originals names no source, `TransitionRefused` when it was handed in before.
    """
    unfinished = [file.name for file in submission.files if file.completed_at is None]
    if unfinished or not submission.files:
        raise NothingToSubmit(unfinished)
    if not submitter.public_body and not submission.manifest["sources"]:
        raise ManifestFaulty([_NO_SOURCE])
    submission.department_id = submitter.department_id
    submission.public_body = submitter.public_body
    submission.submitted_at = at
    submission.tries = 0
    submission.progress = None
    advance(session, submission, Event.SUBMIT, actor_id=submitter.id, at=at)


def unfinished_count(session: Session, submitter_id: UUID) -> int:
    """Return how many submissions of theirs are open and not handed in."""
    open_ones = select(func.count()).where(
        Submission.submitter_id == submitter_id, Submission.state == State.DRAFT
    )
    return session.execute(open_ones).scalar_one()


_NO_SOURCE = Fault(
    "/sources",
    "source-needed",
    "원천 자료는 공무원과 산하기관만 올릴 수 있습니다. 무엇으로 만들었는지 원천을 적어 주세요.",
)


def _open_for_change(session: Session, submission: Submission, *, at: datetime) -> None:
    if submission.state not in EDITABLE:
        raise NotEditable(submission.state)
    if submission.state == State.BLOCKED:
        advance(session, submission, Event.CHANGE, actor_id=submission.submitter_id, at=at)
    submission.updated_at = at


def _announcement_fault(
    submission: Submission, name: str, announced: Announcement, limits: IntakeLimits
) -> Fault | None:
    most = limits.file_bytes // (1 << 20)
    rules = (
        ("/name", "name-length", not 1 <= len(name) <= 200 or not name.strip()),
        ("/name", "name-signs", any(map(_is_no_sign_of_a_name, name))),
        ("/name", "personal-data", holds_resident_number(name)),
        ("/name", "name-taken", any(file.name == name for file in submission.files)),
        ("/media_type", "media-type", not MEDIA_TYPE.fullmatch(announced.media_type)),
        ("/size", "too-large", announced.size > limits.file_bytes),
        ("", "too-many-files", len(submission.files) >= limits.files),
    )
    for pointer, code, applies in rules:
        if applies:
            return Fault(pointer, code, _REFUSALS[code].format(mebibytes=most, files=limits.files))
    return None


def _is_no_sign_of_a_name(sign: str) -> bool:
    return unicodedata.category(sign) == "Cc" or sign in "/\\"


_REFUSALS = {
    "personal-data": MESSAGE,
    "name-length": "파일 이름은 1~200자여야 합니다.",
    "name-signs": "파일 이름에 /, \\ 와 제어 문자는 쓸 수 없습니다.",
    "name-taken": "같은 이름의 파일이 이미 있습니다.",
    "media-type": "미디어 형식은 text/csv 처럼 적습니다.",
    "too-large": "파일 하나는 {mebibytes} MiB까지 올릴 수 있습니다.",
    "too-many-files": "파일은 {files}개까지 올릴 수 있습니다.",
}


def _complete_in_store(
    store: ObjectStore, file: SubmissionFile, parts: Sequence[UploadedPart]
) -> ObjectFacts:
    try:
        if file.upload_id is None or file.completed_at is not None:
            return store.stat(Bucket.QUARANTINE, file.key)
        _all_parts_are_there(store, file, parts)
        return store.complete_multipart(file.key, file.upload_id, parts)
    except ObjectMissing:
        raise UploadUnfinished(
            file.name, expected=file.size, present=0, reason="nothing was uploaded"
        ) from None


def _all_parts_are_there(
    store: ObjectStore, file: SubmissionFile, parts: Sequence[UploadedPart]
) -> None:
    """Ask before the store joins them: what it has joined cannot be added to."""
    try:
        present = store.parts(file.key, file.upload_id or "")
    except ObjectMissing:
        # Joined already, or gone: joining again tells.
        return
    arrived = sum(part.size for part in present)
    named = {part.number for part in parts}
    if arrived != file.size or named != {part.number for part in present}:
        raise UploadUnfinished(
            file.name, expected=file.size, present=arrived, reason="parts are missing"
        )
