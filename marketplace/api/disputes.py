"""Disputes by HTTP: those that wait, and what became of one."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, Response, jsonify

from marketplace.api.shapes import Shape, moment
from marketplace.catalogue.values import VersionFacts
from marketplace.http.bodies import json_body, object_schema
from marketplace.http.door import actor, now, requires, session
from marketplace.http.paging import asked_page, linked
from marketplace.lineage.disputes import Outcome
from marketplace.permissions.permission import Permission
from marketplace.workflow import disputing
from marketplace.workflow.disputing import Disputed

disputes = Blueprint("api_disputes", __name__)

_REASON = {"type": "string", "minLength": 1, "maxLength": 2000, "pattern": r"\S"}
_DISPUTE = object_schema({"reason": _REASON})
_RESOLUTION = object_schema(
    {"outcome": {"enum": [each.value for each in Outcome]}, "reason": _REASON}
)


@disputes.post("/datasets/<uuid:dataset_id>/versions/<version:number>/disputes")
@requires(Permission.DERIVATION_DISPUTE)
def dispute(dataset_id: UUID, number: int | None) -> tuple[Response, HTTPStatus]:
    """Dispute, as the owner of a source, that a version was made from it."""
    reason = json_body(_DISPUTE)["reason"]
    found = disputing.dispute(session(), actor(), dataset_id, number, reason=reason, at=now())
    return jsonify(_version(found)), HTTPStatus.CREATED


@disputes.get("/datasets/<uuid:dataset_id>/versions/<version:number>/disputes")
@requires(Permission.DATASET_READ)
def about(dataset_id: UUID, number: int | None) -> Response:
    """Return the disputes about how a version was made, to both sides and to reviewers."""
    found = disputing.disputes_about(session(), actor(), dataset_id, number)
    return jsonify(count=len(found), items=[_disputed(each) for each in found])


@disputes.get("/disputes")
@requires(Permission.DISPUTE_RESOLVE)
def waiting() -> Response:
    """Return the disputes nobody has resolved yet, the oldest first."""
    page = asked_page()
    count, found = disputing.waiting(session(), actor(), page=page.number, per_page=page.size)
    items = [_disputed(each) for each in found]
    return linked(jsonify(count=count, items=items), page, count=count)


@disputes.post("/disputes/<uuid:dispute_id>/resolution")
@requires(Permission.DISPUTE_RESOLVE)
def resolve(dispute_id: UUID) -> Response:
    """Resolve a dispute."""
    body = json_body(_RESOLUTION)
    resolved = disputing.resolve(
        session(),
        actor(),
        dispute_id,
        Outcome(body["outcome"]),
        resolution=body["reason"],
        at=now(),
    )
    return jsonify(_disputed(resolved))


def _disputed(each: Disputed) -> Shape:
    row = each.dispute
    return {
        "id": str(row.id),
        "version": _version(each.version),
        "source": _version(each.source),
        "reason": row.reason,
        "raised_at": moment(row.raised_at),
        "outcome": row.outcome.value if row.outcome else None,
        "resolution": row.resolution,
        "resolved_at": moment(row.resolved_at),
    }


def _version(facts: VersionFacts) -> Shape:
    return {
        "dataset": str(facts.dataset_id),
        "version": facts.number,
        "title": facts.described.title.as_json(),
        "assurance": facts.assurance,
    }
