"""Adoptions by HTTP: of a department, with its mark and its policy cases; each can be undone."""

from uuid import UUID

from flask import Blueprint, Response, jsonify

from marketplace.adoptions.values import AdoptionEvent, Criterion, EntryRow, PolicyCase
from marketplace.api.shapes import Shape, adoption, moment
from marketplace.catalogue.cycles import REPETITIONS
from marketplace.http.bodies import json_body, object_schema
from marketplace.http.door import actor, now, requires, session
from marketplace.permissions.permission import Permission
from marketplace.workflow import adopting
from marketplace.workflow.adopting import AdoptionSeen

adoptions = Blueprint("api_adoptions", __name__)

_ONE = "/datasets/<uuid:dataset_id>/adoption"
_TEXT = {"type": "string", "minLength": 1, "maxLength": 2000, "pattern": r"\S"}
_TITLE = {**_TEXT, "maxLength": 200}
_ADOPT = object_schema({"update_cycle": {"enum": list(REPETITIONS)}})
_REASON = object_schema({"reason": _TEXT})
_CURATE = object_schema(
    {
        "criteria": {
            "type": "object",
            "additionalProperties": False,
            "required": [each.value for each in Criterion],
            "properties": {each.value: _TEXT for each in Criterion},
        }
    }
)
_CASE = object_schema(
    {"title": _TITLE, "effect": _TEXT, "importance": _TEXT, "novelty": _TEXT, "use": _TEXT}
)


@adoptions.get(_ONE)
@requires(Permission.DATASET_READ)
def adopted(dataset_id: UUID) -> Response:
    """Return how the adoption of a dataset stands, and all that was done about it."""
    return _answer(dataset_id)


@adoptions.post(_ONE)
@requires(Permission.ADOPTION_ADOPT)
def adopt(dataset_id: UUID) -> Response:
    """Adopt a dataset for one's department."""
    cycle = json_body(_ADOPT)["update_cycle"]
    adopting.adopt(session(), actor(), dataset_id, update_cycle=cycle, at=now())
    return _answer(dataset_id)


@adoptions.post(f"{_ONE}/undo")
@requires(Permission.ADOPTION_KEEP)
def undo(dataset_id: UUID) -> Response:
    """Take an adoption back."""
    reason = json_body(_REASON)["reason"]
    adopting.undo_adoption(session(), actor(), dataset_id, reason=reason, at=now())
    return _answer(dataset_id)


@adoptions.post(f"{_ONE}/curation")
@requires(Permission.ADOPTION_CURATE)
def curate(dataset_id: UUID) -> Response:
    """Give the city's mark, with what was found for each criterion."""
    notes = json_body(_CURATE)["criteria"]
    found = {each: notes[each.value] for each in Criterion}
    adopting.curate(session(), actor(), dataset_id, found, at=now())
    return _answer(dataset_id)


@adoptions.post(f"{_ONE}/curation/undo")
@requires(Permission.ADOPTION_CURATE)
def undo_curation(dataset_id: UUID) -> Response:
    """Take the city's mark away."""
    reason = json_body(_REASON)["reason"]
    adopting.undo_curation(session(), actor(), dataset_id, reason=reason, at=now())
    return _answer(dataset_id)


@adoptions.post(f"{_ONE}/cases")
@requires(Permission.ADOPTION_KEEP)
def add_case(dataset_id: UUID) -> Response:
    """Say what the dataset did for a policy."""
    case = PolicyCase(**json_body(_CASE))
    adopting.add_case(session(), actor(), dataset_id, case, at=now())
    return _answer(dataset_id)


@adoptions.post(f"{_ONE}/cases/<uuid:case_id>/undo")
@requires(Permission.ADOPTION_KEEP)
def undo_case(dataset_id: UUID, case_id: UUID) -> Response:
    """Take a policy case back."""
    reason = json_body(_REASON)["reason"]
    adopting.undo_case(session(), actor(), dataset_id, case_id, reason=reason, at=now())
    return _answer(dataset_id)


def _answer(dataset_id: UUID) -> Response:
    return jsonify(_shape(adopting.adoption_of(session(), actor(), dataset_id)))


def _shape(seen: AdoptionSeen) -> Shape:
    stands = seen.standing
    return {
        **adoption(stands.department_id, curated=stands.is_curated),
        "department_name": seen.department or None,
        "update_cycle": stands.update_cycle,
        "since": moment(stands.since),
        "criteria": None if stands.criteria is None else dict(stands.criteria),
        "cases": [
            {"id": str(case_id), "at": moment(at), **vars(case)}
            for case_id, case, at in stands.cases
        ],
        "history": [_entry(each) for each in seen.entries],
    }


def _entry(entry: EntryRow) -> Shape:
    told = entry.event in (AdoptionEvent.CASE_ADDED, AdoptionEvent.CASE_UNDONE)
    return {
        "event": entry.event.value,
        "version": entry.version_number,
        "at": moment(entry.at),
        "reason": entry.reason or None,
        "case": str(entry.facts.get("undoes", entry.id)) if told else None,
    }
