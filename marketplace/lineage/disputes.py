"""Disputes: the owner of a source contradicts a derivation, and someone resolves it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from marketplace.lineage.errors import (
    AlreadyDisputed,
    AlreadyResolved,
    DerivationMissing,
    DisputeMissing,
    NothingToDispute,
)
from marketplace.lineage.models import Derivation, Dispute
from verification.personal.mask import mask


class Outcome(StrEnum):
    """How a dispute ended: the derivation does not hold, or it does."""

    UPHELD = "upheld"
    DISMISSED = "dismissed"


@dataclass(frozen=True)
class DisputeRow:
    """A dispute as pages show it; without an outcome it is open."""

    id: UUID
    derivation_id: UUID
    raised_by: UUID
    reason: str
    raised_at: datetime
    outcome: Outcome | None
    resolution: str | None
    resolved_by: UUID | None
    resolved_at: datetime | None


def raise_dispute(
    session: Session, derivation_id: UUID, *, by: UUID, reason: str, at: datetime
) -> Dispute:
    """Open a dispute about a derivation. That `by` owns its source is for the caller to know.

    The reason is masked before it is kept, as is that of the resolution.

    Raises `DerivationMissing`, `NothingToDispute` where the source is external, and
    `AlreadyDisputed` while another dispute about it is open.
    """
    derivation = session.get(Derivation, derivation_id)
    if derivation is None:
        raise DerivationMissing(derivation_id)
    if derivation.source_version_id is None:
        raise NothingToDispute(derivation_id)
    row = {"derivation_id": derivation_id, "raised_by": by, "reason": mask(reason), "raised_at": at}
    opened = session.execute(
        insert(Dispute).values(id=uuid4(), **row).on_conflict_do_nothing().returning(Dispute)
    ).scalar_one_or_none()
    if opened is None:
        raise AlreadyDisputed(derivation_id)
    return opened


def resolve_dispute(
    session: Session,
    dispute_id: UUID,
    *,
    by: UUID,
    outcome: Outcome,
    resolution: str,
    at: datetime,
) -> Dispute:
    """Close a dispute with its outcome and why; raise `DisputeMissing` or `AlreadyResolved`."""
    dispute = session.get(Dispute, dispute_id, with_for_update=True)
    if dispute is None:
        raise DisputeMissing(dispute_id)
    if dispute.resolved_at is not None:
        raise AlreadyResolved(dispute_id)
    dispute.outcome = outcome
    dispute.resolution = mask(resolution)
    dispute.resolved_by = by
    dispute.resolved_at = at
    return dispute


def find_dispute(session: Session, dispute_id: UUID) -> DisputeRow | None:
    """Return a dispute, or None if there is no such one."""
    found = session.get(Dispute, dispute_id)
    return _row(found) if found else None


def open_disputes(
    session: Session, *, page: int = 1, per_page: int = 20
) -> tuple[int, tuple[DisputeRow, ...]]:
    """Return how many disputes nobody has resolved yet, and a page of them, the oldest first."""
    is_open = Dispute.resolved_at.is_(None)
    count = session.execute(select(func.count()).where(is_open)).scalar_one()
    waiting = (
        select(Dispute)
        .where(is_open)
        .order_by(Dispute.raised_at, Dispute.id)
        .offset((page - 1) * per_page)
        .limit(per_page)
    )
    return count, tuple(_row(dispute) for dispute in session.execute(waiting).scalars())


def disputes_of(session: Session, derivation_ids: Collection[UUID]) -> tuple[DisputeRow, ...]:
    """Return every dispute about some derivations, the oldest first."""
    about = (
        select(Dispute)
        .where(Dispute.derivation_id.in_(derivation_ids))
        .order_by(Dispute.raised_at, Dispute.id)
    )
    return tuple(_row(dispute) for dispute in session.execute(about).scalars())


def _row(dispute: Dispute) -> DisputeRow:
    return DisputeRow(
        id=dispute.id,
        derivation_id=dispute.derivation_id,
        raised_by=dispute.raised_by,
        reason=dispute.reason,
        raised_at=dispute.raised_at,
        outcome=Outcome(dispute.outcome) if dispute.outcome else None,
        resolution=dispute.resolution,
        resolved_by=dispute.resolved_by,
        resolved_at=dispute.resolved_at,
    )
