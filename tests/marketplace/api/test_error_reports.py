"""Error reports and false hits by HTTP: made, answered, set aside; and who is told."""

import pytest

from tests.factories.files import csv, residents
from tests.marketplace.api.caller import Caller, code
from tests.marketplace.api.described import faults_of
from tests.marketplace.workflow.diagnosed import diagnosed, replace_bytes, version_of
from tests.marketplace.workflow.house import House

LISTED = "/api/v1/datasets/{dataset_id}/error-reports"
REPORT = "/api/v1/datasets/{dataset_id}/versions/{number}/error-reports"
ANSWER = "/api/v1/datasets/{dataset_id}/error-reports/{report_id}/answer"
DIAGNOSES = "/api/v1/datasets/{dataset_id}/diagnoses"
DIAGNOSIS = "/api/v1/datasets/{dataset_id}/diagnoses/{diagnosis_id}/report"
ASIDE = "/api/v1/datasets/{dataset_id}/findings/set-aside"
AGAIN = "/api/v1/datasets/{dataset_id}/findings/count-again"
SAID = {"text": "값이 다릅니다. 010-1234-5678", "column": "가", "row": 1}
NO_ERROR = {"outcome": "no-error", "reason": "맞는 값입니다."}


@pytest.fixture
def path(house: House) -> str:
    return f"/datasets/{house.publish(house.official).dataset_id}"


def test_an_error_is_reported_and_the_owner_answers(call: Caller, house: House, path: str) -> None:
    made = call("POST", f"{path}/versions/latest/error-reports", "citizen", json=SAID)
    listed = call("GET", f"{path}/error-reports", "official")
    others = call("GET", f"{path}/error-reports", "neighbour")
    answered = call(
        "POST", f"{path}/error-reports/{made.get_json()['id']}/answer", "official", json=NO_ERROR
    )

    assert (made.status_code, answered.status_code) == (201, 200)
    assert faults_of(made, REPORT) == faults_of(listed, LISTED) == faults_of(answered, ANSWER) == []
    assert made.get_json()["text"] == "값이 다릅니다. ***-****-****"
    assert (listed.get_json()["count"], others.get_json()["count"]) == (1, 0)
    assert answered.get_json()["outcome"] == "no-error"
    assert house.told(house.official)[-1] == "error-reported"
    assert house.told(house.citizen) == ["error-answered"]


def test_open_reports_are_a_reason_to_watch_until_they_are_answered(
    call: Caller, path: str
) -> None:
    def watched() -> int:
        answer = call("GET", "/quality/watch-list", "official").get_json()
        return int(answer["reasons"].get("error-reports", 0))

    before = watched()
    made = call("POST", f"{path}/versions/1/error-reports", "citizen", json=SAID).get_json()
    during = watched()
    call("POST", f"{path}/error-reports/{made['id']}/answer", "official", json=NO_ERROR)

    assert (before, during, watched()) == (0, 1, 0)


def test_what_is_mended_names_a_later_version(call: Caller, house: House, path: str) -> None:
    made = call("POST", f"{path}/versions/1/error-reports", "citizen", json=SAID).get_json()
    mended = {"outcome": "mended", "reason": "고쳤습니다."}
    answer = f"{path}/error-reports/{made['id']}/answer"

    numbers: tuple[dict[str, int], ...] = ({}, {"mended_in": 1}, {"mended_in": 2})
    refused = [
        code(call("POST", answer, "official", json={**mended, **number})) for number in numbers
    ]
    house.offer(house.official, dataset=path.rpartition("/")[2])
    taken = call("POST", answer, "official", json={**mended, "mended_in": 2})

    assert refused == [(422, "mended-in-wrong")] * 3
    assert (taken.status_code, taken.get_json()["mended_in"]) == (200, 2)


def test_who_does_not_hold_the_data_does_not_answer(call: Caller, house: House, path: str) -> None:
    made = call("POST", f"{path}/versions/1/error-reports", "citizen", json=SAID).get_json()
    elsewhere = f"/datasets/{house.publish(house.official, title='다른 것').dataset_id}"
    answer = f"error-reports/{made['id']}/answer"

    assert code(call("POST", f"{path}/{answer}", "citizen", json=NO_ERROR)) == (403, "holders-only")
    assert call("POST", f"{path}/{answer}", json=NO_ERROR).status_code == 401
    assert call("POST", f"{elsewhere}/{answer}", "official", json=NO_ERROR).status_code == 404
    assert call("POST", f"{path}/{answer}", "official", json=NO_ERROR).status_code == 200
    assert code(call("POST", f"{path}/{answer}", "official", json=NO_ERROR)) == (
        409,
        "already-answered",
    )


BAD = (
    {},
    {"text": " "},
    {"text": "가" * 1001},
    {"text": "가", "row": 0},
    {"text": "가", "row": True},
    {"text": "가", "row": 2**31},
    {"text": "가", "column": ""},
    {"text": "가", "more": 1},
    {"text": residents()["plain"]},
)


def test_a_report_that_is_none_is_refused(call: Caller, path: str) -> None:
    address = f"{path}/versions/1/error-reports"

    answers = [call("POST", address, "citizen", json=body).status_code for body in BAD]

    assert answers == [422] * len(BAD)


def test_too_many_open_reports_are_refused(call: Caller, path: str) -> None:
    address = f"{path}/versions/1/error-reports"
    answers = [call("POST", address, "citizen", json=SAID) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [201] * 5 + [409]
    assert code(answers[-1]) == (409, "too-many-open")


def test_a_false_hit_is_set_aside_and_counted_again(call: Caller, house: House) -> None:
    version = version_of(house)
    rows = [(residents()["plain"], n) for n in range(3)]
    replace_bytes(house, version, csv(("가", "나"), rows))
    diagnosis = diagnosed(house, version)
    path = f"/datasets/{diagnosis.dataset_id}"

    seen = call("GET", f"{path}/diagnoses", "privacy")
    report = call("GET", f"{path}/diagnoses/{diagnosis.id}/report", "privacy")
    finding = next(each for each in seen.get_json()["findings"] if each["personal"])
    place = {name: finding[name] for name in ("code", "file", "sheet", "column")}
    said = {**place, "reason": "시험 번호"}
    aside = call("POST", f"{path}/findings/set-aside", "privacy", json=said)
    twice = call("POST", f"{path}/findings/set-aside", "privacy", json=said)
    again = call("POST", f"{path}/findings/count-again", "privacy", json=said)

    answers = ((seen, DIAGNOSES), (report, DIAGNOSIS), (aside, ASIDE), (again, AGAIN))
    assert [faults_of(answer, address) for answer, address in answers] == [[], [], [], []]
    assert report.get_json()["digest"] == diagnosis.report_digest
    assert [each["aside"] for each in aside.get_json()["log"]] == [True]
    assert code(twice) == (409, "aside-already")
    assert [each["aside"] for each in again.get_json()["log"]] == [False, True]
    assert code(call("POST", f"{path}/findings/set-aside", "official", json=said)) == (
        403,
        "own-dataset",
    )
    assert call("GET", f"{path}/diagnoses", "citizen").status_code == 404
    assert call("GET", f"{path}/diagnoses").status_code == 401
    nowhere = {**said, "column": "없는 열"}
    assert call("POST", f"{path}/findings/set-aside", "privacy", json=nowhere).status_code == 404
