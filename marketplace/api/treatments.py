"""Treatments of files by HTTP: looked at, applied, and what was done before."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, jsonify

from marketplace.accounts.queries import names_of
from marketplace.api import shapes
from marketplace.http.bodies import json_body, object_schema, query_text
from marketplace.http.door import actor, now, requires, services, session
from marketplace.permissions.permission import Permission
from marketplace.workflow import treating
from marketplace.workflow.proposals import proposed_for
from marketplace.workflow.treating import Answer
from submissions.treatments import Order

if TYPE_CHECKING:
    from verification.treatment.proposing import Proposal

treatments = Blueprint("api_treatments", __name__)

_ORDER = object_schema(
    {"steps": {"type": "array", "minItems": 1, "maxItems": 200, "items": {"type": "object"}}},
    preview={"type": "boolean", "default": True},
    quasi={"type": "array", "maxItems": 20, "uniqueItems": True, "items": {"type": "string"}},
    sheet={"type": ["string", "null"], "maxLength": 300},
    mark={"type": "boolean", "default": True},
)


@treatments.post("/submissions/<uuid:submission_id>/files/<uuid:file_id>/treatments")
@requires(Permission.SUBMISSION_EDIT)
def treat(submission_id: UUID, file_id: UUID) -> tuple[Response, int]:
    """Show what a treatment would make of a file; apply it where `preview` is false."""
    body = json_body(_ORDER)
    order = Order(
        steps=tuple(body["steps"]),
        quasi=tuple(body.get("quasi", ())),
        sheet=body.get("sheet"),
        mark=body.get("mark", True),
    )
    if body.get("preview", True):
        looked = treating.preview(
            session(), actor(), submission_id, file_id, order, services=services()
        )
        return jsonify(_shape(looked)), 200
    applied = treating.apply(
        session(), actor(), submission_id, file_id, order, services=services(), at=now()
    )
    return jsonify(_shape(applied)), 201


@treatments.get("/submissions/<uuid:submission_id>/files/<uuid:file_id>/treatments")
@requires(Permission.SUBMISSION_READ)
def done(submission_id: UUID, file_id: UUID) -> Response:
    """Return the treatments that made a file or replaced it, oldest first."""
    lines = treating.made_before(session(), actor(), submission_id, file_id)
    names = names_of(session(), {line.actor_id for line in lines if line.actor_id})
    return jsonify(
        items=[
            {
                "at": shapes.moment(line.at),
                "actor": str(line.actor_id) if line.actor_id else None,
                "actor_name": names.get(line.actor_id) if line.actor_id else None,
                **_kept(line.facts),
            }
            for line in lines
        ]
    )


@treatments.get("/submissions/<uuid:submission_id>/files/<uuid:file_id>/treatments/proposed")
@requires(Permission.SUBMISSION_EDIT)
def proposed(submission_id: UUID, file_id: UUID) -> Response:
    """Return the steps that are proposed for a file, each with its reason."""
    sheet = query_text("sheet", most=300) or None
    found = proposed_for(session(), actor(), submission_id, file_id, sheet, services=services())
    return jsonify(
        de_identify=[_proposal(each) for each in found.de_identify],
        refine=[_proposal(each) for each in found.refine],
        quasi=list(found.quasi),
    )


def _proposal(proposal: "Proposal") -> dict[str, Any]:
    reason = proposal.reason
    return {"step": proposal.step.document(), "reason": {"ko": reason.ko, "en": reason.en}}


def _shape(answer: Answer) -> dict[str, Any]:
    made = answer.made
    return {
        **answer.told,
        "state": answer.submission.state,
        "file": made
        and {
            "id": str(made.id),
            "name": made.name,
            "size": made.size,
            "media_type": made.media_type,
            "complete": True,
            "sha256": made.claimed_digest,
        },
    }


def _kept(facts: Any) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name != "word"}
