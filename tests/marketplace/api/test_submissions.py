from uuid import uuid4

import pytest

from tests.factories.files import residents
from tests.factories.submissions import make_manifest
from tests.marketplace.api.caller import Caller, code
from tests.marketplace.workflow.house import House


def test_a_draft_is_made_read_and_replaced(call: Caller) -> None:
    made = call("POST", "/submissions", "official", json=make_manifest("처음"))
    path = f"/submissions/{made.get_json()['id']}"

    replaced = call("PUT", path, "official", json=make_manifest("다음"))

    assert (made.status_code, made.get_json()["state"]) == (201, "draft")
    assert replaced.get_json()["title"] == {"ko": "다음"}
    assert call("GET", path, "official").get_json() == replaced.get_json()


def test_every_fault_of_a_manifest_has_its_pointer(call: Caller) -> None:
    answer = call("POST", "/submissions", "official", json=make_manifest(kind="song", licence=""))

    assert code(answer) == (422, "manifest-faulty")
    assert answer.content_type == "application/problem+json"
    assert [each["pointer"] for each in answer.get_json()["errors"]] == ["/kind", "/licence"]


def test_what_is_typed_names_nobody_and_is_not_quoted(call: Caller, house: House) -> None:
    number = residents()["dashed"]
    draft = house.draft(house.official)

    answers = [
        call("POST", "/submissions", "official", json=make_manifest(number)),
        call("POST", f"/submissions/{draft}/cancel", "official", json={"reason": f"{number} 때문"}),
        call(
            "POST",
            f"/submissions/{draft}/files",
            "official",
            json={"name": f"{number}.csv", "size": 1},
        ),
    ]

    assert {each.status_code for each in answers} == {422}
    assert {each.get_json()["errors"][0]["code"] for each in answers} == {"personal-data"}
    assert not [each for each in answers if number in each.get_data(as_text=True)]


def test_ones_own_are_listed_in_pages_with_links(call: Caller, house: House) -> None:
    for _ in range(3):
        house.draft(house.official)

    page = call("GET", "/submissions?page=2&per_page=1", "official")

    assert (page.get_json()["count"], len(page.get_json()["items"])) == (3, 1)
    assert [part.rpartition("rel=")[2] for part in page.headers["Link"].split(", ")] == [
        '"first"',
        '"prev"',
        '"next"',
        '"last"',
    ]


@pytest.mark.parametrize("query", ["page=0", "page=x", "per_page=101", "page=²"])
def test_a_page_that_is_none_is_refused(call: Caller, query: str) -> None:
    assert code(call("GET", f"/submissions?{query}", "official")) == (422, "request-faulty")


def test_there_is_no_report_before_there_is_one(call: Caller, house: House) -> None:
    draft = house.draft(house.official)

    assert code(call("GET", f"/submissions/{draft}/report", "official")) == (404, "not-found")


def test_a_file_is_taken_out_or_was_never_there(call: Caller, house: House) -> None:
    draft = house.draft(house.official)
    file, _ = house.upload(house.official, draft, "a.csv", b"a\n1\n")
    path = f"/submissions/{draft}/files"

    assert call("GET", f"{path}/{file}", "official").get_json()["upload"] is None
    assert call("DELETE", f"{path}/{file}", "official").status_code == 204
    assert code(call("DELETE", f"{path}/{uuid4()}", "official")) == (404, "file-not-found")


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"{", "not-json"),
        (b"[" * 900 + b"]" * 900, "too-deep"),
        (b'{"a":' * 40 + b"1" + b"}" * 40, "too-deep"),
        ("{}".encode("utf-16"), "not-json"),
    ],
)
def test_what_is_no_document_is_400(call: Caller, body: bytes, fault: str) -> None:
    answer = call("POST", "/submissions", "official", data=body)

    assert answer.status_code == 400
    assert [each["code"] for each in answer.get_json()["errors"]] == [fault]


def test_a_body_that_is_too_large_is_413(call: Caller) -> None:
    answer = call("POST", "/submissions", "official", data=b" " * (3 << 20))

    assert code(answer) == (413, "too-large")
