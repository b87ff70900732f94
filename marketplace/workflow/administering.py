"""Administering: accounts, their roles and departments, and what verification could not finish."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.accounts import departments as rooms
from marketplace.accounts import queries, recovery, roles
from marketplace.accounts.actor import Actor, DepartmentKind, Role
from marketplace.accounts.headcounts import HeadcountLoad, load_headcounts
from marketplace.accounts.models import Account
from marketplace.accounts.queries import AccountPage, AccountRow, DepartmentRow, EntryRow
from marketplace.accounts.recovery import IssuedReset
from marketplace.permissions.asking import require
from marketplace.permissions.permission import Permission
from submissions.models import Submission
from submissions.states import State


@dataclass(frozen=True)
class AccountSeen:
    """An account with its history, newest first, and the names of who made that history."""

    account: AccountRow
    history: tuple[EntryRow, ...]
    names: Mapping[UUID, str]
    departments: Mapping[UUID, str]


@dataclass(frozen=True)
class Placing:
    """Where somebody belongs: in a department or none, with a personnel number or none."""

    department_id: UUID | None
    hr_id: str | None


@dataclass(frozen=True)
class Held:
    """A submission whose verification broke off too often, and how far it last came."""

    id: UUID
    title: str
    by: str
    held_at: datetime
    tries: int
    stage: str


@dataclass(frozen=True)
class Departments:
    """Every department, and how many open accounts each has."""

    rows: tuple[DepartmentRow, ...]
    people: Mapping[UUID, int]


def accounts(
    session: Session, actor: Actor, *, search: str, role: Role | None, page: int, per_page: int
) -> AccountPage:
    """Return a page of the open accounts."""
    require(actor, Permission.ACCOUNT_ADMINISTER)
    return queries.accounts_page(session, search=search, role=role, page=page, per_page=per_page)


def account(session: Session, actor: Actor, account_id: UUID) -> AccountSeen:
    """Return an account with its history; raise `AccountMissing`."""
    require(actor, Permission.ACCOUNT_ADMINISTER)
    found = queries.account_of(session, account_id)
    history = tuple(reversed(queries.history_of(session, account_id)))
    return AccountSeen(
        account=found,
        history=history,
        names=queries.names_of(session, {entry.by for entry in history if entry.by}),
        departments={row.id: row.name for row in queries.departments(session)},
    )


def grant(
    session: Session, actor: Actor, account_id: UUID, role: Role, *, reason: str, at: datetime
) -> None:
    """Give a role, with the reason in the history; raise `DepartmentRequired`."""
    require(actor, Permission.ACCOUNT_ADMINISTER)
    roles.grant_role(session, account_id, role, by=actor.id, at=at, reason=reason)


def revoke(session: Session, actor: Actor, account_id: UUID, role: Role, *, at: datetime) -> None:
    """Take a role away; raise `RoleStays` or `LastAdministrator`."""
    require(actor, Permission.ACCOUNT_ADMINISTER)
    roles.withdraw_role(session, account_id, role, by=actor.id, at=at)


def place(
    session: Session, actor: Actor, account_id: UUID, placing: Placing, *, at: datetime
) -> None:
    """Say where somebody belongs; raise `DepartmentRequired` or `HrIdTaken`."""
    require(actor, Permission.ACCOUNT_ADMINISTER)
    roles.assign_department(session, account_id, placing.department_id, by=actor.id, at=at)
    roles.set_hr_id(session, account_id, placing.hr_id, by=actor.id, at=at)


def issue_reset(session: Session, actor: Actor, account_id: UUID, *, at: datetime) -> IssuedReset:
    """Return a code for one new password, to be handed to the owner of the account."""
    require(actor, Permission.ACCOUNT_ADMINISTER)
    return recovery.issue_reset(session, account_id, by=actor.id, at=at)


def departments(session: Session, actor: Actor) -> Departments:
    """Return every department, by name."""
    require(actor, Permission.DEPARTMENT_ADMINISTER)
    counted = session.execute(
        select(Account.department_id, func.count())
        .where(Account.closed_at.is_(None), Account.department_id.is_not(None))
        .group_by(Account.department_id)
    )
    people = Counter({department: count for department, count in counted if department})
    return Departments(queries.departments(session), people)


def add_department(
    session: Session,
    actor: Actor,
    *,
    code: str,
    name: str,
    kind: DepartmentKind,
    headcount: int | None,
    at: datetime,
) -> None:
    """Add a department; raise `DepartmentCodeTaken`, `TextRefused` or `HeadcountRefused`."""
    require(actor, Permission.DEPARTMENT_ADMINISTER)
    made = rooms.create_department(session, code=code, name=name, kind=kind, at=at)
    if headcount is not None:
        rooms.set_headcount(session, made.id, headcount, by=actor.id, at=at)


def set_headcount(
    session: Session, actor: Actor, department_id: UUID, headcount: int, *, at: datetime
) -> None:
    """Set how many people a department has; raise `HeadcountRefused`."""
    require(actor, Permission.DEPARTMENT_ADMINISTER)
    rooms.set_headcount(session, department_id, headcount, by=actor.id, at=at)


def load_departments(session: Session, actor: Actor, text: str, *, at: datetime) -> HeadcountLoad:
    """Set headcounts from CSV; with a fault in any line nothing is done."""
    require(actor, Permission.DEPARTMENT_ADMINISTER)
    return load_headcounts(session, text, by=actor.id, at=at)


def held(session: Session, actor: Actor) -> tuple[Held, ...]:
    """Return what verification broke off on too often, the longest held first."""
    require(actor, Permission.ACCOUNT_ADMINISTER)
    found = (
        session.execute(
            select(Submission)
            .where(Submission.state == State.HELD)
            .order_by(Submission.updated_at, Submission.id)
        )
        .scalars()
        .all()
    )
    names = queries.names_of(session, {each.submitter_id for each in found})
    return tuple(
        Held(
            id=each.id,
            title=each.manifest["title"].get("ko") or each.manifest["title"].get("en"),
            by=names[each.submitter_id],
            held_at=each.updated_at,
            tries=each.tries,
            stage=str((each.progress or {}).get("stage", "")),
        )
        for each in found
    )
