"""Points: one's own ledger, and the departments' figures over their headcounts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor, DepartmentKind
from marketplace.accounts.queries import departments
from marketplace.ledger import queries
from marketplace.ledger.days import day_of
from marketplace.ledger.facts import ActorFacts
from marketplace.ledger.period import Period, parse_period, year_of
from marketplace.ledger.published import published_rules
from marketplace.ledger.queries import AccountPoints, DepartmentPoints
from marketplace.ledger.rules import in_force, pending_points
from marketplace.ledger.services import record_menu_use
from marketplace.permissions.asking import require
from marketplace.permissions.permission import Permission
from marketplace.workflow.subjects import submitter_of
from submissions.queries import pending_kinds

_COUNTED = frozenset({DepartmentKind.DEPARTMENT, DepartmentKind.AFFILIATED_BODY})


@dataclass(frozen=True)
class DepartmentTable:
    """The departments' figures in a period."""

    period: Period
    rows: tuple[DepartmentPoints, ...]


def own_points(
    session: Session, actor: Actor, *, page: int, per_page: int, at: datetime
) -> AccountPoints:
    """Return the actor's points; what is handed in and not decided stands as pending."""
    require(actor, Permission.POINTS_READ, None)
    account_id = submitter_of(actor).id
    rules = in_force(published_rules(session), day_of(at))
    pending = pending_points(pending_kinds(session, account_id), rules)
    return queries.points_of(session, account_id, pending=pending, page=page, per_page=per_page)


def department_table(
    session: Session, actor: Actor, period: str | None, *, at: datetime
) -> DepartmentTable:
    """Return each department's figures; without a period, those of the calendar year.

    Raises `PeriodRefused`.
    """
    require(actor, Permission.POINTS_READ_DEPARTMENTS, None)
    chosen = parse_period(period) if period else year_of(day_of(at))
    headcounts = {
        row.id: row.headcount or 0 for row in departments(session) if row.kind in _COUNTED
    }
    return DepartmentTable(chosen, queries.department_points(session, chosen, headcounts))


def note_menu_use(session: Session, actor: Actor, menu: str, *, at: datetime) -> None:
    """Record that the actor used a menu; nothing is recorded of whoever is not signed in."""
    if actor.id is not None:
        facts = ActorFacts(actor.id, actor.department_id, actor.is_official)
        record_menu_use(session, facts, menu, at=at)
