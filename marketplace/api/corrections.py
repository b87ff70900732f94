"""Setting right what was published, by HTTP: what was done to a version, and doing more."""

from datetime import date
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, Response, jsonify

from marketplace.api import correction_shapes as shapes
from marketplace.http.bodies import BodyFaulty, json_body, object_schema
from marketplace.http.door import actor, now, requires, session
from marketplace.http.paging import asked_page, linked
from marketplace.lineage.acts import Act
from marketplace.permissions.permission import Permission
from marketplace.workflow import correcting
from marketplace.workflow.correction_acts import Wish
from submissions.faults import Fault

corrections = Blueprint("api_corrections", __name__)

_CORRECTIONS = "/datasets/<uuid:dataset_id>/versions/<version:number>/corrections"
_ID = {"type": "string", "format": "uuid"}
_NUMBER = {"type": "integer", "minimum": 1, "maximum": 2_147_483_647}
_WISH = object_schema(
    {
        "act": {"enum": [each.value for each in Act]},
        "reason": {"type": "string", "minLength": 1, "maxLength": 2000, "pattern": r"\S"},
    },
    successor={
        "type": "object",
        "additionalProperties": False,
        "properties": {"dataset": _ID, "version": _NUMBER},
        "minProperties": 1,
    },
    licence={"type": "string", "minLength": 1, "maxLength": 100},
    undoes=_ID,
    **{"from": {"type": "string", "format": "date"}},
)


@corrections.get(_CORRECTIONS)
@requires(Permission.DATASET_READ)
def listed(dataset_id: UUID, number: int | None) -> Response:
    """Return what was done to a version, newest first."""
    page = asked_page()
    found = correcting.corrections_on(
        session(), actor(), dataset_id, number, page=page.number, per_page=page.size
    )
    return linked(jsonify(shapes.corrections(found)), page, count=found.count)


@corrections.post(_CORRECTIONS)
@requires(Permission.VERSION_CORRECT)
def correct(dataset_id: UUID, number: int | None) -> tuple[Response, HTTPStatus]:
    """Withdraw, correct, relicense or replace a version, or undo one of these."""
    version, done = correcting.correct(session(), actor(), dataset_id, number, _wish(), at=now())
    found = correcting.corrections_on(session(), actor(), dataset_id, version.number)
    return jsonify(shapes.correction(done, found.successors)), HTTPStatus.CREATED


def _wish() -> Wish:
    body = json_body(_WISH)
    act, successor = Act(body["act"]), body.get("successor") or {}
    _only_what_it_takes(act, body)
    number = successor.get("version")
    return Wish(
        act=act,
        reason=body["reason"].strip(),
        dataset=UUID(successor["dataset"]) if "dataset" in successor else None,
        number=None if number is None else int(number),
        licence=body.get("licence"),
        from_day=date.fromisoformat(body["from"]) if "from" in body else None,
        undoes=UUID(body["undoes"]) if "undoes" in body else None,
    )


_TAKES = {
    Act.WITHDRAW: frozenset[str](),
    Act.CORRECT: frozenset({"successor"}),
    Act.REPLACE: frozenset({"successor"}),
    Act.RELICENSE: frozenset({"licence", "from"}),
    Act.UNDO: frozenset({"undoes"}),
}
"""Which members an act has besides its reason."""


def _only_what_it_takes(act: Act, body: dict[str, object]) -> None:
    """Raise `BodyFaulty` for members that say nothing about this act: a slip, and no small one."""
    strange = sorted(body.keys() - {"act", "reason"} - _TAKES[act])
    if strange:
        message = f"{act.value}에는 쓰지 않는 항목입니다."
        raise BodyFaulty(*(Fault(f"/{name}", "not-of-this-act", message) for name in strange))
