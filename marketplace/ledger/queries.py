"""The ledger as pages show it: one's own points, and the departments'. Raw beside recognised."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.ledger.kinds import EventKind, Reason
from marketplace.ledger.models import Event, Posting
from marketplace.ledger.period import Period

CENT = Decimal("0.01")


@dataclass(frozen=True)
class PostingRow:
    """A posting with the event that caused it."""

    id: UUID
    event_id: UUID
    kind: EventKind
    at: datetime
    day: date
    amount: int
    recognised: int
    reason: Reason
    rule_version: int
    dataset_id: UUID | None
    version_number: int | None
    menu: str | None
    counter_of: UUID | None


@dataclass(frozen=True)
class AccountPoints:
    """What an account has: recognised (`total`), raw, pending until approval, and a page of why."""

    total: int
    raw: int
    pending: int
    count: int
    postings: tuple[PostingRow, ...]


@dataclass(frozen=True)
class DepartmentPoints:
    """A department's figure: its members' points over its headcount; no mean without heads."""

    department_id: UUID
    headcount: int
    raw: int
    recognised: int
    mean_raw: Decimal | None
    mean_recognised: Decimal | None


def points_of(
    session: Session, account_id: UUID, *, pending: int = 0, page: int = 1, per_page: int = 20
) -> AccountPoints:
    """Return an account's points and a page of its postings, newest first."""
    raw, total, count = session.execute(
        select(
            func.coalesce(func.sum(Posting.amount), 0),
            func.coalesce(func.sum(Posting.recognised), 0),
            func.count(),
        ).where(Posting.account_id == account_id)
    ).one()
    rows = session.execute(
        select(Posting, Event)
        .join(Event, Event.id == Posting.event_id)
        .where(Posting.account_id == account_id)
        .order_by(Event.number.desc())
        .offset((page - 1) * per_page)
        .limit(per_page)
    )
    postings = tuple(_row(posting, event) for posting, event in rows)
    return AccountPoints(total, raw, pending, count, postings)


def department_points(
    session: Session, period: Period, headcounts: Mapping[UUID, int]
) -> tuple[DepartmentPoints, ...]:
    """Return the figure of each department with a headcount or with points, the best mean first.

    Points count for the department the member belonged to when they were earned.
    """
    sums = session.execute(
        select(Posting.department_id, func.sum(Posting.amount), func.sum(Posting.recognised))
        .where(Posting.department_id.is_not(None), Posting.day.between(period.first, period.last))
        .group_by(Posting.department_id)
    )
    earned = {
        department: (raw, recognised)
        for department, raw, recognised in sums
        if department is not None
    }
    rows = [
        _department(department, headcounts.get(department, 0), *earned.get(department, (0, 0)))
        for department in headcounts.keys() | earned.keys()
    ]
    return tuple(sorted(rows, key=_best_first))


def mean(points: int, headcount: int) -> Decimal | None:
    """Return points over heads, to two places, halves away from zero; None without heads."""
    if headcount <= 0:
        return None
    return (Decimal(points) / headcount).quantize(CENT, ROUND_HALF_UP)


def _department(department_id: UUID, headcount: int, raw: int, recognised: int) -> DepartmentPoints:
    return DepartmentPoints(
        department_id,
        headcount,
        raw,
        recognised,
        mean(raw, headcount),
        mean(recognised, headcount),
    )


def _best_first(row: DepartmentPoints) -> tuple[bool, Decimal, int, str]:
    figure = row.mean_recognised
    return (figure is None, -(figure or Decimal(0)), -row.recognised, str(row.department_id))


def _row(posting: Posting, event: Event) -> PostingRow:
    return PostingRow(
        id=posting.id,
        event_id=event.id,
        kind=EventKind(event.kind),
        at=event.at,
        day=posting.day,
        amount=posting.amount,
        recognised=posting.recognised,
        reason=Reason(posting.reason),
        rule_version=posting.rule_version,
        dataset_id=event.dataset_id,
        version_number=event.version_number,
        menu=event.menu,
        counter_of=posting.counter_of,
    )
