"""Disputing: the owner of a source says that something was not made from it as it claims.

A quality reviewer of neither side says whether that holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor, Role
from marketplace.accounts.queries import reviewers
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.values import VersionFacts
from marketplace.catalogue.visibility import EVERYTHING
from marketplace.errors import NotFound
from marketplace.lineage.changes import change_derivation
from marketplace.lineage.disputes import (
    DisputeRow,
    Outcome,
    disputes_of,
    find_dispute,
    open_disputes,
    raise_dispute,
    resolve_dispute,
)
from marketplace.lineage.errors import DisputeMissing
from marketplace.lineage.queries import DerivationRow, derivations_by_id, derivations_of
from marketplace.notices.kinds import NoticeKind
from marketplace.notices.services import Subject, notify
from marketplace.permissions.asking import may, require
from marketplace.permissions.facts import DatasetFacts, DisputeFacts, HolderFacts
from marketplace.permissions.permission import Permission
from marketplace.workflow.standings import restand
from marketplace.workflow.subjects import submitter_of
from verification.evidence.assurance import Assurance


def dispute(
    session: Session,
    actor: Actor,
    dataset_id: UUID,
    number: int | None,
    *,
    reason: str,
    at: datetime,
) -> VersionFacts:
    """Dispute that a version was made from what the actor owns; return the version.

    Of several sources of theirs those are disputed that are not yet. Raises `NotFound`,
    `PermissionRefused` where none of its sources is theirs, and `AlreadyDisputed` where all are.
    """
    version = catalogue.get_version(session, dataset_id, number, visibility_of(actor))
    own = _own_sources(session, actor, version)
    before = {row.derivation_id for row in disputes_of(session, own) if row.outcome is None}
    for derivation_id, source in own.items():
        if derivation_id in before and len(before) < len(own):
            continue
        raise_dispute(session, derivation_id, by=submitter_of(actor).id, reason=reason, at=at)
        _tell(session, version, source, cause=f"disputed:{derivation_id}:{at.isoformat()}", at=at)
    return version


@dataclass(frozen=True)
class Disputed:
    """A dispute, the step it is about, what was made, and what it says it was made from."""

    dispute: DisputeRow
    step: DerivationRow
    version: VersionFacts
    source: VersionFacts


def waiting(
    session: Session, actor: Actor, *, page: int, per_page: int
) -> tuple[int, tuple[Disputed, ...]]:
    """Return how many disputes nobody has resolved yet, and a page of them, the oldest first."""
    require(actor, Permission.DISPUTE_RESOLVE, DisputeFacts())
    count, rows = open_disputes(session, page=page, per_page=per_page)
    return count, _disputed(session, rows)


def disputes_about(
    session: Session, actor: Actor, dataset_id: UUID, number: int | None
) -> tuple[Disputed, ...]:
    """Return the disputes about how a version was made that the actor may read, oldest first.

    Raises `NotFound`.
    """
    version = catalogue.get_version(session, dataset_id, number, visibility_of(actor))
    steps = [row.id for row in derivations_of(session, version.id)]
    found = _disputed(session, disputes_of(session, steps))
    return tuple(each for each in found if may(actor, Permission.DISPUTE_READ, facts_of(each)))


def resolve(
    session: Session,
    actor: Actor,
    dispute_id: UUID,
    outcome: Outcome,
    *,
    resolution: str,
    at: datetime,
) -> Disputed:
    """Resolve a dispute and tell both sides; where it is upheld, the step is only declared.

    What is upheld weakens the version, and all that was made of it. Raises `DisputeMissing`,
    `PermissionRefused` and `AlreadyResolved`.
    """
    found = find_dispute(session, dispute_id)
    require(actor, Permission.DISPUTE_RESOLVE, DisputeFacts())
    if found is None:
        raise DisputeMissing(dispute_id)
    (disputed,) = _disputed(session, (found,))
    require(actor, Permission.DISPUTE_RESOLVE, facts_of(disputed))
    by = submitter_of(actor).id
    row = resolve_dispute(session, dispute_id, by=by, outcome=outcome, resolution=resolution, at=at)
    if outcome is Outcome.UPHELD:
        cause = f"dispute:{dispute_id}"
        change_derivation(session, row.derivation_id, Assurance.DECLARED, cause=cause, at=at)
        restand(session, [disputed.version.id], at=at)
    _tell_both(session, disputed, by=by, at=at)
    kept = find_dispute(session, dispute_id)
    return replace(disputed, dispute=kept or found)


def facts_of(disputed: Disputed) -> DisputeFacts:
    """Return between whom a dispute is, as the rule who resolves it asks."""
    sides = (disputed.version, disputed.source)
    return DisputeFacts(tuple(HolderFacts(each.owner_id, each.department_id) for each in sides))


def _disputed(session: Session, rows: Sequence[DisputeRow]) -> tuple[Disputed, ...]:
    """Return disputes with what they are about: a derivation from a source held here."""
    steps = derivations_by_id(session, {row.derivation_id for row in rows})
    ids = {step.version_id for step in steps.values()}
    ids |= {step.source_version_id for step in steps.values() if step.source_version_id}
    versions = catalogue.versions_of_ids(session, ids, EVERYTHING) if ids else {}
    found = []
    for row in rows:
        step = steps[row.derivation_id]
        version = versions[step.version_id]
        source = versions[step.source_version_id] if step.source_version_id else None
        if version is None or source is None:
            raise AssertionError("everything is seen by the platform itself")
        found.append(Disputed(row, step, version, source))
    return tuple(found)


def _tell_both(session: Session, disputed: Disputed, *, by: UUID, at: datetime) -> None:
    version, source = disputed.version, disputed.source
    for account_id in {version.owner_id, source.owner_id, disputed.dispute.raised_by} - {by}:
        notify(
            session,
            account_id,
            NoticeKind.DISPUTE_RESOLVED,
            cause=f"dispute-resolved:{disputed.dispute.id}",
            at=at,
            about=Subject(
                dataset=version.dataset_id, version=version.id, version_number=version.number
            ),
            facts={
                "title": version.described.title.shown,
                "source": source.described.title.shown,
            },
        )


def _own_sources(session: Session, actor: Actor, version: VersionFacts) -> dict[UUID, VersionFacts]:
    """Return the sources of a version that the actor owns, by their derivation."""
    derivations = derivations_of(session, version.id)
    ids = [row.source_version_id for row in derivations if row.source_version_id]
    sources = catalogue.versions_of_ids(session, ids, EVERYTHING)
    held = {
        row.id: source
        for row in derivations
        if row.source_version_id and (source := sources.get(row.source_version_id))
    }
    own = {each: source for each, source in held.items() if source.owner_id == actor.id}
    if not own:
        anyone = next(iter(held.values()), None)
        if anyone is None:
            raise NotFound("source")
        require(actor, Permission.DERIVATION_DISPUTE, DatasetFacts(anyone.owner_id))
    return own


def _tell(
    session: Session, version: VersionFacts, source: VersionFacts, *, cause: str, at: datetime
) -> None:
    """Tell the owner of what is disputed, and the quality reviewers who may look at it again."""
    eligible = reviewers(
        session,
        Role.QUALITY,
        not_account=version.owner_id,
        not_department=version.department_id,
    )
    people = dict.fromkeys((version.owner_id, *(person.id for person in eligible)))
    for account_id in people:
        if account_id != source.owner_id:
            notify(
                session,
                account_id,
                NoticeKind.DISPUTE_RAISED,
                cause=cause,
                at=at,
                about=Subject(
                    dataset=version.dataset_id, version=version.id, version_number=version.number
                ),
                facts={
                    "title": version.described.title.shown,
                    "source": source.described.title.shown,
                },
            )
