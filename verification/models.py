"""The rows verification leaves behind: runs, their check runs, and reports by digest.

All three are append-only: a run that is repeated is another row.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, UtcTime, UuidKey


class StoredReport(Base):
    """A report, once however many runs came to it."""

    __tablename__ = "reports"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    body: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_at: Mapped[UtcTime]


class VerificationRun(Base):
    """One finished attempt to verify a subject. A run that crashed as a whole has no report."""

    __tablename__ = "verification_runs"
    __table_args__ = (UniqueConstraint("subject_id", "attempt"),)

    id: Mapped[UuidKey]
    subject_id: Mapped[UUID] = mapped_column(
        index=True, comment="what was verified: a submission; a plain value"
    )
    attempt: Mapped[int] = mapped_column(comment="counted by the caller, from 1")
    started_at: Mapped[UtcTime]
    finished_at: Mapped[UtcTime]
    outcome: Mapped[str] = mapped_column(String(20), comment="the verdict, or crashed")
    report_digest: Mapped[str | None] = mapped_column(ForeignKey("reports.digest"))


class CheckRunRow(Base):
    """What one check of a run came to. The findings stand in the report."""

    __tablename__ = "check_runs"

    id: Mapped[UuidKey]
    run_id: Mapped[UUID] = mapped_column(ForeignKey("verification_runs.id"), index=True)
    check: Mapped[str] = mapped_column(String(80))
    version: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(20))
    findings: Mapped[int] = mapped_column(comment="occurrences in all")
