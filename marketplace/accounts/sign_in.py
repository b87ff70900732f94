"""Proving who one is with a password, and how often one may get it wrong.

How: the door opens a transaction for `authenticate` alone, commits it, and only then asks the
outcome for `signed_in()`, which raises. A failure is thereby stored although the request fails:

    with transaction(make_session) as session:
        outcome = authenticate(session, email=…, password=…, address=…, …)
    someone = outcome.signed_in()
"""

import hashlib
import math
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from marketplace.accounts.errors import SignInLimited, SignInRefused
from marketplace.accounts.lookup import find_account_of_email, open_account
from marketplace.accounts.models import Account, SignInFailure
from marketplace.accounts.passwords import Passwords
from marketplace.accounts.texts import EMAIL_LENGTH


@dataclass(frozen=True)
class SignInLimits:
    """How many failures are borne within a time, for one e-mail address and one network address.

    A city office shares one network address, so that limit is the wider one. Requests that run at
    the same moment do not see each other's failures: a few more than the limit can get through.
    """

    per_email: int = 10
    per_address: int = 100
    within: timedelta = timedelta(minutes=5)


@dataclass(frozen=True)
class SignedIn:
    """Someone who has just shown the password; what asks for this asks for that."""

    account_id: UUID
    session_version: int


@dataclass(frozen=True)
class SignInOutcome:
    """What came of one attempt: someone, a refusal, or a time to wait."""

    someone: SignedIn | None = None
    retry_after: int | None = None

    def signed_in(self) -> SignedIn:
        """Return who it is; raise `SignInLimited` or `SignInRefused`."""
        if self.retry_after is not None:
            raise SignInLimited(self.retry_after)
        if self.someone is None:
            raise SignInRefused
        return self.someone


@dataclass(frozen=True)
class SignInRules:
    """How passwords are checked and attempts are limited; made once from the settings."""

    passwords: Passwords
    limits: SignInLimits = SignInLimits()


def authenticate(
    session: Session,
    *,
    email: str,
    password: str,
    address: str,
    rules: SignInRules,
    at: datetime,
) -> SignInOutcome:
    """Return what came of an attempt to sign in; a failure is noted, a success forgets them.

    An unknown e-mail address costs the same work as a wrong password. Past the limit the
    password is not looked at.
    """
    failure = SignInFailure(email_key=_email_key(email), address_key=_key(address), at=at)
    wait = _wait(session, failure, limits=rules.limits)
    if wait is not None:
        return SignInOutcome(retry_after=wait)
    account = find_account_of_email(session, email)
    stored = None if account is None else account.password_hash
    if not rules.passwords.verify(stored, password) or account is None:
        session.execute(delete(SignInFailure).where(SignInFailure.at < at - rules.limits.within))
        session.add(failure)
        return SignInOutcome()
    session.execute(delete(SignInFailure).where(SignInFailure.email_key == failure.email_key))
    _renew_hash(account, password, rules.passwords)
    return SignInOutcome(someone=SignedIn(account.id, account.session_version))


def confirm(
    session: Session,
    account_id: UUID,
    *,
    password: str,
    address: str,
    rules: SignInRules,
    at: datetime,
) -> SignInOutcome:
    """Have someone who is signed in show the password again, before a change that matters.

    Raises `AccountMissing`.
    """
    email = open_account(session, account_id).email or ""
    return authenticate(
        session, email=email, password=password, address=address, rules=rules, at=at
    )


def _wait(session: Session, failure: SignInFailure, *, limits: SignInLimits) -> int | None:
    since = failure.at - limits.within
    waits = [
        _wait_for(session, column == key, limit=limit, since=since)
        for column, key, limit in (
            (SignInFailure.email_key, failure.email_key, limits.per_email),
            (SignInFailure.address_key, failure.address_key, limits.per_address),
        )
    ]
    return max((wait for wait in waits if wait is not None), default=None)


def _wait_for(
    session: Session, same: ColumnElement[bool], *, limit: int, since: datetime
) -> int | None:
    # The attempt is free again when the failure that filled the limit leaves the time looked at.
    newest_first = (
        select(SignInFailure.at)
        .where(same, SignInFailure.at > since)
        .order_by(SignInFailure.at.desc())
        .offset(limit - 1)
        .limit(1)
    )
    filled = session.execute(newest_first).scalar_one_or_none()
    return None if filled is None else max(1, math.ceil((filled - since).total_seconds()))


def _renew_hash(account: Account, password: str, passwords: Passwords) -> None:
    if account.password_hash is not None and passwords.is_outdated(account.password_hash):
        account.password_hash = passwords.hash(password)


def _email_key(email: str) -> str:
    # The form accounts are found by: two ways to write one address share one limit.
    return _key(unicodedata.normalize("NFC", email[:EMAIL_LENGTH].strip()).lower())


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
