"""The values of the reviewers' queue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.accounts.actor import REVIEWER_ROLES, Actor
from marketplace.accounts.queries import department_names_of, names_of
from marketplace.lineage.graph import generation
from marketplace.permissions.ruling import ROLE_NOT_HELD, YES, Ruling, no
from marketplace.web.report_page import Counts, is_private
from submissions.queries import SubmissionSeen
from verification.findings import Severity
from verification.history import ReportSummary, summaries_of

_UNREAD = ReportSummary({}, ())


@dataclass(frozen=True)
class Waiting:
    """One submission in the queue; `claimed_by` is whoever has it on their desk."""

    id: UUID
    title: str
    state: str
    by: str
    department: str
    kind: str
    generation: int
    lane: str
    awaits: tuple[str, ...]
    counts: Counts
    has_privacy: bool
    due_at: datetime | None
    is_late: bool
    claimed_by: str
    is_mine: bool
    can: Ruling


@dataclass(frozen=True)
class _Names:
    people: Mapping[UUID, str]
    departments: Mapping[UUID, str]


def waiting_rows(
    session: Session, actor: Actor, rows: tuple[SubmissionSeen, ...], *, at: datetime
) -> list[Waiting]:
    """Return the rows of the queue, with what their reports count."""
    digests = {row.report_digest for row in rows if row.report_digest}
    summaries = summaries_of(session, digests)
    ids = {row.submitter_id for row in rows} | {r.desk_holder_id for r in rows if r.desk_holder_id}
    names = _Names(
        names_of(session, ids),
        department_names_of(session, {row.department_id for row in rows if row.department_id}),
    )
    can = YES if actor.roles & REVIEWER_ROLES else no(ROLE_NOT_HELD)
    return [
        _row(row, summaries.get(row.report_digest or "", _UNREAD), names, actor, can=can, at=at)
        for row in rows
    ]


def generation_of(row: SubmissionSeen, summary: ReportSummary) -> int:
    """Return the generation a submission would be of, as far as its sources are known."""
    known = summary.sources or row.manifest["sources"]
    return generation(state.get("generation", 0) for state in known)


def holder_of(row: SubmissionSeen, *, at: datetime) -> UUID | None:
    """Return who has a submission on their desk now."""
    return row.desk_holder_id if row.desk_until and row.desk_until > at else None


def _row(
    row: SubmissionSeen,
    summary: ReportSummary,
    names: _Names,
    actor: Actor,
    *,
    can: Ruling,
    at: datetime,
) -> Waiting:
    holder = holder_of(row, at=at)
    return Waiting(
        id=row.id,
        title=row.title,
        state=row.state.value,
        by=names.people[row.submitter_id],
        department=names.departments.get(row.department_id, "") if row.department_id else "",
        kind=row.kind,
        generation=generation_of(row, summary),
        lane=row.lane or "",
        awaits=row.awaits,
        counts=_counts(summary),
        has_privacy=any(is_private(code) for code, _ in summary.counts),
        due_at=row.due_at,
        is_late=row.due_at is not None and row.due_at < at,
        claimed_by=names.people[holder] if holder else "",
        is_mine=holder is not None and holder == actor.id,
        can=can,
    )


def _counts(summary: ReportSummary) -> Counts:
    totals = {severity.value: 0 for severity in Severity}
    for (_, severity), count in summary.counts.items():
        totals[severity] += count
    return Counts(**totals)
