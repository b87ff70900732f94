"""The tables of lineage. Versions and accounts are plain ids here."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, UtcTime, UuidKey


class Derivation(Base):
    """The edge from a version to one source, as it was when the version was published."""

    __tablename__ = "derivations"
    __table_args__ = (
        UniqueConstraint("version_id", "position"),
        CheckConstraint(
            "(source_version_id IS NULL) <> (external IS NULL)", name="held_or_external"
        ),
        CheckConstraint("source_version_id <> version_id", name="not_itself"),
        Index("ix_derivations_source_version_id", "source_version_id", "version_id"),
    )

    id: Mapped[UuidKey]
    version_id: Mapped[UUID]
    position: Mapped[int] = mapped_column(comment="place in the manifest, from 1")
    source_version_id: Mapped[UUID | None]
    external: Mapped[dict[str, Any] | None] = mapped_column(
        JSONB(none_as_null=True), comment="title, url, publisher, licence"
    )
    how: Mapped[str]
    group_name: Mapped[str | None]
    alias: Mapped[str | None]
    note: Mapped[str | None]
    assurance: Mapped[str] = mapped_column(comment="of this step alone")
    licence_then: Mapped[str] = mapped_column(comment="of the source")
    generation_then: Mapped[int] = mapped_column(comment="of the source")
    assurance_then: Mapped[str] = mapped_column(comment="of the source")
    at: Mapped[UtcTime]


class Receipt(Base):
    """An account was given a version's bytes; the first time is kept."""

    __tablename__ = "receipts"
    __table_args__ = (Index("ix_receipts_version_id", "version_id"),)

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    version_id: Mapped[UUID] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), comment="of the file that was fetched")
    at: Mapped[UtcTime]


class Dispute(Base):
    """The owner of a source says that a derivation is not what it claims to be."""

    __tablename__ = "disputes"
    __table_args__ = (
        Index(
            "ix_disputes_open", "derivation_id", unique=True, postgresql_where="resolved_at IS NULL"
        ),
    )

    id: Mapped[UuidKey]
    derivation_id: Mapped[UUID] = mapped_column(ForeignKey("derivations.id"), index=True)
    raised_by: Mapped[UUID]
    reason: Mapped[str]
    raised_at: Mapped[UtcTime]
    outcome: Mapped[str | None] = mapped_column(comment="upheld or dismissed")
    resolution: Mapped[str | None]
    resolved_by: Mapped[UUID | None]
    resolved_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Restatement(Base):
    """A draft of a dataset's next version, made from what is newer of its sources."""

    __tablename__ = "restatements"
    __table_args__ = (
        Index("ix_restatements_dataset_id", "dataset_id"),
        Index("ix_restatements_waiting", "asked_at", postgresql_where="outcome IS NULL"),
    )

    submission_id: Mapped[UUID] = mapped_column(primary_key=True, comment="the draft")
    dataset_id: Mapped[UUID]
    version_number: Mapped[int] = mapped_column(comment="that it comes after")
    newer: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, comment="sources: before and now")
    outcome: Mapped[str | None] = mapped_column(comment="null: it is being made")
    told: Mapped[dict[str, Any]] = mapped_column(JSONB, comment="difference, or why not")
    asked_at: Mapped[UtcTime]
    lease_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    done_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
