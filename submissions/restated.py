"""Drafts of a next version: begun from the manifest of the last, completed by the file made."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from submissions.models import Submission, SubmissionFile
from submissions.states import State

if TYPE_CHECKING:
    from submissions.restate import MadeFile


def manifest_of_version(session: Session, dataset_id: UUID, number: int) -> dict[str, Any] | None:
    """Return the manifest a version was published from, or None where it was not kept."""
    return session.execute(
        select(Submission.manifest).where(
            Submission.dataset_id == dataset_id,
            Submission.version_number == number,
            Submission.state == State.PUBLISHED,
        )
    ).scalar_one_or_none()


def next_manifest(
    last: Mapping[str, Any], dataset_id: UUID, newest: Mapping[str, int]
) -> dict[str, Any]:
    """Return the manifest of the next version: the last one's, its sources as new as there are."""
    return {
        **last,
        "dataset": str(dataset_id),
        "sources": [
            {**each, "version": newest.get(each["dataset"], each["version"])}
            if "dataset" in each
            else dict(each)
            for each in last["sources"]
        ],
    }


def put_in(session: Session, submission: Submission, made: "MadeFile", *, at: datetime) -> bool:
    """Put the file that was made into its draft; False where somebody went on without it."""
    if submission.state != State.DRAFT or submission.files:
        return False
    submission.files.append(
        SubmissionFile(
            id=uuid.uuid4(),
            submission_id=submission.id,
            position=1,
            name=made.name,
            size=made.size,
            media_type=made.media_type,
            claimed_digest=made.digest,
            key=made.key,
            etag=made.etag,
            completed_at=at,
            created_at=at,
        )
    )
    recipe = submission.manifest["recipe"]
    submission.manifest = {**submission.manifest, "recipe": {**recipe, "output": made.name}}
    submission.updated_at = at
    return True
