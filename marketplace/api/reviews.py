"""Reviews by HTTP: the queue, the desk, the decision."""

from uuid import UUID

from flask import Blueprint, Response, jsonify

from marketplace.accounts.actor import Role
from marketplace.api import shapes
from marketplace.http.bodies import json_body, object_schema
from marketplace.http.door import actor, commit, now, requires, session
from marketplace.http.paging import asked_page, linked
from marketplace.permissions.permission import Permission
from marketplace.workflow import reading, reviewing
from submissions.errors import EvidenceChanged
from submissions.models import Submission
from submissions.queries import submission_seen
from submissions.review import Ballot
from submissions.tally import Decision

reviews = Blueprint("api_reviews", __name__)

_REASON = {"type": "string", "minLength": 1, "maxLength": 5000, "pattern": r"\S"}
_DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_DECISION = object_schema(
    {
        "role": {"enum": [Role.QUALITY.value, Role.PRIVACY.value]},
        "decision": {"enum": [each.value for each in Decision]},
        "reason": _REASON,
        "report_digest": _DIGEST,
    },
    refined_digest=_DIGEST,
    with_refined={"type": "boolean", "default": True},
)
_WITH_REASON = object_schema({"reason": _REASON})
_ROLE = object_schema({"role": {"enum": [Role.QUALITY.value, Role.PRIVACY.value]}})


@reviews.get("/reviews")
@requires(Permission.REVIEW_QUEUE)
def queue() -> Response:
    """Return what waits for the actor's decision, the first due first."""
    page = asked_page()
    listing = reading.queue(session(), actor(), page=page.number, per_page=page.size)
    items = [shapes.submission(each) for each in listing.rows]
    return linked(jsonify(count=listing.count, items=items), page, count=listing.count)


@reviews.post("/submissions/<uuid:submission_id>/decisions")
@requires(Permission.SUBMISSION_DECIDE)
def decide(submission_id: UUID) -> Response:
    """Decide on a submission, on the report that was read."""
    body = json_body(_DECISION)
    ballot = Ballot(
        decision=Decision(body["decision"]),
        reason=body["reason"],
        report_digest=body["report_digest"],
        refined=body.get("refined_digest"),
        with_refined=body.get("with_refined", True),
    )
    role = Role(body["role"])
    if reviewing.void_if_stale(session(), actor(), submission_id, role, at=now()):
        commit()
        raise EvidenceChanged(None, ballot.report_digest)
    decided = reviewing.decide(session(), actor(), submission_id, role, ballot, at=now())
    return _shown(decided)


@reviews.post("/submissions/<uuid:submission_id>/release")
@requires(Permission.SUBMISSION_RELEASE)
def release(submission_id: UUID) -> Response:
    """Release what a false hit blocked."""
    reason = json_body(_WITH_REASON)["reason"]
    return _shown(reviewing.release(session(), actor(), submission_id, reason=reason, at=now()))


@reviews.post("/submissions/<uuid:submission_id>/retry")
@requires(Permission.SUBMISSION_RETRY)
def retry(submission_id: UUID) -> Response:
    """Have a held submission verified again."""
    reason = json_body(_WITH_REASON)["reason"]
    return _shown(reviewing.retry(session(), actor(), submission_id, reason=reason, at=now()))


@reviews.post("/submissions/<uuid:submission_id>/desk")
@requires(Permission.SUBMISSION_DECIDE)
def take(submission_id: UUID) -> Response:
    """Take a submission to one's desk for a while."""
    role = Role(json_body(_ROLE)["role"])
    return _shown(reviewing.take_to_desk(session(), actor(), submission_id, role, at=now()))


@reviews.delete("/submissions/<uuid:submission_id>/desk")
@requires(Permission.SUBMISSION_READ)
def put_back(submission_id: UUID) -> Response:
    """Put a submission back."""
    return _shown(reviewing.put_back(session(), actor(), submission_id))


def _shown(found: Submission) -> Response:
    session().flush()  # the decision just taken counts in what is awaited
    return jsonify(shapes.submission(submission_seen(session(), found)))
