"""Whatever is sent, the answer is never 500 and, to a program, always a problem it can read."""

from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from marketplace.accounts.actor import Role
from marketplace.accounts.tokens import issue_token
from marketplace.services import Services
from storage.database import transaction
from tests.factories.accounts import make_account
from tests.factories.submissions import STOPS, external_source, held_source, make_manifest
from tests.marketplace.api.malformed import Sent, Source

COUNT = 2
ROLES = {"citizen": (), "official": (Role.OFFICIAL,), "quality": (Role.QUALITY, Role.PRIVACY)}


@pytest.fixture
def tokens(services: Services) -> dict[str, str]:
    """A token for each kind of person."""
    with transaction(services.make_session) as session:
        accounts = {name: make_account(session, roles=roles) for name, roles in ROLES.items()}
        return {
            name: issue_token(session, account.id, name="fuzz", at=services.now()).token
            for name, account in accounts.items()
        }


def samples(dataset: UUID) -> tuple[dict[str, Any], ...]:
    manifest = make_manifest(
        columns=list(STOPS),
        sources=[held_source(str(dataset)), external_source()],
        period={"from": "2024-01-01", "to": "2024-12-31"},
        update_cycle="monthly",
        recipe={"sql": "SELECT 1", "output": "a.csv"},
    )
    return (
        manifest,
        {"name": "a.csv", "size": 3, "media_type": "text/csv", "sha256": "0" * 64},
        {"name": "b.csv", "size": 90 << 20},
        {"parts": [{"number": 1, "etag": "x"}]},
        {"role": "quality", "decision": "accept", "reason": "네", "report_digest": "0" * 64},
        {"reason": "그만", "role": "quality"},
        {"email": "a@b.example", "password": "x", "name": "t"},
        {"ids": [str(uuid4())]},
    )


def sent(client: FlaskClient, request: Sent, token: str | None) -> Any:
    headers = {**request.headers}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    return client.open(
        request.path,
        method=request.method,
        query_string=request.query,
        data=request.body,
        headers=headers,
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_no_malformed_request_is_answered_with_500(
    application: Flask, tokens: dict[str, str], seed: int
) -> None:
    random = Random(seed)  # noqa: S311 -- chance, not secrets
    client = application.test_client()
    ids = somethings_ids(client, tokens["official"])
    source = Source(random, ids, samples(ids[0]))
    told: list[tuple[int, Sent]] = []
    unreadable: list[tuple[str, Sent]] = []

    for request in source.requests(application.url_map, COUNT):
        token = random.choice((None, *tokens.values()))
        answer = sent(client, request, token)
        if answer.status_code >= 500:
            told.append((answer.status_code, request))
        if request.path.startswith("/api/") and answer.status_code >= 400:
            kind = answer.headers.get("Content-Type", "")
            if request.method != "HEAD" and kind != "application/problem+json":
                unreadable.append((kind, request))

    assert not told
    assert not unreadable


def somethings_ids(client: FlaskClient, token: str) -> tuple[UUID, ...]:
    """A draft of the official's with a file, and ids of nothing."""
    headers = {"Authorization": f"Bearer {token}"}
    made = client.post("/api/v1/submissions", json=make_manifest(), headers=headers).get_json()
    path = f"/api/v1/submissions/{made['id']}/files"
    file = client.post(path, json={"name": "a.csv", "size": 3}, headers=headers).get_json()
    return (UUID(made["id"]), UUID(made["id"]), UUID(file["id"]), uuid4(), UUID(int=0))


def test_the_numbers_of_a_body_may_be_written_as_floats(
    application: Flask, tokens: dict[str, str]
) -> None:
    client = application.test_client()
    headers = {"Authorization": f"Bearer {tokens['official']}", "Content-Type": "application/json"}
    made = client.post("/api/v1/submissions", json=make_manifest(), headers=headers).get_json()

    answer = client.post(
        f"/api/v1/submissions/{made['id']}/files",
        data=b'{"name": "a.csv", "size": 94371840.0}',
        headers=headers,
    )

    assert answer.status_code == 201
    assert answer.get_json()["size"] == 94371840
