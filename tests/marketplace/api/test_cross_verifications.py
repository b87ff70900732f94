"""Cross-verifications by HTTP: asked of another department, compared by a job, answered."""

from threading import Thread
from uuid import UUID

import pytest
from sqlalchemy import select

from marketplace.accounts.actor import Actor, Role
from marketplace.accounts.models import Account, Department
from marketplace.cross_verifications.errors import CrossVerifiedAlready
from marketplace.notices.models import Notice
from marketplace.workflow.comparing_crosses import compare_cross
from marketplace.workflow.cross_verifying import TableAsked, ask
from tests.factories.accounts import make_account
from tests.factories.files import csv
from tests.marketplace.api.caller import Caller, code
from tests.marketplace.api.described import faults_of
from tests.marketplace.workflow.house import House

ALL = "/api/v1/datasets/{dataset_id}/cross-verifications"
OWN = csv(("시설코드", "좌석", "전화"), (("A1", 10, "가"), ("A2", 20, "나"), ("A3", 30, "다")))
OTHER = csv(("시설코드", "좌석", "전화"), (("A3", 31, "다"), ("A1", 10, "마"), ("B9", 5, "라")))


@pytest.fixture
def both(house: House) -> tuple[str, str]:
    own = house.publish(house.official, files={"a.csv": OWN}, title="우리 시설")
    other = house.publish(house.neighbour, files={"b.csv": OTHER}, title="이웃 시설")
    return str(own.dataset_id), str(other.dataset_id)


def test_two_departments_hold_their_tables_together(
    call: Caller, house: House, both: tuple[str, str]
) -> None:
    own, other = both
    path = f"/datasets/{own}/cross-verifications"
    asked = call("POST", path, "official", json={"with": other})
    cross = asked.get_json()["id"]
    answer = f"{path}/{cross}/answer"
    early = call("POST", answer, "neighbour", json={"answer": "confirmed"})
    silent = call("POST", answer, "neighbour", json={"answer": "commented", "comment": " "})
    compare_cross(house.services, UUID(cross))
    compare_cross(house.services, UUID(cross))
    (seen,) = call("GET", f"/datasets/{other}/cross-verifications").get_json()["items"]
    answered = call(
        "POST", answer, "neighbour", json={"answer": "commented", "comment": "010-1234-5678로"}
    )

    assert (asked.status_code, seen["verdict"]) == (201, "differs")
    assert faults_of(asked, ALL) == faults_of(answered, f"{ALL}/{{cross_id}}/answer") == []
    evidence = seen["evidence"]
    assert [evidence[name] for name in ("rows", "other_rows", "shared_rows")] == [3, 3, 2]
    assert evidence["keys"] == ["시설코드"]
    assert evidence["examples"] == [
        {"key": ["A1"], "column": "전화", "own": "가", "other": "마"},
        {"key": ["A3"], "column": "좌석", "own": "30", "other": "31"},
    ]
    assert code(early) == (409, "not-compared-yet")
    assert code(silent) == (422, "request-faulty")
    assert answered.get_json()["comment"] == "***-****-****로"
    again = call("POST", answer, "neighbour", json={"answer": "confirmed"})
    assert code(again) == (409, "cross-answered-already")
    assert house.told(house.neighbour)[-2:] == ["cross-asked", "cross-compared"]
    assert house.told(house.official)[-2:] == ["cross-compared", "cross-answered"]


def test_who_may_ask_and_answer(call: Caller, house: House, both: tuple[str, str]) -> None:
    own, other = both
    path = f"/datasets/{own}/cross-verifications"
    mine = str(house.publish(house.official, title="또 우리").dataset_id)

    assert code(call("POST", path, "citizen", json={"with": other})) == (403, "officials-only")
    assert code(call("POST", path, "neighbour", json={"with": other})) == (
        403,
        "own-departments-data",
    )
    assert code(call("POST", path, "official", json={"with": mine})) == (
        403,
        "other-departments-data",
    )
    assert call("POST", path, "official", json={"with": mine[:-4] + "0000"}).status_code == 404
    assert call("POST", path, "official", json={}).status_code == 422
    cross = call("POST", path, "official", json={"with": other}).get_json()["id"]
    assert code(call("POST", path, "official", json={"with": other})) == (
        409,
        "cross-verified-already",
    )
    answer = call("POST", f"{path}/{cross}/answer", "official", json={"answer": "confirmed"})
    assert code(answer) == (403, "asked-department-only")


def test_cells_are_told_to_whoever_may_have_both(call: Caller, house: House) -> None:
    own = house.publish(house.official, files={"a.csv": OWN}, title="우리").dataset_id
    joint = house.publish(
        house.neighbour, files={"b.csv": OTHER}, title="공동", access="joint"
    ).dataset_id
    path = f"/datasets/{own}/cross-verifications"
    cross = call("POST", path, "official", json={"with": str(joint)}).get_json()["id"]
    compare_cross(house.services, UUID(cross))

    seen = call("GET", path, "official").get_json()["items"]
    others = call("GET", path, "citizen").get_json()["items"]

    assert len(seen[0]["evidence"]["examples"]) == 2
    assert [each["evidence"]["examples"] for each in others] in ([], [[]])


def test_they_are_paged_and_those_one_may_not_know_of_are_not_counted(
    call: Caller, house: House, both: tuple[str, str]
) -> None:
    own, other = both
    joint = house.publish(house.neighbour, files={"c.csv": OTHER}, title="공동", access="joint")
    path = f"/datasets/{own}/cross-verifications"
    for each in (other, str(joint.dataset_id)):
        assert call("POST", path, "official", json={"with": each}).status_code == 201

    page = call("GET", f"{path}?per_page=1", "official")
    foreign = call("GET", path, "citizen").get_json()

    assert faults_of(page, ALL) == []
    assert (page.get_json()["count"], len(page.get_json()["items"])) == (2, 1)
    assert 'rel="next"' in page.headers["Link"]
    assert [foreign["count"], *(each["other"]["dataset"] for each in foreign["items"])] == [
        1,
        other,
    ]


def test_two_who_ask_for_the_same_at_once_do_not_break(house: House, both: tuple[str, str]) -> None:
    """Each department asks the other to compare the same tables: one comes first."""
    own, other = (TableAsked(UUID(each)) for each in both)
    told: list[str] = []
    second = Thread(target=lambda: told.append(asked(house, house.neighbour, other, own)))

    with house.session() as session:
        ask(session, house.official, own, other, at=house.services.now())
        second.start()
        second.join(timeout=1)
        waits = second.is_alive()
    second.join(timeout=30)

    assert (waits, told) == (True, ["refused"])


def asked(house: House, who: Actor, own: TableAsked, other: TableAsked) -> str:
    try:
        with house.session() as session:
            ask(session, who, own, other, at=house.services.now())
    except CrossVerifiedAlready:
        return "refused"
    return "asked"


def test_where_the_owner_has_left_the_department_those_who_work_there_are_told(
    call: Caller, house: House, both: tuple[str, str]
) -> None:
    own, other = both
    with house.session() as session:
        theirs = session.get_one(Department, house.neighbour.department_id)
        colleague = make_account(session, roles=(Role.OFFICIAL,), department=theirs).id
        session.get_one(Account, house.neighbour.id).department_id = house.official.department_id
    told = len(house.told(house.neighbour))

    call("POST", f"/datasets/{own}/cross-verifications", "official", json={"with": other})

    with house.session() as session:
        kinds = session.execute(select(Notice.kind).where(Notice.account_id == colleague))
        assert list(kinds.scalars()) == ["cross-asked"]
    assert len(house.told(house.neighbour)) == told
