"""Policy cases of adopted datasets: counted by department, listed for whoever judges them.

The city's evaluation has forty points for them, which people give by the four criteria a case
states. None are given here: the cases stand beside the points that are counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.adoptions.models import AdoptionEntry
from marketplace.adoptions.services import case_stands
from marketplace.adoptions.values import PolicyCase
from marketplace.catalogue.models import Dataset
from marketplace.ledger.days import SEOUL, day_of
from marketplace.ledger.period import Period, parse_period, year_of
from marketplace.permissions.asking import require
from marketplace.permissions.permission import Permission


@dataclass(frozen=True)
class CaseRow:
    """A policy case that stands, of which department and dataset it is, and since when."""

    id: UUID
    case: PolicyCase
    department_id: UUID | None
    dataset_id: UUID
    title: str
    version_number: int
    at: datetime


@dataclass(frozen=True)
class Cases:
    """A page of the policy cases of a period, the newest first."""

    period: Period
    count: int
    rows: tuple[CaseRow, ...]


def policy_cases(
    session: Session,
    actor: Actor,
    period: str | None,
    department_id: UUID | None,
    *,
    page: int,
    per_page: int,
    at: datetime,
) -> Cases:
    """Return a page of the cases of datasets the actor may see, of one department or of all.

    Without a period those of the calendar year. Raises `PeriodRefused`.
    """
    require(actor, Permission.POINTS_READ_DEPARTMENTS, None)
    chosen = parse_period(period) if period else year_of(day_of(at))
    seen = visibility_of(actor).condition(Dataset.access, Dataset.department_id, Dataset.owner_id)
    wanted = (*_of_period(chosen), seen)
    if department_id is not None:
        wanted = (*wanted, AdoptionEntry.department_id == department_id)
    of_dataset = Dataset.id == AdoptionEntry.dataset_id
    count = session.execute(
        select(func.count()).select_from(AdoptionEntry).join(Dataset, of_dataset).where(*wanted)
    ).scalar_one()
    found = session.execute(
        select(AdoptionEntry, Dataset.title_ko)
        .join(Dataset, of_dataset)
        .where(*wanted)
        .order_by(AdoptionEntry.position.desc())
        .offset((page - 1) * per_page)
        .limit(per_page)
    )
    return Cases(chosen, count, tuple(_row(entry, title) for entry, title in found))


def case_counts(session: Session, period: Period) -> Mapping[UUID, int]:
    """Return how many cases of a period each department has."""
    counted = session.execute(
        select(AdoptionEntry.department_id, func.count())
        .where(*_of_period(period), AdoptionEntry.department_id.is_not(None))
        .group_by(AdoptionEntry.department_id)
    )
    return {department: count for department, count in counted if department}


def _of_period(period: Period) -> tuple[ColumnElement[bool], ...]:
    since = datetime.combine(period.first, time(), SEOUL)
    until = datetime.combine(period.last, time.max, SEOUL)
    return (case_stands(), AdoptionEntry.at.between(since, until))


def _row(entry: AdoptionEntry, title: str) -> CaseRow:
    return CaseRow(
        entry.id,
        PolicyCase(**entry.facts["case"]),
        entry.department_id,
        entry.dataset_id,
        title,
        entry.version_number,
        entry.at,
    )
