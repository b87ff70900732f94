"""Finding the one row a change is about, locked: a change asks about the present state first."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.errors import AccountMissing, DepartmentMissing, EmailRefused
from marketplace.accounts.models import Account, Department
from marketplace.accounts.texts import CODE_LENGTH, normal_email, short_text


def open_account(session: Session, account_id: UUID) -> Account:
    """Return an account that is not closed; raise `AccountMissing`."""
    wanted = select(Account).where(Account.id == account_id, Account.closed_at.is_(None))
    account = session.execute(wanted.with_for_update()).scalar_one_or_none()
    if account is None:
        raise AccountMissing(account_id)
    return account


def account_of_email(session: Session, email: str) -> Account:
    """Return the account with this e-mail address; raise `AccountMissing`."""
    account = find_account_of_email(session, email)
    if account is None:
        raise AccountMissing(email)
    return account


def find_account_of_email(session: Session, email: str) -> Account | None:
    """Return the account with this e-mail address, unlocked; None for what is no address."""
    try:
        address = normal_email(email)
    except EmailRefused:
        return None
    return session.execute(select(Account).where(Account.email == address)).scalar_one_or_none()


def department_of_id(session: Session, department_id: UUID) -> Department:
    """Return a department; raise `DepartmentMissing`."""
    department = session.get(Department, department_id, with_for_update=True)
    if department is None:
        raise DepartmentMissing(department_id)
    return department


def department_of_code(session: Session, code: str) -> Department:
    """Return the department with this code; raise `DepartmentMissing`, `TextRefused`."""
    kept = short_text(code, "code", longest=CODE_LENGTH)
    wanted = select(Department).where(Department.code == kept).with_for_update()
    department = session.execute(wanted).scalar_one_or_none()
    if department is None:
        raise DepartmentMissing(code)
    return department
