from marketplace.catalogue.queries import get_version
from marketplace.catalogue.service import withdraw_version
from marketplace.catalogue.visibility import EVERYTHING
from tests.factories.submissions import held_source
from tests.marketplace.api.caller import Caller, code
from tests.marketplace.workflow.house import House


def ballot(digest: str | None, decision: str = "accept") -> dict[str, str]:
    return {
        "role": "quality",
        "decision": decision,
        "reason": "네",
        "report_digest": digest or "0" * 64,
    }


def test_a_decision_answers_with_what_it_came_to(call: Caller, house: House) -> None:
    made = house.offer(house.official)
    digest = house.submission(made).report_digest

    answer = call("POST", f"/submissions/{made}/decisions", "quality", json=ballot(digest))

    assert (answer.status_code, answer.get_json()["state"]) == (200, "accepted")


def test_stale_evidence_is_verified_again_and_the_key_can_be_used_again(
    call: Caller, house: House
) -> None:
    source = house.publish(house.official)
    assert source.dataset_id is not None
    made = house.offer(house.citizen, sources=[held_source(str(source.dataset_id))])
    digest = house.submission(made).report_digest
    with house.session() as session:
        version = get_version(session, source.dataset_id, 1, EVERYTHING)
        withdraw_version(session, version.id, reason="시험", at=house.services.now())
    path, key = f"/submissions/{made}/decisions", {"Idempotency-Key": "k"}

    first = call("POST", path, "quality", json=ballot(digest), headers=key)
    again = call("POST", path, "quality", json=ballot(digest), headers=key)

    assert code(first) == (409, "evidence-changed")
    assert house.events(made)[-1] == "evidence-changed"
    assert code(again) == (409, "transition-refused")


def test_the_queue_the_desk_and_the_way_back(call: Caller, house: House) -> None:
    made = house.offer(house.official)

    queue = call("GET", "/reviews", "quality").get_json()
    taken = call("POST", f"/submissions/{made}/desk", "quality", json={"role": "quality"})
    left = call("DELETE", f"/submissions/{made}/desk", "quality")

    assert [each["id"] for each in queue["items"]] == [str(made)]
    assert (taken.status_code, left.status_code) == (200, 200)


def test_only_what_is_blocked_is_released_and_only_what_is_held_retried(
    call: Caller, house: House
) -> None:
    made = house.offer(house.official)
    reason = {"reason": "까닭"}

    released = call("POST", f"/submissions/{made}/release", "privacy", json=reason)
    retried = call("POST", f"/submissions/{made}/retry", "administrator", json=reason)

    assert code(released) == (409, "transition-refused")
    assert code(retried) == (409, "transition-refused")
