"""Drafts of a next version whose files are the last one's with some cells changed."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from storage.digests import Digest
from submissions.models import Submission, SubmissionFile
from submissions.restated import next_manifest
from submissions.states import State

_REASON = "고침 제안을 받아들여 칸의 값을 바로잡았습니다."


@dataclass(frozen=True)
class PutFile:
    """A file that lies in the quarantine, ready to be a draft's."""

    name: str
    key: str
    etag: str
    size: int
    digest: Digest
    media_type: str


def fixed_manifest(
    last: Mapping[str, Any], dataset_id: UUID, number: int, columns: Sequence[str]
) -> dict[str, Any]:
    """Return the manifest of the version that corrects a number by a fix of some columns.

    A recipe would give the cells as they were, so it goes; what is derived says that it deviates.
    """
    corrects = {"version": number, "reason": _REASON}
    manifest = {**next_manifest(last, dataset_id, {}), "corrects": corrects}
    if not manifest["sources"]:
        return manifest
    named = ", ".join(dict.fromkeys(columns))
    said = f"고침 제안에 따라 고친 칸이 있는 열: {named}"
    before = manifest.get("deviations") or ""
    return {**manifest, "recipe": None, "deviations": f"{before}\n{said}".strip()[:2000]}


def takes_files(submission: Submission) -> bool:
    """Tell whether a draft still waits for its files, and nobody went on without them."""
    return submission.state == State.DRAFT and not submission.files


def put_files(submission: Submission, files: Sequence[PutFile], *, at: datetime) -> None:
    """Put files into their draft, which takes them."""
    for position, file in enumerate(files, 1):
        submission.files.append(
            SubmissionFile(
                id=uuid.uuid4(),
                submission_id=submission.id,
                position=position,
                name=file.name,
                size=file.size,
                media_type=file.media_type,
                claimed_digest=file.digest,
                key=file.key,
                etag=file.etag,
                completed_at=at,
                created_at=at,
            )
        )
    submission.updated_at = at
