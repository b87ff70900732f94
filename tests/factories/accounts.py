"""Makers of departments, accounts and actors.

`make_account` goes through the services, so what a test stands on is what a door would have made.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.accounts.actor import DEPARTMENT_KINDS, Actor, DepartmentKind, Role
from marketplace.accounts.departments import create_department, set_headcount
from marketplace.accounts.models import Account, Department
from marketplace.accounts.opening import register
from marketplace.accounts.passwords import HashCost, Passwords
from marketplace.accounts.roles import assign_department, grant_role
from marketplace.accounts.sign_in import SignInLimits, SignInRules

NOON = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
"""Noon in Seoul, on a Monday."""

PASSWORD = "맑은 물 열두 동이"

CHEAP = Passwords(HashCost(memory_kib=8, rounds=1))
"""Real argon2, at a cost that does not slow tests."""

RULES = SignInRules(CHEAP, SignInLimits())

_numbers = count(1)


def make_actor(
    *roles: Role, id: UUID | None = None, department_id: UUID | None = None, name: str = "김하나"
) -> Actor:
    """Return someone signed in, without any database."""
    held = frozenset({Role.CITIZEN, *roles})
    return Actor(id=id or uuid4(), name=name, roles=held, department_id=department_id)


def make_department(
    session: Session,
    *,
    code: str | None = None,
    name: str | None = None,
    kind: DepartmentKind = DepartmentKind.DEPARTMENT,
    headcount: int | None = None,
) -> Department:
    number = next(_numbers)
    department = create_department(
        session,
        code=code or f"D{number:05}",
        name=name or f"제{number}과",
        kind=kind,
        at=NOON,
    )
    if headcount is not None:
        set_headcount(session, department.id, headcount, by=None, at=NOON)
    return department


def make_account(
    session: Session,
    *,
    roles: Iterable[Role] = (),
    department: Department | None = None,
    email: str | None = None,
    name: str = "김하나",
) -> Account:
    """Return an account with these roles beside citizen.

    A role that is held in a department only gets a new one of the right kind, unless one is given.
    """
    wanted = tuple(roles)
    account = register(
        session,
        email=email or f"person{next(_numbers)}@example.test",
        name=name,
        password=PASSWORD,
        passwords=CHEAP,
        at=NOON,
    )
    kinds = [DEPARTMENT_KINDS[role] for role in wanted if role in DEPARTMENT_KINDS]
    if department is None and kinds:
        department = make_department(session, kind=min(frozenset.intersection(*kinds)))
    if department is not None:
        assign_department(session, account.id, department.id, by=None, at=NOON)
    for role in wanted:
        grant_role(session, account.id, role, by=None, at=NOON)
    return account
