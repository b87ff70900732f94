"""What pages and rules ask about accounts, answered with frozen values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, Uuid, any_, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor, DepartmentKind, Role
from marketplace.accounts.errors import AccountMissing
from marketplace.accounts.models import Account, AccountEntry, Department, RoleGrant
from marketplace.accounts.texts import search_text

CLOSED_NAME = "탈퇴한 회원"
"""What stands where the name of a closed account stood."""

_ROLES = func.array(
    select(RoleGrant.role)
    .where(RoleGrant.account_id == Account.id)
    .correlate(Account)
    .scalar_subquery(),
    type_=ARRAY(String),
)


@dataclass(frozen=True)
class Person:
    """Someone to name or to write to."""

    id: UUID
    name: str


@dataclass(frozen=True)
class DepartmentRow:
    """A department as it is listed."""

    id: UUID
    code: str
    name: str
    kind: DepartmentKind
    headcount: int | None


@dataclass(frozen=True)
class AccountRow:
    """An account as an administrator, or its owner, sees it."""

    id: UUID
    email: str | None
    name: str
    hr_id: str | None
    roles: tuple[Role, ...]
    department_id: UUID | None
    department_name: str | None
    wants_mail: bool
    created_at: datetime
    reset_asked_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True)
class AccountPage:
    """One page of accounts, and how many there are on all of them."""

    rows: tuple[AccountRow, ...]
    count: int


@dataclass(frozen=True)
class EntryRow:
    """One event in the life of an account; `by` is None for the command line."""

    kind: str
    by: UUID | None
    details: dict[str, Any]
    at: datetime


def find_actor(
    session: Session, account_id: UUID, *, session_version: int | None = None
) -> Actor | None:
    """Return who asks, as they are now; None for a closed account or a session that is over."""
    row = session.execute(_actors().where(Account.id == account_id)).one_or_none()
    if row is None or session_version not in {None, row.session_version}:
        return None
    return _actor(row)


def actors_of(session: Session, account_ids: Iterable[UUID]) -> dict[UUID, Actor]:
    """Return who some accounts are now, by their ids; closed and unknown ones are not among them.

    For who asks of many at once.
    """
    wanted = _actors().where(Account.id == any_(literal(list(account_ids), ARRAY(Uuid))))
    return {row.id: _actor(row) for row in session.execute(wanted)}


def actor_of(session: Session, account_id: UUID) -> Actor:
    """Return who the account is now; raise `AccountMissing` if it is closed or unknown."""
    actor = find_actor(session, account_id)
    if actor is None:
        raise AccountMissing(account_id)
    return actor


def account_of(session: Session, account_id: UUID) -> AccountRow:
    """Return an account, closed ones too; raise `AccountMissing`."""
    row = session.execute(_account_rows().where(Account.id == account_id)).one_or_none()
    if row is None:
        raise AccountMissing(account_id)
    return _account_row(row)


def accounts_page(
    session: Session, *, search: str = "", role: Role | None = None, page: int = 1, per_page: int
) -> AccountPage:
    """Return open accounts, those who ask for a new password first, then by name.

    `search` is looked for in names, e-mail addresses and HR ids.
    """
    conditions: list[ColumnElement[bool]] = [Account.closed_at.is_(None)]
    text = search_text(search).lower()
    if text:
        columns = (Account.name, Account.email, Account.hr_id)
        conditions.append(
            or_(*(func.lower(column).contains(text, autoescape=True) for column in columns))
        )
    if role is not None:
        conditions.append(
            select(RoleGrant.role)
            .where(RoleGrant.account_id == Account.id, RoleGrant.role == role.value)
            .exists()
        )
    count = session.execute(select(func.count(Account.id)).where(*conditions)).scalar_one()
    found = session.execute(
        _account_rows()
        .where(*conditions)
        .order_by(Account.reset_asked_at.asc().nulls_last(), Account.name, Account.id)
        .offset((page - 1) * per_page)
        .limit(per_page)
    )
    return AccountPage(tuple(_account_row(row) for row in found), count)


def history_of(session: Session, account_id: UUID) -> tuple[EntryRow, ...]:
    """Return what happened to an account, in order."""
    wanted = (
        select(AccountEntry.kind, AccountEntry.by_id, AccountEntry.details, AccountEntry.at)
        .where(AccountEntry.account_id == account_id)
        .order_by(AccountEntry.number)
    )
    return tuple(EntryRow(*row) for row in session.execute(wanted))


def departments(session: Session) -> tuple[DepartmentRow, ...]:
    """Return every department, by name."""
    wanted = select(
        Department.id, Department.code, Department.name, Department.kind, Department.headcount
    ).order_by(Department.name, Department.code)
    return tuple(
        DepartmentRow(row.id, row.code, row.name, DepartmentKind(row.kind), row.headcount)
        for row in session.execute(wanted)
    )


def names_of(session: Session, account_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return a name for every id asked about; closed and unknown accounts have the fixed one."""
    wanted = tuple(account_ids)
    named = session.execute(
        select(Account.id, Account.name).where(Account.id.in_(wanted), Account.name.is_not(None))
    )
    return {**dict.fromkeys(wanted, CLOSED_NAME), **{row.id: row.name or "" for row in named}}


def department_names_of(session: Session, department_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the name of each department that exists."""
    named = session.execute(
        select(Department.id, Department.name).where(Department.id.in_(tuple(department_ids)))
    )
    return {row.id: row.name for row in named}


def reviewers(
    session: Session,
    role: Role,
    *,
    not_account: UUID | None = None,
    not_department: UUID | None = None,
) -> tuple[Person, ...]:
    """Return who holds a role, without one account and without everyone of one department."""
    conditions = [RoleGrant.role == role.value, Account.department_id.is_not(None)]
    if not_account is not None:
        conditions.append(Account.id != not_account)
    if not_department is not None:
        conditions.append(Account.department_id != not_department)
    return _people(session, *conditions)


def administrators(session: Session) -> tuple[Person, ...]:
    """Return who administers accounts."""
    return _people(session, RoleGrant.role == Role.ADMINISTRATOR.value)


def officials_of(session: Session, department_id: UUID) -> tuple[Person, ...]:
    """Return who offers data for a department."""
    return _people(
        session,
        Account.department_id == department_id,
        RoleGrant.role.in_((Role.OFFICIAL.value, Role.AFFILIATE.value)),
    )


def _actors() -> Any:
    return select(
        Account.id,
        Account.name,
        Account.department_id,
        Account.session_version,
        _ROLES.label("roles"),
    ).where(Account.closed_at.is_(None))


def _actor(row: Any) -> Actor:
    roles = frozenset(Role(role) for role in row.roles)
    return Actor(id=row.id, name=row.name or "", roles=roles, department_id=row.department_id)


def _people(session: Session, *conditions: Any) -> tuple[Person, ...]:
    wanted = (
        select(Account.id, Account.name)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(Account.closed_at.is_(None), *conditions)
        .distinct()
        .order_by(Account.name, Account.id)
    )
    return tuple(Person(row.id, row.name or "") for row in session.execute(wanted))


def _account_rows() -> Any:
    return select(
        Account.id,
        Account.email,
        Account.name,
        Account.hr_id,
        _ROLES.label("roles"),
        Account.department_id,
        Department.name.label("department_name"),
        Account.wants_mail,
        Account.created_at,
        Account.reset_asked_at,
        Account.closed_at,
    ).outerjoin(Department, Department.id == Account.department_id)


def _account_row(row: Any) -> AccountRow:
    held = frozenset(row.roles)
    return AccountRow(
        id=row.id,
        email=row.email,
        name=CLOSED_NAME if row.name is None else row.name,
        hr_id=row.hr_id,
        roles=tuple(role for role in Role if role in held),
        department_id=row.department_id,
        department_name=row.department_name,
        wants_mail=row.wants_mail,
        created_at=row.created_at,
        reset_asked_at=row.reset_asked_at,
        closed_at=row.closed_at,
    )
