"""One submission's whole way, with a part killed at one stage of it; and what became of it."""

import os
import signal
import time
import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import select

from marketplace.catalogue.models import Version
from marketplace.ledger.models import Event, Posting
from marketplace.notices.models import Notice
from storage.database import transaction
from tests.factories.files import boardings
from tests.factories.submissions import make_manifest
from tests.journeys.person import Json, Person
from tests.journeys.town import Town
from tests.marketplace.stack.processes import family, is_alive, wait_for

PARTS = ("worker-verify", "fork", "worker-short", "web", "valkey", "store", "postgres")
STAGES = ("uploading", "submitted", "verifying", "accepted", "published")
WITHIN_SECONDS = 30.0
FORK = "fork"


@dataclass
class Journey:
    """A submission of the official's, and the part that is killed on its way."""

    town: Town
    part: str
    stage: str
    rows: int = 60_000
    submission: str = ""
    killed_at: float = 0.0
    stages: list[str] = field(default_factory=list)

    def go(self) -> Json:
        """Go the whole way; return the submission as it is published."""
        official, town = self.town.official, self.town
        title = f"{self.part} {self.stage}"
        content = boardings(self.rows, mark=f"{title}{uuid.uuid4()}")
        made = insist(official, "POST", "/submissions", make_manifest(title))
        self.submission = made["id"]
        announced = insist(
            official,
            "POST",
            f"/submissions/{self.submission}/files",
            {"name": "a.csv", "size": len(content), "media_type": "text/csv"},
        )
        self.kill_at("uploading")
        send(announced["upload"]["url"], content)
        file = f"/submissions/{self.submission}/files/{announced['id']}"
        insist(official, "POST", f"{file}/complete")
        insist(official, "POST", f"/submissions/{self.submission}/submit")
        self.kill_at("submitted")
        if self.stage == "verifying":
            official.once(self.submission, lambda seen: seen["state"] != "submitted")
            self.kill_at("verifying")
        self.reaches("in-review")
        digest = official.submission(self.submission)["report_digest"]
        ballot = {"role": "quality", "decision": "accept", "reason": "네", "report_digest": digest}
        insist(town.quality, "POST", f"/submissions/{self.submission}/decisions", ballot)
        self.kill_at("accepted")
        self.reaches("published")
        self.kill_at("published")
        wait_for(town.is_whole, seconds=WITHIN_SECONDS)
        found = insist(official, "GET", f"/submissions/{self.submission}")
        link = insist(
            town.neighbour, "GET", f"/datasets/{found['dataset']}/versions/1/files/a.csv?link=1"
        )
        assert fetch(link["url"]) == content
        return found

    def kill_at(self, stage: str) -> None:
        if stage == self.stage:
            kill(self.town, self.part)
            self.killed_at = time.monotonic()

    def reaches(self, state: str) -> None:
        """Wait for a state; what follows a kill has thirty seconds from then."""
        begun = self.killed_at or time.monotonic()
        left = WITHIN_SECONDS - (time.monotonic() - begun)
        self.town.official.once(self.submission, lambda seen: seen["state"] == state, seconds=left)


def kill(town: Town, part: str) -> None:
    """Kill a part by force, and return once it is gone."""
    pid = town.pids()["worker-verify" if part == FORK else part]
    forks = family(pid) - {pid}
    for victim in forks if part == FORK else {pid}:
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
        wait_for(lambda victim=victim: not is_alive(victim))


def insist(person: Person, method: str, path: str, body: object = None) -> Json:
    """Ask as a patient program does: again, with the same key, while the house is being mended."""
    headers = {"Idempotency-Key": str(uuid.uuid4())} if method == "POST" else {}

    def ask() -> httpx.Response:
        return person.http.request(method, path, json=body, headers=headers)

    answer = patiently(ask)
    assert answer.status_code < 400, (path, answer.status_code, answer.text)
    found: Json = answer.json()
    return found


def send(url: str, content: bytes) -> None:
    """Send bytes to the store, again while it is being mended."""
    assert patiently(lambda: httpx.put(url, content=content)).status_code == 200


def fetch(url: str) -> bytes:
    return patiently(lambda: httpx.get(url)).content


def patiently(ask: Callable[[], httpx.Response]) -> httpx.Response:
    deadline = time.monotonic() + WITHIN_SECONDS
    while True:
        with suppress(httpx.TransportError):
            answer = ask()
            # What a program must never be told is 500: 503 says when to come back.
            assert answer.status_code != 500 or "/api/" not in str(answer.url), answer.text
            if answer.status_code < 500:
                return answer
        assert time.monotonic() < deadline
        time.sleep(0.1)


def effects(town: Town, submission: str) -> dict[str, Any]:
    """Return how often each thing happened that may happen once."""
    subject = UUID(submission)
    with town.services() as services, transaction(services.make_session) as session:
        versions = session.execute(
            select(Version.id).where(Version.submission_id == subject)
        ).scalars()
        uploads = session.execute(
            select(Posting.recognised)
            .join(Event, Event.id == Posting.event_id)
            .where(Event.submission_id == subject)
        ).scalars()
        told = session.execute(
            select(Notice.account_id, Notice.kind).where(Notice.submission_id == subject)
        ).all()
        counted = Counter((row.account_id, row.kind) for row in told)
        return {
            "versions": len(tuple(versions)),
            "points": list(uploads),
            "told twice": [kind for (_, kind), times in counted.items() if times > 1],
            "kinds told": sorted({row.kind for row in told}),
        }
