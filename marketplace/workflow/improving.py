"""The three improvement tasks: what to retire, what to merge, which access tokens to renew.

Each is a list of what could be done and where. Retiring is the withdrawal there is, with its reason
as the tombstone; merging is a new version of one dataset and the withdrawal of the others; renewing
is a button beside the token. The owner decides, and nothing is done by itself.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from marketplace.accounts.actor import Actor
from marketplace.accounts.queries import department_names_of
from marketplace.accounts.tokens import TokenRow, tokens_of
from marketplace.catalogue.models import Dataset, Version
from marketplace.config import Settings
from marketplace.diagnoses.improving import (
    Alike,
    RetireBounds,
    Shelved,
    UseFacts,
    alike,
    may_retire,
)
from marketplace.diagnoses.models import Diagnosis, DiagnosisTurn
from marketplace.ledger.days import day_of
from marketplace.ledger.kinds import EventKind
from marketplace.ledger.models import Event
from marketplace.lineage.models import Derivation
from marketplace.workflow.diagnosing import SHOWN
from marketplace.workflow.subjects import submitter_of
from marketplace.workflow.watching import (
    Scope,
    ShownVersion,
    condition_of,
    scopes_of,
    shown_versions,
)

MOST_GROUPS = 50
MOST_RETIRED = 100
"""How many are shown of each at once: they are done one by one, and the list is made anew."""


@dataclass(frozen=True)
class ToRetire:
    """A version that may be retired, and on what that rests."""

    version: ShownVersion
    cycles_old: float
    last_taken: date | None
    is_own: bool


@dataclass(frozen=True)
class ToMerge:
    """Datasets whose tables have the same columns, and whose they are."""

    datasets: tuple[ShownVersion, ...]
    columns: tuple[str, ...]
    department: str


@dataclass(frozen=True)
class Improvements:
    """What there is to improve within a scope; tokens are always the actor's own."""

    scope: Scope
    scopes: tuple[Scope, ...]
    retire: tuple[ToRetire, ...]
    merge: tuple[ToMerge, ...]
    tokens: tuple[TokenRow, ...]


def improvements(
    session: Session, actor: Actor, scope: Scope | None, settings: Settings, *, at: datetime
) -> Improvements:
    """Return what the actor may see of the three tasks; raise `PermissionRefused`."""
    scopes = scopes_of(actor)
    chosen = scope or scopes[-1]
    condition = condition_of(actor, chosen)
    versions = shown_versions(session, condition)
    return Improvements(
        scope=chosen,
        scopes=scopes,
        retire=_to_retire(session, actor, versions, settings, at=at)[:MOST_RETIRED],
        merge=_to_merge(session, versions, condition),
        tokens=tuple(row for row in tokens_of(session, submitter_of(actor).id) if row.is_due(at)),
    )


def may_be_retired(
    session: Session, versions: Sequence[ShownVersion], settings: Settings, *, at: datetime
) -> Mapping[UUID, UseFacts]:
    """Return those of some versions that may be retired, with the use made of their datasets."""
    today = day_of(at)
    bounds = RetireBounds(cycles=settings.retire_cycles, unused_days=settings.retire_unused_days)
    # Few are that stale: only of those it is asked who uses them.
    stale = [each for each in versions if may_retire(each.facts, UseFacts(), bounds, today=today)]
    uses = _uses(session, [each.dataset_id for each in stale])
    return {
        each.version_id: uses[each.dataset_id]
        for each in stale
        if may_retire(each.facts, uses[each.dataset_id], bounds, today=today)
    }


def groups_alike(session: Session, condition: ColumnElement[bool]) -> tuple[Alike, ...]:
    """Return the datasets that could be one, of those the condition holds for."""
    rows = session.execute(
        select(Dataset.id, Dataset.owner_id, Dataset.department_id, Diagnosis.schemas)
        .select_from(Dataset)
        .join(Version, SHOWN)
        .join(DiagnosisTurn, DiagnosisTurn.version_id == Version.id)
        .join(Diagnosis, Diagnosis.id == DiagnosisTurn.diagnosis_id)
        .where(condition, func.cardinality(Diagnosis.schemas) > 0)
    )
    return alike(Shelved(row[0], row[1], row[2], tuple(row[3])) for row in rows)


def _to_retire(
    session: Session,
    actor: Actor,
    versions: Sequence[ShownVersion],
    settings: Settings,
    *,
    at: datetime,
) -> tuple[ToRetire, ...]:
    uses = may_be_retired(session, versions, settings, at=at)
    found = [
        ToRetire(
            version=each,
            cycles_old=each.facts.cycles_old(day_of(at)) or 0.0,
            last_taken=uses[each.version_id].last_taken,
            is_own=each.owner_id == actor.id,
        )
        for each in versions
        if each.version_id in uses
    ]
    return tuple(sorted(found, key=lambda each: (-each.cycles_old, each.version.title)))


def _to_merge(
    session: Session, versions: Sequence[ShownVersion], condition: ColumnElement[bool]
) -> tuple[ToMerge, ...]:
    by_dataset = {each.dataset_id: each for each in versions}
    # What was published since the versions were read is in the list the next time.
    groups = [
        group
        for group in groups_alike(session, condition)
        if by_dataset.keys() >= set(group.datasets)
    ][:MOST_GROUPS]
    firsts = [by_dataset[group.datasets[0]].version_id for group in groups]
    columns = _columns(session, firsts)
    names = department_names_of(session, {group.holder for group in groups})
    return tuple(
        ToMerge(
            datasets=tuple(sorted(map(by_dataset.__getitem__, group.datasets), key=_title)),
            columns=columns.get(first, ()),
            department=names.get(group.holder, ""),
        )
        for group, first in zip(groups, firsts, strict=True)
    )


def _title(version: ShownVersion) -> str:
    return version.title


def _columns(session: Session, version_ids: Collection[UUID]) -> dict[UUID, tuple[str, ...]]:
    found = session.execute(select(Version.id, Version.columns).where(Version.id.in_(version_ids)))
    return {row[0]: tuple(column["name"] for column in row[1]) for row in found}


def _uses(session: Session, dataset_ids: Sequence[UUID]) -> dict[UUID, UseFacts]:
    """Return when each dataset was last taken by anyone but its owner, and what builds on it."""
    taken = session.execute(
        select(Event.dataset_id, func.max(Event.at))
        .where(
            Event.dataset_id.in_(dataset_ids),
            Event.kind == EventKind.DOWNLOAD,
            Event.actor_id.is_distinct_from(Event.owner_id),
        )
        .group_by(Event.dataset_id)
    )
    last_taken = {row[0]: day_of(row[1]) for row in taken}
    source, derived = aliased(Version), aliased(Version)
    built = session.execute(
        select(source.dataset_id, func.count(derived.dataset_id.distinct()))
        .join(Derivation, Derivation.source_version_id == source.id)
        .join(derived, derived.id == Derivation.version_id)
        .where(
            source.dataset_id.in_(dataset_ids),
            derived.withdrawn_at.is_(None),
            derived.dataset_id != source.dataset_id,
        )
        .group_by(source.dataset_id)
    )
    built_on = {row[0]: row[1] for row in built}
    return {
        each: UseFacts(last_taken=last_taken.get(each), built_on=built_on.get(each, 0))
        for each in dataset_ids
    }
