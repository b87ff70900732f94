"""Whoever asks is taken for themselves: two signed-in clients, a program and nobody, in turns."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker

from marketplace.accounts.tokens import issue_token
from storage.database import transaction
from tests.factories.accounts import make_account
from tests.house.application import by_cookie, connected

OWN_TOKENS = "/api/v1/tokens"


@pytest.fixture
def on_database(database_url: str) -> Iterator[Flask]:
    with connected(database_url) as application:
        yield application


def test_two_signed_in_clients_are_told_apart(
    on_database: Flask, make_session: sessionmaker[Session]
) -> None:
    with transaction(make_session) as session:
        first, second = make_account(session), make_account(session)
        issue_token(session, first.id, name="of the first", at=datetime.now(UTC))
        bearer = issue_token(session, second.id, name="of the second", at=datetime.now(UTC)).token
    first_client, second_client = (by_cookie(on_database, each.id) for each in (first, second))
    program = {"Authorization": f"Bearer {bearer}"}

    for _ in range(2):
        assert _names(first_client) == ["of the first"]
        assert _names(second_client) == ["of the second"]
        assert _names(on_database.test_client(), program) == ["of the second"]
        assert on_database.test_client().get(OWN_TOKENS).status_code == 401


def test_a_token_speaks_louder_than_a_cookie_of_someone_else(
    on_database: Flask, make_session: sessionmaker[Session]
) -> None:
    with transaction(make_session) as session:
        first, second = make_account(session), make_account(session)
        bearer = issue_token(session, second.id, name="of the second", at=datetime.now(UTC)).token
    client = by_cookie(on_database, first.id)

    assert _names(client, {"Authorization": f"Bearer {bearer}"}) == ["of the second"]
    assert _names(client) == []


def _names(client: FlaskClient, headers: dict[str, str] | None = None) -> list[str]:
    answer = client.get(OWN_TOKENS, headers=headers or {})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return [each["name"] for each in answer.get_json()["items"]]
