from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from marketplace.accounts.actor import Role
from marketplace.accounts.errors import AccountMissing, TextRefused, TokenMissing
from marketplace.accounts.queries import actor_of, history_of
from marketplace.accounts.roles import grant_role
from marketplace.accounts.tokens import (
    TokenRow,
    find_actor_by_token,
    issue_token,
    renew_token,
    revoke_token,
    take_expiring,
    tokens_of,
)
from tests.factories.accounts import NOON, make_account

YEAR, MONTH = timedelta(days=365), timedelta(days=30)
SECOND = timedelta(seconds=1)


def test_a_token_stands_for_its_account(session: Session) -> None:
    account = make_account(session)
    issued = issue_token(session, account.id, name="노트북", at=NOON)

    assert issued.token.startswith("hwr_")
    assert find_actor_by_token(session, issued.token, at=NOON) == actor_of(session, account.id)


def test_the_token_itself_is_stored_nowhere(session: Session) -> None:
    token = issue_token(session, make_account(session).id, name="노트북", at=NOON).token
    session.flush()

    for table in ("access_tokens", "account_entries"):
        rows = session.execute(text(f"SELECT t::text FROM {table} t")).scalars().all()
        assert [row for row in rows if token in row or token.removeprefix("hwr_") in row] == []


def test_a_change_of_roles_holds_at_once(session: Session) -> None:
    account = make_account(session)
    token = issue_token(session, account.id, name="노트북", at=NOON).token

    grant_role(session, account.id, Role.FIRM, by=None, at=NOON)

    assert Role.FIRM in find_actor_by_token(session, token, at=NOON).roles


@pytest.mark.parametrize("token", ["", "hwr_", "hwr_unknown", "\ud800", "a\x00"])
def test_an_unknown_token_is_nobodys(session: Session, token: str) -> None:
    assert find_actor_by_token(session, token, at=NOON) is None


def test_tokens_are_listed_newest_first_without_the_revoked(session: Session) -> None:
    account = make_account(session)
    first, second, third = (
        issue_token(session, account.id, name=name, at=NOON + timedelta(hours=hour))
        for hour, name in enumerate(("하나", "둘", "셋"))
    )
    find_actor_by_token(session, first.token, at=NOON + timedelta(hours=5))
    revoke_token(session, account.id, second.id, at=NOON)

    assert tokens_of(session, account.id) == (
        TokenRow(third.id, "셋", NOON + timedelta(hours=2), None, NOON + YEAR + timedelta(hours=2)),
        TokenRow(first.id, "하나", NOON, NOON + timedelta(hours=5), NOON + YEAR),
    )


def test_the_last_use_is_noted_every_ten_minutes_only(session: Session) -> None:
    account = make_account(session)
    token = issue_token(session, account.id, name="노트북", at=NOON).token

    noted = []
    for minutes in (0, 9, 10):
        find_actor_by_token(session, token, at=NOON + timedelta(minutes=minutes))
        noted.append(tokens_of(session, account.id)[0].last_used_at - NOON)
    assert noted == [timedelta(0), timedelta(0), timedelta(minutes=10)]


def test_a_revoked_token_is_over(session: Session) -> None:
    account = make_account(session)
    issued = issue_token(session, account.id, name="노트북", at=NOON)

    revoke_token(session, account.id, issued.id, at=NOON)

    assert find_actor_by_token(session, issued.token, at=NOON) is None
    with pytest.raises(TokenMissing):
        revoke_token(session, account.id, issued.id, at=NOON)
    session.flush()
    assert [entry.details for entry in history_of(session, account.id)][1:] == [
        {"token": str(issued.id)}
    ] * 2


def test_nobody_revokes_the_token_of_another(session: Session) -> None:
    issued = issue_token(session, make_account(session).id, name="노트북", at=NOON)

    with pytest.raises(TokenMissing):
        revoke_token(session, make_account(session).id, issued.id, at=NOON)
    assert find_actor_by_token(session, issued.token, at=NOON) is not None


def test_a_token_needs_a_name_and_an_account(session: Session) -> None:
    with pytest.raises(TextRefused):
        issue_token(session, make_account(session).id, name="", at=NOON)
    with pytest.raises(AccountMissing):
        issue_token(session, uuid4(), name="노트북", at=NOON)


def test_a_token_works_for_a_year_and_no_longer(session: Session) -> None:
    account = make_account(session)
    issued = issue_token(session, account.id, name="노트북", at=NOON)

    assert find_actor_by_token(session, issued.token, at=NOON + YEAR - SECOND) is not None
    assert find_actor_by_token(session, issued.token, at=NOON + YEAR) is None
    (row,) = tokens_of(session, account.id)
    assert [row.is_due(NOON + YEAR - MONTH - SECOND), row.is_due(NOON + YEAR - MONTH)] == [
        False,
        True,
    ]
    assert (row.is_due(NOON + YEAR), row.has_expired(NOON + YEAR)) == (False, True)


def test_a_token_issued_before_tokens_expired_goes_on(session: Session) -> None:
    account = make_account(session)
    issued = issue_token(session, account.id, name="노트북", at=NOON)
    session.execute(text("UPDATE access_tokens SET expires_at = NULL"))

    assert find_actor_by_token(session, issued.token, at=NOON + 9 * YEAR) is not None
    assert take_expiring(session, at=NOON + 9 * YEAR) == ()


def test_a_token_is_renewed_for_a_year_from_then_on(session: Session) -> None:
    account = make_account(session)
    issued = issue_token(session, account.id, name="노트북", at=NOON)
    at = NOON + YEAR - SECOND

    assert renew_token(session, account.id, issued.id, at=at) == at + YEAR
    assert find_actor_by_token(session, issued.token, at=NOON + YEAR) is not None
    session.flush()
    assert [entry.kind for entry in history_of(session, account.id)][-1] == "token-renewed"


def test_nobody_renews_what_has_expired_or_is_revoked_or_of_another(session: Session) -> None:
    account = make_account(session)
    expired, revoked, own = (
        issue_token(session, account.id, name=name, at=NOON) for name in ("하나", "둘", "셋")
    )
    revoke_token(session, account.id, revoked.id, at=NOON)

    for account_id, token_id, at in (
        (account.id, expired.id, NOON + YEAR),
        (account.id, revoked.id, NOON),
        (make_account(session).id, own.id, NOON),
    ):
        with pytest.raises(TokenMissing):
            renew_token(session, account_id, token_id, at=at)


def test_a_token_about_to_expire_is_taken_once_and_again_after_it_was_renewed(
    session: Session,
) -> None:
    account = make_account(session)
    issued = issue_token(session, account.id, name="노트북", at=NOON)

    def taken(at: timedelta) -> list[str]:
        return [each.name for each in take_expiring(session, at=NOON + at)]

    assert [taken(YEAR - MONTH - SECOND), taken(YEAR - MONTH), taken(YEAR - MONTH)] == [
        [],
        ["노트북"],
        [],
    ]
    renew_token(session, account.id, issued.id, at=NOON + YEAR - MONTH)
    assert taken(2 * YEAR - MONTH) == ["노트북"]
