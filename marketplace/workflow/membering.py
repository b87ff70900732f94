"""One's own account: what it is, its password, its tokens, its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts import mail, recovery, tokens
from marketplace.accounts.actor import Actor
from marketplace.accounts.opening import close_account
from marketplace.accounts.passwords import Passwords
from marketplace.accounts.queries import AccountRow, account_of
from marketplace.accounts.sign_in import SignedIn
from marketplace.accounts.tokens import IssuedToken, TokenRow
from marketplace.catalogue.models import Dataset
from marketplace.catalogue.queries import versions_of_ids
from marketplace.catalogue.values import VersionFacts
from marketplace.lineage.models import Receipt
from marketplace.permissions.asking import require
from marketplace.permissions.permission import Permission
from marketplace.workflow.subjects import submitter_of
from submissions.models import Submission
from submissions.states import TRANSITIONS, Event
from submissions.transitions import advance

_OPEN = frozenset(state for state, event in TRANSITIONS if event is Event.CANCEL)
CLOSED_REASON = "계정을 닫아 취소되었습니다."


@dataclass(frozen=True)
class Received:
    """A version that someone was given, and when for the first time."""

    version: VersionFacts
    at: datetime


@dataclass(frozen=True)
class Closing:
    """What closing an account touches: datasets that stay, submissions that are cancelled."""

    published: int
    open: int


def own_account(session: Session, actor: Actor) -> AccountRow:
    """Return the actor's own account."""
    return account_of(session, _self(actor, Permission.ACCOUNT_OWN))


def want_mail(session: Session, actor: Actor, *, wanted: bool) -> None:
    """Have the actor's notices sent by e-mail as well, or no longer."""
    mail.want_mail(session, _self(actor, Permission.ACCOUNT_OWN), wanted=wanted)


def received(session: Session, actor: Actor, *, most: int = 10) -> tuple[Received, ...]:
    """Return what the actor was given last, as far as they may still see it."""
    account_id = _self(actor, Permission.ACCOUNT_OWN)
    rows = session.execute(
        select(Receipt.version_id, Receipt.at)
        .where(Receipt.account_id == account_id)
        .order_by(Receipt.at.desc(), Receipt.version_id)
        .limit(most)
    ).all()
    versions = versions_of_ids(session, [row.version_id for row in rows], visibility_of(actor))
    return tuple(
        Received(version, row.at) for row in rows if (version := versions.get(row.version_id))
    )


def change_password(
    session: Session,
    actor: Actor,
    someone: SignedIn,
    *,
    new: str,
    passwords: Passwords,
    at: datetime,
) -> SignedIn:
    """Change the password of the actor, who has just shown the present one."""
    require(actor, Permission.ACCOUNT_OWN)
    return recovery.change_password(session, someone, new=new, passwords=passwords, at=at)


def own_tokens(session: Session, actor: Actor) -> tuple[TokenRow, ...]:
    """Return the actor's tokens that are in force, newest first."""
    return tokens.tokens_of(session, _self(actor, Permission.TOKEN_OWN))


def issue_token(session: Session, actor: Actor, *, name: str, at: datetime) -> IssuedToken:
    """Return a new token of the actor; raise `TextRefused`."""
    return tokens.issue_token(session, _self(actor, Permission.TOKEN_OWN), name=name, at=at)


def renew_token(session: Session, actor: Actor, token_id: UUID, *, at: datetime) -> datetime:
    """Have one of the actor's tokens work for as long again; raise `TokenMissing`."""
    return tokens.renew_token(session, _self(actor, Permission.TOKEN_OWN), token_id, at=at)


def revoke_token(session: Session, actor: Actor, token_id: UUID, *, at: datetime) -> None:
    """End one of the actor's tokens; raise `TokenMissing`."""
    tokens.revoke_token(session, _self(actor, Permission.TOKEN_OWN), token_id, at=at)


def closing(session: Session, actor: Actor) -> Closing:
    """Return what closing the actor's account would touch."""
    account_id = _self(actor, Permission.ACCOUNT_OWN)
    owned = select(func.count()).where(Dataset.owner_id == account_id)
    return Closing(
        published=session.execute(owned).scalar_one(),
        open=len(_open_submissions(session, account_id, lock=False)),
    )


def close(session: Session, actor: Actor, *, at: datetime) -> None:
    """Close the actor's account and cancel what they have handed in; raise `LastAdministrator`."""
    account_id = _self(actor, Permission.ACCOUNT_OWN)
    for submission in _open_submissions(session, account_id, lock=True):
        advance(
            session,
            submission,
            Event.CANCEL,
            actor_id=account_id,
            at=at,
            reason=CLOSED_REASON,
        )
    close_account(session, account_id, by=account_id, at=at)


def _open_submissions(session: Session, account_id: UUID, *, lock: bool) -> Sequence[Submission]:
    found = select(Submission).where(
        Submission.submitter_id == account_id,
        Submission.state.in_(_OPEN),
    )
    if lock:
        found = found.with_for_update(of=Submission)
    return session.execute(found.order_by(Submission.id)).scalars().all()


def _self(actor: Actor, permission: Permission) -> UUID:
    require(actor, permission)
    return submitter_of(actor).id
