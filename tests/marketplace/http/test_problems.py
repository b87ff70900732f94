"""A problem says what, where and what to do, in one form (RFC 9457)."""

import json
from http import HTTPStatus

from marketplace.http.problems import MEDIA_TYPE, Problem, problem_response
from submissions.faults import Fault


def test_a_problem_is_written_whole() -> None:
    problem = Problem(
        HTTPStatus.CONFLICT,
        "evidence-changed",
        "다시 결정해 주세요.",
        facts={"report_digest": "00"},
        headers={"Retry-After": "5"},
    )

    answer = problem_response(problem, instance="/api/v1/x")

    assert json.loads(answer.get_data()) == {
        "type": "/help/problems#evidence-changed",
        "title": "Conflict",
        "status": 409,
        "code": "evidence-changed",
        "detail": "다시 결정해 주세요.",
        "instance": "/api/v1/x",
        "report_digest": "00",
    }
    assert (answer.status_code, answer.mimetype) == (409, MEDIA_TYPE)
    assert answer.headers["Retry-After"] == "5"


def test_each_fault_has_its_pointer() -> None:
    problem = Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "manifest-faulty",
        "고칠 곳이 있습니다.",
        faults=(Fault("/title/ko", "schema-minLength", "비어 있습니다."),),
    )

    answer = json.loads(problem_response(problem, instance="/").get_data())

    assert answer["errors"] == [
        {"pointer": "/title/ko", "code": "schema-minLength", "detail": "비어 있습니다."}
    ]
