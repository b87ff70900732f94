"""The job that makes a draft's file: claim, the recipe run on the newest sources, conclude."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.lineage import restatements
from marketplace.lineage.restatements import Asked, Outcome
from marketplace.services import Services
from marketplace.workflow.library import Library
from marketplace.workflow.table_copies import copies_of
from storage.database import transaction
from storage.errors import StorageError
from storage.transfers import Bucket
from submissions.intake import find_submission
from submissions.manifest import Manifest
from submissions.restated import put_in
from submissions.states import State
from verification.declaration import Recipe
from verification.guard import guarded

if TYPE_CHECKING:
    from submissions.restate import MadeFile, NoFile

logger = logging.getLogger(__name__)

_PATIENCE = 3
"""For how many times as long as a recipe may run its maker is waited for."""
_GONE_ON = {
    "why": "changed",
    "words": "그사이 제출이 바뀌어 파일을 만들지 않았습니다.",
    "about": None,
}
_BROKE = {
    "why": "crashed",
    "words": "파일을 만들다 중단되었습니다. 직접 올려 주세요.",
    "about": None,
}


@dataclass(frozen=True)
class _Claimed:
    asked: Asked
    manifest: Manifest
    recipe: Recipe
    submitter_id: UUID


def make_restatement(services: Services, submission_id: UUID) -> None:
    """Run the recipe of a draft and give it its file. Safe to run twice: only one gets the claim.

    A store that does not answer is waited for: the lease runs out, the sweep asks again.
    """
    settings = services.settings
    if not services.objects.ready():
        return
    lease = timedelta(seconds=settings.lease_seconds + _PATIENCE * settings.max_recipe_seconds)
    with transaction(services.make_session) as session:
        claimed = _claim(session, submission_id, lease=lease, at=services.now())
    if claimed is None:
        return
    try:
        with TemporaryDirectory() as folder:
            made = _make(services, claimed, Path(folder))
    except StorageError as fault:
        logger.warning("restating %s failed: %s", submission_id, type(fault).__name__)
        return
    with transaction(services.make_session) as session:
        left = _conclude(session, submission_id, made, at=services.now())
    if left is not None:
        services.objects.remove(Bucket.QUARANTINE, left)


def _claim(
    session: Session, submission_id: UUID, *, lease: timedelta, at: datetime
) -> _Claimed | None:
    submission = find_submission(session, submission_id, lock=True)
    asked = restatements.claim(session, submission_id, lease=lease, at=at)
    if submission is None or asked is None:
        return None
    manifest = Manifest(submission.manifest)
    if submission.state != State.DRAFT or submission.files or manifest.recipe is None:
        restatements.conclude(session, submission_id, Outcome.FAILED, _GONE_ON, at=at)
        return None
    return _Claimed(asked, manifest, manifest.recipe, submission.submitter_id)


def _make(services: Services, claimed: _Claimed, folder: Path) -> "MadeFile | NoFile":
    # The engines come with it: whoever only asks for it stays small.
    from submissions.restate import Before, NoFile, Room, restate
    from verification.evidence.replay.bounds import Bounds

    settings, asked = services.settings, claimed.asked
    library = Library(
        services.make_session,
        claimed.submitter_id,
        before=services.now(),
        copies=copies_of(services),
    )
    bounds = replace(
        Bounds(), seconds=settings.max_recipe_seconds, memory_bytes=settings.max_recipe_bytes
    )
    room = Room(services.objects, asked.submission_id, folder, bounds)
    before = Before(asked.dataset_id, asked.version_number)
    away: list[StorageError] = []

    def work() -> "MadeFile | NoFile | None":
        try:
            return restate(claimed.manifest, claimed.recipe, before, library, room)
        except StorageError as fault:
            away.append(fault)
            return None

    made = guarded("restating", work)
    if away:
        raise away[0]
    return made or NoFile(_BROKE)


def _conclude(
    session: Session, submission_id: UUID, made: "MadeFile | NoFile", *, at: datetime
) -> str | None:
    """Write down what came of it; return the key of a file that nobody wants any more."""
    from submissions.restate import MadeFile

    if not isinstance(made, MadeFile):
        restatements.conclude(session, submission_id, Outcome.FAILED, made.told, at=at)
        return None
    submission = find_submission(session, submission_id, lock=True)
    # Written down first: of two that made it only one gives the draft its file.
    if submission is None or not restatements.conclude(
        session, submission_id, Outcome.MADE, made.told, at=at
    ):
        return made.key
    return None if put_in(session, submission, made, at=at) else made.key
