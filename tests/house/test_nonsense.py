"""No request, however malformed, is answered by a bare failure: every route, every method."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import product
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.routing import Rule

from marketplace.accounts.actor import Role
from marketplace.accounts.tokens import issue_token
from storage.database import transaction
from tests.factories.accounts import make_account, make_department
from tests.factories.catalogue import publish
from tests.factories.submissions import make_manifest
from tests.house.application import connected

Body = tuple[bytes, str]
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
NOTHING: Body = (b"", JSON)
BODIES: Mapping[str, tuple[Body, ...]] = {
    "calls": (
        NOTHING,
        (b"{", JSON),
        (b"[" * 2000, JSON),
        (b"null", JSON),
        (b'{"reason": 3, "ids": "x", "parts": [1], "title": [], "sources": {}}', JSON),
        (b'{"email": "\\u0000", "password": "x", "name": "\\u0000"}', JSON),
        (b"\xff\xfe\x00", "text/plain"),
    ),
    "pages": (
        (b"title=%00&name=%FF&page=x&role=none&period=never&id=1&ids=%00&reason=x", FORM),
        (b"title=%ED%A0%80&headcount=-99999999999999999999&email=%00&manifest={", FORM),
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (b"[[[", JSON),
    ),
}
QUERIES = (
    "",
    "?page=x&per_page=-1&q=%00&generation=z&period=soon&from=2024-99-99&sort=none&department=1",
    "?page=99999999999999999999&q=%FF%FE&licence=%00&to=x&format=%00&link=2&next=//evil.example"
    "&period=9999-99&where=%27;--&select=nothing&form=none&tab=none",
)
NAMES = ("가 나.csv", "%00", "..%2F..%2Fetc%2Fpasswd")
"""What stands in an address for a name."""

Known = Mapping[str, str]


@pytest.fixture
def on_database(database_url: str) -> Iterator[Flask]:
    with connected(database_url) as application:
        yield application


def addresses(rule: Rule, known: Known) -> Iterator[str]:
    """Yield addresses a rule answers at: of what is there where that is known, strange if not."""
    wanted = rule.arguments - known.keys()
    for name in NAMES if wanted else NAMES[:1]:
        address = rule.rule
        for argument in rule.arguments:
            kind = type(rule._converters[argument]).__name__
            strange = str(uuid4()) if kind == "UUIDConverter" else name
            step = known.get(argument, strange)
            address = re.sub(rf"<(?:[^<>]*:)?{argument}>", lambda _, step=step: step, address)
        yield address


def requests(application: Flask, face: str, known: Known) -> Iterator[tuple[str, str, Body]]:
    """Yield method, address and body of every call or page, with every kind of nonsense."""
    for rule in application.url_map.iter_rules():
        if rule.rule.startswith("/api/") is not (face == "calls"):
            continue
        for method, address in product(sorted(rule.methods or ()), addresses(rule, known)):
            match method:
                case "GET":
                    yield from ((method, address + query, NOTHING) for query in QUERIES)
                case "POST" | "PUT":
                    yield from ((method, address, body) for body in BODIES[face])
                case "DELETE":
                    yield method, address, NOTHING


@pytest.mark.parametrize("face", sorted(BODIES))
def test_nonsense_is_refused_and_never_a_failure(
    on_database: Flask, make_session: sessionmaker[Session], face: str
) -> None:
    with transaction(make_session) as session:
        roles = (Role.OFFICIAL, Role.QUALITY, Role.PRIVACY, Role.ADMINISTRATOR)
        account = make_account(session, roles=roles, department=make_department(session))
        token = issue_token(session, account.id, name="tests", at=datetime.now(UTC)).token
        published = publish(session, maker_id=account.id)
        known = {"dataset_id": str(published.dataset_id), "number": "1"}
    headers = {"Authorization": f"Bearer {token}"}
    client = on_database.test_client()
    draft = client.post("/api/v1/submissions", json=make_manifest(), headers=headers)
    known["submission_id"] = draft.get_json()["id"]

    failed = set()
    for number, (method, address, (body, kind)) in enumerate(requests(on_database, face, known)):
        # Nobody signed in is turned away early: every seventh time is enough to see it.
        for sent in (headers, {}) if number % 7 == 0 else (headers,):
            answer = on_database.test_client().open(
                address, method=method, data=body, content_type=kind, headers=sent
            )
            if answer.status_code == 500:
                failed.add(f"{method} {address[:120]} {body[:40]!r}")

    assert failed == set()
