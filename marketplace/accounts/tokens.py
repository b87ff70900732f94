"""Bearer tokens: issued once in plain text, kept as a hash, listed by name, renewed, revoked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor
from marketplace.accounts.errors import TokenMissing
from marketplace.accounts.history import AccountEvent, record
from marketplace.accounts.lookup import open_account
from marketplace.accounts.models import AccessToken
from marketplace.accounts.queries import find_actor
from marketplace.accounts.secret import hash_of, new_secret
from marketplace.accounts.texts import short_text

PREFIX = "hwr_"
"""How a token begins, so that one left in a file or a log can be found."""

USE_NOTED_EVERY = timedelta(minutes=10)
"""How exact the last use is: noting each one would make every read a write."""

LASTS = timedelta(days=365)
"""How long a token works from when it was issued or renewed."""

RENEWED_FROM = timedelta(days=30)
"""How long before it expires its owner is told, and may see it among what is to be improved."""


@dataclass(frozen=True)
class IssuedToken:
    """A new token. `token` is shown to its owner now and never again."""

    id: UUID
    token: str


@dataclass(frozen=True)
class TokenRow:
    """A token that was not revoked, as its owner sees it listed."""

    id: UUID
    name: str
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None

    def has_expired(self, at: datetime) -> bool:
        """Whether it works no more."""
        return self.expires_at is not None and self.expires_at <= at

    def is_due(self, at: datetime) -> bool:
        """Whether it is to be renewed: it works still, and not for long."""
        soon = self.expires_at is not None and self.expires_at <= at + RENEWED_FROM
        return soon and not self.has_expired(at)


@dataclass(frozen=True)
class ExpiringToken:
    """A token that works not for long, and whose it is."""

    id: UUID
    account_id: UUID
    name: str
    expires_at: datetime


def issue_token(
    session: Session, account_id: UUID, *, name: str, at: datetime, lasts: timedelta = LASTS
) -> IssuedToken:
    """Return a token of the account; raise `AccountMissing`, `TextRefused`."""
    account = open_account(session, account_id)
    token = PREFIX + new_secret()
    row = AccessToken(
        account_id=account.id,
        name=short_text(name, "name"),
        hash=hash_of(token),
        created_at=at,
        expires_at=at + lasts,
    )
    session.add(row)
    session.flush()  # the id is made by the flush, and the history names it
    record(session, account.id, AccountEvent.TOKEN_ISSUED, by=account.id, at=at, token=str(row.id))
    return IssuedToken(row.id, token)


def find_actor_by_token(session: Session, token: str, *, at: datetime) -> Actor | None:
    """Return whose token this is, as they are now; None if it is unknown, revoked or expired."""
    wanted = select(AccessToken).where(
        AccessToken.hash == hash_of(token), AccessToken.revoked_at.is_(None), _works(at)
    )
    row = session.execute(wanted).scalar_one_or_none()
    if row is None:
        return None
    if row.last_used_at is None or at - row.last_used_at >= USE_NOTED_EVERY:
        row.last_used_at = at
    return find_actor(session, row.account_id)


def tokens_of(session: Session, account_id: UUID) -> tuple[TokenRow, ...]:
    """Return the tokens of an account that were not revoked, newest first; expired ones too."""
    wanted = (
        select(
            AccessToken.id,
            AccessToken.name,
            AccessToken.created_at,
            AccessToken.last_used_at,
            AccessToken.expires_at,
        )
        .where(AccessToken.account_id == account_id, AccessToken.revoked_at.is_(None))
        .order_by(AccessToken.created_at.desc(), AccessToken.id)
    )
    return tuple(TokenRow(*row) for row in session.execute(wanted))


def renew_token(
    session: Session,
    account_id: UUID,
    token_id: UUID,
    *,
    at: datetime,
    lasts: timedelta = LASTS,
) -> datetime:
    """Have a token of the account's own work for as long again; return until when.

    Raises `TokenMissing` for any other, and for one that has expired: another is made instead.
    """
    row = _own(session, account_id, token_id)
    if row.expires_at is not None and row.expires_at <= at:
        raise TokenMissing(token_id)
    row.expires_at = at + lasts
    row.expiry_told_at = None
    record(session, account_id, AccountEvent.TOKEN_RENEWED, by=account_id, at=at, token=str(row.id))
    return row.expires_at


def take_expiring(session: Session, *, at: datetime) -> tuple[ExpiringToken, ...]:
    """Return tokens that expire soon, each once: the caller tells their owners."""
    wanted = (
        select(AccessToken)
        .where(
            AccessToken.revoked_at.is_(None),
            AccessToken.expires_at.between(at, at + RENEWED_FROM),
            AccessToken.expiry_told_at.is_(None),
        )
        .limit(100)
        .with_for_update(skip_locked=True)
    )
    found = []
    for row in session.execute(wanted).scalars():
        row.expiry_told_at = at
        if row.expires_at is not None:
            found.append(ExpiringToken(row.id, row.account_id, row.name, row.expires_at))
    return tuple(found)


def revoke_token(session: Session, account_id: UUID, token_id: UUID, *, at: datetime) -> None:
    """End a token of the account's own; raise `TokenMissing` for any other."""
    row = _own(session, account_id, token_id)
    row.revoked_at = at
    record(
        session, account_id, AccountEvent.TOKEN_REVOKED, by=account_id, at=at, token=str(token_id)
    )


def _own(session: Session, account_id: UUID, token_id: UUID) -> AccessToken:
    wanted = select(AccessToken).where(
        AccessToken.id == token_id,
        AccessToken.account_id == account_id,
        AccessToken.revoked_at.is_(None),
    )
    row = session.execute(wanted.with_for_update()).scalar_one_or_none()
    if row is None:
        raise TokenMissing(token_id)
    return row


def _works(at: datetime) -> ColumnElement[bool]:
    return or_(AccessToken.expires_at.is_(None), AccessToken.expires_at > at)
