"""Submissions by HTTP: drafts, files, handing in, what became of it."""

from uuid import UUID

from flask import Blueprint, Response, jsonify

from marketplace.accounts.queries import names_of
from marketplace.api import shapes
from marketplace.http.bodies import json_body, json_document, object_schema
from marketplace.http.door import actor, now, requires, services, session
from marketplace.http.paging import asked_page, linked
from marketplace.http.uploads import announced_file, sent_parts, upload_shape
from marketplace.permissions.permission import Permission
from marketplace.workflow import offering, reading
from marketplace.workflow.offering import Counter
from submissions.models import Submission
from submissions.queries import history_of, submission_seen

submissions = Blueprint("api_submissions", __name__)

_CANCEL = object_schema({"reason": {"type": "string", "minLength": 1, "maxLength": 2000}})
_EMPTY = object_schema({})


@submissions.post("/submissions")
@requires(Permission.SUBMISSION_CREATE)
def create() -> tuple[Response, int]:
    """Begin a submission from a manifest."""
    made = offering.create_submission(session(), actor(), json_document(), at=now())
    return _shown(made), 201


@submissions.get("/submissions")
@requires(Permission.SUBMISSION_LIST_OWN)
def listed() -> Response:
    """Return one's own submissions, the last changed first."""
    page = asked_page()
    listing = reading.own_submissions(session(), actor(), page=page.number, per_page=page.size)
    items = [shapes.submission(each) for each in listing.rows]
    return linked(jsonify(count=listing.count, items=items), page, count=listing.count)


@submissions.get("/submissions/<uuid:submission_id>")
@requires(Permission.SUBMISSION_READ)
def read(submission_id: UUID) -> Response:
    """Return a submission."""
    return _shown(reading.submission(session(), actor(), submission_id))


@submissions.put("/submissions/<uuid:submission_id>")
@requires(Permission.SUBMISSION_EDIT)
def replace(submission_id: UUID) -> Response:
    """Replace the manifest."""
    changed = offering.replace_manifest(
        session(), actor(), submission_id, json_document(), at=now()
    )
    return _shown(changed)


@submissions.post("/submissions/<uuid:submission_id>/files")
@requires(Permission.SUBMISSION_EDIT)
def announce(submission_id: UUID) -> tuple[Response, int]:
    """Announce a file and return how it is to be sent."""
    offered = offering.announce_file(
        session(), actor(), submission_id, announced_file(), counter=_counter(), at=now()
    )
    return jsonify(upload_shape(offered)), 201


@submissions.get("/submissions/<uuid:submission_id>/files/<uuid:file_id>")
@requires(Permission.SUBMISSION_EDIT)
def upload_state(submission_id: UUID, file_id: UUID) -> Response:
    """Return which parts are there, and fresh addresses."""
    offered = offering.upload_state(session(), actor(), submission_id, file_id, counter=_counter())
    return jsonify(upload_shape(offered))


@submissions.delete("/submissions/<uuid:submission_id>/files/<uuid:file_id>")
@requires(Permission.SUBMISSION_EDIT)
def remove_file(submission_id: UUID, file_id: UUID) -> tuple[str, int]:
    """Take a file out."""
    offering.remove_file(session(), actor(), submission_id, file_id, counter=_counter(), at=now())
    return "", 204


@submissions.post("/submissions/<uuid:submission_id>/files/<uuid:file_id>/complete")
@requires(Permission.SUBMISSION_EDIT)
def complete(submission_id: UUID, file_id: UUID) -> Response:
    """Say that a file has been sent."""
    file = offering.complete_file(
        session(), actor(), submission_id, file_id, parts=sent_parts(), counter=_counter(), at=now()
    )
    return jsonify(id=str(file.id), name=file.name, size=file.size, complete=True)


@submissions.post("/submissions/<uuid:submission_id>/submit")
@requires(Permission.SUBMISSION_SUBMIT)
def submit(submission_id: UUID) -> tuple[Response, int]:
    """Hand a submission in."""
    json_body(_EMPTY, may_be_empty=True)
    return _shown(offering.submit(session(), actor(), submission_id, at=now())), 202


@submissions.post("/submissions/<uuid:submission_id>/cancel")
@requires(Permission.SUBMISSION_CANCEL)
def cancel(submission_id: UUID) -> Response:
    """Cancel a submission that is not accepted yet."""
    reason = json_body(_CANCEL)["reason"]
    return _shown(offering.cancel(session(), actor(), submission_id, reason=reason, at=now()))


@submissions.get("/submissions/<uuid:submission_id>/report")
@requires(Permission.SUBMISSION_READ)
def report(submission_id: UUID) -> Response:
    """Return the report of the last verification."""
    return jsonify(reading.report(session(), actor(), submission_id))


@submissions.get("/submissions/<uuid:submission_id>/history")
@requires(Permission.SUBMISSION_READ)
def history(submission_id: UUID) -> Response:
    """Return every transition, oldest first, and every decision."""
    found = reading.submission(session(), actor(), submission_id)
    lines = history_of(session(), found.id)
    names = names_of(session(), {line.actor_id for line in lines if line.actor_id})
    return jsonify(items=[shapes.history_line(line, dict(names)) for line in lines])


def _counter() -> Counter:
    return Counter.of(services().objects, services().settings)


def _shown(found: Submission) -> Response:
    session().flush()  # files announced in this request are to be seen
    return jsonify(shapes.submission(submission_seen(session(), found)))
