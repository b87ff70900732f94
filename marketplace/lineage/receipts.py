"""Receipts: who was given which version, and when for the first time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
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


@dataclass(frozen=True)
class ReceiptRow:
    """That an account was given a version, and when for the first time."""

    version_id: UUID
    at: datetime


def receipts_of(
    session: Session, account_id: UUID, *, page: int, per_page: int
) -> tuple[tuple[ReceiptRow, ...], int]:
    """Return a page of an account's receipts, newest first, and how many there are."""
    own = select(Receipt.version_id, Receipt.at).where(Receipt.account_id == account_id)
    count = session.execute(select(func.count()).select_from(own.subquery())).scalar_one()
    rows = session.execute(
        own.order_by(Receipt.at.desc(), Receipt.version_id)
        .limit(per_page)
        .offset((page - 1) * per_page)
    )
    return tuple(ReceiptRow(version_id, at) for version_id, at in rows), count


def receipt_holders(session: Session, version_id: UUID) -> tuple[UUID, ...]:
    """Return the accounts that were given a version, in the order in which they were."""
    holders = (
        select(Receipt.account_id)
        .where(Receipt.version_id == version_id)
        .order_by(Receipt.at, Receipt.account_id)
    )
    return tuple(session.execute(holders).scalars())
