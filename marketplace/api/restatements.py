"""Restating by HTTP: the next version's draft, from the newest of the sources."""

from uuid import UUID

from flask import Blueprint, Response, jsonify

from marketplace.api import shapes
from marketplace.http.bodies import json_body, object_schema
from marketplace.http.door import actor, now, requires, session
from marketplace.lineage.restatements import RestatementRow
from marketplace.permissions.permission import Permission
from marketplace.workflow import restating
from submissions.queries import submission_seen

restatements = Blueprint("api_restatements", __name__)

_EMPTY = object_schema({})


@restatements.post("/datasets/<uuid:dataset_id>/restate")
@requires(Permission.DATASET_ADD_VERSION)
def restate(dataset_id: UUID) -> tuple[Response, int]:
    """Begin the draft of the next version; its file is made by the recipe, if there is one."""
    json_body(_EMPTY, may_be_empty=True)
    made = restating.restate(session(), actor(), dataset_id, at=now())
    session().flush()
    return jsonify(shapes.submission(submission_seen(session(), made))), 201


@restatements.get("/submissions/<uuid:submission_id>/restatement")
@requires(Permission.SUBMISSION_READ)
def restatement(submission_id: UUID) -> Response:
    """Return what came of a restatement."""
    return jsonify(_shape(restating.restatement(session(), actor(), submission_id)))


def _shape(row: RestatementRow) -> dict[str, object]:
    return {
        "submission": str(row.submission_id),
        "dataset": str(row.dataset_id),
        "version": row.version_number,
        "sources": [each.as_json() for each in row.newer],
        "outcome": None if row.outcome is None else row.outcome.value,
        **({"difference": dict(row.told)} if row.outcome == "made" else {}),
        **({"why": dict(row.told)} if row.outcome == "failed" else {}),
    }
