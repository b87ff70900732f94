"""Whoever asks is taken for themselves: two signed-in clients, a program and nobody, in turns."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker

from marketplace.accounts.tokens import issue_token
from marketplace.app import create_app
from marketplace.config import Settings
from storage.database import transaction
from tests.factories.accounts import NOON, make_account
from tests.house.application import NOWHERE

OWN_TOKENS = "/api/v1/tokens"


@pytest.fixture
def connected(database_url: str) -> Iterator[Flask]:
    """The application on a database of this test's own; the other parts are not asked."""
    application = create_app(Settings.from_env({**NOWHERE, "DATABASE_URL": database_url}))
    yield application
    application.extensions["hwanryu"].engine.dispose()


def by_cookie(application: Flask, account_id: UUID) -> FlaskClient:
    """Return a browser in which that account is signed in."""
    client = application.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = f"{account_id}:1"
        cookie["_fresh"] = True
    return client


def test_two_signed_in_clients_are_told_apart(
    connected: Flask, make_session: sessionmaker[Session]
) -> None:
    with transaction(make_session) as session:
        first, second = make_account(session), make_account(session)
        issue_token(session, first.id, name="of the first", at=NOON)
        bearer = issue_token(session, second.id, name="of the second", at=NOON).token
    first_client, second_client = (by_cookie(connected, each.id) for each in (first, second))
    program = {"Authorization": f"Bearer {bearer}"}

    for _ in range(2):
        assert _names(first_client) == ["of the first"]
        assert _names(second_client) == ["of the second"]
        assert _names(connected.test_client(), program) == ["of the second"]
        assert connected.test_client().get(OWN_TOKENS).status_code == 401


def test_a_token_speaks_louder_than_a_cookie_of_someone_else(
    connected: Flask, make_session: sessionmaker[Session]
) -> None:
    with transaction(make_session) as session:
        first, second = make_account(session), make_account(session)
        bearer = issue_token(session, second.id, name="of the second", at=NOON).token
    client = by_cookie(connected, first.id)

    assert _names(client, {"Authorization": f"Bearer {bearer}"}) == ["of the second"]
    assert _names(client) == []


def _names(client: FlaskClient, headers: dict[str, str] | None = None) -> list[str]:
    answer = client.get(OWN_TOKENS, headers=headers or {})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return [each["name"] for each in answer.get_json()["items"]]
