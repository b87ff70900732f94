"""Adoptions by HTTP: a department takes a proven derivative, a curator marks it, all is undone."""

from dataclasses import replace
from uuid import UUID

import pytest

from marketplace.accounts.actor import Role
from marketplace.accounts.queries import find_actor
from marketplace.permissions.asking import may
from marketplace.permissions.permission import Permission
from marketplace.workflow import adopting, browsing
from marketplace.workflow.subjects import owned_dataset
from tests.factories.accounts import make_account
from tests.factories.files import csv
from tests.factories.submissions import held_source
from tests.marketplace.api.caller import Caller, code
from tests.marketplace.api.described import faults_of
from tests.marketplace.workflow.house import House

ONE = "/api/v1/datasets/{dataset_id}/adoption"
ROWS = (("가", 1), ("나", 2), ("다", 3), ("라", 4))
NOTES = {"criteria": dict.fromkeys(("valuable", "proven", "kept", "open", "described"), "보았음")}
CASE = dict.fromkeys(("title", "effect", "importance", "novelty", "use"), "배차를 조정함")
YEARLY = {"update_cycle": "yearly"}
WHY = {"reason": "더 나은 데이터가 있음"}


@pytest.fixture
def people(house: House, call: Caller) -> House:
    """The house, with a curator."""
    with house.session() as session:
        account = make_account(session, roles=(Role.CURATOR,), name="curator")
        found = find_actor(session, account.id)
    assert found is not None
    call.house = replace(house, people={**house.people, "curator": found})
    return call.house


@pytest.fixture
def path(people: House) -> str:
    """A subset of an official's table, made by a citizen and shown to be consistent."""
    source = people.publish(people.official, files={"a.csv": csv(("역", "승차"), ROWS)})
    made = people.offer(
        people.citizen,
        {"b.csv": csv(("역", "승차"), ROWS[:3])},
        title="고른 것",
        sources=[held_source(str(source.dataset_id), how="subset")],
    )
    if people.state(made) == "in-review":
        people.decide(people.quality, made)
        people.run_jobs()
    return f"/datasets/{people.submission(made).dataset_id}"


def test_a_department_adopts_keeps_and_gives_back(call: Caller, people: House, path: str) -> None:
    adoption = f"{path}/adoption"
    adopted = call("POST", adoption, "neighbour", json=YEARLY)
    twice = call("POST", adoption, "official", json=YEARLY)
    marked = call("POST", f"{adoption}/curation", "curator", json=NOTES)
    told = call("POST", f"{adoption}/cases", "neighbour", json=CASE)
    found = call("GET", "/datasets?curated=yes").get_json()
    case = told.get_json()["cases"][0]["id"]
    undone = call("POST", f"{adoption}/cases/{case}/undo", "neighbour", json=WHY)
    ended = call("POST", f"{adoption}/undo", "neighbour", json=WHY)

    answers = (
        (adopted, ONE),
        (marked, f"{ONE}/curation"),
        (told, f"{ONE}/cases"),
        (undone, f"{ONE}/cases/{{case_id}}/undo"),
        (ended, f"{ONE}/undo"),
    )
    assert [faults_of(*each) for each in answers] == [[]] * 5
    assert adopted.get_json()["adopted_by"] == str(people.neighbour.department_id)
    assert code(twice) == (409, "adopted-already")
    assert (found["count"], found["items"][0]["curated"]) == (1, True)
    assert found["items"][0]["owner"] == str(people.citizen.id)
    assert undone.get_json()["cases"] == []
    assert ended.get_json()["adopted_by"] is None
    assert [each["event"] for each in ended.get_json()["history"]] == [
        "adopted",
        "curated",
        "case-added",
        "case-undone",
        "curation-undone",
        "adoption-undone",
    ]
    assert call("GET", "/datasets?curated=yes").get_json()["count"] == 0
    assert people.told(people.citizen)[-3:] == ["adopted", "curated", "adoption-undone"]


def test_the_department_that_adopted_adds_the_next_version(
    call: Caller, people: House, path: str
) -> None:
    dataset_id = UUID(path.rpartition("/")[2])
    call("POST", f"{path}/adoption", "neighbour", json=YEARLY)

    with people.session() as session:
        facts = owned_dataset(browsing.dataset(session, people.citizen, dataset_id))
    adds = [
        may(who, Permission.DATASET_ADD_VERSION, facts)
        for who in (people.neighbour, people.citizen, people.official)
    ]
    assert adds == [True, True, False]


def test_who_may_not(call: Caller, people: House, path: str) -> None:
    adoption = f"{path}/adoption"
    original = people.publish(people.official, title="원천")

    assert code(call("POST", adoption, "citizen", json=YEARLY)) == (403, "officials-only")
    assert code(
        call("POST", f"/datasets/{original.dataset_id}/adoption", "official", json=YEARLY)
    ) == (409, "not-proven")
    assert code(call("POST", f"{adoption}/curation", "curator", json=NOTES)) == (
        409,
        "not-adopted",
    )
    call("POST", adoption, "neighbour", json=YEARLY)
    assert code(call("POST", f"{adoption}/curation", "neighbour", json=NOTES)) == (
        403,
        "curators-only",
    )
    assert code(call("POST", f"{adoption}/undo", "official", json=WHY)) == (403, "adopters-only")
    assert code(call("POST", f"{adoption}/cases", "official", json=CASE)) == (403, "adopters-only")
    half = {"criteria": {"valuable": "보았음"}}
    assert call("POST", f"{adoption}/curation", "curator", json=half).status_code == 422
    assert call("POST", f"{adoption}/curation/undo", "curator", json=WHY).status_code == 409
    assert call("POST", adoption, "neighbour", json={"update_cycle": "때때로"}).status_code == 422
    assert code(call("GET", "/datasets?curated=maybe")) == (422, "filter-refused")


def test_what_is_proven_no_more_is_not_marked(call: Caller, people: House, path: str) -> None:
    call("POST", f"{path}/adoption", "neighbour", json=YEARLY)
    call("POST", f"{path}/versions/1/disputes", "official", json=WHY)
    (dispute,) = call("GET", "/disputes", "quality").get_json()["items"]
    upheld = {"outcome": "upheld", "reason": "원천과 다릅니다."}
    call("POST", f"/disputes/{dispute['id']}/resolution", "quality", json=upheld)

    marked = call("POST", f"{path}/adoption/curation", "curator", json=NOTES)

    assert code(marked) == (409, "not-proven")


def test_the_maker_is_told_that_the_mark_is_gone(call: Caller, people: House, path: str) -> None:
    adoption = f"{path}/adoption"
    call("POST", adoption, "neighbour", json=YEARLY)
    call("POST", f"{adoption}/curation", "curator", json=NOTES)

    call("POST", f"{adoption}/curation/undo", "curator", json=WHY)

    assert people.told(people.citizen)[-2:] == ["curated", "curation-undone"]


def test_policy_cases_stand_beside_the_points_of_their_department(
    call: Caller, people: House, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adopting, "MOST_CASES", 2)
    cases = f"{path}/adoption/cases"
    call("POST", f"{path}/adoption", "neighbour", json=YEARLY)
    for title in ("첫째", "둘째"):
        told = call("POST", cases, "neighbour", json={**CASE, "title": title})
    many = call("POST", cases, "neighbour", json=CASE)
    first = told.get_json()["cases"][0]["id"]
    call("POST", f"{cases}/{first}/undo", "neighbour", json=WHY)

    listed = call("GET", "/points/policy-cases?per_page=1", "citizen")
    department = str(people.neighbour.department_id)
    own = call("GET", f"/points/policy-cases?department={department}", "citizen").get_json()
    before = call("GET", "/points/policy-cases?period=2020", "citizen").get_json()
    table = call("GET", "/points/departments", "citizen").get_json()["departments"]

    assert code(many) == (409, "too-many-cases")
    assert faults_of(listed, "/api/v1/points/policy-cases") == []
    assert [each["title"] for each in own["items"]] == ["둘째"]
    assert (listed.get_json()["count"], own["count"], before["count"]) == (1, 1, 0)
    assert {each["policy_cases"] for each in table if each["department"] == department} == {1}
    for period in ("0001", "9999"):
        assert call("GET", f"/points/policy-cases?period={period}", "citizen").status_code == 200
    for query in ("department=x", "period=gestern"):
        assert call("GET", f"/points/policy-cases?{query}", "citizen").status_code == 422
