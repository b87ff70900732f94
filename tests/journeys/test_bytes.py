"""The bytes that were verified are those that are published, or nothing is."""

import hashlib
import threading
import time
from random import Random

import pytest

from tests.factories.files import csv
from tests.factories.submissions import make_manifest
from tests.journeys.person import Json, put
from tests.journeys.town import Town
from tests.wire import WIRE

GOOD = csv(("가", "나"), ((1, 2), (3, 4)))
OTHER = csv(("가", "나"), ((9, 9), (9, 9)))


def drafted(town: Town, content: bytes = GOOD) -> tuple[str, Json]:
    """A draft with one complete file whose upload can be used again: it names no SHA-256."""
    draft = town.official.draft(make_manifest("바꿔치기"))
    file = town.official.announce(draft, "a.csv", content)
    put(file["upload"], content)
    town.official.complete(draft, file)
    return draft, file


def test_bytes_swapped_before_verification_are_not_verified(town: Town) -> None:
    draft, file = drafted(town)
    put(file["upload"], OTHER)

    town.official.submit(draft)

    seen = town.official.settled(draft)
    assert (seen["state"], seen["files"][0]["complete"]) == ("blocked", False)
    history = town.official.get(f"/submissions/{draft}/history")["items"]
    assert history[-1]["reason"] == "bytes-changed"


def test_bytes_swapped_after_verification_are_not_published(town: Town) -> None:
    # Bytes of its own: what is published already under its digest needs no copy.
    draft, file = drafted(town, csv(("가", "나"), ((5, 6), (7, 8))))
    town.official.submit(draft)
    assert town.official.settled(draft)["state"] == "in-review"
    put(file["upload"], OTHER)

    assert town.quality.decide(draft).status_code == 200

    seen = town.official.settled(draft)
    assert (seen["state"], seen["dataset"]) == ("blocked", None)


def test_bytes_swapped_after_acceptance_change_nothing_that_is_published(town: Town) -> None:
    draft, file = drafted(town)
    town.official.submit(draft)
    town.official.settled(draft)
    going_on = threading.Event()

    def swap() -> None:
        while not going_on.is_set():
            put(file["upload"], OTHER)
            time.sleep(0.002)

    swapping = threading.Thread(target=swap)
    assert town.quality.decide(draft).status_code == 200
    swapping.start()
    seen = town.official.settled(draft)
    going_on.set()
    swapping.join()

    if seen["state"] == "published":
        assert WIRE.get(town.official.link(seen["dataset"], "a.csv")).content == GOOD
    else:
        assert (seen["state"], seen["dataset"]) == ("blocked", None)


def test_what_was_swapped_is_sent_again_and_goes_its_way(town: Town) -> None:
    draft, file = drafted(town)
    put(file["upload"], OTHER)
    town.official.submit(draft)
    town.official.settled(draft)

    fresh = town.official.get(f"/submissions/{draft}/files/{file['id']}")
    put(fresh["upload"], GOOD)
    town.official.complete(draft, file)

    assert town.official.submission(draft)["state"] == "draft"
    town.official.submit(draft)
    assert town.official.settled(draft)["state"] == "in-review"


def test_the_store_refuses_bytes_with_another_sha256(town: Town) -> None:
    draft = town.official.draft(make_manifest())
    digest = hashlib.sha256(GOOD).hexdigest()
    file = town.official.announce(draft, "a.csv", GOOD, sha256=digest)

    put(file["upload"], OTHER, expect=400)

    answer = town.official.http.post(f"/submissions/{draft}/files/{file['id']}/complete")
    assert (answer.status_code, answer.json()["code"]) == (409, "upload-unfinished")


def test_a_file_of_another_size_is_not_complete(town: Town) -> None:
    draft = town.official.draft(make_manifest())
    file = town.official.announce(draft, "a.csv", GOOD)
    put(file["upload"], GOOD[:-3])

    answer = town.official.http.post(f"/submissions/{draft}/files/{file['id']}/complete")

    assert (answer.status_code, answer.json()["code"]) == (409, "upload-unfinished")
    submitted = town.official.http.post(f"/submissions/{draft}/submit")
    assert (submitted.status_code, submitted.json()["unfinished"]) == (409, ["a.csv"])


@pytest.fixture(scope="module")
def large() -> bytes:
    """More than fits into one request: no table, so that nothing is read of it."""
    return b"%PDF-1.7\n" + Random(7).randbytes(21 << 20)  # noqa: S311 -- bytes, not secrets


def send_parts(upload: Json, content: bytes, numbers: range) -> list[Json]:
    sent = []
    for part in upload["parts"]:
        if part["number"] in numbers:
            begin = (part["number"] - 1) * upload["part_size"]
            answer = WIRE.put(part["url"], content=content[begin : begin + upload["part_size"]])
            assert answer.status_code == 200
            sent.append({"number": part["number"], "etag": answer.headers["etag"]})
    return sent


def test_a_large_file_goes_in_parts_and_is_taken_up_where_it_broke_off(
    town: Town, large: bytes
) -> None:
    official = town.official
    draft = official.draft(make_manifest("여러 조각", kind="document"))
    digest = hashlib.sha256(large).hexdigest()
    file = official.announce(draft, "큰.pdf", large, sha256=digest)
    upload = file["upload"]
    assert upload["method"] == "multipart"
    count = len(upload["parts"])

    first = send_parts(upload, large, range(1, count))
    early = official.http.post(
        f"/submissions/{draft}/files/{file['id']}/complete", json={"parts": first}
    )
    again = official.get(f"/submissions/{draft}/files/{file['id']}")["upload"]
    present = {part["number"] for part in again["present"]}
    rest = send_parts(again, large, range(count, count + 1))
    official.complete(draft, file, [*first, *rest])
    official.submit(draft)
    seen = official.settled(draft)

    assert (early.status_code, early.json()["code"]) == (409, "upload-unfinished")
    assert present == set(range(1, count))
    assert (seen["state"], seen["files"][0]["sha256"]) == ("in-review", digest)


def test_a_large_file_with_another_digest_is_found_out(town: Town, large: bytes) -> None:
    draft = town.official.draft(make_manifest("다른 조각", kind="document"))
    file = town.official.announce(draft, "큰.pdf", large, sha256="0" * 64)
    count = len(file["upload"]["parts"])
    parts = send_parts(file["upload"], large, range(1, count + 1))
    town.official.complete(draft, file, parts)

    town.official.submit(draft)
    seen = town.official.settled(draft)

    report = town.official.get(f"/submissions/{draft}/report")
    codes = {found["code"] for check in report["checks"] for found in check["findings"]}
    assert "digest-mismatch" in codes
    assert seen["state"] in ("blocked", "in-review")


def test_a_request_sent_twice_with_one_key_is_done_once(town: Town) -> None:
    body, key = make_manifest("한 번만"), {"Idempotency-Key": "once-1"}

    first = town.official.http.post("/submissions", json=body, headers=key)
    again = town.official.http.post("/submissions", json=body, headers=key)
    other = town.official.http.post("/submissions", json=make_manifest("다른"), headers=key)
    others = town.neighbour.http.post("/submissions", json=body, headers=key)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
    assert others.json()["id"] != first.json()["id"]


def test_twenty_at_once_with_one_key_make_one_draft(town: Town) -> None:
    body, key = make_manifest("동시에"), {"Idempotency-Key": "at-once"}
    made: list[str] = []

    def ask() -> None:
        made.append(town.official.http.post("/submissions", json=body, headers=key).json()["id"])

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 20
    assert len(set(made)) == 1
