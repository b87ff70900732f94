import re

from flask import Flask

from marketplace.accounts.actor import Role
from marketplace.web.treatment_form import KEEP, WAYS, order_of, table_form
from submissions.states import State
from tests.factories.files import residents
from tests.marketplace.web.rooms import SignIn, Visitor, begun, text, with_file, work

NUMBER = residents()["dashed"]
ROWS = "".join(f"홍길{n},{NUMBER},{20 + n},보람동\n" for n in range(10))
CONTENT = f"이름,주민등록번호,나이,읍면동\n{ROWS}".encode()
BODY = {
    "files": [
        {"name": "a.csv", "sheet": None, "rows": None, "columns": []},
        {
            "name": "b.csv",
            "sheet": None,
            "rows": 100,
            "columns": [{"name": "주민번호"}, {"name": "민원"}, {"name": "나이"}, {"name": "수"}],
        },
    ],
    "checks": [
        {
            "findings": [
                {
                    "code": "resident-number",
                    "count": count,
                    "at": {"file": "b.csv", "sheet": None, "row": 1, "column": column},
                }
                for column, count in (("주민번호", 100), ("민원", 3))
            ]
            + [
                {
                    "code": "duplicate-row",
                    "count": 1,
                    "at": {"file": "b.csv", "sheet": None, "row": 2, "column": None},
                }
            ]
        }
    ],
}


def test_the_form_begins_with_what_is_proposed() -> None:
    table = table_form(BODY, "b.csv", None)

    assert table is not None
    assert table.proposed == {
        "way-0": "drop",
        "way-1": "digits",
        "way-2": "age",
        "way-3": KEEP,
        "quasi-2": "yes",
    }
    assert [len(each.found) for each in table.columns] == [1, 1, 0, 0]


def test_a_document_has_no_form() -> None:
    assert table_form(BODY, "a.csv", None) is None
    assert table_form(BODY, "c.csv", None) is None
    assert table_form(BODY, "b.csv", "시트") is None


def test_what_is_sent_becomes_steps_and_nonsense_is_left_out() -> None:
    table = table_form(BODY, "b.csv", None)
    assert table is not None

    order = order_of(table, {"way-0": "drop", "way-1": "shuffle", "way-9": "drop", "quasi-3": "y"})

    assert [dict(each) for each in order.steps] == [
        {"step": "drop-columns", "columns": ["주민번호"]}
    ]
    assert (order.quasi, order.sheet) == (("수",), None)


def test_every_way_is_a_step_by_the_schema() -> None:
    from verification.treatment.schema import validator

    steps = [make("a") for _, make in WAYS.values()]

    assert list(validator().iter_errors({"steps": steps})) == []


def blocked(rooms: Flask, official: Visitor) -> tuple[str, str]:
    """Have a file with resident numbers blocked; return the submission and the page to treat it."""
    submission = begun(official, licence="KOGL-1")
    with_file(official, submission, "people.csv", CONTENT)
    official.post(f"/submissions/{submission}/submit", {})
    assert work(rooms, submission) is State.BLOCKED
    page = text(official.get(f"/submissions/{submission}"))
    found = re.search(rf"/submissions/{submission}/files/[0-9a-f-]+/treat", page)
    assert found, "the blocked page leads nowhere"
    return submission, found[0]


def test_somebody_gets_a_blocked_file_through_in_one_sitting(rooms: Flask, visitor: SignIn) -> None:
    official = visitor(Role.OFFICIAL)
    submission, address = blocked(rooms, official)

    form = text(official.get(address))
    chosen = dict(re.findall(r'<select id="f-(way-\d)".*?value="(\w+)" selected', form, re.S))
    looked = official.post(address, {**chosen, "quasi-2": "yes", "do": "preview"})
    done = official.post(address, {**chosen, "quasi-2": "yes", "do": "apply"})

    assert chosen == {"way-0": "keep", "way-1": "drop", "way-2": "age", "way-3": "keep"}
    assert looked.status_code == 200
    assert "이대로 적용하기" in text(looked)
    assert "적어도 10명입니다" in text(looked)
    assert NUMBER not in form + text(looked)
    assert (done.status_code, done.location.endswith(f"/submissions/{submission}")) == (303, True)
    assert "처리한 파일로 바꾸었습니다" in text(official.get(f"/submissions/{submission}"))
    official.post(f"/submissions/{submission}/submit", {})
    assert work(rooms, submission) is State.IN_REVIEW


def test_a_form_without_a_choice_is_refused(rooms: Flask, visitor: SignIn) -> None:
    official = visitor(Role.OFFICIAL)
    submission, address = blocked(rooms, official)

    answer = official.post(address, {"way-0": "keep", "do": "apply"})

    assert answer.status_code == 422
    assert "바꿀 열을 하나 이상 고르세요." in text(answer)
    every = {f"way-{number}": "drop" for number in range(4)}
    refused = official.post(address, {**every, "do": "preview"})
    assert (refused.status_code, "모든 열을 지울 수는 없습니다." in text(refused)) == (422, True)
    assert work(rooms, submission) is State.BLOCKED


def test_a_file_that_was_not_verified_leads_back(rooms: Flask, visitor: SignIn) -> None:
    official = visitor(Role.OFFICIAL)
    submission = begun(official)
    file = with_file(official, submission)

    answers = [
        official.get(f"/submissions/{submission}/files/{file}/treat"),
        official.post(f"/submissions/{submission}/files/{file}/treat", {"way-0": "drop"}),
    ]

    assert [each.status_code for each in answers] == [303, 303]
    assert visitor().get(f"/submissions/{submission}/files/{file}/treat").status_code == 404
