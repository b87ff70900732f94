"""Receipts: who was given which version, and when for the first time."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from marketplace.lineage.models import Receipt
from storage.digests import Digest


def give_receipt(
    session: Session, account_id: UUID, version_id: UUID, *, digest: Digest, at: datetime
) -> None:
    """Note that an account was given a version. The first time is kept, whatever comes after."""
    row = {"account_id": account_id, "version_id": version_id, "digest": digest, "at": at}
    session.execute(insert(Receipt).values(row).on_conflict_do_nothing())


def holds_receipt(
    session: Session, account_id: UUID, version_id: UUID, *, before: datetime
) -> bool:
    """Tell whether an account was given exactly this version before a moment."""
    return version_id in versions_received(session, account_id, [version_id], before=before)


def versions_received(
    session: Session, account_id: UUID, version_ids: Collection[UUID], *, before: datetime
) -> frozenset[UUID]:
    """Return those of the versions that an account was given before a moment."""
    received = select(Receipt.version_id).where(
        Receipt.account_id == account_id,
        Receipt.version_id.in_(version_ids),
        Receipt.at < before,
    )
    return frozenset(session.execute(received).scalars())


def receipt_holders(session: Session, version_id: UUID) -> tuple[UUID, ...]:
    """Return the accounts that were given a version, in the order in which they were."""
    holders = (
        select(Receipt.account_id)
        .where(Receipt.version_id == version_id)
        .order_by(Receipt.at, Receipt.account_id)
    )
    return tuple(session.execute(holders).scalars())
