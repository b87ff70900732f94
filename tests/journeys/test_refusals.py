"""What is refused, to whom, and that each refusal says why."""

import httpx
import pytest

from tests.factories.files import boardings, csv
from tests.factories.submissions import external_source, held_source, make_manifest
from tests.journeys.person import Json, Person, publish
from tests.journeys.town import Town

SMALL = {"a.csv": csv(("가", "나"), ((1, 2), (3, 4)))}


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def blocking_codes(person: Person, submission: str) -> set[str]:
    report = person.get(f"/submissions/{submission}/report")
    return {found["code"] for check in report["checks"] for found in check["findings"]}


@pytest.fixture(scope="module")
def offered(town: Town) -> Json:
    """Something of the official's that waits for a decision."""
    return town.official.offer(make_manifest("심사를 기다리는 자료"), SMALL)


@pytest.fixture(scope="module")
def shelf(town: Town) -> dict[str, str]:
    """A public dataset, one in joint use, a closed one, and one without derivatives."""
    manifests = {
        "public": make_manifest("공개 자료"),
        "joint": make_manifest("공동활용 자료", access="joint"),
        "closed": make_manifest("비공개 자료", access="closed"),
        "no-derivatives": make_manifest("변경금지 자료", licence="KOGL-3"),
    }
    return {
        name: publish(town.official, town.quality, manifest, {"a.csv": boardings(3, mark=name)})[
            "dataset"
        ]
        for name, manifest in manifests.items()
    }


def test_nobody_decides_on_their_own(town: Town, offered: Json) -> None:
    assert refused(town.official.decide(offered["id"])) == (403, "own-submission")


def test_nobody_decides_for_their_own_department(town: Town, offered: Json) -> None:
    assert refused(town.colleague.decide(offered["id"])) == (403, "own-department")


def test_a_decision_is_on_the_report_that_stands(town: Town, offered: Json) -> None:
    body = {"role": "quality", "decision": "accept", "reason": "네", "report_digest": "0" * 64}

    answer = town.quality.http.post(f"/submissions/{offered['id']}/decisions", json=body)

    assert refused(answer) == (409, "evidence-changed")
    assert answer.json()["report_digest"] == offered["report_digest"]


def test_a_role_one_does_not_hold_decides_nothing(town: Town, offered: Json) -> None:
    assert refused(town.quality.decide(offered["id"], role="privacy")) == (403, "role-not-held")


@pytest.mark.parametrize("call", ["", "/report", "/history"])
def test_what_is_not_published_does_not_exist_for_others(
    town: Town, offered: Json, call: str
) -> None:
    path = f"/submissions/{offered['id']}{call}"

    assert refused(town.citizen.http.get(path)) == (404, "not-found")
    assert refused(httpx.get(f"{town.url}/api/v1{path}")) == (401, "sign-in-required")


def test_others_can_do_nothing_with_it_either(town: Town, offered: Json) -> None:
    path = f"/submissions/{offered['id']}"
    citizen = town.citizen.http

    answers = [
        citizen.put(path, json=make_manifest()),
        citizen.post(f"{path}/submit"),
        citizen.post(f"{path}/cancel", json={"reason": "싫다"}),
        citizen.post(f"{path}/files", json={"name": "b.csv", "size": 1}),
        citizen.delete(f"{path}/files/{offered['files'][0]['id']}"),
        town.citizen.decide(offered["id"]),
    ]

    assert {refused(each) for each in answers} == {(404, "not-found")}


def test_originals_are_for_public_bodies(town: Town) -> None:
    draft = town.citizen.draft(make_manifest("시민의 원천"))
    town.citizen.upload(draft, "a.csv", SMALL["a.csv"])

    answer = town.citizen.http.post(f"/submissions/{draft}/submit")

    assert answer.status_code == 422
    assert [each["code"] for each in answer.json()["errors"]] == ["source-needed"]


def test_nothing_is_made_of_a_source_without_derivatives(town: Town, shelf: dict[str, str]) -> None:
    manifest = make_manifest("변형", sources=[held_source(shelf["no-derivatives"])])

    made = town.researcher.offer(manifest, SMALL)

    assert made["state"] == "blocked"
    assert "licence-forbids" in blocking_codes(town.researcher, made["id"])


def test_a_citizen_is_not_offered_kogl(town: Town, shelf: dict[str, str]) -> None:
    manifest = make_manifest(licence="KOGL-1", sources=[held_source(shelf["public"])])

    made = town.citizen.offer(manifest, SMALL)

    assert made["state"] == "blocked"
    assert "licence-public-bodies-only" in blocking_codes(town.citizen, made["id"])


def test_what_is_made_of_joint_data_is_not_public(town: Town, shelf: dict[str, str]) -> None:
    manifest = make_manifest(sources=[held_source(shelf["joint"])])

    made = town.neighbour.offer(manifest, SMALL)

    assert made["state"] == "blocked"
    assert "access-weaker-than-source" in blocking_codes(town.neighbour, made["id"])


def test_a_source_that_does_not_exist_is_a_finding(town: Town) -> None:
    unknown = held_source("00000000-0000-4000-8000-000000000000")

    made = town.neighbour.offer(make_manifest(sources=[unknown]), SMALL)

    assert made["state"] == "blocked"
    assert "source-unknown" in blocking_codes(town.neighbour, made["id"])


def test_an_external_source_is_enough_for_a_citizen(town: Town) -> None:
    manifest = make_manifest("기상청 자료로 만든 것", sources=[external_source()])

    made = publish(town.citizen, town.quality, manifest, SMALL)

    version = town.citizen.get(f"/datasets/{made['dataset']}")
    assert (version["generation"], version["assurance"]) == (1, "declared")


@pytest.mark.parametrize(
    ("access", "may"),
    [("joint", {"official", "neighbour", "colleague", "quality"}), ("closed", {"official"})],
)
def test_bytes_go_to_whom_their_access_class_allows(
    town: Town, shelf: dict[str, str], access: str, may: set[str]
) -> None:
    path = f"/datasets/{shelf[access]}/versions/latest/files/a.csv"

    for name in ("official", "neighbour", "citizen", "researcher"):
        status = town.people[name].http.get(path).status_code
        assert (name, status in (200, 302)) == (name, name in may)
    assert httpx.get(f"{town.url}/api/v1{path}").status_code in (401, 403, 404)


def test_a_new_version_is_the_owners(town: Town, shelf: dict[str, str]) -> None:
    manifest = make_manifest("공개 자료", dataset=shelf["public"])

    refusal = town.neighbour.http.post("/submissions", json=manifest)
    own = town.official.offer(manifest, {"a.csv": boardings(4, mark="새")})
    published = town.official.settled(own["id"])

    assert refused(refusal) == (403, "owners-only")
    # The same columns, no warning, its owner: nobody has to look.
    assert (published["state"], published["lane"], published["version"]) == ("published", "auto", 2)
    versions = town.citizen.get(f"/datasets/{shelf['public']}")["versions"]
    assert [each["version"] for each in versions] == [2, 1]


def test_a_bearer_token_that_is_none_is_not_taken_for_nobody(town: Town) -> None:
    answer = httpx.get(f"{town.url}/api/v1/datasets", headers={"Authorization": "Bearer nonsense"})

    assert refused(answer) == (401, "token-refused")
