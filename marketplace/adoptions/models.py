"""The table of adoptions. Datasets, departments and accounts are plain ids here."""

from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, Json, UtcTime, UuidKey


class AdoptionEntry(Base):
    """Something was done about an adoption. Append-only: what is undone is so by another row."""

    __tablename__ = "adoption_entries"
    __table_args__ = (
        Index("ix_adoption_entries_dataset_id", "dataset_id", "position"),
        Index("ix_adoption_entries_department_id", "department_id", "position"),
    )

    id: Mapped[UuidKey]
    position: Mapped[int] = mapped_column(BigInteger, Identity(always=True), unique=True)
    dataset_id: Mapped[UUID]
    version_number: Mapped[int] = mapped_column(comment="that was shown then")
    event: Mapped[str] = mapped_column(String(24))
    department_id: Mapped[UUID | None] = mapped_column(comment="that adopted it")
    facts: Mapped[Json] = mapped_column(comment="cycle, criteria with notes, or a policy case")
    reason: Mapped[str] = mapped_column(comment="masked; '' where none is asked for")
    actor_id: Mapped[UUID]
    at: Mapped[UtcTime]
