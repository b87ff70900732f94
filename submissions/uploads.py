"""How a file is to be uploaded: the signed requests, made afresh each time they are asked for."""

from dataclasses import dataclass
from datetime import timedelta

from storage.digests import Digest
from storage.errors import ObjectMissing
from storage.objects import ObjectStore
from storage.transfers import SignedRequest, UploadedPart
from submissions.models import SubmissionFile


@dataclass(frozen=True)
class SingleUpload:
    """One PUT of the whole file."""

    request: SignedRequest


@dataclass(frozen=True)
class SignedPart:
    """Where to PUT one part; parts are numbered from 1."""

    number: int
    url: str


@dataclass(frozen=True)
class MultipartUpload:
    """A PUT for each part, and the parts the store has already."""

    part_size: int
    parts: tuple[SignedPart, ...]
    present: tuple[UploadedPart, ...]


def upload_of(
    store: ObjectStore, file: SubmissionFile, *, expires: timedelta
) -> SingleUpload | MultipartUpload | None:
    """Return how the file is to be uploaded, or None when it is complete."""
    if file.completed_at is not None:
        return None
    if file.upload_id is None or file.part_size is None:
        claimed = Digest(file.claimed_digest) if file.claimed_digest else None
        return SingleUpload(store.sign_upload(file.key, expires=expires, digest=claimed))
    upload_id, count = file.upload_id, -(-file.size // file.part_size)
    return MultipartUpload(
        part_size=file.part_size,
        parts=tuple(
            SignedPart(number, store.sign_part(file.key, upload_id, number, expires=expires))
            for number in range(1, count + 1)
        ),
        present=_present(store, file.key, upload_id),
    )


def _present(store: ObjectStore, key: str, upload_id: str) -> tuple[UploadedPart, ...]:
    try:
        return store.parts(key, upload_id)
    except ObjectMissing:
        return ()
