"""The watch-list: what the rules say of every version that is shown, for whoever may see it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor
from marketplace.accounts.queries import DepartmentRow, departments
from marketplace.catalogue.models import Dataset, Version
from marketplace.config import Settings
from marketplace.diagnoses.changes import Changes
from marketplace.diagnoses.error_reports import open_counts
from marketplace.diagnoses.models import Diagnosis, DiagnosisTurn
from marketplace.diagnoses.watch import (
    WatchBounds,
    Watched,
    WatchFacts,
    WatchReason,
    gravity,
    watched,
)
from marketplace.ledger.days import day_of
from marketplace.lineage.models import Derivation, Dispute
from marketplace.permissions.asking import may, require
from marketplace.permissions.permission import Permission
from marketplace.workflow.diagnosing import SHOWN


class Scope(StrEnum):
    """Whose datasets are looked at: one's own, one's department's too, or everybody's."""

    OWN = "own"
    DEPARTMENT = "department"
    CITY = "city"


@dataclass(frozen=True)
class Asked:
    """Which part of the list is asked for. Without a scope: the widest the actor may see."""

    scope: Scope | None = None
    reason: WatchReason | None = None
    department: UUID | None = None


@dataclass(frozen=True)
class ShownVersion:
    """The version a dataset shows, with what the rules know of it."""

    dataset_id: UUID
    version_id: UUID
    number: int
    title: str
    owner_id: UUID
    department_id: UUID | None
    facts: WatchFacts
    diagnosis_id: UUID | None


@dataclass(frozen=True)
class DiagnosisSeen:
    """A diagnosis as pages show it. `quality` is None where it came to no report."""

    at: datetime
    attempt: int
    outcome: str
    quality: Mapping[str, Any] | None
    changes: Changes
    private: tuple[str, ...]


@dataclass(frozen=True)
class WatchEntry:
    """A version on the list, why it is there, and its last diagnosis."""

    version: ShownVersion
    reasons: tuple[Watched, ...]
    department: str
    diagnosis: DiagnosisSeen | None


@dataclass(frozen=True)
class WatchList:
    """A page of the list, gravest first. `counts`: how many have each reason in the scope."""

    scope: Scope
    scopes: tuple[Scope, ...]
    count: int
    shown: int
    entries: tuple[WatchEntry, ...]
    counts: Mapping[WatchReason, int]
    departments: tuple[DepartmentRow, ...]


def watch_list(
    session: Session,
    actor: Actor,
    asked: Asked,
    settings: Settings,
    *,
    page: int,
    per_page: int,
    at: datetime,
) -> WatchList:
    """Return a page of the watch-list; raise `PermissionRefused`, with the reason."""
    scopes = scopes_of(actor)
    scope = asked.scope or scopes[-1]
    versions = shown_versions(session, condition_of(actor, scope, asked.department))
    today, bounds = day_of(at), watch_bounds(settings)
    listed = [
        (version, reasons)
        for version in versions
        if (reasons := watched(version.facts, bounds, today=today))
    ]
    chosen = [
        (version, reasons)
        for version, reasons in listed
        if asked.reason is None or asked.reason in {each.reason for each in reasons}
    ]
    chosen.sort(key=lambda pair: (gravity(pair[1]), pair[0].title, pair[0].dataset_id))
    rows = departments(session)
    names = {row.id: row.name for row in rows}
    paged = chosen[(page - 1) * per_page : page * per_page]
    seen = _seen(session, [version.diagnosis_id for version, _ in paged])
    return WatchList(
        scope=scope,
        scopes=scopes,
        count=len(chosen),
        shown=len(versions),
        entries=tuple(
            WatchEntry(
                version,
                reasons,
                names.get(version.department_id, "") if version.department_id else "",
                seen.get(version.diagnosis_id) if version.diagnosis_id else None,
            )
            for version, reasons in paged
        ),
        counts=Counter(each.reason for _, reasons in listed for each in reasons),
        departments=rows if scope is Scope.CITY else (),
    )


def scopes_of(actor: Actor) -> tuple[Scope, ...]:
    """Return the scopes an actor may look at, the widest last."""
    scopes = [Scope.OWN]
    if actor.department_id is not None:
        scopes.append(Scope.DEPARTMENT)
    if may(actor, Permission.QUALITY_READ_ALL):
        scopes.append(Scope.CITY)
    return tuple(scopes)


def condition_of(actor: Actor, scope: Scope, department: UUID | None = None) -> ColumnElement[bool]:
    """Return which datasets a scope holds for an actor; raise `PermissionRefused`."""
    require(actor, Permission.QUALITY_READ)
    if scope is Scope.CITY:
        require(actor, Permission.QUALITY_READ_ALL)
        return true() if department is None else Dataset.department_id == department
    own = Dataset.owner_id == actor.id
    if scope is Scope.OWN or actor.department_id is None:
        return own
    keeps = func.coalesce(Dataset.adopted_by, Dataset.department_id)
    return or_(own, keeps == actor.department_id)


def shown_versions(session: Session, condition: ColumnElement[bool]) -> tuple[ShownVersion, ...]:
    """Return the version each dataset shows, of those the condition holds for."""
    rows = session.execute(
        select(
            Dataset.id.label("dataset_id"),
            Dataset.owner_id,
            func.coalesce(Dataset.adopted_by, Dataset.department_id).label("department_id"),
            Dataset.title_ko,
            Version.id.label("version_id"),
            Version.number,
            Version.published_at,
            Version.period_to,
            func.coalesce(Dataset.refresh_cycle, Version.update_cycle).label("update_cycle"),
            Diagnosis.id.label("diagnosis_id"),
            Diagnosis.outcome,
            DiagnosisTurn.counted_errors.label("errors"),
            func.cardinality(DiagnosisTurn.counted_private).label("private"),
            Diagnosis.fall,
            Diagnosis.columns_changed,
        )
        .select_from(Dataset)
        .join(Version, SHOWN)
        .outerjoin(DiagnosisTurn, DiagnosisTurn.version_id == Version.id)
        .outerjoin(Diagnosis, Diagnosis.id == DiagnosisTurn.diagnosis_id)
        .where(condition)
    ).all()
    disputes, reports = _open_disputes(session), open_counts(session)
    return tuple(
        _shown(row, disputes.get(row.version_id, 0), reports.get(row.dataset_id, 0)) for row in rows
    )


def watch_bounds(settings: Settings) -> WatchBounds:
    """Return from where on versions are watched, from the settings."""
    return WatchBounds(
        stale_cycles=settings.watch_stale_cycles,
        overdue_days=settings.watch_overdue_days,
        fall_points=settings.watch_fall_points,
    )


def _open_disputes(session: Session) -> dict[UUID, int]:
    """Return how many disputes are open about each version; few are, of all there are."""
    counted = session.execute(
        select(Derivation.version_id, func.count())
        .join(Dispute, Dispute.derivation_id == Derivation.id)
        .where(Dispute.resolved_at.is_(None))
        .group_by(Derivation.version_id)
    )
    return {row[0]: row[1] for row in counted}


def _shown(row: Any, open_disputes: int, error_reports: int) -> ShownVersion:
    return ShownVersion(
        dataset_id=row.dataset_id,
        version_id=row.version_id,
        number=row.number,
        title=row.title_ko,
        owner_id=row.owner_id,
        department_id=row.department_id,
        facts=WatchFacts(
            registered=day_of(row.published_at),
            reaches_to=row.period_to,
            update_cycle=row.update_cycle,
            outcome=row.outcome,
            errors=row.errors or 0,
            private=row.private or 0,
            fall=row.fall or 0.0,
            columns_changed=row.columns_changed or 0,
            open_disputes=open_disputes,
            error_reports=error_reports,
        ),
        diagnosis_id=row.diagnosis_id,
    )


def _seen(session: Session, diagnosis_ids: Sequence[UUID | None]) -> Mapping[UUID, DiagnosisSeen]:
    wanted = [each for each in diagnosis_ids if each is not None]
    rows = session.execute(select(Diagnosis).where(Diagnosis.id.in_(wanted))).scalars()
    return {row.id: seen_as(row) for row in rows}


def seen_as(row: Diagnosis) -> DiagnosisSeen:
    """Return a diagnosis as pages show it."""
    return DiagnosisSeen(
        at=row.at,
        attempt=row.attempt,
        outcome=row.outcome,
        quality=row.quality,
        changes=Changes.from_json(row.changes),
        private=tuple(row.private),
    )
