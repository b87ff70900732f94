"""Whether and where somebody wants their notices by e-mail."""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from marketplace.accounts.models import Account


def address_of(session: Session, account_id: UUID) -> str | None:
    """Return where an account's notices are sent; None if it wants none, or is closed."""
    wanted = select(Account.email).where(
        Account.id == account_id, Account.wants_mail, Account.closed_at.is_(None)
    )
    return session.execute(wanted).scalar_one_or_none()


def want_mail(session: Session, account_id: UUID, *, wanted: bool) -> None:
    """Have an account's notices sent by e-mail as well, or no longer."""
    session.execute(update(Account).where(Account.id == account_id).values(wants_mail=wanted))
