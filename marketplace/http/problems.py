"""Problems: what the HTTP face says when it cannot do what was asked (RFC 9457)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

import orjson
from flask import Response

from submissions.faults import Fault

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Problem:
    """One problem: `code` is stable for programs, `detail` tells a person what to do.

    `faults` carries a JSON Pointer each; `facts` are further members of the answer.
    """

    status: HTTPStatus
    code: str
    detail: str
    faults: Sequence[Fault] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def problem_response(problem: Problem, *, instance: str) -> Response:
    """Return the problem as `application/problem+json`."""
    body: dict[str, object] = {
        "type": f"/help/problems#{problem.code}",
        "title": problem.status.phrase,
        "status": problem.status.value,
        "code": problem.code,
        "detail": problem.detail,
        "instance": instance,
        **problem.facts,
    }
    if problem.faults:
        body["errors"] = [
            {"pointer": fault.pointer, "code": fault.code, "detail": fault.message}
            for fault in problem.faults
        ]
    response = Response(orjson.dumps(body), status=problem.status, mimetype=MEDIA_TYPE)
    response.headers.update(dict(problem.headers))
    return response
