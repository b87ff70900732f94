from io import BytesIO
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session, sessionmaker

from marketplace.accounts.actor import Role
from marketplace.accounts.queries import account_of, departments
from storage.database import transaction
from submissions.models import Submission
from submissions.states import State
from tests.factories.accounts import NOON, make_department
from tests.factories.submissions import make_manifest
from tests.marketplace.web.browser import Browser, faults, summary, words
from tests.marketplace.web.conftest import SignedIn


@pytest.fixture
def administrator(signed_in: SignedIn) -> Browser:
    return signed_in(Role.ADMINISTRATOR, name="박관리")[0]


def test_administration_is_for_administrators(anyone: Browser, signed_in: SignedIn) -> None:
    official, account = signed_in(Role.OFFICIAL)
    rooms = ("/admin/accounts", f"/admin/accounts/{account.id}", "/admin/departments")

    refused = [official.get(room) for room in (*rooms, "/admin/held")]

    assert [answer.status_code for answer in refused] == [403] * 4
    assert "관리자만 할 수 있습니다." in words(refused[0])
    assert anyone.get("/admin/accounts").status_code == 401


def test_accounts_are_found_by_name_and_role(administrator: Browser, signed_in: SignedIn) -> None:
    signed_in(Role.QUALITY, name="최품질")
    signed_in(name="한시민")

    assert "최품질" in administrator.page("/admin/accounts?role=quality")
    assert "한시민" not in administrator.page("/admin/accounts?role=quality")
    assert "한시민" in administrator.page("/admin/accounts?q=한시")
    assert "찾은 계정이 없습니다" in administrator.page("/admin/accounts?q=없는이름")
    assert administrator.get("/admin/accounts?role=mayor").status_code == 422


def test_a_role_is_given_with_a_reason_that_stays_in_the_history(
    administrator: Browser, signed_in: SignedIn
) -> None:
    _, account = signed_in()
    grants = f"/admin/accounts/{account.id}/grants"

    silent = administrator.post(grants, role="researcher", reason=" ")
    given = administrator.post(grants, role="researcher", reason="재직 증명")
    page = administrator.page(f"/admin/accounts/{account.id}")

    assert (silent.status_code, faults(silent)) == (422, ["근거를 적어 주세요."])
    assert given.status_code == 303
    assert "역할을 줌: 연구자" in page
    assert "박관리 재직 증명" in page


def test_a_role_of_a_department_needs_one(
    administrator: Browser, signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    _, account = signed_in()
    with transaction(make_session) as session:
        department_id = str(make_department(session, name="교통정책과").id)
    page = f"/admin/accounts/{account.id}"

    early = administrator.post(f"{page}/grants", role="official", reason="인사 발령")
    placed = administrator.post(f"{page}/place", department_id=department_id, hr_id="a-1")
    given = administrator.post(f"{page}/grants", role="official", reason="인사 발령")
    left = administrator.post(f"{page}/place", department_id="", hr_id="")

    assert (early.status_code, "부서에 소속된 계정만" in faults(early)[0]) == (422, True)
    assert (placed.status_code, given.status_code, left.status_code) == (303, 303, 422)
    with transaction(make_session) as session:
        row = account_of(session, account.id)
    assert (row.department_name, row.hr_id) == ("교통정책과", "A-1")
    assert row.roles == (Role.CITIZEN, Role.OFFICIAL)


def test_one_personnel_number_is_of_one_account(
    administrator: Browser, signed_in: SignedIn
) -> None:
    first, second = signed_in()[1], signed_in()[1]
    administrator.post(f"/admin/accounts/{first.id}/place", hr_id="A-1")

    answer = administrator.post(f"/admin/accounts/{second.id}/place", hr_id="a-1")

    assert (answer.status_code, faults(answer)) == (422, ["다른 계정이 쓰는 인사 번호입니다."])


def test_roles_are_taken_back_but_for_the_citizens_and_the_last_administrators(
    application: Flask, signed_in: SignedIn
) -> None:
    administrator, own = signed_in(Role.ADMINISTRATOR)
    _, account = signed_in(Role.RESEARCHER)

    def revoked(account_id: object, role: str) -> tuple[int, str]:
        answer = administrator.post(f"/admin/accounts/{account_id}/grants/revoke", role=role)
        return answer.status_code, summary(answer)

    assert revoked(account.id, "researcher") == (303, "")
    assert revoked(account.id, "citizen") == (422, "시민 역할은 거둘 수 없습니다.")
    assert revoked(own.id, "administrator")[0] == 422
    assert revoked(account.id, "mayor")[0] == 422
    assert revoked(uuid4(), "researcher")[0] == 404


def test_departments_are_added_and_counted(
    administrator: Browser, make_session: sessionmaker[Session]
) -> None:
    given = {"name": "교통정책과", "code": "A10", "kind": "department"}

    added = administrator.post("/admin/departments", **given, headcount="12")
    taken = administrator.post("/admin/departments", **given)
    with transaction(make_session) as session:
        department = departments(session)[0]
    headcount = f"/admin/departments/{department.id}/headcount"
    changed = administrator.post(headcount, headcount="14")
    refused = administrator.post(headcount, headcount="열둘")

    assert (department.code, department.headcount) == ("A10", 12)
    assert (added.status_code, changed.status_code) == (303, 303)
    assert (taken.status_code, faults(taken)) == (422, ["다른 부서가 쓰는 코드입니다."])
    assert (refused.status_code, "정원은 0 이상의 정수입니다." in words(refused)) == (422, True)
    with transaction(make_session) as session:
        assert departments(session)[0].headcount == 14


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949"])
def test_headcounts_come_by_csv(
    administrator: Browser, make_session: sessionmaker[Session], encoding: str
) -> None:
    table = "부서코드,부서명,인원\nA10,교통정책과,12\nB20,환경과,7\n".encode(encoding)

    answer = administrator.post("/admin/departments/csv", csv=(BytesIO(table), "인원.csv"))

    assert answer.status_code == 303
    with transaction(make_session) as session:
        rows = {row.name: row.headcount for row in departments(session)}
    assert rows == {"교통정책과": 12, "환경과": 7}


def test_of_a_csv_with_a_fault_nothing_is_taken(
    administrator: Browser, make_session: sessionmaker[Session]
) -> None:
    table = "code,name,headcount\nA10,교통정책과,12\nB20,환경과,일곱\n".encode()

    answer = administrator.post("/admin/departments/csv", csv=(BytesIO(table), "인원.csv"))
    unreadable = administrator.post("/admin/departments/csv", csv=(BytesIO(b"\xff\xfe\x81"), "x"))

    assert answer.status_code == 422
    assert "3행: 정원이 수가 아닙니다" in words(answer)
    assert unreadable.status_code == 422
    with transaction(make_session) as session:
        assert departments(session) == ()


def test_what_verification_broke_off_on_is_tried_again(
    administrator: Browser, signed_in: SignedIn, make_session: sessionmaker[Session]
) -> None:
    _, account = signed_in(Role.OFFICIAL, name="이공무")
    with transaction(make_session) as session:
        submission = Submission(
            submitter_id=account.id,
            public_body=True,
            imported=False,
            state=State.HELD,
            manifest=make_manifest("멈춘 것"),
            awaits=[],
            attempt=3,
            tries=3,
            progress={"stage": "reading", "rows": 0, "of": None},
            created_at=NOON,
            updated_at=NOON,
        )
        session.add(submission)
        session.flush()
        submission_id = submission.id

    page = administrator.page("/admin/held")
    answer = administrator.post(f"/admin/held/{submission_id}/retry")

    assert "멈춘 것 이공무" in page
    assert "파일을 읽습니다" in page
    assert answer.status_code == 303
    assert "멈춘 검증이 없습니다" in administrator.page("/admin/held")
    with transaction(make_session) as session:
        assert session.get_one(Submission, submission_id).state == State.SUBMITTED
