"""The table of cross-verifications. Datasets, departments and accounts are plain ids here."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Index, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, UtcTime, UuidKey

_Moment = DateTime(timezone=True)


class CrossVerification(Base):
    """Two tables of two departments, compared. Each moment is written once.

    Without a verdict it is being compared; without an answer it waits for the asked department.
    """

    __tablename__ = "cross_verifications"
    __table_args__ = (
        UniqueConstraint(
            "version_id",
            "file",
            "sheet",
            "other_version_id",
            "other_file",
            "other_sheet",
            postgresql_nulls_not_distinct=True,
            name="uq_cross_verifications_tables",
        ),
        Index("ix_cross_verifications_dataset_id", "dataset_id", "at"),
        Index("ix_cross_verifications_other_dataset_id", "other_dataset_id", "at"),
        Index("ix_cross_verifications_waiting", "at", postgresql_where="verdict IS NULL"),
    )

    id: Mapped[UuidKey]
    asked_by: Mapped[UUID]
    department_id: Mapped[UUID] = mapped_column(comment="that asks")
    other_department_id: Mapped[UUID] = mapped_column(comment="that is asked")
    dataset_id: Mapped[UUID]
    version_id: Mapped[UUID]
    version_number: Mapped[int]
    file: Mapped[str]
    sheet: Mapped[str | None]
    other_dataset_id: Mapped[UUID]
    other_version_id: Mapped[UUID]
    other_version_number: Mapped[int]
    other_file: Mapped[str]
    other_sheet: Mapped[str | None]
    at: Mapped[UtcTime]
    lease_until: Mapped[datetime | None] = mapped_column(_Moment)
    verdict: Mapped[str | None] = mapped_column(
        String(16), comment="agrees, differs or undecidable; null: being compared"
    )
    evidence: Mapped[dict[str, Any] | None] = mapped_column(
        JSONB(none_as_null=True), comment="figures and first differing cells, masked"
    )
    compared_at: Mapped[datetime | None] = mapped_column(_Moment)
    answer: Mapped[str | None] = mapped_column(String(16), comment="confirmed or commented")
    comment: Mapped[str | None] = mapped_column(comment="masked")
    answered_by: Mapped[UUID | None]
    answered_at: Mapped[datetime | None] = mapped_column(_Moment)
