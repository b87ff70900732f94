"""The tables of diagnoses. Datasets and versions are plain ids here."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    DateTime,
    Float,
    ForeignKey,
    Identity,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, Json, UtcTime, UuidKey
from verification.models import StoredReport


class Diagnosis(Base):
    """A published version was verified once more. Append-only: a repeated one is another row.

    The verification a version was accepted on is its first, with attempt 0.
    """

    __tablename__ = "diagnoses"
    __table_args__ = (
        UniqueConstraint("version_id", "attempt"),
        Index("ix_diagnoses_version_id_at", "version_id", "at"),
        Index("ix_diagnoses_dataset_id_at", "dataset_id", "at"),
        Index("ix_diagnoses_at", "at"),
    )

    id: Mapped[UuidKey]
    dataset_id: Mapped[UUID]
    version_id: Mapped[UUID]
    attempt: Mapped[int] = mapped_column(comment="of the turn; 0: what it was accepted on")
    at: Mapped[UtcTime]
    outcome: Mapped[str] = mapped_column(String(20), comment="the verdict, crashed or lost")
    report_digest: Mapped[str | None] = mapped_column(ForeignKey(StoredReport.digest))
    quality: Mapped[dict[str, Any] | None] = mapped_column(
        JSONB(none_as_null=True), comment="the five indicators, with what they were counted of"
    )
    errors: Mapped[int] = mapped_column(BigInteger, comment="occurrences of that severity")
    private: Mapped[list[str]] = mapped_column(
        ARRAY(String), comment="codes of personal data where nobody has decided on it"
    )
    schemas: Mapped[list[str]] = mapped_column(
        ARRAY(String), comment="a digest for the columns of each table, to find those alike"
    )
    fall: Mapped[float] = mapped_column(Float, comment="the most points an indicator fell")
    columns_changed: Mapped[int] = mapped_column(comment="gone, new, or of another type")
    changes: Mapped[Json] = mapped_column(comment="against the dataset's diagnosis before")


class DiagnosisTurn(Base):
    """When a version was diagnosed last, and whether it is being so now."""

    __tablename__ = "diagnosis_turns"
    __table_args__ = (
        Index("ix_diagnosis_turns_diagnosed_at", "diagnosed_at"),
        Index("ix_diagnosis_turns_asked_at", "asked_at", postgresql_where="asked_at IS NOT NULL"),
    )

    version_id: Mapped[UUID] = mapped_column(primary_key=True)
    diagnosed_at: Mapped[UtcTime]
    attempt: Mapped[int] = mapped_column(comment="fences a late worker")
    tries: Mapped[int] = mapped_column(comment="since the last diagnosis")
    asked_at: Mapped[datetime | None] = mapped_column(
        DateTime(timezone=True), comment="a job was sent, and nothing came of it yet"
    )
    lease_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    diagnosis_id: Mapped[UUID | None] = mapped_column(
        ForeignKey(Diagnosis.id), comment="the last: a list must not look for it"
    )
    counted_private: Mapped[list[str]] = mapped_column(
        ARRAY(String), comment="of the last diagnosis, without what was set aside"
    )
    counted_errors: Mapped[int] = mapped_column(BigInteger, comment="likewise")


class AsideEntry(Base):
    """A finding of a diagnosis was set aside, or counts again. Append-only: the last entry holds.

    It is of a place in a version, as the same file is diagnosed time and again.
    """

    __tablename__ = "aside_entries"
    __table_args__ = (Index("ix_aside_entries_version_id", "version_id", "position"),)

    id: Mapped[UuidKey]
    position: Mapped[int] = mapped_column(BigInteger, Identity(always=True), unique=True)
    version_id: Mapped[UUID]
    report_digest: Mapped[str] = mapped_column(
        ForeignKey(StoredReport.digest), comment="what was looked at"
    )
    code: Mapped[str] = mapped_column(String(80))
    file: Mapped[str | None]
    sheet: Mapped[str | None]
    column_name: Mapped[str | None]
    occurrences: Mapped[int] = mapped_column(BigInteger, comment="more of them count anew")
    is_aside: Mapped[bool] = mapped_column(comment="false: it counts again")
    reason: Mapped[str]
    actor_id: Mapped[UUID]
    at: Mapped[UtcTime]


class ErrorReport(Base):
    """Somebody says that a published dataset is wrong somewhere; without an outcome it is open."""

    __tablename__ = "error_reports"
    __table_args__ = (
        Index("ix_error_reports_open", "dataset_id", postgresql_where="answered_at IS NULL"),
        Index("ix_error_reports_dataset_id_at", "dataset_id", "at"),
        Index("ix_error_reports_reporter_id_at", "reporter_id", "at"),
    )

    id: Mapped[UuidKey]
    dataset_id: Mapped[UUID]
    version_number: Mapped[int]
    reporter_id: Mapped[UUID]
    column_name: Mapped[str | None] = mapped_column(String(200), comment="masked")
    row: Mapped[int | None] = mapped_column(BigInteger, comment="data records from 1")
    text: Mapped[str] = mapped_column(comment="masked")
    at: Mapped[UtcTime]
    outcome: Mapped[str | None] = mapped_column(String(16), comment="mended or no-error")
    mended_in: Mapped[int | None] = mapped_column(comment="the version that is right")
    answer: Mapped[str | None] = mapped_column(comment="masked")
    answered_by: Mapped[UUID | None]
    answered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
