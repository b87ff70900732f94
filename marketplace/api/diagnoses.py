"""Diagnoses of what is published by HTTP: what each came to, its report, and false hits."""

from uuid import UUID

from flask import Blueprint, Response, jsonify

from marketplace.api.shapes import Shape, moment
from marketplace.diagnoses.aside import Place
from marketplace.diagnoses.setting_aside import Word
from marketplace.http.bodies import json_body, object_schema
from marketplace.http.door import actor, now, requires, session
from marketplace.permissions.permission import Permission
from marketplace.workflow.past_diagnoses import (
    FindingSeen,
    PastDiagnosis,
    diagnosis_history,
    diagnosis_report,
)
from marketplace.workflow.setting_aside import set_aside

diagnoses = Blueprint("api_diagnoses", __name__)

_DATASET = "/datasets/<uuid:dataset_id>"
_NAME = {"type": ["string", "null"], "maxLength": 1000}
_WORD = object_schema(
    {
        "code": {"type": "string", "minLength": 1, "maxLength": 80},
        "reason": {"type": "string", "minLength": 1, "maxLength": 2000, "pattern": r"\S"},
    },
    file=_NAME,
    sheet=_NAME,
    column=_NAME,
)


@diagnoses.get(f"{_DATASET}/diagnoses")
@requires(Permission.DIAGNOSIS_READ)
def history(dataset_id: UUID) -> Response:
    """Return the diagnoses of a dataset, newest first, and which findings of the last count."""
    return _shown(dataset_id)


@diagnoses.get(f"{_DATASET}/diagnoses/<uuid:diagnosis_id>/report")
@requires(Permission.DIAGNOSIS_READ)
def report(dataset_id: UUID, diagnosis_id: UUID) -> Response:
    """Return the report of a diagnosis."""
    return jsonify(dict(diagnosis_report(session(), actor(), dataset_id, diagnosis_id).body))


@diagnoses.post(f"{_DATASET}/findings/set-aside")
@requires(Permission.FINDING_SET_ASIDE)
def leave_out(dataset_id: UUID) -> Response:
    """Set a false hit aside: it counts for the watch-list no longer."""
    return _said(dataset_id, aside=True)


@diagnoses.post(f"{_DATASET}/findings/count-again")
@requires(Permission.FINDING_SET_ASIDE)
def count_again(dataset_id: UUID) -> Response:
    """Count again what was set aside."""
    return _said(dataset_id, aside=False)


def _said(dataset_id: UUID, *, aside: bool) -> Response:
    body = json_body(_WORD)
    place = Place(body["code"], body.get("file"), body.get("sheet"), body.get("column"))
    set_aside(session(), actor(), dataset_id, place, aside=aside, reason=body["reason"], at=now())
    return _shown(dataset_id)


def _shown(dataset_id: UUID) -> Response:
    found = diagnosis_history(session(), actor(), dataset_id)
    return jsonify(
        dataset=str(dataset_id),
        title=found.title,
        items=[_diagnosis(each) for each in found.diagnoses],
        findings=[_finding(each) for each in found.findings],
        more_findings=found.more_findings,
        log=[{**_place(word.place), **_word(word)} for word in found.log],
    )


def _diagnosis(each: PastDiagnosis) -> Shape:
    seen = each.seen
    return {
        "id": str(each.id),
        "version": each.number,
        "at": moment(seen.at),
        "outcome": seen.outcome,
        "quality": seen.quality,
        "private": list(seen.private),
        "changes": seen.changes.as_json(),
        "has_report": each.has_report,
    }


def _finding(each: FindingSeen) -> Shape:
    return {
        **_place(each.place),
        "count": each.found.occurrences,
        "errors": each.found.errors,
        "personal": each.place.is_private,
        "aside": each.is_aside,
        "last_word": _word(each.word) if each.word else None,
    }


def _place(place: Place) -> Shape:
    return {
        "code": place.code,
        "file": place.file,
        "sheet": place.sheet,
        "column": place.column,
    }


def _word(word: Word) -> Shape:
    return {
        "aside": word.is_aside,
        "count": word.occurrences,
        "reason": word.reason,
        "by": str(word.by),
        "at": moment(word.at),
    }
