"""A new password: chosen by who knows the present one, or by the bearer of a reset code."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from marketplace.accounts.errors import ResetRefused
from marketplace.accounts.history import AccountEvent, record
from marketplace.accounts.lookup import find_account_of_email, open_account
from marketplace.accounts.models import AccessToken, Account, PasswordReset
from marketplace.accounts.passwords import Passwords, check_strength
from marketplace.accounts.secret import hash_of, new_secret
from marketplace.accounts.sign_in import SignedIn

RESET_HOURS = 24


@dataclass(frozen=True)
class IssuedReset:
    """A reset code, to be handed to the owner of the account. It is kept nowhere else."""

    account_id: UUID
    code: str
    expires_at: datetime


def change_password(
    session: Session, someone: SignedIn, *, new: str, passwords: Passwords, at: datetime
) -> SignedIn:
    """Change the password of someone who has just shown the present one.

    Every session of theirs is over but the one made of the value returned. Tokens stay: they are
    listed and revoked by name. Raises `AccountMissing`, `PasswordRefused`.
    """
    account = open_account(session, someone.account_id)
    _set_password(account, new, passwords)
    record(session, account.id, AccountEvent.PASSWORD_CHANGED, by=account.id, at=at)
    return SignedIn(account.id, account.session_version)


def ask_for_reset(session: Session, *, email: str, at: datetime) -> None:
    """Note that someone asks for a new password, for an administrator to see.

    The same silence whether or not there is such an account. Asking again changes nothing.
    """
    account = find_account_of_email(session, email)
    if account is not None and account.reset_asked_at is None:
        account.reset_asked_at = at
        record(session, account.id, AccountEvent.RESET_ASKED, by=None, at=at)


def issue_reset(
    session: Session, account_id: UUID, *, by: UUID | None, at: datetime
) -> IssuedReset:
    """Return a code good for one new password within a day; earlier codes are void.

    Raises `AccountMissing`.
    """
    account = open_account(session, account_id)
    session.execute(delete(PasswordReset).where(PasswordReset.account_id == account_id))
    code = new_secret()
    expires_at = at + timedelta(hours=RESET_HOURS)
    session.add(PasswordReset(account_id=account_id, hash=hash_of(code), expires_at=expires_at))
    account.reset_asked_at = None
    record(session, account_id, AccountEvent.RESET_ISSUED, by=by, at=at)
    return IssuedReset(account_id, code, expires_at)


def complete_reset(
    session: Session, *, code: str, new: str, passwords: Passwords, at: datetime
) -> SignedIn:
    """Set a new password for the bearer of a code, once; sessions and tokens made before are over.

    Raises `ResetRefused`, `PasswordRefused` (the code then stays good).
    """
    reset = _good_reset(session, code, at)
    account = open_account(session, reset.account_id)
    _set_password(account, new, passwords)
    reset.used_at = at
    # Whoever lost a password may have lost it to someone.
    session.execute(
        update(AccessToken)
        .where(AccessToken.account_id == account.id, AccessToken.revoked_at.is_(None))
        .values(revoked_at=at)
    )
    record(session, account.id, AccountEvent.PASSWORD_RESET, by=account.id, at=at)
    return SignedIn(account.id, account.session_version)


def _good_reset(session: Session, code: str, at: datetime) -> PasswordReset:
    wanted = select(PasswordReset).where(
        PasswordReset.hash == hash_of(code),
        PasswordReset.used_at.is_(None),
        PasswordReset.expires_at > at,
    )
    reset = session.execute(wanted.with_for_update()).scalar_one_or_none()
    if reset is None:
        raise ResetRefused
    return reset


def _set_password(account: Account, new: str, passwords: Passwords) -> None:
    check_strength(new, email=account.email or "")
    account.password_hash = passwords.hash(new)
    account.session_version += 1
