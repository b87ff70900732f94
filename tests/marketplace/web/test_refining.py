"""A table in refined form: proposed, chosen, decided on, published beside its original."""

import json
import re

import pytest
from flask import Flask

from marketplace.accounts.actor import Role
from submissions.states import State
from tests.factories.offices import population
from tests.marketplace.web.rooms import SignIn, Visitor, begun, digest_at, text, with_file, work
from tests.wire import WIRE

SHEET = population()
CLEAN = "구,수\n가,1\n나,2\n".encode()
DATED = '일자,건\n2024.1.2,"1,200"\n2024.1.3,"1,300"\n'.encode()


def in_review(
    rooms: Flask, official: Visitor, name: str = "인구.xlsx", content: bytes | None = None
) -> str:
    submission = begun(official, licence="KOGL-1")
    with_file(official, submission, name, SHEET if content is None else content)
    official.post(f"/submissions/{submission}/submit", {})
    assert work(rooms, submission) is State.IN_REVIEW
    return submission


def api(visitor: Visitor, submission: str) -> dict[str, object]:
    found: dict[str, object] = visitor.get(f"/api/v1/submissions/{submission}/refinements").json
    return found


def decided(reviewer: Visitor, submission: str, **fields: str) -> int:
    page = text(reviewer.get(f"/reviews/{submission}"))
    seen = re.search(r'name="refined_digest" value="([0-9a-f]{64})"', page)
    form = {
        "role": "quality",
        "decision": "accept",
        "kind": "data",
        "report_digest": digest_at(reviewer, submission),
        "refined_digest": seen[1] if seen else "",
        "with_refined": "yes",
    }
    return reviewer.post(f"/reviews/{submission}/decisions", form | fields).status_code


def files_of(visitor: Visitor, submission: str) -> list[dict[str, object]]:
    told = visitor.get(f"/api/v1/submissions/{submission}").json
    assert told
    address = f"/api/v1/datasets/{told['dataset']}/versions/{told['version']}"
    found: list[dict[str, object]] = visitor.get(address).json["files"]
    return found


def test_a_sheet_as_offices_make_them_is_published_as_a_table_beside_itself(
    rooms: Flask, visitor: SignIn
) -> None:
    official, reviewer = visitor(Role.OFFICIAL), visitor(Role.QUALITY)
    submission = in_review(rooms, official)

    page = text(official.get(f"/submissions/{submission}"))
    diff = text(official.get(f"/submissions/{submission}/refined"))
    desk = text(reviewer.get(f"/reviews/{submission}"))
    assert decided(reviewer, submission) == 303
    assert work(rooms, submission) is State.PUBLISHED

    assert "정제본 살펴보기" in page
    for shown in (diff, desk):
        assert "연도별 열을 행으로" in shown
        assert "<del>21,345</del>" in shown
        assert "<ins>21345</ins>" in shown
    (file,) = files_of(official, submission)
    (refined,) = file["refined"]
    version = text(official.get(f"/submissions/{submission}"))
    dataset = re.search(r"/datasets/([0-9a-f-]{36})/versions/1", version)
    assert dataset
    address = f"/datasets/{dataset[1]}/versions/1/files/인구.xlsx"
    content = WIRE.get(official.get(f"{address}?format=refined&sheet=인구").location).content
    original = WIRE.get(official.get(address).location).content
    lines = content.decode("utf-8-sig").splitlines()
    assert (lines[:2], len(lines)) == (["읍면동,성별,연도,인구", "조치원읍,남,2021,21345"], 13)
    assert "조치원읍,여,2023," in lines
    assert not [line for line in lines if "합계" in line or "※" in line]
    assert original == SHEET
    assert (refined["rows"], refined["sheet"]) == (12, "인구")
    assert "정제본 내려받기" in text(official.get(f"/datasets/{dataset[1]}"))


def test_a_clean_table_has_no_refined_form(rooms: Flask, visitor: SignIn) -> None:
    official = visitor(Role.OFFICIAL)
    submission = in_review(rooms, official, "깨끗.csv", CLEAN)

    assert api(official, submission)["items"] == []
    assert "다듬을 것 찾아보기" in text(official.get(f"/submissions/{submission}"))
    asked = official.json(f"/api/v1/submissions/{submission}/refinements", {"file": "깨끗.csv"})
    assert (asked.status_code, asked.json["code"]) == (409, "nothing-to-refine")


@pytest.mark.parametrize("fields", [{"with_refined": ""}, {}])
def test_the_original_goes_alone_where_somebody_wants_it(
    rooms: Flask, visitor: SignIn, fields: dict[str, str]
) -> None:
    official, reviewer = visitor(Role.OFFICIAL), visitor(Role.QUALITY)
    submission = in_review(rooms, official, "건.csv", DATED)
    if not fields:
        (found,) = api(official, submission)["items"]
        left = official.post(
            f"/submissions/{submission}/refined", {"do": "leave", "refinement": found["id"]}
        )
        assert left.status_code == 303

    assert decided(reviewer, submission, **fields) == 303
    assert work(rooms, submission) is State.PUBLISHED
    assert [each["refined"] for each in files_of(official, submission)] == [[]]


def test_rules_are_left_out_and_come_back(rooms: Flask, visitor: SignIn) -> None:
    official = visitor(Role.OFFICIAL)
    submission = in_review(rooms, official, "건.csv", DATED)
    address = f"/submissions/{submission}/refined"
    (proposed,) = api(official, submission)["items"]

    made = official.post(address, {"do": "make", "refinement": proposed["id"], "step": "0"})
    (fewer,) = api(official, submission)["items"]
    back = official.post(address, {"do": "propose", "refinement": fewer["id"]})
    (again,) = api(official, submission)["items"]

    assert (made.status_code, back.status_code) == (303, 303)
    assert [each["step"] for each in proposed["steps"]] == ["iso-dates", "plain-numbers"]
    assert [each["step"] for each in fewer["steps"]] == ["iso-dates"]
    assert (again["steps"], again["sha256"]) == (proposed["steps"], proposed["sha256"])
    none = official.post(address, {"do": "make", "refinement": again["id"]})
    gone = official.post(address, {"do": "leave", "refinement": proposed["id"]})
    assert (none.status_code, gone.status_code) == (409, 409)


def test_a_decision_is_on_what_was_seen_and_fixes_it(rooms: Flask, visitor: SignIn) -> None:
    official, reviewer = visitor(Role.OFFICIAL), visitor(Role.QUALITY)
    submission = in_review(rooms, official, "건.csv", DATED)
    (found,) = api(official, submission)["items"]
    address = f"/api/v1/submissions/{submission}/refinements/{found['id']}"
    before = api(reviewer, submission)["digest"]

    left = official.client.patch(
        address, json={"wanted": False}, headers={"X-CSRFToken": official.token()}
    )
    stale = reviewer.json(
        f"/api/v1/submissions/{submission}/decisions",
        {
            "role": "quality",
            "decision": "accept",
            "reason": "좋습니다.",
            "report_digest": digest_at(reviewer, submission),
            "refined_digest": before,
        },
    )

    assert (left.status_code, left.json["wanted"]) == (200, False)
    assert (stale.status_code, stale.json["code"]) == (409, "refined-changed")
    assert decided(reviewer, submission) == 303
    late = official.client.patch(
        address, json={"wanted": True}, headers={"X-CSRFToken": official.token()}
    )
    assert (late.status_code, late.json["code"]) == (409, "not-in-review")


def test_a_choice_outlives_another_verification(rooms: Flask, visitor: SignIn) -> None:
    official, reviewer = visitor(Role.OFFICIAL), visitor(Role.QUALITY)
    submission = in_review(rooms, official, "건.csv", DATED)
    (found,) = api(official, submission)["items"]
    official.post(
        f"/submissions/{submission}/refined",
        {"do": "make", "refinement": found["id"], "step": "1"},
    )

    assert decided(reviewer, submission, decision="return", reason="설명을 더해 주세요.") == 303
    official.post(f"/submissions/{submission}/submit", {})
    assert work(rooms, submission) is State.IN_REVIEW

    (kept,) = api(official, submission)["items"]
    assert [each["step"] for each in kept["steps"]] == ["plain-numbers"]
    assert kept["chosen"] is True


def test_a_large_table_is_refined_when_somebody_asks(
    rooms: Flask, visitor: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    official = visitor(Role.OFFICIAL)
    monkeypatch.setattr("submissions.refine.AT_ONCE", 3)
    submission = in_review(rooms, official, "건.csv", DATED)

    assert api(official, submission)["items"] == []
    made = official.post(f"/submissions/{submission}/refined", {"do": "propose", "file": "건.csv"})
    (found,) = api(official, submission)["items"]

    assert made.status_code == 303
    assert len(found["steps"]) == 2


def test_nobody_else_chooses(rooms: Flask, visitor: SignIn) -> None:
    official, reviewer, stranger = visitor(Role.OFFICIAL), visitor(Role.QUALITY), visitor()
    submission = in_review(rooms, official, "건.csv", DATED)
    address = f"/submissions/{submission}/refined"

    assert "고른 규칙으로 다시 만들기" in text(official.get(address))
    assert "고른 규칙으로 다시 만들기" not in text(reviewer.get(address))
    assert reviewer.post(address, {"do": "propose", "file": "건.csv"}).status_code == 403
    assert stranger.get(address).status_code == 404


def test_steps_that_do_not_refine_are_refused(rooms: Flask, visitor: SignIn) -> None:
    official = visitor(Role.OFFICIAL)
    submission = in_review(rooms, official, "건.csv", DATED)
    address = f"/api/v1/submissions/{submission}/refinements"

    def asked(*steps: dict[str, object], file: str = "건.csv") -> tuple[int, str]:
        answer = official.json(address, {"file": file, "steps": list(steps)})
        return answer.status_code, answer.json.get("errors", [{}])[0].get("code", "")

    assert asked({"step": "drop-columns", "columns": ["건"]}) == (422, "not-refining")
    assert asked({"step": "iso-dates", "column": "없음"}) == (422, "column-unknown")
    assert asked({"step": "iso-dates"})[0] == 422
    assert asked({"step": "iso-dates", "column": "일자"}, file="없음.csv") == (409, "")


def test_names_of_people_are_covered_in_the_diff(rooms: Flask, visitor: SignIn) -> None:
    official = visitor(Role.OFFICIAL)
    names = ["김서연", "이도윤", "박하준", "최지우", "정예은", "강시우", "조수아", "윤건우"]
    rows = "".join(f"{name} ,2024.{n}.2\n" for n, name in enumerate(names, start=1))
    submission = in_review(rooms, official, "명단.csv", f"성명,신청일자\n{rows}".encode())

    (found,) = api(official, submission)["items"]
    pages = text(official.get(f"/submissions/{submission}/refined")) + json.dumps(
        found, ensure_ascii=False
    )

    assert {each["step"] for each in found["steps"]} == {"tidy-text", "iso-dates"}
    assert "***" in pages
    assert not [name for name in names if name in pages]


def test_headers_that_hold_numbers_of_persons_are_masked_as_in_the_report(
    rooms: Flask, visitor: SignIn
) -> None:
    official = visitor(Role.OFFICIAL)
    content = '담당 010-1234-5678,값\x00,일자\n가,"1,000",2024.1.2\n나,"2,000",2024.1.3\n'.encode()
    submission = in_review(rooms, official, "담당.csv", content)

    (found,) = api(official, submission)["items"]
    page = text(official.get(f"/submissions/{submission}/refined"))

    assert "5678" not in json.dumps(found) + page
    assert {each["step"] for each in found["steps"]} >= {"iso-dates"}


def test_what_was_chosen_by_hand_must_be_named_to_go_along(rooms: Flask, visitor: SignIn) -> None:
    official, reviewer = visitor(Role.OFFICIAL), visitor(Role.QUALITY)
    submission = in_review(rooms, official, "건.csv", DATED)
    (found,) = api(official, submission)["items"]
    official.post(
        f"/submissions/{submission}/refined",
        {"do": "make", "refinement": found["id"], "step": "0"},
    )
    ballot = {
        "role": "quality",
        "decision": "accept",
        "reason": "좋습니다.",
        "report_digest": digest_at(reviewer, submission),
    }
    address = f"/api/v1/submissions/{submission}/decisions"

    unnamed = reviewer.json(address, ballot)
    named = reviewer.json(address, {**ballot, "refined_digest": unnamed.json["refined_digest"]})

    assert (unnamed.status_code, unnamed.json["code"]) == (409, "refined-changed")
    assert named.status_code == 200
