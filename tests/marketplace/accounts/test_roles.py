from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from marketplace.accounts.actor import DEPARTMENT_KINDS, DepartmentKind, Role
from marketplace.accounts.errors import (
    AccountMissing,
    DepartmentMissing,
    DepartmentRequired,
    HrIdTaken,
    LastAdministrator,
    RoleStays,
    TextRefused,
)
from marketplace.accounts.models import Account
from marketplace.accounts.queries import account_of, actor_of, history_of
from marketplace.accounts.roles import assign_department, grant_role, set_hr_id, withdraw_role
from tests.factories.accounts import NOON, make_account, make_department


def entries(session: Session, account: Account) -> list[tuple[str, UUID | None, dict[str, Any]]]:
    session.flush()
    return [(each.kind, each.by, each.details) for each in history_of(session, account.id)][1:]


def test_a_role_is_granted_and_withdrawn_with_an_entry_each(session: Session) -> None:
    account, administrator = make_account(session), uuid4()

    grant_role(session, account.id, Role.RESEARCHER, by=administrator, at=NOON)
    assert actor_of(session, account.id).roles == {Role.CITIZEN, Role.RESEARCHER}

    withdraw_role(session, account.id, Role.RESEARCHER, by=administrator, at=NOON)
    assert actor_of(session, account.id).roles == {Role.CITIZEN}
    assert entries(session, account) == [
        ("role-granted", administrator, {"role": "researcher"}),
        ("role-withdrawn", administrator, {"role": "researcher"}),
    ]


def test_twice_is_once(session: Session) -> None:
    account = make_account(session)
    for _ in range(2):
        grant_role(session, account.id, Role.FIRM, by=None, at=NOON)
    for _ in range(2):
        withdraw_role(session, account.id, Role.FIRM, by=None, at=NOON)

    assert [kind for kind, _, _ in entries(session, account)] == ["role-granted", "role-withdrawn"]


@pytest.mark.parametrize("role", list(DEPARTMENT_KINDS))
def test_some_roles_are_held_in_a_department_only(session: Session, role: Role) -> None:
    account = make_account(session)

    with pytest.raises(DepartmentRequired) as refused:
        grant_role(session, account.id, role, by=None, at=NOON)
    assert (refused.value.role, set(refused.value.kinds)) == (role, DEPARTMENT_KINDS[role])


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        (Role.OFFICIAL, DepartmentKind.AFFILIATED_BODY),
        (Role.AFFILIATE, DepartmentKind.DEPARTMENT),
        (Role.QUALITY, DepartmentKind.ORGANISATION),
        (Role.PRIVACY, DepartmentKind.ORGANISATION),
    ],
)
def test_and_in_one_of_the_right_kind(session: Session, role: Role, kind: DepartmentKind) -> None:
    account = make_account(session, department=make_department(session, kind=kind))

    with pytest.raises(DepartmentRequired):
        grant_role(session, account.id, role, by=None, at=NOON)


def test_a_department_is_not_left_while_a_role_is_held_there(session: Session) -> None:
    account = make_account(session, roles=[Role.QUALITY])
    firm = make_department(session, kind=DepartmentKind.ORGANISATION)

    for department_id in (None, firm.id):
        with pytest.raises(DepartmentRequired):
            assign_department(session, account.id, department_id, by=None, at=NOON)


def test_a_change_of_department_is_an_entry_with_before_and_after(session: Session) -> None:
    first, second = make_department(session), make_department(session)
    account = make_account(session, department=first)

    assign_department(session, account.id, second.id, by=None, at=NOON)
    assign_department(session, account.id, second.id, by=None, at=NOON)
    assign_department(session, account.id, None, by=None, at=NOON)

    assert actor_of(session, account.id).department_id is None
    assert [details for _, _, details in entries(session, account)] == [
        {"before": None, "after": str(first.id)},
        {"before": str(first.id), "after": str(second.id)},
        {"before": str(second.id), "after": None},
    ]


def test_a_department_must_exist(session: Session) -> None:
    account = make_account(session)

    with pytest.raises(DepartmentMissing):
        assign_department(session, account.id, uuid4(), by=None, at=NOON)


def test_an_account_must_exist(session: Session) -> None:
    with pytest.raises(AccountMissing):
        grant_role(session, uuid4(), Role.FIRM, by=None, at=NOON)


def test_the_role_of_citizen_stays(session: Session) -> None:
    account = make_account(session)

    with pytest.raises(RoleStays):
        withdraw_role(session, account.id, Role.CITIZEN, by=None, at=NOON)


def test_there_is_always_an_administrator(session: Session) -> None:
    first, second = (make_account(session, roles=[Role.ADMINISTRATOR]) for _ in range(2))

    withdraw_role(session, first.id, Role.ADMINISTRATOR, by=second.id, at=NOON)
    with pytest.raises(LastAdministrator):
        withdraw_role(session, second.id, Role.ADMINISTRATOR, by=second.id, at=NOON)
    withdraw_role(session, first.id, Role.ADMINISTRATOR, by=second.id, at=NOON)


def test_one_hr_id_is_one_account(session: Session) -> None:
    first, second = make_account(session), make_account(session)
    set_hr_id(session, first.id, " hr-0007 ", by=None, at=NOON)

    with pytest.raises(HrIdTaken):
        set_hr_id(session, second.id, "HR-0007", by=None, at=NOON)
    assert account_of(session, first.id).hr_id == "HR-0007"
    assert account_of(session, second.id).hr_id is None


def test_the_history_says_that_an_hr_id_was_set_and_not_which(session: Session) -> None:
    account = make_account(session)
    set_hr_id(session, account.id, "HR-0007", by=None, at=NOON)
    set_hr_id(session, account.id, "hr-0007", by=None, at=NOON)
    set_hr_id(session, account.id, None, by=None, at=NOON)

    assert entries(session, account) == [("hr-id-set", None, {})] * 2


def test_an_empty_hr_id_is_refused(session: Session) -> None:
    with pytest.raises(TextRefused):
        set_hr_id(session, make_account(session).id, " ", by=None, at=NOON)


@pytest.mark.parametrize("table", ["account_entries", "headcount_entries"])
@pytest.mark.parametrize("change", ["UPDATE {} SET by_id = NULL", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_history_cannot_be_changed(owner_session: Session, table: str, change: str) -> None:
    account = make_account(owner_session, department=make_department(owner_session, headcount=4))
    owner_session.flush()
    assert account.department_id is not None

    with pytest.raises(IntegrityError, match="append-only"):
        owner_session.execute(text(change.format(table)))
