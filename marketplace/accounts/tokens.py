"""Bearer tokens: issued once in plain text, kept as a hash, listed by name, revoked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
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


@dataclass(frozen=True)
class IssuedToken:
    """A new token. `token` is shown to its owner now and never again."""

    id: UUID
    token: str


@dataclass(frozen=True)
class TokenRow:
    """A token in force, as its owner sees it listed."""

    id: UUID
    name: str
    created_at: datetime
    last_used_at: datetime | None


def issue_token(session: Session, account_id: UUID, *, name: str, at: datetime) -> IssuedToken:
    """Return a token of the account; raise `AccountMissing`, `TextRefused`."""
    account = open_account(session, account_id)
    token = PREFIX + new_secret()
    row = AccessToken(
        account_id=account.id, name=short_text(name, "name"), hash=hash_of(token), created_at=at
    )
    session.add(row)
    session.flush()  # the id is made by the flush, and the history names it
    record(session, account.id, AccountEvent.TOKEN_ISSUED, by=account.id, at=at, token=str(row.id))
    return IssuedToken(row.id, token)


def find_actor_by_token(session: Session, token: str, *, at: datetime) -> Actor | None:
    """Return whose token this is, as they are now; None if it is unknown or revoked."""
    wanted = select(AccessToken).where(
        AccessToken.hash == hash_of(token), AccessToken.revoked_at.is_(None)
    )
    row = session.execute(wanted).scalar_one_or_none()
    if row is None:
        return None
    if row.last_used_at is None or at - row.last_used_at >= USE_NOTED_EVERY:
        row.last_used_at = at
    return find_actor(session, row.account_id)


def tokens_of(session: Session, account_id: UUID) -> tuple[TokenRow, ...]:
    """Return the tokens of an account that are in force, newest first."""
    wanted = (
        select(AccessToken.id, AccessToken.name, AccessToken.created_at, AccessToken.last_used_at)
        .where(AccessToken.account_id == account_id, AccessToken.revoked_at.is_(None))
        .order_by(AccessToken.created_at.desc(), AccessToken.id)
    )
    return tuple(TokenRow(*row) for row in session.execute(wanted))


def revoke_token(session: Session, account_id: UUID, token_id: UUID, *, at: datetime) -> None:
    """End a token of the account's own; raise `TokenMissing` for any other."""
    wanted = select(AccessToken).where(
        AccessToken.id == token_id,
        AccessToken.account_id == account_id,
        AccessToken.revoked_at.is_(None),
    )
    row = session.execute(wanted.with_for_update()).scalar_one_or_none()
    if row is None:
        raise TokenMissing(token_id)
    row.revoked_at = at
    record(
        session, account_id, AccountEvent.TOKEN_REVOKED, by=account_id, at=at, token=str(token_id)
    )
