"""The files of a submission that is written: JSON for the uploader, fragments for the page."""

from uuid import UUID

from flask import jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from marketplace.http.door import actor, now, requires, session
from marketplace.http.uploads import announced_file, sent_parts, upload_shape
from marketplace.permissions.permission import Permission
from marketplace.web.edit_page import files_there
from marketplace.web.submissions_blueprint import submissions
from marketplace.web.submissions_drafts import counter
from marketplace.workflow import offering
from marketplace.workflow.subjects import permitted_submission

Answer = str | Response | tuple[Response, int]


@submissions.get("/submissions/<uuid:submission_id>/files-there")
@requires(Permission.SUBMISSION_EDIT)
def files(submission_id: UUID) -> Answer:
    """Return the list of files, as a fragment."""
    return _list(submission_id)


@submissions.post("/submissions/<uuid:submission_id>/files")
@requires(Permission.SUBMISSION_EDIT)
def announce_file(submission_id: UUID) -> Answer:
    """Announce a file and return how it is to be sent."""
    offered = offering.announce_file(
        session(), actor(), submission_id, announced_file(), counter=counter(), at=now()
    )
    return jsonify(upload_shape(offered)), 201


@submissions.get("/submissions/<uuid:submission_id>/files/<uuid:file_id>")
@requires(Permission.SUBMISSION_EDIT)
def file(submission_id: UUID, file_id: UUID) -> Answer:
    """Return which parts of a file are there, and fresh addresses."""
    offered = offering.upload_state(session(), actor(), submission_id, file_id, counter=counter())
    return jsonify(upload_shape(offered))


@submissions.post("/submissions/<uuid:submission_id>/files/<uuid:file_id>/complete")
@requires(Permission.SUBMISSION_EDIT)
def complete_file(submission_id: UUID, file_id: UUID) -> Answer:
    """Say that a file has been sent."""
    done = offering.complete_file(
        session(), actor(), submission_id, file_id, parts=sent_parts(), counter=counter(), at=now()
    )
    return jsonify(id=str(done.id), name=done.name, size=done.size, complete=True)


@submissions.post("/submissions/<uuid:submission_id>/files/<uuid:file_id>/remove")
@requires(Permission.SUBMISSION_EDIT)
def remove_file(submission_id: UUID, file_id: UUID) -> Answer:
    """Take a file out."""
    offering.remove_file(session(), actor(), submission_id, file_id, counter=counter(), at=now())
    if "HX-Request" in request.headers:
        return _list(submission_id)
    onward = url_for("web_submissions.edit", submission_id=submission_id)
    return redirect(f"{onward}#step-files", 303)


def _list(submission_id: UUID) -> str:
    found = permitted_submission(session(), actor(), submission_id, Permission.SUBMISSION_EDIT)
    return render_template(
        "submissions/_files.html", submission=found, files=files_there(found, counter())
    )
