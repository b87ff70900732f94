"""A published version in a house, diagnosed when a test says so."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import select, update

from marketplace.catalogue.models import Distribution, Version
from marketplace.diagnoses.models import Diagnosis
from marketplace.services import Services
from marketplace.workflow import sweeping
from marketplace.workflow.nudges import REDIAGNOSE
from marketplace.workflow.rediagnosing import rediagnose_version
from storage import stored
from storage.digests import digest_of
from storage.transfers import Bucket
from tests.marketplace.workflow.house import House


def version_of(house: House, **manifest: object) -> UUID:
    published = house.publish(house.official, **manifest)
    with house.session() as session:
        return session.execute(
            select(Version.id).where(Version.submission_id == published.id)
        ).scalar_one()


def diagnoses(house: House, version: UUID) -> Sequence[Diagnosis]:
    with house.session() as session:
        found = session.execute(
            select(Diagnosis).where(Diagnosis.version_id == version).order_by(Diagnosis.attempt)
        )
        return found.scalars().all()


def asked(house: House, services: Services) -> list[UUID]:
    sweeping.rediagnose(services)
    return [version for job, version in house.waiting_jobs(services.now()) if job == REDIAGNOSE]


def diagnosed(house: House, version: UUID, days: int = 91) -> Diagnosis:
    """Have a version diagnosed that many days later."""
    later = house.later(days=days)
    assert asked(house, later) == [version]
    rediagnose_version(later, version)
    return diagnoses(house, version)[-1]


def forget(house: House, version: UUID) -> None:
    """Take a version's file out of the store."""
    with house.session() as session:
        digests = session.execute(
            select(Distribution.digest).where(Distribution.version_id == version)
        )
        for digest in digests.scalars():
            house.services.objects.remove(Bucket.PUBLISHED, digest)


def submission_of(house: House, version: UUID) -> UUID:
    with house.session() as session:
        return session.get_one(Version, version).submission_id


def version_from(house: House, submission: UUID) -> UUID:
    with house.session() as session:
        return session.execute(
            select(Version.id).where(Version.submission_id == submission)
        ).scalar_one()


def replace_bytes(house: House, version: UUID, content: bytes) -> None:
    """Have the store hold other bytes for a version, as a rule learnt later would read them."""
    digest = digest_of(content)
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(content)
        house.services.objects.put_file(
            Bucket.QUARANTINE, f"test/{digest}", Path(file.name), media_type="text/csv"
        )
    etag = house.services.objects.stat(Bucket.QUARANTINE, f"test/{digest}").etag
    stored.publish(
        house.services.objects, f"test/{digest}", etag=etag, digest=digest, media_type="text/csv"
    )
    with house.session() as session:
        stored.record(
            session, digest, size=len(content), media_type="text/csv", at=house.services.now()
        )
        session.flush()
        session.execute(
            update(Distribution)
            .where(Distribution.version_id == version, Distribution.form == "original")
            .values(digest=digest)
        )
