"""Departments and how many people each has."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from marketplace.accounts.actor import DepartmentKind
from marketplace.accounts.errors import DepartmentCodeTaken, HeadcountRefused
from marketplace.accounts.lookup import department_of_id
from marketplace.accounts.models import Department, HeadcountEntry
from marketplace.accounts.texts import CODE_LENGTH, short_text

LARGEST_HEADCOUNT = 10_000_000


def create_department(
    session: Session, *, code: str, name: str, kind: DepartmentKind, at: datetime
) -> Department:
    """Add a department; raise `DepartmentCodeTaken`, `TextRefused`."""
    department = Department(
        code=short_text(code, "code", longest=CODE_LENGTH),
        name=short_text(name, "name"),
        kind=kind.value,
        created_at=at,
    )
    try:
        # Flushed here, in a savepoint: the constraint decides between two who come at once.
        with session.begin_nested():
            session.add(department)
            session.flush()
    except IntegrityError:
        raise DepartmentCodeTaken(code) from None
    return department


def set_headcount(
    session: Session, department_id: UUID, headcount: int, *, by: UUID | None, at: datetime
) -> bool:
    """Set how many people the department has; return whether that was a change.

    Raises `DepartmentMissing`, `HeadcountRefused`.
    """
    if not 0 <= headcount <= LARGEST_HEADCOUNT:
        raise HeadcountRefused(headcount)
    department = department_of_id(session, department_id)
    if department.headcount == headcount:
        return False
    department.headcount = headcount
    session.add(HeadcountEntry(department_id=department_id, headcount=headcount, by_id=by, at=at))
    return True
