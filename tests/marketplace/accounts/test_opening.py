from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor, Role
from marketplace.accounts.errors import (
    AccountMissing,
    EmailRefused,
    EmailTaken,
    LastAdministrator,
    PasswordRefused,
    TextRefused,
)
from marketplace.accounts.models import AccessToken, Account, PasswordReset, RoleGrant
from marketplace.accounts.opening import close_account, register
from marketplace.accounts.queries import CLOSED_NAME, account_of, actor_of, find_actor, history_of
from marketplace.accounts.recovery import issue_reset
from marketplace.accounts.roles import set_hr_id
from marketplace.accounts.tokens import find_actor_by_token, issue_token
from tests.factories.accounts import CHEAP, NOON, PASSWORD, make_account


def register_as(
    session: Session, email: str, *, name: str = "김하나", password: str = PASSWORD
) -> Account:
    return register(session, email=email, name=name, password=password, passwords=CHEAP, at=NOON)


def test_whoever_registers_is_a_citizen(session: Session) -> None:
    account = register_as(session, " Hana@Example.Test ", name=" 김하나 ")

    assert actor_of(session, account.id) == Actor(
        id=account.id, name="김하나", roles=frozenset({Role.CITIZEN}), department_id=None
    )
    assert account.email == "hana@example.test"


def test_one_address_is_one_account_however_it_is_written(session: Session) -> None:
    register_as(session, "hana@example.test")

    with pytest.raises(EmailTaken):
        register_as(session, "HANA@example.TEST")
    assert session.scalar(select(func.count(Account.id))) == 1


@pytest.mark.parametrize(
    "email",
    ["", "hana", "@example.test", "hana@", "a b@example.test", "a@b@c.test", "a\x00@b.test",
     "a\ud800@b.test", f"{'a' * 65}@b.test", f"a@{'b.' * 130}test", "a@-b.test", "a@b..test"],
)  # fmt: skip
def test_what_is_no_address_is_refused(session: Session, email: str) -> None:
    with pytest.raises(EmailRefused):
        register_as(session, email)


def test_an_address_within_the_city_and_one_in_hangul_are_addresses(session: Session) -> None:
    emails = [register_as(session, each).email for each in ("kim@sejong.local", "홍@세종.한국")]

    assert emails == ["kim@sejong.local", "홍@세종.한국"]


@pytest.mark.parametrize(
    ("name", "fault"),
    [(" ", "empty"), ("가" * 101, "too-long"), ("a\x00b", "control-character")],
)
def test_a_name_that_cannot_be_shown_is_refused(session: Session, name: str, fault: str) -> None:
    with pytest.raises(TextRefused) as refused:
        register_as(session, "hana@example.test", name=name)

    assert (refused.value.field, refused.value.fault) == ("name", fault)


def test_a_weak_password_is_refused_before_anything_is_stored(session: Session) -> None:
    with pytest.raises(PasswordRefused):
        register_as(session, "hana@example.test", password="short")

    assert session.scalar(select(func.count(Account.id))) == 0


def test_closing_erases_who_it_was_and_keeps_the_id(session: Session) -> None:
    account = make_account(session, roles=[Role.OFFICIAL], email="hana@example.test")
    set_hr_id(session, account.id, "hr-7", by=None, at=NOON)
    issue_reset(session, account.id, by=None, at=NOON)
    token = issue_token(session, account.id, name="noteb", at=NOON).token

    before = account_of(session, account.id)
    close_account(session, account.id, by=account.id, at=NOON + timedelta(days=1))

    assert account_of(session, account.id) == replace(
        before,
        email=None,
        name=CLOSED_NAME,
        hr_id=None,
        roles=(),
        department_id=None,
        department_name=None,
        closed_at=NOON + timedelta(days=1),
    )
    assert find_actor(session, account.id) is None
    assert find_actor_by_token(session, token, at=NOON) is None
    for table in (RoleGrant, AccessToken, PasswordReset):
        assert session.execute(select(table)).all() == []


def test_nothing_of_a_closed_account_stands_in_any_table(session: Session) -> None:
    account = make_account(session, email="hana@example.test", name="김하나")
    close_account(session, account.id, by=None, at=NOON)
    session.flush()

    for table in ("accounts", "account_entries", "access_tokens", "sign_in_failures"):
        rows = session.execute(text(f"SELECT t::text FROM {table} t")).scalars().all()
        assert [row for row in rows if "hana" in row or "김하나" in row] == []


def test_the_history_outlives_the_name(session: Session) -> None:
    account = make_account(session)
    close_account(session, account.id, by=None, at=NOON + timedelta(days=1))
    session.flush()

    assert [entry.kind for entry in history_of(session, account.id)] == ["registered", "closed"]


def test_the_address_of_a_closed_account_is_free_again(session: Session) -> None:
    account = make_account(session, email="hana@example.test")
    close_account(session, account.id, by=None, at=NOON)

    assert register_as(session, "hana@example.test").id != account.id


def test_an_account_is_closed_once(session: Session) -> None:
    account = make_account(session)
    close_account(session, account.id, by=None, at=NOON)

    with pytest.raises(AccountMissing):
        close_account(session, account.id, by=None, at=NOON)


def test_the_last_administrator_stays(session: Session) -> None:
    account = make_account(session, roles=[Role.ADMINISTRATOR])

    with pytest.raises(LastAdministrator):
        close_account(session, account.id, by=account.id, at=NOON)
