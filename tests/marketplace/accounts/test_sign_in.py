from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from marketplace.accounts.errors import AccountMissing, SignInLimited, SignInRefused
from marketplace.accounts.models import SignInFailure
from marketplace.accounts.opening import close_account
from marketplace.accounts.passwords import HashCost, Passwords
from marketplace.accounts.sign_in import (
    SignedIn,
    SignInLimits,
    SignInOutcome,
    SignInRules,
    authenticate,
    confirm,
)
from storage.database import transaction
from tests.factories.accounts import CHEAP, NOON, PASSWORD, RULES, make_account

EMAIL = "hana@example.test"
WRONG = "wrong password"
STRICT = SignInRules(CHEAP, SignInLimits(per_email=3, per_address=5, within=timedelta(minutes=5)))


def attempt(
    session: Session,
    password: str = WRONG,
    *,
    email: str = EMAIL,
    address: str = "192.0.2.1",
    after: int = 0,
) -> SignInOutcome:
    return authenticate(
        session,
        email=email,
        password=password,
        address=address,
        rules=STRICT,
        at=NOON + timedelta(seconds=after),
    )


def test_address_and_password_together_say_who_it_is(session: Session) -> None:
    account = make_account(session, email=EMAIL)

    assert attempt(session, PASSWORD, email=" HANA@example.test").signed_in() == SignedIn(
        account.id, session_version=1
    )


def test_a_wrong_password_and_an_unknown_address_are_refused_alike(session: Session) -> None:
    make_account(session, email=EMAIL)

    for outcome in (
        attempt(session),
        attempt(session, PASSWORD, email="nobody@example.test"),
        attempt(session, PASSWORD, email="no address \x00\ud800"),
    ):
        assert outcome == SignInOutcome()
        with pytest.raises(SignInRefused):
            outcome.signed_in()


def test_a_closed_account_signs_in_no_more(session: Session) -> None:
    account = make_account(session, email=EMAIL)
    close_account(session, account.id, by=None, at=NOON)

    assert attempt(session, PASSWORD) == SignInOutcome()


def test_after_some_failures_even_the_right_password_waits(session: Session) -> None:
    make_account(session, email=EMAIL)
    for second in (0, 10, 20):
        attempt(session, after=second, address=f"192.0.2.{second}")

    outcome = attempt(session, PASSWORD, after=30)

    assert outcome == SignInOutcome(retry_after=270)
    with pytest.raises(SignInLimited) as limited:
        outcome.signed_in()
    assert limited.value.retry_after == 270


def test_the_wait_that_is_told_is_enough(session: Session) -> None:
    account = make_account(session, email=EMAIL)
    for second in (0, 10, 20):
        attempt(session, after=second)

    assert attempt(session, PASSWORD, after=299).retry_after == 1
    assert attempt(session, PASSWORD, after=300).signed_in().account_id == account.id


def test_an_unknown_address_is_limited_like_a_known_one(session: Session) -> None:
    for _ in range(3):
        attempt(session, email="nobody@example.test")

    assert attempt(session, email="NOBODY@example.test ").retry_after == 300


def test_many_addresses_tried_from_one_place_are_limited_too(session: Session) -> None:
    make_account(session, email=EMAIL)
    for number in range(5):
        attempt(session, email=f"guess{number}@example.test")

    assert attempt(session, PASSWORD).retry_after == 300
    assert attempt(session, PASSWORD, address="198.51.100.7").retry_after is None


def test_a_success_forgets_the_failures_before_it(session: Session) -> None:
    make_account(session, email=EMAIL)
    for _ in range(2):
        attempt(session)
    attempt(session, PASSWORD)
    for _ in range(2):
        attempt(session)

    assert attempt(session, PASSWORD).retry_after is None


def test_waiting_does_not_make_the_wait_longer(session: Session) -> None:
    for _ in range(3):
        attempt(session)
    for _ in range(3):
        attempt(session, after=100)

    assert attempt(session, after=200).retry_after == 100


def test_old_failures_are_deleted(session: Session) -> None:
    attempt(session)
    attempt(session, after=301)

    assert session.scalar(select(func.count(SignInFailure.id))) == 1


def test_what_was_typed_is_not_stored(session: Session) -> None:
    attempt(session, email="my-password-in-the-wrong-field", address="192.0.2.1")

    failure = session.execute(select(SignInFailure)).scalar_one()
    assert {len(failure.email_key), len(failure.address_key)} == {64}


def test_a_failure_is_stored_although_the_request_fails(
    make_session: sessionmaker[Session],
) -> None:
    with transaction(make_session) as session:
        outcome = attempt(session)
    with pytest.raises(SignInRefused):
        outcome.signed_in()

    with transaction(make_session) as session:
        assert session.scalar(select(func.count(SignInFailure.id))) == 1


def test_a_hash_of_an_earlier_cost_is_renewed_when_the_password_is_shown(session: Session) -> None:
    account = make_account(session, email=EMAIL)
    dearer = Passwords(HashCost(memory_kib=16, rounds=1))

    authenticate(
        session,
        email=EMAIL,
        password=PASSWORD,
        address="192.0.2.1",
        rules=replace(RULES, passwords=dearer),
        at=NOON,
    )

    assert not dearer.is_outdated(account.password_hash)


def test_someone_signed_in_shows_the_password_again(session: Session) -> None:
    account = make_account(session, email=EMAIL)

    def shown(password: str) -> SignInOutcome:
        return confirm(
            session,
            account.id,
            password=password,
            address="192.0.2.1",
            rules=STRICT,
            at=NOON,
        )

    assert shown(PASSWORD).signed_in() == SignedIn(account.id, session_version=1)
    assert shown("wrong password") == SignInOutcome()


def test_an_unknown_account_shows_nothing(session: Session) -> None:
    with pytest.raises(AccountMissing):
        confirm(session, uuid4(), password=PASSWORD, address="192.0.2.1", rules=STRICT, at=NOON)
