"""The history of an account: what happened to it, and by whom. Append-only, without names."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.accounts.models import AccountEntry


class AccountEvent(StrEnum):
    """What can happen to an account."""

    REGISTERED = "registered"
    ROLE_GRANTED = "role-granted"
    ROLE_WITHDRAWN = "role-withdrawn"
    DEPARTMENT_ASSIGNED = "department-assigned"
    HR_ID_SET = "hr-id-set"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105  the name of an event
    RESET_ASKED = "reset-asked"
    RESET_ISSUED = "reset-issued"
    PASSWORD_RESET = "password-reset"  # noqa: S105  the name of an event
    TOKEN_ISSUED = "token-issued"  # noqa: S105  the name of an event
    TOKEN_RENEWED = "token-renewed"  # noqa: S105  the name of an event
    TOKEN_REVOKED = "token-revoked"  # noqa: S105  the name of an event
    CLOSED = "closed"


def record(
    session: Session,
    account_id: UUID,
    kind: AccountEvent,
    *,
    by: UUID | None,
    at: datetime,
    **details: str | None,
) -> None:
    """Add an entry. `by` is None for the command line, and where nobody is known."""
    session.add(
        AccountEntry(account_id=account_id, kind=kind.value, by_id=by, details=details, at=at)
    )
