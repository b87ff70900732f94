"""What the calls really answer is what the description says of them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.test import TestResponse

from marketplace.accounts.actor import Role
from marketplace.accounts.tokens import issue_token
from storage.database import transaction
from tests.factories.accounts import make_account, make_department
from tests.house.application import connected
from tests.marketplace.api.described import faults_of

MANIFEST = {
    "title": {"ko": "정류장별 승차 집계"},
    "kind": "data",
    "category": "교통물류",
    "licence": "CC-BY-4.0",
}


@pytest.fixture
def on_database(database_url: str) -> Iterator[Flask]:
    with connected(database_url) as application:
        yield application


class Caller:
    """A program with a token, whose every answer is held against the description."""

    def __init__(self, application: Flask, token: str | None) -> None:
        self._client = application.test_client()
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def __call__(self, method: str, address: str, **given: object) -> TestResponse:
        """Call `address`, `{…}` in it filled from `ids`; every fault of the answer fails."""
        ids = given.pop("ids", {})
        path = address.format_map(ids)  # type: ignore[arg-type]
        query = given.pop("query", "")
        answer = self._client.open(
            f"{path}{query}",
            method=method,
            headers=self._headers,
            **given,  # type: ignore[arg-type]
        )
        assert faults_of(answer, address) == [], answer.get_data(as_text=True)
        return answer


@pytest.fixture
def official(on_database: Flask, make_session: sessionmaker[Session]) -> Caller:
    with transaction(make_session) as session:
        account = make_account(session, roles=[Role.OFFICIAL], department=make_department(session))
        token = issue_token(session, account.id, name="tests", at=datetime.now(UTC)).token
    return Caller(on_database, token)


@pytest.fixture
def reviewer(on_database: Flask, make_session: sessionmaker[Session]) -> Caller:
    with transaction(make_session) as session:
        account = make_account(session, roles=[Role.QUALITY], department=make_department(session))
        token = issue_token(session, account.id, name="tests", at=datetime.now(UTC)).token
    return Caller(on_database, token)


def test_a_submission_is_answered_as_described(official: Caller) -> None:
    made = official("POST", "/api/v1/submissions", json=MANIFEST).get_json()
    ids = {"submission_id": made["id"]}
    one = "/api/v1/submissions/{submission_id}"

    announced = official(
        "POST", f"{one}/files", ids=ids, json={"name": "승차.csv", "size": 12}
    ).get_json()
    ids["file_id"] = announced["id"]
    official("GET", f"{one}/files/{{file_id}}", ids=ids)
    official("GET", one, ids=ids)
    official("PUT", one, ids=ids, json={**MANIFEST, "keywords": ["버스"]})
    official("GET", f"{one}/history", ids=ids)
    listed = official("GET", "/api/v1/submissions", query="?per_page=1").get_json()
    cancelled = official("POST", f"{one}/cancel", ids=ids, json={"reason": "잘못 냄"}).get_json()

    assert announced["upload"]["method"] == "single"
    assert [each["id"] for each in listed["items"]] == [made["id"]]
    assert cancelled["state"] == "cancelled"


def test_refusals_are_answered_as_described(official: Caller, on_database: Flask) -> None:
    nobody = Caller(on_database, None)
    made = official("POST", "/api/v1/submissions", json=MANIFEST).get_json()
    own, other = {"submission_id": made["id"]}, {"submission_id": uuid4()}
    one = "/api/v1/submissions/{submission_id}"
    decision = {"role": "quality", "decision": "accept", "reason": "x", "report_digest": "0" * 64}

    statuses = [
        nobody("POST", "/api/v1/submissions", json=MANIFEST).status_code,
        official("POST", "/api/v1/submissions", data="{").status_code,
        official("POST", "/api/v1/submissions", json={"kind": "song"}).status_code,
        official("GET", one, ids=other).status_code,
        official("POST", f"{one}/submit", ids=own).status_code,
        official("GET", f"{one}/report", ids=own).status_code,
        official("POST", f"{one}/decisions", ids=own, json=decision).status_code,
        official("GET", "/api/v1/reviews").status_code,
        official("GET", "/api/v1/submissions", query="?per_page=101").status_code,
    ]

    assert statuses == [401, 400, 422, 404, 409, 404, 403, 403, 422]


def test_lists_of_nothing_are_answered_as_described(
    official: Caller, reviewer: Caller, on_database: Flask
) -> None:
    nobody = Caller(on_database, None)

    found = nobody(
        "GET", "/api/v1/datasets", query="?q=버스&licence=MIT&licence=CC0-1.0"
    ).get_json()
    official("GET", "/api/v1/points/me")
    official("GET", "/api/v1/points/departments", query="?period=2026")
    refused = official("GET", "/api/v1/points/departments", query="?period=soon")
    official("GET", "/api/v1/notices")
    official("POST", "/api/v1/notices/read", json={"ids": []})
    tokens = official("GET", "/api/v1/tokens").get_json()
    renewed = {"token_id": tokens["items"][0]["id"]}
    official("POST", "/api/v1/tokens/{token_id}/renew", ids=renewed)
    official("POST", "/api/v1/tokens/{token_id}/renew", ids={"token_id": uuid4()})
    watched = official("GET", "/api/v1/quality/watch-list", query="?scope=own").get_json()
    none = official("GET", "/api/v1/quality/watch-list", query="?reason=dull")
    reviewer("GET", "/api/v1/reviews")

    assert (found["count"], found["count_is"], found["items"]) == (0, "exact", [])
    assert (refused.status_code, none.status_code) == (422, 422)
    assert (watched["scope"], watched["count"], watched["items"]) == ("own", 0, [])


def test_what_is_not_published_is_answered_as_described(on_database: Flask) -> None:
    nobody = Caller(on_database, None)
    ids = {"dataset_id": uuid4(), "number": "latest", "name": "a.csv"}
    one = "/api/v1/datasets/{dataset_id}"

    statuses = [
        nobody("GET", address, ids=ids).status_code
        for address in (
            one,
            f"{one}/versions/{{number}}",
            f"{one}/versions/{{number}}/lineage",
            f"{one}/versions/{{number}}/report",
            f"{one}/versions/{{number}}/rows",
            f"{one}/versions/{{number}}/provenance",
            f"{one}/versions/{{number}}/files/{{name}}",
        )
    ]

    assert statuses == [404] * 7
    assert nobody("GET", "/api/v1/datasets", query="?generation=many").status_code == 422
