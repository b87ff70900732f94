"""Fixes by HTTP: proposed, answered, made into the file of the next version, credited."""

from pathlib import Path
from uuid import UUID

import pytest

from marketplace.workflow import sweeping
from marketplace.workflow.making_fixes import make_fix
from marketplace.workflow.publishing import publish_submission
from marketplace.workflow.verifying import verify_submission
from storage.transfers import Bucket
from submissions.models import Submission
from tests.factories.files import residents
from tests.marketplace.api.caller import Caller, code
from tests.marketplace.api.described import faults_of
from tests.marketplace.workflow.house import House

TEXT = '번호,이름,값\r\n1,"가",10\r\n2,나,"1,500"\r\n3,다,30\r\n'
PROPOSE = "/api/v1/datasets/{dataset_id}/versions/{number}/fixes"
LISTED = "/api/v1/datasets/{dataset_id}/fixes"
ONE = f"{LISTED}/{{fix_id}}"


def cell(key: str, now: str, proposed: str, column: str = "값") -> dict[str, object]:
    said = {"column": column, "now": now, "proposed": proposed, "reason": "고시 원문과 다름"}
    return {"key": {"번호": key}, **said}


FIX = {"keys": ["번호"], "cells": [cell("2", "1500", "1600"), cell("3", "30", "31")]}


@pytest.fixture
def published(house: House) -> Submission:
    return house.publish(house.official, files={"a.csv": TEXT.encode("cp949")})


@pytest.fixture
def path(published: Submission) -> str:
    return f"/datasets/{published.dataset_id}"


def content(house: House, submission: Submission, folder: Path) -> bytes:
    (file,) = submission.files
    house.services.objects.download(Bucket.QUARANTINE, file.key, folder / "f", etag=file.etag)
    return (folder / "f").read_bytes()


def publish(call: Caller, house: House, submission_id: UUID) -> None:
    """Hand in a draft and do what the workers would."""
    assert call("POST", f"/submissions/{submission_id}/submit", "official").status_code < 300
    verify_submission(house.services, submission_id)
    if house.state(submission_id) == "in-review":
        house.decide(house.quality, submission_id)
    publish_submission(house.services, submission_id)
    assert house.state(submission_id) == "published"


def test_a_fix_is_proposed_accepted_and_published(
    call: Caller, house: House, path: str, tmp_path: Path
) -> None:
    made = call("POST", f"{path}/versions/latest/fixes", "citizen", json=FIX)
    fix = f"{path}/fixes/{made.get_json()['id']}"
    listed = call("GET", f"{path}/fixes", "official")
    others = call("GET", f"{path}/fixes", "neighbour")
    answered = call("POST", f"{fix}/answer", "official", json={"accepted": [0]})
    make_fix(house.services, UUID(made.get_json()["id"]))
    seen = call("GET", fix, "citizen")

    assert made.status_code == 201
    answers = ((made, PROPOSE), (listed, LISTED), (answered, f"{ONE}/answer"), (seen, ONE))
    assert [faults_of(*each) for each in answers] == [[], [], [], []]
    assert (listed.get_json()["count"], others.get_json()["count"]) == (1, 0)
    assert (seen.get_json()["making"], seen.get_json()["bytes_kept"]) == ("made", True)
    draft = house.submission(answered.get_json()["submission"])
    assert content(house, draft, tmp_path) == TEXT.replace('"1,500"', '"1600"').encode("cp949")
    assert draft.manifest["corrects"]["version"] == 1
    assert house.told(house.citizen) == ["fix-answered"]
    assert "fix-proposed" in house.told(house.official)

    publish(call, house, draft.id)
    shown = call("GET", f"{path}/versions/2").get_json()
    prov = call("GET", f"{path}/versions/2/provenance").get_json()

    assert house.told(house.citizen) == ["fix-answered", "fix-published"]
    assert shown["fix"] == {
        "proposer": str(house.citizen.id),
        "corrects": 1,
        "cells": 1,
        "columns": ["값"],
    }
    assert any(each["prov:type"]["$"] == "hw:Fix" for each in prov["activity"].values())


def test_a_patch_and_a_corrected_file_come_as_csv(call: Caller, path: str) -> None:
    address = f"{path}/versions/1/fixes"
    patch = "번호,열,지금 값,고칠 값,까닭\n2,값,1500,1600,고시\n"
    corrected = "번호,이름,값\n3,다,31\n1,가,10\n"

    one = call("POST", address, "citizen", data=patch, content_type="text/csv")
    other = call(
        "POST",
        f"{address}?as=corrected&reason=고시",
        "citizen",
        data=corrected.encode("cp949"),
        content_type="text/csv",
    )

    assert [(each.status_code, each.get_json()["count"]) for each in (one, other)] == [(201, 1)] * 2
    assert other.get_json()["cells"] == [{**cell("3", "30", "31"), "reason": "고시"}]
    assert other.get_json()["keys"] == ["번호"]


def test_what_does_not_fit_the_version_is_told_cell_by_cell(call: Caller, path: str) -> None:
    cells = [cell("2", "1500", "많음"), cell("3", "29", "31"), cell("9", "1", "2")]

    answer = call(
        "POST", f"{path}/versions/1/fixes", "citizen", json={"keys": ["번호"], "cells": cells[:2]}
    )
    missing = call(
        "POST", f"{path}/versions/1/fixes", "citizen", json={"keys": ["번호"], "cells": cells[2:]}
    )

    assert code(answer) == (422, "fix-faulty")
    told = {each["pointer"]: each["code"] for each in answer.get_json(force=True)["errors"]}
    assert told == {"/cells/1/now": "now-differs", "/cells/0/proposed": "type-differs"}
    assert missing.get_json(force=True)["errors"][0]["code"] == "key-missing"


NUMBER = residents()["dashed"]
BAD = (
    {},
    {"keys": ["번호"], "cells": []},
    {"keys": ["번호"], "cells": [{**cell("2", "1500", "1600"), "key": {}}]},
    {"keys": ["번호"], "cells": [cell("2", "나", NUMBER, "이름")]},
    {"keys": [], "cells": [cell("2", "1500", "1600")]},
)


def test_what_is_no_fix_is_refused(call: Caller, path: str) -> None:
    address = f"{path}/versions/1/fixes"
    answers = [call("POST", address, "citizen", json=body) for body in BAD]
    sent = [
        call("POST", address, "citizen", data=data, content_type="text/csv")
        for data in (b"", b"\xff\xff", "가,나\n1,2\n".encode(), b'a,column,now,proposed\n"')
    ]

    nul = call(
        "POST",
        f"{address}?as=corrected&reason=x",
        "citizen",
        data="번호,이름,값\n3,\0,31\n".encode(),
        content_type="text/csv",
    )

    assert [answer.status_code for answer in (*answers, *sent, nul)] == [422] * 10
    assert all(NUMBER not in answer.get_data(as_text=True) for answer in answers)
    assert call("POST", address, json=FIX).status_code == 401


def test_who_may_not_answer_or_see_a_fix(call: Caller, house: House, path: str) -> None:
    made = call("POST", f"{path}/versions/1/fixes", "citizen", json=FIX).get_json()
    fix = f"{path}/fixes/{made['id']}"
    all_cells = {"accepted": "all"}

    assert call("GET", fix, "neighbour").status_code == 404
    assert code(call("POST", f"{fix}/answer", "citizen", json=all_cells)) == (403, "owners-only")
    assert code(call("POST", f"{fix}/withdraw", "official")) == (403, "proposers-only")
    assert call("POST", f"{fix}/answer", "official", json={"accepted": []}).status_code == 422
    assert call("POST", f"{fix}/answer", "official", json={"accepted": [2]}).status_code == 422
    refused = call("POST", f"{fix}/answer", "official", json={"accepted": [], "reason": "맞음"})
    assert refused.get_json()["outcome"] == "refused"
    assert code(call("POST", f"{fix}/answer", "official", json=all_cells)) == (409, "fix-closed")


def test_a_fix_is_taken_back(call: Caller, path: str) -> None:
    made = call("POST", f"{path}/versions/1/fixes", "citizen", json=FIX).get_json()
    withdraw = f"{path}/fixes/{made['id']}/withdraw"

    assert call("POST", withdraw, "citizen").get_json()["outcome"] == "withdrawn"
    assert code(call("POST", withdraw, "citizen")) == (409, "fix-closed")


def test_one_fix_after_the_other_each_on_the_latest(call: Caller, house: House, path: str) -> None:
    address, all_cells = f"{path}/versions/1/fixes", {"accepted": "all"}
    fixes = [
        f"{path}/fixes/{call('POST', address, 'citizen', json=FIX).get_json()['id']}"
        for _ in range(2)
    ]
    first = call("POST", f"{fixes[0]}/answer", "official", json=all_cells).get_json()
    waits = call("POST", f"{fixes[1]}/answer", "official", json=all_cells)
    make_fix(house.services, UUID(first["id"]))
    publish(call, house, UUID(first["submission"]))

    assert code(waits) == (409, "fix-under-way")
    assert code(call("POST", address, "citizen", json=FIX)) == (409, "not-the-latest")
    late = call("POST", f"{fixes[1]}/answer", "official", json=all_cells)
    assert code(late) == (422, "fix-faulty")


def test_no_more_than_a_few_are_open(call: Caller, path: str) -> None:
    address = f"{path}/versions/1/fixes"
    answers = [call("POST", address, "citizen", json=FIX) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [201] * 5 + [409]


def test_what_one_may_not_read_one_may_not_fix(call: Caller, house: House) -> None:
    closed = house.publish(house.official, files={"a.csv": TEXT.encode()}, access="joint")
    address = f"/datasets/{closed.dataset_id}/versions/1/fixes"

    assert call("POST", address, "citizen", json=FIX).status_code in (403, 404)
    assert call("POST", address, "neighbour", json=FIX).status_code == 201


def test_what_cannot_be_changed_in_place_becomes_a_csv(
    call: Caller, house: House, tmp_path: Path
) -> None:
    rows = b'[{"no": 1, "value": 10}, {"no": 2, "value": 20}]'
    made = house.publish(house.official, files={"a.json": rows})
    cell = {"key": {"no": "2"}, "column": "value", "now": "20", "proposed": "21", "reason": "ok"}
    path = f"/datasets/{made.dataset_id}"
    fix = call(
        "POST", f"{path}/versions/1/fixes", "citizen", json={"keys": ["no"], "cells": [cell]}
    ).get_json()["id"]
    answer = {"accepted": "all"}
    draft = call("POST", f"{path}/fixes/{fix}/answer", "official", json=answer).get_json()

    sweeping.fix_again(house.later(seconds=10))
    make_fix(house.services, UUID(fix))

    submission = house.submission(UUID(draft["submission"]))
    assert [file.name for file in submission.files] == ["a.csv"]
    assert content(house, submission, tmp_path).decode("utf-8-sig").splitlines() == [
        "no,value",
        "1,10",
        "2,21",
    ]
    assert call("GET", f"{path}/fixes/{fix}", "official").get_json()["bytes_kept"] is False
