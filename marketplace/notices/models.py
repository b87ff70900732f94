"""The table of notices."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, Json, UtcTime, UuidKey


class Notice(Base):
    """One thing one person is told."""

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("account_id", "cause"),
        Index("ix_notices_account_created", "account_id", "created_at"),
        Index("ix_notices_unread", "account_id", postgresql_where="read_at IS NULL"),
    )

    id: Mapped[UuidKey]
    account_id: Mapped[UUID]
    kind: Mapped[str]
    cause: Mapped[str] = mapped_column(comment="one notice for a person and a cause")
    submission_id: Mapped[UUID | None]
    dataset_id: Mapped[UUID | None]
    version_id: Mapped[UUID | None]
    version_number: Mapped[int | None]
    facts: Mapped[Json] = mapped_column(comment="what the text names; never personal data")
    created_at: Mapped[UtcTime]
    read_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
