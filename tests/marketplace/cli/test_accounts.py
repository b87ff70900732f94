import io
import re

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session, sessionmaker

from marketplace.accounts.actor import Role
from marketplace.accounts.lookup import account_of_email
from marketplace.accounts.queries import AccountRow, account_of, accounts_page, history_of
from marketplace.accounts.recovery import complete_reset
from marketplace.accounts.sign_in import SignInRules, authenticate
from storage.database import transaction
from tests.factories.accounts import CHEAP, NOON, PASSWORD
from tests.marketplace.cli.conftest import Say

EMAIL = "hana@example.test"


def account(make_session: sessionmaker[Session]) -> AccountRow:
    with transaction(make_session) as session:
        return account_of(session, account_of_email(session, EMAIL).id)


def signs_in(make_session: sessionmaker[Session], password: str) -> bool:
    with transaction(make_session) as session:
        outcome = authenticate(
            session,
            email=EMAIL,
            password=password,
            address="192.0.2.1",
            rules=SignInRules(CHEAP),
            at=NOON,
        )
    return outcome.someone is not None


def test_the_first_administrator_is_made_with_a_password_shown_once(
    say: Say, make_session: sessionmaker[Session]
) -> None:
    said = say("accounts", "create", EMAIL, "--name", "김하나", "--role", "administrator")

    shown = re.fullmatch(r"created hana@example\.test\npassword (\S{40,})\n", said.out)
    assert shown is not None
    assert (said.status, said.err) == (0, "")
    assert account(make_session).roles == (Role.CITIZEN, Role.ADMINISTRATOR)
    assert signs_in(make_session, shown[1])


def test_a_password_can_be_given_without_showing_it(
    say: Say, make_session: sessionmaker[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\r\n"))

    said = say("accounts", "create", EMAIL, "--name", "김하나", "--password-stdin")

    assert said.out == "created hana@example.test\n"
    assert signs_in(make_session, PASSWORD)


def test_an_official_is_made_whole_or_not_at_all(
    say: Say, make_session: sessionmaker[Session]
) -> None:
    say("accounts", "departments", "create", "W1", "상수도과")
    whole = ("accounts", "create", EMAIL, "--name", "김하나", "--role", "official", "--hr-id", "h7")

    refused = say(*whole)
    assert (refused.status, refused.out) == (1, "")
    assert refused.err == "error: the role official is held in: department\n"

    assert say(*whole, "--department", "W1").status == 0
    made = account(make_session)
    assert (made.hr_id, made.department_name, made.roles) == (
        "H7",
        "상수도과",
        (Role.CITIZEN, Role.OFFICIAL),
    )


def test_roles_are_granted_and_withdrawn(say: Say, make_session: sessionmaker[Session]) -> None:
    say("accounts", "departments", "create", "W1", "상수도과")
    say("accounts", "create", EMAIL, "--name", "김하나")

    assert say("accounts", "grant", EMAIL, "quality", "--department", "W1").out == (
        "hana@example.test is now quality\n"
    )
    assert account(make_session).roles == (Role.CITIZEN, Role.QUALITY)
    assert say("accounts", "withdraw", EMAIL, "quality").out == (
        "hana@example.test is no longer quality\n"
    )
    assert account(make_session).roles == (Role.CITIZEN,)
    with transaction(make_session) as session:
        entries = history_of(session, account(make_session).id)
    assert [entry.kind for entry in entries] == [
        "registered",
        "department-assigned",
        "role-granted",
        "role-withdrawn",
    ]


def test_whoever_is_not_there_is_named(say: Say) -> None:
    said = say("accounts", "grant", "nobody@example.test", "firm")

    assert (said.status, said.err) == (1, "error: no account nobody@example.test\n")


def test_accounts_are_listed(say: Say) -> None:
    say("accounts", "create", EMAIL, "--name", "김하나", "--role", "firm")
    say("accounts", "create", "dul@example.test", "--name", "이둘")

    assert say("accounts", "list", "--role", "firm").out == (
        "hana@example.test\t김하나\tcitizen,firm\t-\t-\t-\n1 of 1 accounts\n"
    )
    assert say("accounts", "list", "이둘", "--page", "-3").out.endswith("1 of 1 accounts\n")
    assert say("accounts", "list", "--page", "2").out == "0 of 2 accounts\n"


def test_a_reset_code_is_shown_and_works_once(
    say: Say, make_session: sessionmaker[Session]
) -> None:
    say("accounts", "create", EMAIL, "--name", "김하나")

    said = say("accounts", "reset", EMAIL)

    shown = re.fullmatch(
        r"code (\S{40,})\ngood until \d{4}-\d\d-\d\d \d\d:\d\d UTC, once\n", said.out
    )
    assert shown is not None
    with transaction(make_session) as session:
        complete_reset(session, code=shown[1], new=PASSWORD, passwords=CHEAP, at=NOON)
    assert signs_in(make_session, PASSWORD)


def test_closing_asks_to_be_meant(say: Say, make_session: sessionmaker[Session]) -> None:
    say("accounts", "create", EMAIL, "--name", "김하나")
    before = account(make_session)

    said = say("accounts", "close", EMAIL)
    assert (said.status, said.err) == (
        2,
        "error: closing erases name, address and roles for good; say --yes\n",
    )
    assert account(make_session) == before

    assert say("accounts", "close", EMAIL, "--yes").out == f"closed {before.id}\n"
    with transaction(make_session) as session:
        assert accounts_page(session, per_page=9).count == 0
        assert session.scalar(text("SELECT count(*) FROM accounts")) == 1
