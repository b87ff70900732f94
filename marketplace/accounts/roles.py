"""Roles, departments and HR ids: what an administrator says about an account."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from marketplace.accounts.actor import DEPARTMENT_KINDS, DepartmentKind, Role
from marketplace.accounts.errors import (
    DepartmentRequired,
    HrIdTaken,
    LastAdministrator,
    RoleStays,
)
from marketplace.accounts.history import AccountEvent, record
from marketplace.accounts.lookup import department_of_id, open_account
from marketplace.accounts.models import RoleGrant
from marketplace.accounts.texts import CODE_LENGTH, short_text


def grant_role(
    session: Session,
    account_id: UUID,
    role: Role,
    *,
    by: UUID | None,
    at: datetime,
    reason: str | None = None,
) -> None:
    """Give a role; one that is held already is left as it is.

    The reason stands in the history for ever, and so must name nobody.

    Raises `AccountMissing`, and `DepartmentRequired` when the account is not in a department of
    the kind the role is held in.
    """
    account = open_account(session, account_id)
    _refuse_unfit({role}, _kind_of(session, account.department_id))
    granted = session.execute(
        insert(RoleGrant)
        .values(account_id=account_id, role=role.value)
        .on_conflict_do_nothing()
        .returning(RoleGrant.role)
    )
    if granted.first() is not None:
        given = {} if reason is None else {"reason": reason}
        event = AccountEvent.ROLE_GRANTED
        record(session, account_id, event, by=by, at=at, role=role.value, **given)


def withdraw_role(
    session: Session, account_id: UUID, role: Role, *, by: UUID | None, at: datetime
) -> None:
    """Take a role away; one that is not held is no fault.

    Raises `AccountMissing`, `RoleStays`, `LastAdministrator`.
    """
    if role is Role.CITIZEN:
        raise RoleStays(role)
    open_account(session, account_id)
    if role is Role.ADMINISTRATOR:
        refuse_last_administrator(session, account_id)
    withdrawn = session.execute(
        delete(RoleGrant)
        .where(RoleGrant.account_id == account_id, RoleGrant.role == role.value)
        .returning(RoleGrant.role)
    )
    if withdrawn.first() is not None:
        record(session, account_id, AccountEvent.ROLE_WITHDRAWN, by=by, at=at, role=role.value)


def assign_department(
    session: Session,
    account_id: UUID,
    department_id: UUID | None,
    *,
    by: UUID | None,
    at: datetime,
) -> None:
    """Put the account in a department, or in none.

    Raises `AccountMissing`, `DepartmentMissing`, and `DepartmentRequired` when a role it holds is
    not held there: withdraw the role first.
    """
    account = open_account(session, account_id)
    _refuse_unfit(_roles_of(session, account_id), _kind_of(session, department_id))
    if account.department_id == department_id:
        return
    before, account.department_id = account.department_id, department_id
    record(
        session,
        account_id,
        AccountEvent.DEPARTMENT_ASSIGNED,
        by=by,
        at=at,
        before=_text(before),
        after=_text(department_id),
    )


def set_hr_id(
    session: Session, account_id: UUID, hr_id: str | None, *, by: UUID | None, at: datetime
) -> None:
    """Tie the account to a person of the personnel system, or untie it.

    Raises `AccountMissing`, `TextRefused`, and `HrIdTaken`: one HR id, one account.
    """
    account = open_account(session, account_id)
    kept = None if hr_id is None else short_text(hr_id, "hr_id", longest=CODE_LENGTH).upper()
    if account.hr_id == kept:
        return
    try:
        # Flushed here, in a savepoint: the constraint decides between two who come at once.
        with session.begin_nested():
            account.hr_id = kept
            session.flush()
    except IntegrityError:
        raise HrIdTaken from None
    record(session, account_id, AccountEvent.HR_ID_SET, by=by, at=at)


def refuse_last_administrator(session: Session, account_id: UUID) -> None:
    """Raise `LastAdministrator` if the account is the only administrator.

    The grants are locked: two administrators who end each other at once must not both succeed.
    """
    holders = session.execute(
        select(RoleGrant.account_id)
        .where(RoleGrant.role == Role.ADMINISTRATOR.value)
        .order_by(RoleGrant.account_id)
        .with_for_update()
    )
    if holders.scalars().all() == [account_id]:
        raise LastAdministrator


def _refuse_unfit(roles: set[Role], kind: DepartmentKind | None) -> None:
    for role in sorted(roles & DEPARTMENT_KINDS.keys()):
        if kind not in DEPARTMENT_KINDS[role]:
            raise DepartmentRequired(role, DEPARTMENT_KINDS[role])


def _roles_of(session: Session, account_id: UUID) -> set[Role]:
    held = session.execute(select(RoleGrant.role).where(RoleGrant.account_id == account_id))
    return {Role(role) for role in held.scalars()}


def _kind_of(session: Session, department_id: UUID | None) -> DepartmentKind | None:
    if department_id is None:
        return None
    return DepartmentKind(department_of_id(session, department_id).kind)


def _text(department_id: UUID | None) -> str | None:
    return None if department_id is None else str(department_id)
