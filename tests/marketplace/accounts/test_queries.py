from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from marketplace.accounts.actor import Role
from marketplace.accounts.errors import AccountMissing
from marketplace.accounts.opening import close_account
from marketplace.accounts.queries import (
    CLOSED_NAME,
    AccountRow,
    Person,
    account_of,
    accounts_page,
    actor_of,
    administrators,
    department_names_of,
    find_actor,
    names_of,
    officials_of,
    reviewers,
)
from marketplace.accounts.recovery import ask_for_reset
from marketplace.accounts.roles import set_hr_id
from tests.factories.accounts import NOON, make_account, make_department


def names(session: Session, **wanted: Any) -> list[str]:
    page = accounts_page(session, per_page=10, **wanted)
    assert page.count == len(page.rows)
    return [row.name for row in page.rows]


def test_an_actor_is_of_an_open_account_only(session: Session) -> None:
    account = make_account(session)
    close_account(session, account.id, by=None, at=NOON)

    for account_id in (account.id, uuid4()):
        assert find_actor(session, account_id) is None
        with pytest.raises(AccountMissing):
            actor_of(session, account_id)
        if account_id != account.id:
            with pytest.raises(AccountMissing):
                account_of(session, account_id)


def test_an_account_is_listed_with_all_an_administrator_needs(session: Session) -> None:
    department = make_department(session, name="상수도과")
    account = make_account(
        session,
        roles=[Role.QUALITY, Role.OFFICIAL],
        department=department,
        email="hana@example.test",
        name="김하나",
    )
    set_hr_id(session, account.id, "HR-7", by=None, at=NOON)
    session.flush()

    assert accounts_page(session, per_page=10).rows == (
        AccountRow(
            id=account.id,
            email="hana@example.test",
            name="김하나",
            hr_id="HR-7",
            roles=(Role.CITIZEN, Role.OFFICIAL, Role.QUALITY),
            department_id=department.id,
            department_name="상수도과",
            wants_mail=True,
            created_at=NOON,
            reset_asked_at=None,
            closed_at=None,
        ),
    )


def test_accounts_are_looked_for_by_name_address_and_hr_id(session: Session) -> None:
    hana = make_account(session, name="김하나", email="hana_k@example.test")
    make_account(session, name="이둘", email="dul@example.test", roles=[Role.FIRM])
    set_hr_id(session, hana.id, "HR-7", by=None, at=NOON)
    session.flush()

    assert {
        search: names(session, search=search)
        for search in ("하나", "HANA_K", "hr-7", "example", "_", "%", "\x00", "셋")
    } == {
        "하나": ["김하나"],
        "HANA_K": ["김하나"],
        "hr-7": ["김하나"],
        "example": ["김하나", "이둘"],
        "_": ["김하나"],
        "%": [],
        "\x00": ["김하나", "이둘"],
        "셋": [],
    }
    assert names(session, role=Role.FIRM) == ["이둘"]
    assert names(session, role=Role.FIRM, search="하나") == []


def test_who_asks_for_a_new_password_comes_first_and_closed_ones_not_at_all(
    session: Session,
) -> None:
    make_account(session, name="가")
    make_account(session, name="나", email="na@example.test")
    closed = make_account(session, name="다")
    close_account(session, closed.id, by=None, at=NOON)
    ask_for_reset(session, email="na@example.test", at=NOON + timedelta(hours=1))
    session.flush()

    assert names(session) == ["나", "가"]


def test_accounts_come_in_pages(session: Session) -> None:
    for name in "가나다":
        make_account(session, name=name)

    page = accounts_page(session, page=2, per_page=2)

    assert ([row.name for row in page.rows], page.count) == (["다"], 3)


def test_every_id_asked_about_has_a_name(session: Session) -> None:
    account, closed, unknown = make_account(session), make_account(session), uuid4()
    close_account(session, closed.id, by=None, at=NOON)
    session.flush()

    assert names_of(session, [account.id, closed.id, unknown]) == {
        account.id: "김하나",
        closed.id: CLOSED_NAME,
        unknown: CLOSED_NAME,
    }
    assert names_of(session, []) == {}


def test_departments_have_names(session: Session) -> None:
    department = make_department(session, name="상수도과")

    assert department_names_of(session, [department.id, uuid4()]) == {department.id: "상수도과"}


def test_reviewers_of_a_submission_are_of_other_departments(session: Session) -> None:
    own, other = make_department(session), make_department(session)
    make_account(session, name="가", roles=[Role.QUALITY], department=own)
    b = make_account(session, name="나", roles=[Role.QUALITY], department=other)
    c = make_account(session, name="다", roles=[Role.QUALITY, Role.PRIVACY], department=other)
    closed = make_account(session, name="라", roles=[Role.QUALITY], department=other)
    close_account(session, closed.id, by=None, at=NOON)

    assert reviewers(session, Role.QUALITY, not_department=own.id) == (
        Person(b.id, "나"),
        Person(c.id, "다"),
    )
    assert reviewers(session, Role.PRIVACY) == (Person(c.id, "다"),)
    assert reviewers(session, Role.QUALITY, not_account=b.id, not_department=own.id) == (
        Person(c.id, "다"),
    )


def test_officials_and_administrators_are_found_once_each(session: Session) -> None:
    department = make_department(session)
    official = make_account(
        session, name="가", roles=[Role.OFFICIAL, Role.QUALITY], department=department
    )
    make_account(session, name="나", roles=[Role.QUALITY], department=department)
    head = make_account(session, name="다", roles=[Role.ADMINISTRATOR])

    assert officials_of(session, department.id) == (Person(official.id, "가"),)
    assert administrators(session) == (Person(head.id, "다"),)
