"""Restating and receipts by HTTP."""

from uuid import UUID

from marketplace.workflow.making_restatements import make_restatement
from tests.marketplace.api.caller import Caller, code
from tests.marketplace.api.described import faults_of
from tests.marketplace.workflow.house import House
from tests.marketplace.workflow.test_restating import derived, renew

RESTATE = "/api/v1/datasets/{dataset_id}/restate"
RESTATEMENT = "/api/v1/submissions/{submission_id}/restatement"
RECEIPTS = "/api/v1/receipts"


def test_one_call_begins_the_draft_and_another_says_what_came_of_it(
    call: Caller, house: House
) -> None:
    source, made = derived(house)
    renew(house, source)

    begun = call("POST", f"/datasets/{made.dataset_id}/restate", "neighbour")
    path = f"/submissions/{begun.get_json()['id']}/restatement"
    during = call("GET", path, "neighbour")
    # What the door asked for stands in the queue: no worker takes it here.
    make_restatement(house.services, UUID(begun.get_json()["id"]))
    after = call("GET", path, "neighbour")

    assert (begun.status_code, begun.get_json()["state"]) == (201, "draft")
    assert (during.get_json()["outcome"], after.get_json()["outcome"]) == (None, "made")
    assert after.get_json()["difference"]["added"] == 1
    assert [
        fault
        for answer, address in ((begun, RESTATE), (during, RESTATEMENT), (after, RESTATEMENT))
        for fault in faults_of(answer, address)
    ] == []
    assert call("GET", path, "citizen").status_code == 404


def test_what_cannot_be_restated_says_why(call: Caller, house: House) -> None:
    source, made = derived(house)
    path = f"/datasets/{made.dataset_id}/restate"
    nothing = call("POST", path, "neighbour")
    renew(house, source)

    refusals = [
        code(nothing),
        call("POST", path, "citizen").status_code,
        call("POST", path).status_code,
        call("POST", path, "neighbour", json={"a": 1}).status_code,
    ]

    assert refusals == [(409, "nothing-newer"), 403, 401, 422]


def test_receipts_are_listed_newest_first(call: Caller, house: House) -> None:
    datasets = [str(house.publish(house.official, title=name).dataset_id) for name in "가나"]
    for dataset in datasets:
        call("GET", f"/datasets/{dataset}/versions/1/files/a.csv?link=1", "citizen")

    listed = call("GET", "/receipts?per_page=1", "citizen")

    assert faults_of(listed, RECEIPTS) == []
    assert (listed.get_json()["count"], len(listed.get_json()["items"])) == (2, 1)
    assert listed.get_json()["items"][0]["dataset"] == datasets[1]
    assert call("GET", "/receipts", "neighbour").get_json() == {"count": 0, "items": []}
    assert call("GET", "/receipts").status_code == 401
