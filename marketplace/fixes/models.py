"""The table of fixes. Datasets, versions, submissions and accounts are plain ids here."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Index, Integer, String
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, Json, UtcTime, UuidKey

_Moment = DateTime(timezone=True)


class Fix(Base):
    """Other values for cells of one table of a version. Without an outcome it is open.

    What was proposed is never changed; of the rest each moment is written once.
    """

    __tablename__ = "fixes"
    __table_args__ = (
        Index("ix_fixes_dataset_id_at", "dataset_id", "at"),
        Index("ix_fixes_proposer_id_at", "proposer_id", "at"),
        Index("ix_fixes_submission_id", "submission_id", unique=True),
        Index("ix_fixes_unmade", "answered_at", postgresql_where="making = 'asked'"),
    )

    id: Mapped[UuidKey]
    dataset_id: Mapped[UUID]
    version_number: Mapped[int]
    file: Mapped[str]
    sheet: Mapped[str | None]
    keys: Mapped[list[str]] = mapped_column(ARRAY(String), comment="columns that name a row")
    cells: Mapped[list[dict[str, Any]]] = mapped_column(
        JSONB, comment="key, column, now, proposed, reason: as they were checked"
    )
    proposer_id: Mapped[UUID]
    at: Mapped[UtcTime]
    outcome: Mapped[str | None] = mapped_column(
        String(16), comment="accepted, refused or withdrawn; null: open"
    )
    accepted: Mapped[list[int]] = mapped_column(
        ARRAY(Integer), comment="places of the cells that were accepted, from 0"
    )
    reason: Mapped[str | None] = mapped_column(comment="of the answer; masked")
    answered_by: Mapped[UUID | None]
    answered_at: Mapped[datetime | None] = mapped_column(_Moment)
    submission_id: Mapped[UUID | None] = mapped_column(comment="the draft of the next version")
    based_on: Mapped[int | None] = mapped_column(comment="the version whose file is changed")
    making: Mapped[str | None] = mapped_column(
        String(16), comment="of the draft's file: asked, made or failed"
    )
    told: Mapped[Json] = mapped_column(comment="how the file was made, or why it was not")
    lease_until: Mapped[datetime | None] = mapped_column(_Moment)
