from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from marketplace.accounts.errors import AccountMissing, PasswordRefused, ResetRefused
from marketplace.accounts.opening import close_account
from marketplace.accounts.queries import account_of, find_actor, history_of
from marketplace.accounts.recovery import (
    ask_for_reset,
    change_password,
    complete_reset,
    issue_reset,
)
from marketplace.accounts.sign_in import SignedIn, authenticate
from marketplace.accounts.tokens import find_actor_by_token, issue_token
from tests.factories.accounts import CHEAP, NOON, PASSWORD, RULES, make_account

EMAIL = "hana@example.test"
NEW = "새 물길을 낸 자리"


def signed_in(session: Session, password: str) -> SignedIn | None:
    outcome = authenticate(
        session, email=EMAIL, password=password, address="192.0.2.1", rules=RULES, at=NOON
    )
    return outcome.someone


def reset_with(session: Session, code: str, *, new: str = NEW, at: datetime = NOON) -> SignedIn:
    return complete_reset(session, code=code, new=new, passwords=CHEAP, at=at)


def test_who_has_shown_the_password_may_change_it(session: Session) -> None:
    make_account(session, email=EMAIL)

    changed = change_password(
        session, signed_in(session, PASSWORD), new=NEW, passwords=CHEAP, at=NOON
    )

    assert signed_in(session, PASSWORD) is None
    assert signed_in(session, NEW) == changed


def test_every_other_session_is_over_and_tokens_stay(session: Session) -> None:
    account = make_account(session, email=EMAIL)
    before = signed_in(session, PASSWORD)
    token = issue_token(session, account.id, name="노트북", at=NOON).token

    after = change_password(session, before, new=NEW, passwords=CHEAP, at=NOON)

    assert find_actor(session, account.id, session_version=before.session_version) is None
    assert find_actor(session, account.id, session_version=after.session_version) is not None
    assert find_actor_by_token(session, token, at=NOON) is not None


def test_a_weak_new_password_changes_nothing(session: Session) -> None:
    account = make_account(session, email=EMAIL)

    with pytest.raises(PasswordRefused):
        change_password(session, SignedIn(account.id, 1), new=EMAIL, passwords=CHEAP, at=NOON)
    assert signed_in(session, PASSWORD) == SignedIn(account.id, 1)


def test_a_closed_account_changes_no_password(session: Session) -> None:
    account = make_account(session)
    close_account(session, account.id, by=None, at=NOON)

    with pytest.raises(AccountMissing):
        change_password(session, SignedIn(account.id, 1), new=NEW, passwords=CHEAP, at=NOON)


def test_the_bearer_of_a_code_sets_a_new_password_once(session: Session) -> None:
    account = make_account(session, email=EMAIL)
    reset = issue_reset(session, account.id, by=None, at=NOON)

    assert reset_with(session, reset.code) == SignedIn(account.id, session_version=2)
    assert signed_in(session, NEW) is not None
    with pytest.raises(ResetRefused):
        reset_with(session, reset.code)


def test_a_reset_ends_tokens_too(session: Session) -> None:
    account = make_account(session)
    token = issue_token(session, account.id, name="노트북", at=NOON).token

    reset_with(session, issue_reset(session, account.id, by=None, at=NOON).code)

    assert find_actor_by_token(session, token, at=NOON) is None


def test_a_code_is_good_for_a_day(session: Session) -> None:
    account = make_account(session)
    reset = issue_reset(session, account.id, by=None, at=NOON)

    assert reset.expires_at == NOON + timedelta(hours=24)
    with pytest.raises(ResetRefused):
        reset_with(session, reset.code, at=reset.expires_at)


def test_a_later_code_voids_the_earlier(session: Session) -> None:
    account = make_account(session)
    earlier = issue_reset(session, account.id, by=None, at=NOON)
    issue_reset(session, account.id, by=None, at=NOON)

    with pytest.raises(ResetRefused):
        reset_with(session, earlier.code)


def test_a_weak_password_does_not_use_the_code_up(session: Session) -> None:
    account = make_account(session)
    reset = issue_reset(session, account.id, by=None, at=NOON)

    with pytest.raises(PasswordRefused):
        reset_with(session, reset.code, new="short")
    assert reset_with(session, reset.code).account_id == account.id


def test_a_code_nobody_issued_is_refused(session: Session) -> None:
    with pytest.raises(ResetRefused):
        reset_with(session, "\ud800")


def test_a_code_is_void_once_the_account_is_closed(session: Session) -> None:
    account = make_account(session)
    reset = issue_reset(session, account.id, by=None, at=NOON)
    close_account(session, account.id, by=None, at=NOON)

    with pytest.raises(ResetRefused):
        reset_with(session, reset.code)


def test_asking_is_noted_for_an_administrator_until_a_code_is_issued(session: Session) -> None:
    account = make_account(session, email=EMAIL)
    for hour in range(2):
        ask_for_reset(session, email=EMAIL, at=NOON + timedelta(hours=hour))
    session.flush()
    assert account_of(session, account.id).reset_asked_at == NOON

    issue_reset(session, account.id, by=None, at=NOON)
    session.flush()
    assert account_of(session, account.id).reset_asked_at is None
    assert [entry.kind for entry in history_of(session, account.id)] == [
        "registered",
        "reset-asked",
        "reset-issued",
    ]


def test_asking_for_nobody_is_as_silent(session: Session) -> None:
    ask_for_reset(session, email="nobody@example.test", at=NOON)
    ask_for_reset(session, email="no address", at=NOON)
