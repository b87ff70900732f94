"""The job that makes the file of an accepted fix: claim, change the cells, conclude."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.copies import KeptCopies, table_of
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.models import Form
from marketplace.catalogue.values import PublishedFile, VersionFacts
from marketplace.catalogue.visibility import EVERYTHING
from marketplace.fixes.services import claim_fix, conclude_fix
from marketplace.fixes.values import FixRow, Making
from marketplace.services import Services
from marketplace.workflow.fixing import TEXT, located_in, told_of
from marketplace.workflow.table_copies import copies_of
from storage.database import transaction
from storage.errors import StorageError
from storage.transfers import Bucket
from submissions.fixed import PutFile, put_files, takes_files
from submissions.intake import find_submission
from verification.guard import guarded

logger = logging.getLogger(__name__)

_PATIENCE = timedelta(minutes=10)
_BROKE = {"why": "crashed", "words": "파일을 만들다 중단되었습니다. 고친 파일을 직접 올려 주세요."}
_GONE_ON = {"why": "gone-on", "words": "초안을 그사이 다르게 쓰기 시작해 파일을 넣지 않았습니다."}


@dataclass(frozen=True)
class _Claimed:
    fix: FixRow
    version: VersionFacts
    table: PublishedFile
    told: Mapping[str, Any]


@dataclass(frozen=True)
class _Made:
    files: tuple[PutFile, ...]
    is_whole: bool


def make_fix(services: Services, fix_id: UUID) -> None:
    """Give the draft of an accepted fix its files. Safe to run twice: only one gets the claim.

    A store that does not answer is waited for: the lease runs out, the sweep asks again.
    """
    if not services.objects.ready():
        return
    with transaction(services.make_session) as session:
        claimed = _claim(session, fix_id, at=services.now())
    if claimed is None:
        return
    try:
        with TemporaryDirectory() as folder:
            made = _make(services, claimed, Path(folder))
    except StorageError as fault:
        logger.warning("fixing %s failed: %s", fix_id, type(fault).__name__)
        return
    with transaction(services.make_session) as session:
        left = tuple(_conclude(session, claimed.fix, made, at=services.now()))
    for file in left:
        services.objects.remove(Bucket.QUARANTINE, file.key)


def _claim(session: Session, fix_id: UUID, *, at: datetime) -> _Claimed | None:
    fix = claim_fix(session, fix_id, lease=_PATIENCE, at=at)
    if fix is None:
        return None
    version = catalogue.get_version(session, fix.dataset_id, fix.based_on, EVERYTHING)
    table = table_of(version, fix.table.file, fix.table.sheet)
    return _Claimed(fix, version, table, told_of(session, version, table))


def _make(services: Services, claimed: _Claimed, folder: Path) -> _Made | None:
    away: list[StorageError] = []

    def work() -> _Made | None:
        try:
            return _fixed(services, claimed, folder)
        except StorageError as fault:
            away.append(fault)
            return None

    made = guarded("fixing", work)
    if away:
        raise away[0]
    return made


def _fixed(services: Services, claimed: _Claimed, folder: Path) -> _Made:
    # The engines come with it: whoever only asks for it stays small.
    from submissions.fix import Change, HeldFile, Room, fix

    copies, version, asked = copies_of(services), claimed.version, claimed.fix
    if asked.submission_id is None:
        raise AssertionError("a fix is made for a draft")
    table = claimed.table
    places = located_in(claimed.told, asked.taken, copies.path(table.digest))
    held = [
        HeldFile(
            each.name,
            each.digest,
            each.media_type,
            claimed.told.get("format") == TEXT,
            _tables(version, each.name, copies, folder) if each.name == table.name else (),
        )
        for each in version.originals
    ]
    change = Change(table.name, table.sheet, asked.taken, places)
    room = Room(services.objects, asked.submission_id, folder)
    return _Made(*fix(held, change, room))


def _tables(version: VersionFacts, name: str, copies: KeptCopies, folder: Path) -> Any:
    from submissions.fix import HeldTable
    from verification.evidence.engine import borrowed

    # A copy may be taken away at any time: ours is linked to a place of our own.
    return tuple(
        HeldTable(each.sheet, borrowed(copies.path(each.digest), folder, f"copy-{number}"))
        for number, each in enumerate(version.forms_of(name, Form.TABLE))
    )


def _conclude(
    session: Session, fix: FixRow, made: _Made | None, *, at: datetime
) -> Iterator[PutFile]:
    """Write down what came of it; yield the files that nobody wants any more."""
    if made is None:
        conclude_fix(session, fix.id, Making.FAILED, _BROKE)
        return
    submission = (
        find_submission(session, fix.submission_id, lock=True) if fix.submission_id else None
    )
    if submission is None or not takes_files(submission):
        conclude_fix(session, fix.id, Making.FAILED, _GONE_ON)
        yield from made.files
        return
    # Written down first: of two that made it only one gives the draft its files.
    told = {"bytes_kept": made.is_whole, "files": [each.name for each in made.files]}
    if conclude_fix(session, fix.id, Making.MADE, told):
        put_files(submission, made.files, at=at)
    else:
        yield from made.files
