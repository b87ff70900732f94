"""Reviewed, returned, blocked, released: every way out of verification."""

from typing import Any

import pytest

from tests.factories.files import csv, residents
from tests.factories.submissions import external_source, held_source, make_manifest
from tests.journeys.person import Json, Person, publish
from tests.journeys.test_refusals import refused
from tests.journeys.town import Town

SMALL = {"a.csv": csv(("가", "나"), ((1, 2), (3, 4)))}
DOCUMENT = {"설명.pdf": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"}


def events(person: Person, submission: str) -> list[str]:
    return [each["event"] for each in person.get(f"/submissions/{submission}/history")["items"]]


def test_what_is_returned_is_mended_and_handed_in_again(town: Town) -> None:
    offered = town.official.offer(make_manifest("돌려받을 자료"), SMALL)

    town.quality.decide(offered["id"], "return")
    returned = town.official.submission(offered["id"])
    town.official.http.put(f"/submissions/{offered['id']}", json=make_manifest("고친 자료"))
    town.official.submit(offered["id"])
    again = town.official.settled(offered["id"])

    assert (returned["state"], again["state"]) == ("returned", "in-review")
    assert again["title"]["ko"] == "고친 자료"
    assert town.quality.decide(offered["id"]).status_code == 200
    assert town.official.settled(offered["id"])["state"] == "published"
    assert events(town.official, offered["id"]) == [
        *("create", "submit", "claim", "admit", "return"),
        *("submit", "claim", "admit", "accept", "publish"),
    ]
    titles = [each["title"] for each in town.official.get("/notices", per_page=100)["items"]]
    assert [each.split(":")[0] for each in titles if "돌려받을 자료" in each or "고친 자료" in each]


def test_what_is_rejected_stays_so(town: Town) -> None:
    offered = town.official.offer(make_manifest("반려될 자료"), SMALL)

    town.quality.decide(offered["id"], "reject")

    assert town.official.submission(offered["id"])["state"] == "rejected"
    for path, body in (("submit", None), ("cancel", {"reason": "그만"})):
        answer = town.official.http.post(f"/submissions/{offered['id']}/{path}", json=body)
        assert refused(answer) == (409, "transition-refused")


def test_a_document_takes_two_different_people(town: Town) -> None:
    manifest = make_manifest("설명서", kind="document")
    offered = town.official.offer(manifest, DOCUMENT)

    assert sorted(offered["awaits"]) == ["privacy", "quality"]
    assert town.both.decide(offered["id"], role="quality").status_code == 200
    assert refused(town.both.decide(offered["id"], role="privacy")) == (403, "already-decided")
    assert town.official.submission(offered["id"])["state"] == "in-review"
    assert town.privacy.decide(offered["id"], role="privacy").status_code == 200
    assert town.official.settled(offered["id"])["state"] == "published"


def test_reviewers_see_it_in_their_queue_and_only_there(town: Town) -> None:
    offered = town.official.offer(make_manifest("줄을 선 자료"), SMALL)

    def waits_for(person: Person) -> bool:
        queue = person.get("/reviews", per_page=100)["items"]
        return offered["id"] in {each["id"] for each in queue}

    assert [waits_for(each) for each in (town.quality, town.colleague, town.privacy)] == [
        True,
        False,
        False,
    ]
    assert refused(town.citizen.http.get("/reviews")) == (403, "reviewers-only")


def test_a_desk_keeps_others_off_for_a_while(town: Town) -> None:
    offered = town.official.offer(make_manifest("책상 위의 자료"), SMALL)
    desk = f"/submissions/{offered['id']}/desk"

    taken = town.quality.http.post(desk, json={"role": "quality"})
    other = town.second.http.post(desk, json={"role": "quality"})
    theirs = town.colleague.http.post(desk, json={"role": "quality"})
    town.quality.http.delete(desk)
    then = town.second.http.post(desk, json={"role": "quality"})

    assert (taken.status_code, then.status_code) == (200, 200)
    assert refused(other) == (409, "on-another-desk")
    assert refused(theirs) == (403, "own-department")


def test_an_analysis_without_a_method_is_not_accepted(town: Town) -> None:
    manifest = make_manifest("분석", kind="analysis", sources=[external_source()])
    offered = town.researcher.offer(manifest, SMALL)

    answer = town.quality.decide(offered["id"])

    assert refused(answer) == (409, "kind-not-shown")
    assert "방법" in answer.json()["detail"]


@pytest.mark.parametrize("stage", ["draft", "in-review"])
def test_what_is_not_accepted_can_be_cancelled(town: Town, stage: str) -> None:
    made = town.official.draft(make_manifest("그만둘 자료"))
    if stage == "in-review":
        town.official.upload(made, "a.csv", SMALL["a.csv"])
        town.official.submit(made)
        town.official.settled(made)

    town.official.post(f"/submissions/{made}/cancel", {"reason": "잘못 올림"})

    assert town.official.submission(made)["state"] == "cancelled"
    assert town.quality.http.get(f"/submissions/{made}").status_code == 404


def test_a_cancelled_verification_comes_to_nothing(town: Town) -> None:
    made = town.official.draft(make_manifest("급히 그만둘 자료"))
    town.official.upload(made, "a.csv", SMALL["a.csv"])
    town.official.submit(made)

    town.official.post(f"/submissions/{made}/cancel", {"reason": "잘못 올림"})

    assert town.official.settled(made)["state"] == "cancelled"
    assert events(town.official, made)[-1] == "cancel"


def blocked(town: Town, front: str) -> Json:
    """A submission of the official's that made-up resident numbers blocked."""
    rows = enumerate(residents(front).values())
    offered = town.official.offer(
        make_manifest("개인정보가 든 자료"), {"명단.csv": csv(("번호", "등록번호"), rows)}
    )
    assert offered["state"] == "blocked"
    return offered


def test_a_blocked_file_is_replaced_and_goes_its_way(town: Town) -> None:
    offered = blocked(town, "850202")
    path = f"/submissions/{offered['id']}/files"

    town.official.http.delete(f"{path}/{offered['files'][0]['id']}")
    assert town.official.submission(offered["id"])["state"] == "draft"
    town.official.upload(offered["id"], "명단.csv", SMALL["a.csv"])
    town.official.submit(offered["id"])

    assert town.official.settled(offered["id"])["state"] == "in-review"


def test_a_false_hit_is_released_by_a_privacy_reviewer_with_a_reason(town: Town) -> None:
    offered = blocked(town, "860303")
    path = f"/submissions/{offered['id']}/release"

    refusals = [
        refused(town.official.http.post(path, json={"reason": "제 것"})),
        refused(town.quality.http.post(path, json={"reason": "아님"})),
        refused(town.privacy.http.post(path, json={"reason": " "})),
    ]
    released = town.privacy.post(path, {"reason": "시험용 번호"})

    assert refusals == [(403, "own-submission"), (403, "role-not-held"), (422, "request-faulty")]
    assert (released["state"], released["awaits"]) == ("in-review", ["quality"])
    assert town.quality.decide(offered["id"]).status_code == 200
    assert town.official.settled(offered["id"])["state"] == "published"


def test_a_licence_is_no_false_hit(town: Town) -> None:
    made = town.citizen.offer(make_manifest(licence="KOGL-1", sources=[external_source()]), SMALL)

    answer = town.privacy.http.post(f"/submissions/{made['id']}/release", json={"reason": "괜찮다"})

    assert refused(answer) == (409, "not-a-false-hit")


def test_a_source_that_changes_meanwhile_voids_the_decision(town: Town) -> None:
    source = publish(town.official, town.quality, make_manifest("철회될 원천"), SMALL)
    manifest = make_manifest("그로 만든 것", sources=[held_source(source["dataset"])])
    offered = town.researcher.offer(manifest, SMALL)
    withdraw(town, source)

    answer = town.quality.decide(offered["id"])

    assert refused(answer) == (409, "evidence-changed")
    again = town.researcher.settled(offered["id"])
    assert again["report_digest"] != offered["report_digest"]
    assert "evidence-changed" in events(town.researcher, offered["id"])


def withdraw(town: Town, published: dict[str, Any]) -> None:
    """Withdraw a version. There is no door for it yet, so the catalogue is told."""
    from uuid import UUID

    from marketplace.catalogue.queries import get_version
    from marketplace.catalogue.service import withdraw_version
    from marketplace.catalogue.visibility import EVERYTHING
    from storage.database import transaction

    with town.services() as services, transaction(services.make_session) as session:
        version = get_version(session, UUID(published["dataset"]), 1, EVERYTHING)
        withdraw_version(session, version.id, reason="시험", at=services.now())
