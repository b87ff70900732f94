"""Cross-verifications by HTTP: asked for by one department, answered by the other."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, Response, jsonify

from marketplace.api.shapes import Shape, moment
from marketplace.cross_verifications.services import LONGEST_COMMENT, CrossAnswer
from marketplace.http.bodies import BodyFaulty, json_body, object_schema
from marketplace.http.door import actor, now, requires, session
from marketplace.http.paging import asked_page, linked
from marketplace.permissions.permission import Permission
from marketplace.workflow import cross_verifying
from marketplace.workflow.cross_verifying import CrossSeen, SideSeen, TableAsked
from submissions.faults import Fault

cross_verifications = Blueprint("api_cross_verifications", __name__)

_ALL = "/datasets/<uuid:dataset_id>/cross-verifications"
_NUMBER = {"type": ["integer", "null"], "minimum": 1, "maximum": 2**31 - 1}
_NAME = {"type": ["string", "null"], "maxLength": 200}
_ASK = object_schema(
    {"with": {"type": "string", "format": "uuid"}},
    version=_NUMBER,
    file=_NAME,
    sheet=_NAME,
    with_version=_NUMBER,
    with_file=_NAME,
    with_sheet=_NAME,
)
_ANSWER = object_schema(
    {"answer": {"enum": [each.value for each in CrossAnswer]}},
    comment={"type": "string", "maxLength": LONGEST_COMMENT},
)


@cross_verifications.post(_ALL)
@requires(Permission.CROSS_ASK)
def ask(dataset_id: UUID) -> tuple[Response, HTTPStatus]:
    """Ask another department to compare a table of theirs with one of this dataset."""
    body = json_body(_ASK)
    own = TableAsked(dataset_id, body.get("version"), body.get("file"), body.get("sheet"))
    other = TableAsked(
        UUID(body["with"]), body.get("with_version"), body.get("with_file"), body.get("with_sheet")
    )
    made = cross_verifying.ask(session(), actor(), own, other, at=now())
    return jsonify(_shape(cross_verifying.seen(session(), actor(), made))), HTTPStatus.CREATED


@cross_verifications.get(_ALL)
@requires(Permission.DATASET_READ)
def listed(dataset_id: UUID) -> Response:
    """Return the cross-verifications of a dataset, whichever side it is on."""
    page = asked_page()
    count, found = cross_verifying.crosses_on(
        session(), actor(), dataset_id, page=page.number, per_page=page.size
    )
    items = [_shape(each) for each in found]
    return linked(jsonify(count=count, items=items), page, count=count)


@cross_verifications.post(f"{_ALL}/<uuid:cross_id>/answer")
@requires(Permission.CROSS_ANSWER)
def answer(dataset_id: UUID, cross_id: UUID) -> Response:
    """Say as the department that was asked what is to be said of the verdict."""
    body = json_body(_ANSWER)
    said = CrossAnswer(body["answer"]), body.get("comment", "").strip()
    if said[0] is CrossAnswer.COMMENTED and not said[1]:
        raise BodyFaulty(Fault("/comment", "empty", "의견을 적어 주세요."))
    answered = cross_verifying.answer(session(), actor(), dataset_id, cross_id, said, at=now())
    return jsonify(_shape(answered))


def _shape(seen: CrossSeen) -> Shape:
    row = seen.row
    return {
        "id": str(row.id),
        "own": _side(seen.own),
        "other": _side(seen.other),
        "at": moment(row.at),
        "verdict": row.verdict,
        "evidence": dict(seen.evidence) or None,
        "compared_at": moment(row.compared_at),
        "answer": None if row.answer is None else row.answer.value,
        "comment": row.comment or None,
        "answered_at": moment(row.answered_at),
    }


def _side(seen: SideSeen) -> Shape:
    side = seen.side
    return {
        "dataset": str(side.dataset_id),
        "version": side.number,
        "title": seen.title,
        "file": side.file,
        "sheet": side.sheet,
        "department": str(side.department_id),
        "department_name": seen.department,
    }
