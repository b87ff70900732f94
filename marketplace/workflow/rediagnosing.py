"""The diagnosis job: a published version is verified once more. Claim, work, conclude.

Nothing published is changed and nothing is decided: a report is kept, and people are told.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.catalogue.models import Dataset, Distribution, Form, Version
from marketplace.diagnoses import recording, turns
from marketplace.diagnoses.recording import CRASHED, LOST, Diagnosed
from marketplace.diagnoses.turns import Turn
from marketplace.lineage.queries import derivations_of
from marketplace.services import Services
from marketplace.workflow.diagnosing import SHOWN, tell_private
from marketplace.workflow.heartbeat import beating
from marketplace.workflow.library import Library, Licences
from marketplace.workflow.limits import limits_of
from marketplace.workflow.proposing import propose
from marketplace.workflow.table_copies import copies_of
from storage.database import transaction
from storage.digests import Digest
from storage.errors import ObjectMissing, StorageError
from storage.transfers import Bucket
from submissions.manifest import Manifest
from submissions.models import Submission
from verification import history
from verification.declaration import Declaration
from verification.history import Span
from verification.reading import OfferedFile
from verification.report import Report, as_json
from verification.runner import verify

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class OriginalFile:
    """A file in the published bucket, named by its digest."""

    name: str
    media_type: str
    digest: Digest


@dataclass(frozen=True)
class Claim:
    """A version that is ours to diagnose, as long as the lease is renewed."""

    turn: Turn
    dataset_id: UUID
    number: int
    maker_id: UUID
    handed_in: datetime
    declaration: Declaration
    licences: Licences
    files: tuple[OriginalFile, ...]


def rediagnose_version(services: Services, version_id: UUID) -> None:
    """Diagnose a version that was asked for. Safe to run twice: only one gets the turn."""
    if not services.objects.ready():
        # Nothing is lost by waiting: the sweep asks again, and no try is spent.
        return
    lease = timedelta(seconds=services.settings.lease_seconds)
    started_at = services.now()
    with transaction(services.make_session) as session:
        claimed = _claim(session, version_id, lease=lease, at=started_at)
    if claimed is None:
        return
    try:
        with beating(lease, lambda: _renew(services, claimed, lease)):
            report = _work(services, claimed, at=started_at)
    except StorageError as fault:
        logger.warning("diagnosis of %s failed: %s", version_id, type(fault).__name__)
        with transaction(services.make_session) as session:
            turns.give_up(session, claimed.turn, at=services.now())
        return
    with transaction(services.make_session) as session:
        _conclude(session, claimed, report, services, started_at=started_at)


def _claim(session: Session, version_id: UUID, *, lease: timedelta, at: datetime) -> Claim | None:
    version = session.execute(
        select(Version).join(Dataset, SHOWN).where(Version.id == version_id)
    ).scalar_one_or_none()
    if version is None:
        turns.let_go(session, version_id)
        return None
    turn = turns.take(session, version_id, lease=lease, at=at)
    if turn is None:
        return None
    if turn.is_spent:
        _conclude_without_report(session, version, turn, CRASHED, started_at=at, at=at)
        return None
    submission = session.get_one(Submission, version.submission_id)
    manifest = Manifest(submission.manifest)
    return Claim(
        turn=turn,
        dataset_id=version.dataset_id,
        number=version.number,
        maker_id=version.maker_id,
        handed_in=submission.submitted_at or submission.created_at,
        declaration=manifest.declaration(public_body=submission.public_body),
        licences=_licences_then(session, version_id),
        files=_originals(session, version_id),
    )


def _licences_then(session: Session, version_id: UUID) -> Licences:
    """Return what the sources of a version were licensed as when it was made of them."""
    then = {row.source_version_id: row.licence_then for row in derivations_of(session, version_id)}
    sources = select(Version.id, Version.dataset_id, Version.number).where(Version.id.in_(then))
    return {
        (dataset_id, number): then[source]
        for source, dataset_id, number in session.execute(sources)
    }


def _originals(session: Session, version_id: UUID) -> tuple[OriginalFile, ...]:
    found = session.execute(
        select(Distribution)
        .where(Distribution.version_id == version_id, Distribution.form == Form.ORIGINAL)
        .order_by(Distribution.position)
    ).scalars()
    return tuple(OriginalFile(each.name, each.media_type, Digest(each.digest)) for each in found)


def _renew(services: Services, claimed: Claim, lease: timedelta) -> bool:
    with transaction(services.make_session) as session:
        return turns.renew(session, claimed.turn, lease=lease, at=services.now())


def _work(services: Services, claimed: Claim, *, at: datetime) -> Report | None:
    """Fetch the files as they were published and verify them; None if one is not there."""
    library = Library(
        services.make_session,
        claimed.maker_id,
        before=claimed.handed_in,
        published=claimed.number,
        dataset=claimed.dataset_id,
        licences=claimed.licences,
        copies=copies_of(services),
    )
    with TemporaryDirectory() as folder:
        try:
            fetched = [
                _fetched(services, file, Path(folder) / str(place))
                for place, file in enumerate(claimed.files)
            ]
        except ObjectMissing:
            return None
        workdir = Path(folder) / "tables"
        workdir.mkdir()
        return verify(
            fetched,
            claimed.declaration,
            library,
            workdir=workdir,
            at=at,
            limits=limits_of(services),
        ).report


def _fetched(services: Services, file: OriginalFile, path: Path) -> OfferedFile:
    """Fetch a file. Bytes that are no longer those of its digest become a finding."""
    digest = services.objects.download(Bucket.PUBLISHED, file.digest, path)
    return OfferedFile(
        name=file.name,
        path=path,
        media_type=file.media_type,
        digest=digest,
        claimed_digest=file.digest,
    )


def _conclude(
    session: Session,
    claimed: Claim,
    report: Report | None,
    services: Services,
    *,
    started_at: datetime,
) -> None:
    """Write down what the work came to; nothing if the turn is no longer ours."""
    at = services.now()
    version = session.get_one(Version, claimed.turn.version_id)
    if report is None:
        _conclude_without_report(session, version, claimed.turn, LOST, started_at=started_at, at=at)
        return
    if not turns.finish(session, claimed.turn, at=at):
        return
    accepted = history.find_report(session, version.report_digest)
    before = _before(session, version) or accepted
    history.record(session, report, span=_span(claimed.turn, started_at, at))
    session.flush()
    recording.record(
        session,
        Diagnosed(version.dataset_id, version.id, claimed.turn.attempt, at),
        as_json(report),
        accepted=accepted,
        before=before,
    )
    tell_private(session, version, at=at)
    propose(session, version, services.settings, at=at)


def _conclude_without_report(
    session: Session,
    version: Version,
    turn: Turn,
    outcome: str,
    *,
    started_at: datetime,
    at: datetime,
) -> None:
    if turns.finish(session, turn, at=at):
        history.record_crash(session, span=_span(turn, started_at, at))
        recording.record_without_report(
            session, Diagnosed(version.dataset_id, version.id, turn.attempt, at), outcome
        )


def _before(session: Session, version: Version) -> Mapping[str, Any] | None:
    last = recording.find_last_digest(session, version.dataset_id)
    return history.find_report(session, last) if last else None


def _span(turn: Turn, started_at: datetime, at: datetime) -> Span:
    return Span(turn.version_id, turn.attempt, started_at, at)
