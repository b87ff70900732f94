"""A browser without a screen, on a database and a store of the test's own; forms as people send."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.test import TestResponse

from marketplace.app import create_app
from marketplace.config import Settings
from marketplace.services import Services
from marketplace.workflow.publishing import publish_submission
from marketplace.workflow.verifying import verify_submission
from storage.database import transaction
from storage.objects import ObjectStore
from storage.queue import JobQueue
from submissions.models import Submission
from submissions.states import State
from tests.house.application import NOWHERE, by_cookie
from tests.wire import WIRE

FORM = {
    "title": "정류장별 승차 집계",
    "kind": "data",
    "category": "교통물류",
    "licence": "CC-BY-4.0",
    "access": "public",
}
CSV = "정류장,승차\n가,1\n나,2\n".encode()


@contextmanager
def opened(
    database_url: str, make_session: sessionmaker[Session], store: ObjectStore, queue: JobQueue
) -> Iterator[Flask]:
    """Give the application on these parts; work that is asked for waits until `work` does it."""
    settings = Settings.from_env({**NOWHERE, "DATABASE_URL": database_url, "AUDIT_SHARE": "0"})
    engine = make_session.kw["bind"]
    parts = Services(settings, engine, make_session, store, queue)
    application = create_app(settings, parts)
    for limiter in application.extensions["limiter"]:
        limiter.enabled = False
    yield application


@dataclass(frozen=True)
class Visitor:
    """Somebody signed in, who sends forms with their token."""

    client: FlaskClient

    @classmethod
    def of(cls, application: Flask, account_id: UUID) -> "Visitor":
        return cls(by_cookie(application, account_id))

    def get(self, address: str, **headers: str) -> TestResponse:
        return self.client.get(address, headers=headers)

    def post(self, address: str, form: Mapping[str, str], **headers: str) -> TestResponse:
        return self.client.post(address, data={**form, "csrf_token": self.token()}, headers=headers)

    def json(self, address: str, body: object) -> TestResponse:
        headers = {"X-CSRFToken": self.token(), "Accept": "application/json"}
        return self.client.post(address, json=body, headers=headers)

    def token(self) -> str:
        page = self.client.get("/submissions/new").get_data(as_text=True)
        found = re.search(r'name="csrf-token" content="([^"]+)"', page)
        assert found, page[:400]
        return found[1]


SignIn = Callable[..., Visitor]


def text(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


def fault_at(answer: TestResponse, field: str) -> str:
    """Return what stands beside a field, '' if nothing does."""
    found = re.search(rf'<p class="fault" id="f-{field}-fault">([^<]*)</p>', text(answer))
    return found[1] if found else ""


def id_in(address: str) -> str:
    """Return the id in an address of a submission."""
    found = re.search(r"/submissions/([0-9a-f-]{36})", address)
    assert found, address
    return found[1]


def begun(visitor: Visitor, **fields: str) -> str:
    """Begin a submission by the form and return its id."""
    given = {**FORM, **{name.replace("__", "-"): value for name, value in fields.items()}}
    answer = visitor.post("/submissions/new", given)
    assert answer.status_code == 303, text(answer)
    return id_in(answer.location)


def with_file(
    visitor: Visitor, submission: str, name: str = "승차.csv", content: bytes = CSV
) -> str:
    """Send a file as the page's uploader does and return its id."""
    files = f"/submissions/{submission}/files"
    told: dict[str, Any] = visitor.json(files, {"name": name, "size": len(content)}).get_json()
    sent = _put(told["upload"], content)
    assert sent == 200, sent
    answer = visitor.json(f"{files}/{told['id']}/complete", {})
    assert answer.status_code == 200, text(answer)
    found: str = told["id"]
    return found


def work(application: Flask, submission: str) -> State:
    """Do what the workers would do with a submission, and return what state it came to."""
    services: Services = application.extensions["hwanryu"]
    for job in (verify_submission, publish_submission):
        job(services, UUID(submission))
    with transaction(services.make_session) as session:
        return State(session.get_one(Submission, UUID(submission)).state)


def published(rooms: Flask, official: Visitor, quality: Visitor, **fields: str) -> str:
    """Have a dataset published by pages alone and return its id."""
    submission = begun(official, **{"licence": "KOGL-1", **fields})
    with_file(official, submission)
    official.post(f"/submissions/{submission}/submit", {})
    assert work(rooms, submission) is State.IN_REVIEW
    digest = digest_at(quality, submission)
    ballot = {"role": "quality", "decision": "accept", "kind": "data", "report_digest": digest}
    answer = quality.post(f"/reviews/{submission}/decisions", ballot)
    assert answer.status_code == 303, text(answer)
    assert work(rooms, submission) is State.PUBLISHED
    page = text(official.get(f"/submissions/{submission}"))
    found = re.search(r"/datasets/([0-9a-f-]{36})/versions/1", page)
    assert found
    return found[1]


def digest_at(reviewer: Visitor, submission: str) -> str:
    page = text(reviewer.get(f"/reviews/{submission}"))
    found = re.search(r'name="report_digest" value="([0-9a-f]{64})"', page)
    assert found, page[-3000:]
    return found[1]


def _put(upload: Mapping[str, Any], content: bytes) -> int:
    return WIRE.put(upload["url"], content=content, headers=upload["headers"]).status_code
