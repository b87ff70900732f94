"""Giving back: drafts, files, handing in, cancelling."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.catalogue.queries import find_dataset
from marketplace.config import Settings
from marketplace.permissions.asking import require
from marketplace.permissions.permission import Permission
from marketplace.workflow.nudges import ask_for_verification
from marketplace.workflow.subjects import owned_dataset, permitted_submission, submitter_of
from storage.objects import ObjectStore
from storage.transfers import UploadedPart
from submissions import intake
from submissions.errors import ManifestFaulty
from submissions.faults import Fault
from submissions.intake import Announcement
from submissions.limits import IntakeLimits
from submissions.manifest import Manifest, read_manifest
from submissions.models import Submission, SubmissionFile
from submissions.states import Event
from submissions.transitions import advance
from submissions.uploads import MultipartUpload, SingleUpload, upload_of


@dataclass(frozen=True)
class Counter:
    """Where things are handed in: the store, the limits on what it takes, and for how long."""

    store: ObjectStore
    limits: IntakeLimits
    upload_time: timedelta

    @classmethod
    def of(cls, store: ObjectStore, settings: Settings) -> "Counter":
        """Return the counter these settings describe."""
        limits = IntakeLimits(
            file_bytes=settings.max_file_bytes,
            files=settings.max_files,
            multipart_from=4 * settings.multipart_bytes,
            part_bytes=settings.multipart_bytes,
        )
        return cls(store, limits, timedelta(seconds=settings.upload_seconds))


@dataclass(frozen=True)
class Upload:
    """A file that was announced, and how to send it; None when it is complete."""

    file: SubmissionFile
    how: SingleUpload | MultipartUpload | None


def create_submission(
    session: Session, actor: Actor, document: object, *, at: datetime
) -> Submission:
    """Begin a submission from a manifest; raise `ManifestFaulty` or `PermissionRefused`."""
    require(actor, Permission.SUBMISSION_CREATE, None)
    manifest = read_manifest(document)
    _may_extend(session, actor, manifest)
    return intake.create_draft(session, manifest, submitter_of(actor), at=at)


def replace_manifest(
    session: Session, actor: Actor, submission_id: UUID, document: object, *, at: datetime
) -> Submission:
    """Replace the manifest of a submission that can be changed."""
    submission = _own(session, actor, submission_id, Permission.SUBMISSION_EDIT)
    manifest = read_manifest(document)
    _may_extend(session, actor, manifest)
    intake.replace_manifest(session, submission, manifest, at=at)
    return submission


def announce_file(
    session: Session,
    actor: Actor,
    submission_id: UUID,
    announced: Announcement,
    *,
    counter: Counter,
    at: datetime,
) -> Upload:
    """Make room for a file and say how it is to be sent."""
    submission = _own(session, actor, submission_id, Permission.SUBMISSION_EDIT)
    file = intake.announce_file(
        session, counter.store, submission, announced, limits=counter.limits, at=at
    )
    return Upload(file, upload_of(counter.store, file, expires=counter.upload_time))


def upload_state(
    session: Session, actor: Actor, submission_id: UUID, file_id: UUID, *, counter: Counter
) -> Upload:
    """Return what of a file is there, with fresh addresses for what is not."""
    submission = permitted_submission(session, actor, submission_id, Permission.SUBMISSION_EDIT)
    file = intake.file_of(submission, file_id)
    return Upload(file, upload_of(counter.store, file, expires=counter.upload_time))


def complete_file(
    session: Session,
    actor: Actor,
    submission_id: UUID,
    file_id: UUID,
    *,
    parts: Sequence[UploadedPart],
    counter: Counter,
    at: datetime,
) -> SubmissionFile:
    """Record that a file has been sent."""
    submission = _own(session, actor, submission_id, Permission.SUBMISSION_EDIT)
    file = intake.file_of(submission, file_id)
    intake.complete_file(session, counter.store, submission, file, parts=parts, at=at)
    return file


def remove_file(
    session: Session,
    actor: Actor,
    submission_id: UUID,
    file_id: UUID,
    *,
    counter: Counter,
    at: datetime,
) -> None:
    """Take a file out again."""
    submission = _own(session, actor, submission_id, Permission.SUBMISSION_EDIT)
    file = intake.file_of(submission, file_id)
    intake.remove_file(session, counter.store, submission, file, at=at)


def submit(session: Session, actor: Actor, submission_id: UUID, *, at: datetime) -> Submission:
    """Hand a submission in, and have it verified."""
    submission = _own(session, actor, submission_id, Permission.SUBMISSION_SUBMIT)
    intake.submit(session, submission, submitter_of(actor), at=at)
    ask_for_verification(session, submission.id, at=at)
    return submission


def cancel(
    session: Session, actor: Actor, submission_id: UUID, *, reason: str, at: datetime
) -> Submission:
    """Cancel a submission that is not accepted yet; raise `TransitionRefused` if it is."""
    submission = _own(session, actor, submission_id, Permission.SUBMISSION_CANCEL)
    advance(session, submission, Event.CANCEL, actor_id=actor.id, at=at, reason=reason)
    return submission


def _own(session: Session, actor: Actor, submission_id: UUID, permission: Permission) -> Submission:
    return permitted_submission(session, actor, submission_id, permission, lock=True)


def _may_extend(session: Session, actor: Actor, manifest: Manifest) -> None:
    if manifest.dataset is None:
        return
    dataset = find_dataset(session, manifest.dataset, visibility_of(actor))
    if dataset is None:
        message = "이 데이터셋을 찾을 수 없습니다. 새 데이터셋이라면 dataset을 null로 두세요."
        raise ManifestFaulty([Fault("/dataset", "dataset-unknown", message)])
    require(
        actor,
        Permission.DATASET_ADD_VERSION,
        owned_dataset(dataset),
    )
    corrected = manifest.corrects
    if corrected and corrected.number not in {line.number for line in dataset.versions}:
        message = "이 데이터셋에 그런 판이 없습니다. 바로잡는 판의 번호를 적어 주세요."
        raise ManifestFaulty([Fault("/corrects/version", "version-unknown", message)])
