"""Opening and closing accounts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from marketplace.accounts.actor import Role
from marketplace.accounts.errors import EmailTaken
from marketplace.accounts.history import AccountEvent, record
from marketplace.accounts.lookup import open_account
from marketplace.accounts.models import AccessToken, Account, PasswordReset, RoleGrant
from marketplace.accounts.passwords import Passwords, check_strength
from marketplace.accounts.roles import refuse_last_administrator
from marketplace.accounts.texts import normal_email, short_text


def register(
    session: Session,
    *,
    email: str,
    name: str,
    password: str,
    passwords: Passwords,
    at: datetime,
) -> Account:
    """Open an account for a citizen.

    Raises `EmailRefused`, `EmailTaken`, `TextRefused`, `PasswordRefused`.
    """
    address = normal_email(email)
    kept_name = short_text(name, "name")
    check_strength(password, email=address)
    account = Account(
        email=address,
        name=kept_name,
        password_hash=passwords.hash(password),
        session_version=1,
        created_at=at,
    )
    try:
        # Flushed here, in a savepoint: the constraint decides between two who come at once.
        with session.begin_nested():
            session.add(account)
            session.flush()
    except IntegrityError:
        raise EmailTaken from None
    session.add(RoleGrant(account_id=account.id, role=Role.CITIZEN.value))
    record(session, account.id, AccountEvent.REGISTERED, by=account.id, at=at)
    return account


def close_account(session: Session, account_id: UUID, *, by: UUID | None, at: datetime) -> None:
    """Erase who the account was and end all it could do; its id stays where it is mentioned.

    Raises `AccountMissing`, `LastAdministrator`.
    """
    account = open_account(session, account_id)
    refuse_last_administrator(session, account_id)
    account.email = account.name = account.hr_id = account.password_hash = None
    account.department_id = account.reset_asked_at = None
    account.session_version += 1
    account.closed_at = at
    session.execute(delete(RoleGrant).where(RoleGrant.account_id == account_id))
    session.execute(delete(PasswordReset).where(PasswordReset.account_id == account_id))
    session.execute(delete(AccessToken).where(AccessToken.account_id == account_id))
    record(session, account_id, AccountEvent.CLOSED, by=by, at=at)
