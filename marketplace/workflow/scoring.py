"""Points: one's own ledger, and the departments' figures over their headcounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.accounts.actor import PUBLIC_BODIES, Actor
from marketplace.accounts.queries import departments
from marketplace.ledger import queries
from marketplace.ledger.days import day_of
from marketplace.ledger.facts import ActorFacts
from marketplace.ledger.models import Posting
from marketplace.ledger.period import Period, parse_period, year_of
from marketplace.ledger.published import published_rules
from marketplace.ledger.queries import AccountPoints, DepartmentPoints
from marketplace.ledger.rules import Rules, in_force, pending_points
from marketplace.ledger.services import record_menu_use
from marketplace.permissions.asking import require
from marketplace.permissions.permission import Permission
from marketplace.workflow.naming import titles_of
from marketplace.workflow.policy_cases import case_counts
from marketplace.workflow.subjects import submitter_of
from submissions.queries import pending_kinds


@dataclass(frozen=True)
class DepartmentTable:
    """The departments' figures in a period, and how many policy cases each has."""

    period: Period
    rows: tuple[DepartmentPoints, ...]
    cases: Mapping[UUID, int]


@dataclass(frozen=True)
class OwnPoints:
    """Somebody's points with what their page names: titles, their department, the rules.

    `department_cases`: how many policy cases the department has this year.
    """

    points: AccountPoints
    rules: Rules
    titles: Mapping[UUID, str]
    department: DepartmentPoints | None
    department_name: str
    department_cases: int


@dataclass(frozen=True)
class DepartmentBoard:
    """The table with its departments' names, and how many people of each did anything."""

    table: DepartmentTable
    rules: Rules
    names: Mapping[UUID, str]
    people: Mapping[UUID, int]


def rules_today(session: Session, *, at: datetime) -> Rules:
    """Return the recognition rules in force."""
    return in_force(published_rules(session), day_of(at))


def own_points(
    session: Session, actor: Actor, *, page: int, per_page: int, at: datetime
) -> AccountPoints:
    """Return the actor's points; what is handed in and not decided stands as pending."""
    require(actor, Permission.POINTS_READ, None)
    account_id = submitter_of(actor).id
    pending = pending_points(pending_kinds(session, account_id), rules_today(session, at=at))
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
        row.id: row.headcount or 0 for row in departments(session) if row.kind in PUBLIC_BODIES
    }
    cases = case_counts(session, chosen)
    return DepartmentTable(chosen, queries.department_points(session, chosen, headcounts), cases)


def own_points_page(
    session: Session, actor: Actor, *, page: int, per_page: int, at: datetime
) -> OwnPoints:
    """Return the actor's points, and this year's figure of their department."""
    points = own_points(session, actor, page=page, per_page=per_page, at=at)
    board = department_board(session, actor, None, at=at)
    own = (row for row in board.table.rows if row.department_id == actor.department_id)
    return OwnPoints(
        points=points,
        rules=board.rules,
        titles=titles_of(
            session, actor, {row.dataset_id for row in points.postings if row.dataset_id}
        ),
        department=next(own, None),
        department_name=board.names.get(actor.department_id, "") if actor.department_id else "",
        department_cases=board.table.cases.get(actor.department_id, 0)
        if actor.department_id
        else 0,
    )


def department_board(
    session: Session, actor: Actor, period: str | None, *, at: datetime
) -> DepartmentBoard:
    """Return the departments' figures as a page shows them; raise `PeriodRefused`."""
    table = department_table(session, actor, period, at=at)
    counted = session.execute(
        select(Posting.department_id, func.count(Posting.account_id.distinct()))
        .where(
            Posting.department_id.is_not(None),
            Posting.day.between(table.period.first, table.period.last),
        )
        .group_by(Posting.department_id)
    )
    return DepartmentBoard(
        table=table,
        rules=rules_today(session, at=at),
        names={row.id: row.name for row in departments(session)},
        people={department: count for department, count in counted if department},
    )


def note_menu_use(session: Session, actor: Actor, menu: str, *, at: datetime) -> None:
    """Record that the actor used a menu; nothing is recorded of whoever is not signed in."""
    if actor.id is not None:
        facts = ActorFacts(actor.id, actor.department_id, actor.is_official)
        record_menu_use(session, facts, menu, at=at)
