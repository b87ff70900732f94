"""Writing a diagnosis down, and finding the last there was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.diagnoses import turns
from marketplace.diagnoses.aside import counted
from marketplace.diagnoses.changes import (
    changes_between,
    schemas_in,
)
from marketplace.diagnoses.models import Diagnosis
from marketplace.diagnoses.setting_aside import recount

CRASHED = "crashed"
LOST = "lost"
"""The outcomes of a diagnosis that came to no report: it broke off, or the bytes are not there."""


@dataclass(frozen=True)
class Diagnosed:
    """Which version was diagnosed, at which attempt, and when."""

    dataset_id: UUID
    version_id: UUID
    attempt: int
    at: datetime


def record(
    session: Session,
    diagnosed: Diagnosed,
    report: Mapping[str, Any],
    *,
    accepted: Mapping[str, Any] | None,
    before: Mapping[str, Any] | None,
) -> Diagnosis:
    """Keep a diagnosis with its report, which is stored already.

    `accepted` is the report the version was accepted on; `before` that of the dataset's diagnosis
    before this one.
    """
    changes, found = changes_between(before, report), counted(report, accepted)
    diagnosis = _keep(
        session,
        diagnosed,
        outcome=report["verdict"],
        report_digest=report["digest"],
        quality=report["quality"],
        errors=found.errors,
        private=list(found.private),
        schemas=list(schemas_in(report)),
        fall=changes.fall,
        columns_changed=len(changes.schema),
        changes=changes.as_json(),
    )
    recount(session, diagnosed.version_id, report, accepted)
    return diagnosis


def record_without_report(session: Session, diagnosed: Diagnosed, outcome: str) -> Diagnosis:
    """Keep a diagnosis that came to no report; what was known of the version before stays known.

    So does what of it counts.
    """
    known = find_last(session, diagnosed.version_id)
    return _keep(
        session,
        diagnosed,
        outcome=outcome,
        report_digest=None,
        quality=None,
        errors=known.errors if known else 0,
        private=list(known.private) if known else [],
        schemas=list(known.schemas) if known else [],
        fall=0.0,
        columns_changed=0,
        changes={},
    )


def find_last(session: Session, version_id: UUID) -> Diagnosis | None:
    """Return the last diagnosis of a version, or None."""
    return session.execute(
        select(Diagnosis)
        .where(Diagnosis.version_id == version_id)
        .order_by(Diagnosis.at.desc(), Diagnosis.attempt.desc())
        .limit(1)
    ).scalar_one_or_none()


def find_last_told(session: Session, version_id: UUID) -> Diagnosis | None:
    """Return the last diagnosis of a version that came to a report, or None."""
    return session.execute(
        select(Diagnosis)
        .where(Diagnosis.version_id == version_id, Diagnosis.report_digest.is_not(None))
        .order_by(Diagnosis.at.desc(), Diagnosis.attempt.desc())
        .limit(1)
    ).scalar_one_or_none()


def find_last_digest(session: Session, dataset_id: UUID) -> str | None:
    """Return the digest of the last report on any version of a dataset, or None."""
    return session.execute(
        select(Diagnosis.report_digest)
        .where(Diagnosis.dataset_id == dataset_id, Diagnosis.report_digest.is_not(None))
        .order_by(Diagnosis.at.desc(), Diagnosis.attempt.desc())
        .limit(1)
    ).scalar_one_or_none()


def done_since(session: Session, since: datetime) -> int:
    """Return how many diagnoses there were since, publications not counted."""
    done = select(func.count()).where(Diagnosis.at > since, Diagnosis.attempt > 0)
    return session.execute(done).scalar_one()


def _keep(session: Session, diagnosed: Diagnosed, **found: Any) -> Diagnosis:
    diagnosis = Diagnosis(
        dataset_id=diagnosed.dataset_id,
        version_id=diagnosed.version_id,
        attempt=diagnosed.attempt,
        at=diagnosed.at,
        **found,
    )
    session.add(diagnosis)
    session.flush()
    turns.keep(session, diagnosed.version_id, diagnosis.id)
    return diagnosis
