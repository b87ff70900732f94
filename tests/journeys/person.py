"""Somebody at the HTTP face, with a token and no other means."""

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from tests.wire import WIRE

Json = dict[str, Any]

UNDER_WAY = ("submitted", "verifying", "accepted")
WITHIN_SECONDS = 30.0


@dataclass(frozen=True)
class Person:
    """A client of the API. `offer`, `decide` and the rest fail where the API refuses."""

    http: httpx.Client

    @classmethod
    def signed_in(cls, url: str, email: str, password: str) -> "Person":
        given = WIRE.post(
            f"{url}/api/v1/tokens", json={"email": email, "password": password, "name": "journey"}
        )
        assert given.status_code == 201, given.text
        headers = {"Authorization": f"Bearer {given.json()['token']}"}
        return cls(httpx.Client(base_url=f"{url}/api/v1", headers=headers, timeout=30))

    def get(self, path: str, **params: Any) -> Json:
        answer = self.http.get(path, params=params)
        assert answer.status_code == 200, (path, answer.status_code, answer.text)
        found: Json = answer.json()
        return found

    def post(self, path: str, body: object = None, *, expect: int = 200, **headers: str) -> Json:
        answer = self.http.post(path, json=body, headers=headers)
        assert answer.status_code == expect, (path, answer.status_code, answer.text)
        found: Json = answer.json()
        return found

    def draft(self, manifest: Json) -> str:
        made: str = self.post("/submissions", manifest, expect=201)["id"]
        return made

    def announce(self, submission: str, name: str, content: bytes, **more: Any) -> Json:
        body = {"name": name, "size": len(content), "media_type": "text/csv", **more}
        return self.post(f"/submissions/{submission}/files", body, expect=201)

    def upload(self, submission: str, name: str, content: bytes) -> Json:
        """Announce a file, send it to the store, and say that it is there."""
        digest = hashlib.sha256(content).hexdigest()
        file = self.announce(submission, name, content, sha256=digest)
        put(file["upload"], content)
        self.complete(submission, file)
        return file

    def complete(self, submission: str, file: Json, parts: list[Json] | None = None) -> Json:
        body = {"parts": parts} if parts is not None else None
        path = f"/submissions/{submission}/files/{file['id']}/complete"
        answer = self.http.post(path, json=body) if body else self.http.post(path)
        assert answer.status_code == 200, (answer.status_code, answer.text)
        found: Json = answer.json()
        return found

    def submit(self, submission: str) -> None:
        self.post(f"/submissions/{submission}/submit", expect=202)

    def offer(self, manifest: Json, files: Mapping[str, bytes]) -> Json:
        """Hand in files under a manifest and return the submission once it is verified."""
        submission = self.draft(manifest)
        for name, content in files.items():
            self.upload(submission, name, content)
        self.submit(submission)
        return self.settled(submission)

    def submission(self, submission: str) -> Json:
        return self.get(f"/submissions/{submission}")

    def settled(self, submission: str, *, seconds: float = WITHIN_SECONDS) -> Json:
        """Return the submission once no worker has anything to do with it."""
        return self.once(submission, lambda seen: seen["state"] not in UNDER_WAY, seconds=seconds)

    def once(
        self, submission: str, so: Callable[[Json], bool], *, seconds: float = WITHIN_SECONDS
    ) -> Json:
        """Return the submission once it is so. A door that is being mended is asked again."""
        deadline = time.monotonic() + seconds
        while True:
            seen: Json = {}
            try:
                answer = self.http.get(f"/submissions/{submission}")
                if answer.status_code == 200:
                    seen = answer.json()
                    if so(seen):
                        return seen
            except httpx.TransportError:
                pass
            assert time.monotonic() < deadline, seen
            time.sleep(0.05)

    def decide(
        self, submission: str, decision: str = "accept", *, role: str = "quality"
    ) -> httpx.Response:
        """Decide on the report that stands, and return the answer."""
        seen = self.http.get(f"/submissions/{submission}")
        digest = (seen.json().get("report_digest") if seen.status_code == 200 else None) or "0" * 64
        body = {"role": role, "decision": decision, "reason": "보았습니다", "report_digest": digest}
        return self.http.post(f"/submissions/{submission}/decisions", json=body)

    def link(self, dataset: str, name: str, version: int | str = "latest") -> str:
        """Download by asking for the address."""
        path = f"/datasets/{dataset}/versions/{version}/files/{name}"
        address: str = self.get(path, link=1)["url"]
        return address


def publish(owner: Person, reviewer: Person, manifest: Json, files: Mapping[str, bytes]) -> Json:
    """Have files published on one reviewer's acceptance; return the submission."""
    offered = owner.offer(manifest, files)
    assert offered["state"] == "in-review", offered
    assert offered["awaits"] == ["quality"], offered["awaits"]
    accepted = reviewer.decide(offered["id"])
    assert accepted.status_code == 200, accepted.text
    published = owner.settled(offered["id"])
    assert published["state"] == "published", published
    return published


def put(upload: Json, content: bytes, *, expect: int = 200) -> None:
    """Send a whole file as the answer to its announcement says."""
    assert upload["method"] == "single"
    sent = WIRE.put(upload["url"], content=content, headers=upload["headers"])
    assert sent.status_code == expect, (sent.status_code, sent.text)
