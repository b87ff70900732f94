"""Corrections and disputes by HTTP."""

from typing import Any
from uuid import UUID

import pytest

from marketplace.workflow.propagating import propagate
from tests.factories.submissions import held_source
from tests.marketplace.api.caller import Caller, code
from tests.marketplace.api.described import faults_of
from tests.marketplace.workflow.house import House
from verification.personal.mask import mask

CORRECTIONS = "/api/v1/datasets/{dataset_id}/versions/{number}/corrections"
VERSION = "/api/v1/datasets/{dataset_id}/versions/{number}"
LINEAGE = f"{VERSION}/lineage"
DISPUTES = f"{VERSION}/disputes"
RESOLUTION = "/api/v1/disputes/{dispute_id}/resolution"
REASON = "집계가 틀렸습니다."


@pytest.fixture
def built(house: House) -> tuple[str, str]:
    """The official's dataset and what the citizen made of it, as addresses."""
    source = house.publish(house.official).dataset_id
    made = house.publish(house.citizen, sources=[held_source(str(source))]).dataset_id
    return f"/datasets/{source}/versions/1", f"/datasets/{made}/versions/1"


def test_a_withdrawal_marks_what_was_made_wherever_it_is_told_of(
    call: Caller, house: House, built: tuple[str, str]
) -> None:
    source, made = built

    done = call(
        "POST", f"{source}/corrections", "official", json={"act": "withdraw", "reason": REASON}
    )
    propagate(house.services, UUID(done.get_json()["id"]))

    assert (done.status_code, faults_of(done, CORRECTIONS)) == (201, [])
    version, lineage = call("GET", made), call("GET", f"{source}/lineage")
    assert faults_of(version, VERSION) == faults_of(lineage, LINEAGE) == []
    (mark,) = version.get_json()["marks"]
    cause = mark.pop("cause")
    assert (mark["kind"], mark["depth"]) == ("tainted", 1)
    assert (cause["act"], cause["reason"], cause["version"]) == ("withdraw", REASON, 1)
    (below,) = lineage.get_json()["descendants"]["items"]
    assert [each["kind"] for each in below["marks"]] == ["tainted"]
    found = call("GET", "/datasets").get_json()["items"]
    assert [[mark["kind"] for mark in each["marks"]] for each in found] == [["tainted"]]


def test_what_was_done_is_listed_and_the_owner_is_told_whom_more_would_concern(
    call: Caller, built: tuple[str, str]
) -> None:
    source, _ = built
    wish = {"act": "relicense", "licence": "CC-BY-NC-4.0", "reason": REASON}
    call("POST", f"{source}/corrections", "official", json=wish)

    again = {"act": "relicense", "licence": "CC-BY-4.0", "reason": REASON}
    call("POST", f"{source}/corrections", "official", json=again)
    page = call("GET", f"{source}/corrections?per_page=1")
    call("POST", f"{source}/corrections", "official", json=wish)

    assert (page.get_json()["count"], len(page.get_json()["items"])) == (2, 1)
    own = call("GET", f"{source}/corrections", "official")
    foreign = call("GET", f"{source}/corrections")

    assert faults_of(own, CORRECTIONS) == faults_of(foreign, CORRECTIONS) == []
    act, *_ = own.get_json()["items"]
    assert (act["act"], act["licence"], act["licence_before"]) == (
        "relicense",
        "CC-BY-NC-4.0",
        "CC-BY-4.0",
    )
    assert own.get_json()["concerns"] == {"descendants": 1, "people": 1, "count_is": "exact"}
    assert foreign.get_json()["concerns"] is None
    assert call("GET", source).get_json()["licence"] == "CC-BY-NC-4.0"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, (422, "request-faulty")),
        ({"act": "burn", "reason": REASON}, (422, "request-faulty")),
        ({"act": "withdraw", "reason": " "}, (422, "request-faulty")),
        ({"act": "withdraw", "reason": REASON, "licence": "MIT"}, (422, "request-faulty")),
        ({"act": "correct", "reason": REASON}, (422, "no-successor")),
        ({"act": "correct", "reason": REASON, "successor": {"version": 9}}, (422, "no-successor")),
        ({"act": "relicense", "reason": REASON, "licence": "x"}, (422, "licence-unknown")),
        (
            {"act": "relicense", "reason": REASON, "licence": "MIT", "from": "2020-01-01"},
            (422, "before-today"),
        ),
        ({"act": "undo", "reason": REASON, "undoes": "x"}, (422, "request-faulty")),
    ],
)
def test_what_makes_no_sense_is_refused(
    call: Caller, built: tuple[str, str], body: dict[str, Any], expected: tuple[int, str]
) -> None:
    answer = call("POST", f"{built[0]}/corrections", "official", json=body)

    assert code(answer) == expected
    assert faults_of(answer, CORRECTIONS) == []


def test_others_do_not_correct_and_twice_is_refused(call: Caller, built: tuple[str, str]) -> None:
    path, body = f"{built[0]}/corrections", {"act": "withdraw", "reason": REASON}

    answers = [call("POST", path, who, json=body) for who in (None, "neighbour", "official")]
    again = call("POST", path, "official", json=body)

    assert [answer.status_code for answer in answers] == [401, 403, 201]
    assert code(again) == (409, "already-withdrawn")


def test_one_way_and_some_steps_of_a_lineage_are_asked_for(
    call: Caller, built: tuple[str, str]
) -> None:
    source, _ = built

    back = call("GET", f"{source}/lineage?direction=ancestors")
    on = call("GET", f"{source}/lineage?direction=descendants&depth=1")

    assert back.get_json()["descendants"]["items"] == []
    assert len(on.get_json()["descendants"]["items"]) == 1
    for query in ("direction=sideways", "depth=0", "depth=33", "depth=x"):
        assert code(call("GET", f"{source}/lineage?{query}")) == (422, "request-faulty")


def test_a_dispute_is_raised_waits_and_is_resolved(
    call: Caller, house: House, built: tuple[str, str]
) -> None:
    _, made = built

    raised = call("POST", f"{made}/disputes", "official", json={"reason": "아닙니다."})
    refused = call("GET", "/disputes", "official")
    waiting = call("GET", "/disputes", "quality")
    (dispute,) = waiting.get_json()["items"]
    body = {"outcome": "upheld", "reason": "원천에 없는 값입니다."}
    resolved = call("POST", f"/disputes/{dispute['id']}/resolution", "quality", json=body)
    again = call("POST", f"/disputes/{dispute['id']}/resolution", "quality", json=body)

    assert (raised.status_code, refused.status_code) == (201, 403)
    assert faults_of(raised, DISPUTES) == faults_of(resolved, RESOLUTION) == []
    assert faults_of(waiting, "/api/v1/disputes") == []
    assert waiting.get_json()["count"] == 1
    assert resolved.get_json()["outcome"] == "upheld"
    assert code(again) == (409, "already-resolved")
    assert "dispute-resolved" in house.told(house.citizen)


def test_both_sides_read_what_was_said_in_a_dispute_and_others_do_not(
    call: Caller, built: tuple[str, str]
) -> None:
    _, made = built
    reason = "010-1234-5678 님의 값은 우리 데이터에 없습니다."
    call("POST", f"{made}/disputes", "official", json={"reason": reason})

    answers = {
        who: call("GET", f"{made}/disputes", who) for who in ("official", "citizen", "neighbour")
    }

    assert all(faults_of(each, DISPUTES) == [] for each in answers.values())
    said = {
        who: [each["reason"] for each in answer.get_json()["items"]]
        for who, answer in answers.items()
    }
    assert said == {"official": [mask(reason)], "citizen": [mask(reason)], "neighbour": []}
    assert mask(reason) != reason
