"""The tables of a submission: itself, its files and tables, its history, its reviews."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    String,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.database import Base, Json, UtcTime, UuidKey

_Moment = DateTime(timezone=True)


class Submission(Base):
    """What someone offers. Accounts and datasets live higher: their ids are plain values."""

    __tablename__ = "submissions"
    __table_args__ = (
        Index("ix_submissions_submitter_id", "submitter_id", "updated_at"),
        Index("ix_submissions_state", "state", "due_at"),
        Index("ix_submissions_unpurged", "settled_at", postgresql_where="purged_at IS NULL"),
    )

    id: Mapped[UuidKey]
    submitter_id: Mapped[UUID] = mapped_column(PG_UUID(as_uuid=True))
    department_id: Mapped[UUID | None] = mapped_column(PG_UUID(as_uuid=True))
    public_body: Mapped[bool] = mapped_column(comment="an official's or affiliated body's offer")
    imported: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(16))
    manifest: Mapped[Json]
    lane: Mapped[str | None] = mapped_column(String(8))
    awaits: Mapped[list[str]] = mapped_column(ARRAY(String), default=list)
    report_digest: Mapped[str | None] = mapped_column(String(64))
    attempt: Mapped[int] = mapped_column(Integer, default=0, comment="fences a late worker")
    tries: Mapped[int] = mapped_column(Integer, default=0, comment="crashes in a row")
    lease_until: Mapped[datetime | None] = mapped_column(_Moment)
    progress: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    due_at: Mapped[datetime | None] = mapped_column(_Moment)
    escalated_at: Mapped[datetime | None] = mapped_column(_Moment)
    desk_holder_id: Mapped[UUID | None] = mapped_column(
        PG_UUID(as_uuid=True), comment="the reviewer who took it on their desk"
    )
    desk_until: Mapped[datetime | None] = mapped_column(_Moment)
    dataset_id: Mapped[UUID | None] = mapped_column(PG_UUID(as_uuid=True))
    version_number: Mapped[int | None]
    created_at: Mapped[UtcTime]
    updated_at: Mapped[UtcTime]
    submitted_at: Mapped[datetime | None] = mapped_column(_Moment)
    settled_at: Mapped[datetime | None] = mapped_column(_Moment, comment="blocked or final since")
    purged_at: Mapped[datetime | None] = mapped_column(_Moment)

    files: Mapped[list["SubmissionFile"]] = relationship(
        order_by="SubmissionFile.position", back_populates="submission"
    )


class SubmissionFile(Base):
    """One file of a submission: where it lies in the quarantine and what is known of its bytes."""

    __tablename__ = "submission_files"
    __table_args__ = (UniqueConstraint("submission_id", "name"),)

    id: Mapped[UuidKey]
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    size: Mapped[int] = mapped_column(BigInteger, comment="bytes, as announced")
    media_type: Mapped[str] = mapped_column(String(255))
    claimed_digest: Mapped[str | None] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(comment="in the quarantine bucket; made by us")
    upload_id: Mapped[str | None] = mapped_column(comment="set for a multipart upload")
    part_size: Mapped[int | None] = mapped_column(BigInteger)
    etag: Mapped[str | None] = mapped_column(comment="recorded when completed; binds the bytes")
    completed_at: Mapped[datetime | None] = mapped_column(_Moment)
    digest: Mapped[str | None] = mapped_column(String(64), comment="computed by verification")
    created_at: Mapped[UtcTime]

    submission: Mapped[Submission] = relationship(back_populates="files")


class SubmissionTable(Base):
    """A zstd Parquet copy of one table that verification read, kept until it is published."""

    __tablename__ = "submission_tables"

    id: Mapped[UuidKey]
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id"), index=True)
    attempt: Mapped[int]
    file_name: Mapped[str] = mapped_column(String(200))
    sheet: Mapped[str | None]
    rows: Mapped[int] = mapped_column(BigInteger)
    size: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(String(64))
    key: Mapped[str]
    etag: Mapped[str]
    preview: Mapped[Json] = mapped_column(comment="first rows, identifiers masked")
    told: Mapped[list[str]] = mapped_column(
        ARRAY(String), default=list, comment="columns that people see nothing of"
    )


class Refinement(Base):
    """A table in refined form: a CSV file that is offered beside its original."""

    __tablename__ = "refinements"
    __table_args__ = (
        UniqueConstraint(
            "submission_id", "attempt", "file_name", "sheet", postgresql_nulls_not_distinct=True
        ),
    )

    id: Mapped[UuidKey]
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id"))
    attempt: Mapped[int] = mapped_column(comment="whose bytes it was made from")
    file_name: Mapped[str] = mapped_column(String(200))
    sheet: Mapped[str | None]
    steps: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    told: Mapped[Json] = mapped_column(comment="log and first rows, masked")
    rows: Mapped[int] = mapped_column(BigInteger)
    size: Mapped[int] = mapped_column(BigInteger, comment="bytes")
    digest: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(comment="in the quarantine bucket")
    etag: Mapped[str]
    wanted: Mapped[bool] = mapped_column(comment="published with the original")
    chosen_by: Mapped[UUID | None] = mapped_column(
        PG_UUID(as_uuid=True), comment="null: as it was proposed"
    )
    made_at: Mapped[UtcTime]


class SetAsideFile(Base):
    """Bytes that are no longer offered: of a file before it was treated, and of its tables.

    They lie in the quarantine until they are purged.
    """

    __tablename__ = "set_aside_files"
    __table_args__ = (Index("ix_set_aside_files_at", "at"),)

    id: Mapped[UuidKey]
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id"), index=True)
    key: Mapped[str]
    at: Mapped[UtcTime]
    purged_at: Mapped[datetime | None] = mapped_column(_Moment)


class HistoryEntry(Base):
    """One transition of a submission. Append-only."""

    __tablename__ = "history_entries"

    id: Mapped[UuidKey]
    position: Mapped[int] = mapped_column(BigInteger, Identity(always=True), unique=True)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id"), index=True)
    at: Mapped[UtcTime]
    actor_id: Mapped[UUID | None] = mapped_column(
        PG_UUID(as_uuid=True), comment="null: the platform"
    )
    event: Mapped[str] = mapped_column(String(24))
    before: Mapped[str | None] = mapped_column(String(16))
    after: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str | None]
    facts: Mapped[Json]


class Review(Base):
    """One reviewer's decision on one report. Append-only."""

    __tablename__ = "reviews"
    __table_args__ = (UniqueConstraint("submission_id", "round", "reviewer_id"),)

    id: Mapped[UuidKey]
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id"), index=True)
    reviewer_id: Mapped[UUID] = mapped_column(PG_UUID(as_uuid=True))
    department_id: Mapped[UUID | None] = mapped_column(PG_UUID(as_uuid=True))
    role: Mapped[str] = mapped_column(String(16))
    decision: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str]
    report_digest: Mapped[str] = mapped_column(String(64))
    round: Mapped[int] = mapped_column(comment="the attempt whose report was decided on")
    decided_at: Mapped[UtcTime]
