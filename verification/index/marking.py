"""Marks what is in the index. No engine: whoever withdraws a version waits for nothing."""

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from verification.index.models import SketchedTable


def withdraw(session: Session, version_id: UUID) -> None:
    """Let the tables of a version be found no more."""
    session.execute(
        update(SketchedTable).where(SketchedTable.version_id == version_id).values(withdrawn=True)
    )
