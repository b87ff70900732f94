"""Error reports by HTTP: made by whoever uses a dataset, answered by whoever holds it."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, Response, jsonify

from marketplace.api.shapes import Shape, moment
from marketplace.diagnoses.error_reports import (
    LONGEST_COLUMN,
    LONGEST_TEXT,
    MOST_ROW,
    Answer,
    ErrorReportRow,
    Outcome,
    Said,
)
from marketplace.http.bodies import json_body, object_schema
from marketplace.http.door import actor, now, requires, session
from marketplace.http.paging import asked_page, linked
from marketplace.permissions.permission import Permission
from marketplace.workflow import error_reporting

error_reports = Blueprint("api_error_reports", __name__)

_DATASET = "/datasets/<uuid:dataset_id>"
_REPORT = object_schema(
    {"text": {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT, "pattern": r"\S"}},
    column={"type": "string", "minLength": 1, "maxLength": LONGEST_COLUMN},
    row={"type": "integer", "minimum": 1, "maximum": MOST_ROW},
)
_ANSWER = object_schema(
    {
        "outcome": {"enum": [each.value for each in Outcome]},
        "reason": {"type": "string", "minLength": 1, "maxLength": 2000, "pattern": r"\S"},
    },
    mended_in={"type": "integer", "minimum": 1, "maximum": MOST_ROW},
)


@error_reports.get(f"{_DATASET}/error-reports")
@requires(Permission.ERROR_REPORT)
def listed(dataset_id: UUID) -> Response:
    """Return the error reports on a dataset: all for whoever answers them, else one's own."""
    page = asked_page()
    found = error_reporting.reports_on(
        session(), actor(), dataset_id, page=page.number, per_page=page.size
    )
    answer = jsonify(count=found.count, items=[_report(each) for each in found.reports])
    return linked(answer, page, count=found.count)


@error_reports.post(f"{_DATASET}/versions/<version:number>/error-reports")
@requires(Permission.ERROR_REPORT)
def report(dataset_id: UUID, number: int | None) -> tuple[Response, HTTPStatus]:
    """Report an error of a version."""
    body = json_body(_REPORT)
    said = Said(body["text"], body.get("column"), _whole(body.get("row")))
    kept = error_reporting.report_error(session(), actor(), dataset_id, number, said, at=now())
    return jsonify(_report(kept)), HTTPStatus.CREATED


@error_reports.post(f"{_DATASET}/error-reports/<uuid:report_id>/answer")
@requires(Permission.ERROR_ANSWER)
def answer(dataset_id: UUID, report_id: UUID) -> Response:
    """Answer an error report."""
    body = json_body(_ANSWER)
    given = Answer(Outcome(body["outcome"]), body["reason"], _whole(body.get("mended_in")))
    answered = error_reporting.answer_error(
        session(), actor(), dataset_id, report_id, given, at=now()
    )
    return jsonify(_report(answered))


def _whole(number: float | None) -> int | None:
    """Return a number that a body may write as 5.0."""
    return None if number is None else int(number)


def _report(row: ErrorReportRow) -> Shape:
    given = row.answer
    return {
        "id": str(row.id),
        "dataset": str(row.dataset_id),
        "version": row.version_number,
        "text": row.said.text,
        "column": row.said.column,
        "row": row.said.row,
        "at": moment(row.at),
        "outcome": given.outcome.value if given else None,
        "mended_in": given.mended_in if given else None,
        "answer": given.reason if given else None,
        "answered_at": moment(row.answered_at),
    }
