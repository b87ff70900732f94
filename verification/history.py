"""Keeps and finds what verifications came to. Append-only: a repeated run is another row."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, FromClause, cast, column, func, select, true
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Session

from verification.errors import ReportMissing
from verification.models import CheckRunRow, StoredReport, VerificationRun
from verification.report import Report, as_json

CRASHED = "crashed"


@dataclass(frozen=True)
class Span:
    """Which attempt at a subject it was, and when it began and ended."""

    subject_id: UUID
    attempt: int
    started_at: datetime
    finished_at: datetime


def record(session: Session, report: Report, *, span: Span) -> str:
    """Keep a finished run and its report; return the report's digest."""
    body = as_json(report)
    digest: str = body["digest"]
    kept = insert(StoredReport).values(digest=digest, body=body, created_at=span.finished_at)
    session.execute(kept.on_conflict_do_nothing())
    run = _run(span, outcome=report.verdict.value, digest=digest)
    session.add(run)
    session.flush()  # the check runs point at it
    session.add_all(
        CheckRunRow(
            run_id=run.id,
            check=check.check,
            version=check.version,
            outcome=check.outcome.value,
            findings=check.occurrences,
        )
        for check in report.checks
    )
    return digest


def record_crash(session: Session, *, span: Span) -> None:
    """Keep a run that came to no report."""
    session.add(_run(span, outcome=CRASHED, digest=None))


def latest_report(session: Session, subject_id: UUID) -> Mapping[str, Any]:
    """The JSON of the newest report of a subject; raise `ReportMissing` if there is none."""
    found = session.execute(
        select(StoredReport.body)
        .join(VerificationRun, VerificationRun.report_digest == StoredReport.digest)
        .where(VerificationRun.subject_id == subject_id)
        .order_by(VerificationRun.finished_at.desc(), VerificationRun.attempt.desc())
        .limit(1)
    ).scalar_one_or_none()
    if found is None:
        raise ReportMissing(subject_id)
    return dict(found)


def find_report(session: Session, digest: str) -> Mapping[str, Any] | None:
    """The JSON of the report with this digest, or None."""
    stored = session.get(StoredReport, digest)
    return stored.body if stored is not None else None


@dataclass(frozen=True)
class ReportSummary:
    """What a list shows of a report: occurrences by (code, severity), and its sources' states."""

    counts: Mapping[tuple[str, str], int]
    sources: tuple[Mapping[str, Any], ...]


def summaries_of(session: Session, digests: Collection[str]) -> Mapping[str, ReportSummary]:
    """Return what lists show of some reports, without reading any of them whole."""
    check = _elements(StoredReport.body["checks"], "checks")
    finding = _elements(check.c.value["findings"], "findings")
    code, severity = finding.c.value["code"].astext, finding.c.value["severity"].astext
    occurrences = func.sum(cast(finding.c.value["count"].astext, BigInteger))
    counted = (
        select(StoredReport.digest, code, severity, occurrences)
        .select_from(StoredReport)
        .join(check, true())
        .join(finding, true())
        .where(StoredReport.digest.in_(digests))
        .group_by(StoredReport.digest, code, severity)
    )
    counts: dict[str, dict[tuple[str, str], int]] = {}
    for digest, of_code, of_severity, total in session.execute(counted):
        counts.setdefault(digest, {})[of_code, of_severity] = int(total)
    sources = select(StoredReport.digest, StoredReport.body["sources"]).where(
        StoredReport.digest.in_(digests)
    )
    return {
        digest: ReportSummary(counts.get(digest, {}), tuple(states))
        for digest, states in session.execute(sources)
    }


def _elements(array: ColumnElement[Any], name: str) -> FromClause:
    return func.jsonb_array_elements(array).table_valued(column("value", JSONB)).lateral(name)


def _run(span: Span, *, outcome: str, digest: str | None) -> VerificationRun:
    return VerificationRun(
        subject_id=span.subject_id,
        attempt=span.attempt,
        started_at=span.started_at,
        finished_at=span.finished_at,
        outcome=outcome,
        report_digest=digest,
    )
