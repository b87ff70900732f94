"""Marks what is in the index. No engine: whoever withdraws a version waits for nothing."""

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from verification.index.models import SketchedTable


def withdraw(session: Session, version_id: UUID) -> None:
    """Let the tables of a version be found no more."""
    _mark(session, version_id, withdrawn=True)


def offer_again(session: Session, version_id: UUID) -> None:
    """Let the tables of a version be found once more."""
    _mark(session, version_id, withdrawn=False)


def _mark(session: Session, version_id: UUID, *, withdrawn: bool) -> None:
    of_version = SketchedTable.version_id == version_id
    session.execute(update(SketchedTable).where(of_version).values(withdrawn=withdrawn))
