"""Refined tables of a submission by HTTP: seen with their diff, chosen, made."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, jsonify

from marketplace.http.bodies import json_body, object_schema
from marketplace.http.door import actor, now, requires, services, session
from marketplace.permissions.permission import Permission
from marketplace.workflow import refining
from submissions.models import Refinement
from submissions.refinements import steps_shown

refinements = Blueprint("api_refinements", __name__)

_ONE = "/submissions/<uuid:submission_id>/refinements"
_ASKED = object_schema(
    {"file": {"type": "string", "minLength": 1, "maxLength": 200}},
    sheet={"type": ["string", "null"], "maxLength": 300},
    steps={
        "type": ["array", "null"],
        "minItems": 1,
        "maxItems": 200,
        "items": {"type": "object"},
    },
)
_CHOSEN = object_schema({"wanted": {"type": "boolean"}})


@refinements.get(_ONE)
@requires(Permission.SUBMISSION_READ)
def seen(submission_id: UUID) -> Response:
    """Return the refined tables that belong to the current report."""
    found = refining.refinements_seen(session(), actor(), submission_id)
    return jsonify(
        digest=found.digest,
        changeable=found.fixed is None,
        items=[_shape(each) for each in found.items],
        others=[{"file": file, "sheet": sheet} for file, sheet in found.others],
    )


@refinements.post(_ONE)
@requires(Permission.SUBMISSION_EDIT)
def make(submission_id: UUID) -> tuple[Response, int]:
    """Make a table's refined form, by the steps named or those proposed."""
    body = json_body(_ASKED)
    table, steps = (body["file"], body.get("sheet")), body.get("steps")
    made = refining.refine(
        session(), actor(), submission_id, table, steps, services=services(), at=now()
    )
    return jsonify(_shape(made)), 201


@refinements.patch(f"{_ONE}/<uuid:refinement_id>")
@requires(Permission.SUBMISSION_EDIT)
def choose(submission_id: UUID, refinement_id: UUID) -> Response:
    """Let a refined table be published with its original, or not."""
    wanted = json_body(_CHOSEN)["wanted"]
    chosen = refining.want(
        session(), actor(), submission_id, refinement_id, wanted=wanted, at=now()
    )
    return jsonify(_shape(chosen))


def _shape(each: Refinement) -> dict[str, Any]:
    return {
        "id": str(each.id),
        "file": each.file_name,
        "sheet": each.sheet,
        "wanted": each.wanted,
        "chosen": each.chosen_by is not None,
        "rows": each.rows,
        "size": each.size,
        "sha256": each.digest,
        "steps": steps_shown(each),
        **each.told,
    }
