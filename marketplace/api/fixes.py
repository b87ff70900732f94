"""Fixes by HTTP: proposed by whoever uses a dataset, answered by its owner."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, Response, jsonify

from marketplace.api.shapes import Shape, moment
from marketplace.fixes.values import FixAnswer, FixRow
from marketplace.http.bodies import BodyFaulty, json_body, object_schema
from marketplace.http.door import actor, now, requires, services, session
from marketplace.http.fixes import fix_sent
from marketplace.http.paging import asked_page, linked
from marketplace.permissions.permission import Permission
from marketplace.workflow import answering_fixes, fixing
from marketplace.workflow.table_copies import copies_of
from submissions.faults import Fault
from verification.fixes.patch import MOST_CELLS, FixedCell
from verification.showing import shown

fixes = Blueprint("api_fixes", __name__)

_DATASET = "/datasets/<uuid:dataset_id>"
_ONE = f"{_DATASET}/fixes/<uuid:fix_id>"
_ALL = "all"
_ANSWER = object_schema(
    {
        "accepted": {
            "anyOf": [
                {"const": _ALL},
                {
                    "type": "array",
                    "maxItems": MOST_CELLS,
                    "items": {"type": "integer", "minimum": 0, "maximum": MOST_CELLS},
                },
            ]
        }
    },
    reason={"type": "string", "maxLength": 2000},
)
_EMPTY = object_schema({})


@fixes.post(f"{_DATASET}/versions/<version:number>/fixes")
@requires(Permission.FIX_PROPOSE)
def propose(dataset_id: UUID, number: int | None) -> tuple[Response, HTTPStatus]:
    """Propose other values for cells of a version."""
    copies = copies_of(services())
    kept = fixing.propose(
        session(), actor(), dataset_id, number, fix_sent(), copies=copies, at=now()
    )
    return jsonify(_fix(kept)), HTTPStatus.CREATED


@fixes.get(f"{_DATASET}/fixes")
@requires(Permission.FIX_PROPOSE)
def listed(dataset_id: UUID) -> Response:
    """Return the fixes of a dataset: all for whoever holds it, else one's own."""
    page = asked_page()
    found = fixing.fixes_of(session(), actor(), dataset_id, page=page.number, per_page=page.size)
    items = [_fix(each, most_cells=20) for each in found.fixes]
    return linked(jsonify(count=found.count, items=items), page, count=found.count)


@fixes.get(_ONE)
@requires(Permission.FIX_READ)
def seen(dataset_id: UUID, fix_id: UUID) -> Response:
    """Return one fix with all its cells."""
    return jsonify(_fix(fixing.fix_seen(session(), actor(), dataset_id, fix_id).fix))


@fixes.post(f"{_ONE}/answer")
@requires(Permission.FIX_ANSWER)
def answer(dataset_id: UUID, fix_id: UUID) -> Response:
    """Accept cells of a fix, or refuse it."""
    body = json_body(_ANSWER)
    reason = body.get("reason", "").strip()
    if body["accepted"] == _ALL:
        count = len(fixing.fix_seen(session(), actor(), dataset_id, fix_id).fix.patch.cells)
        accepted = tuple(range(count))
    else:
        accepted = tuple(int(each) for each in body["accepted"])
    if not accepted and not reason:
        raise BodyFaulty(Fault("/reason", "empty", "거절하는 까닭을 적어 주세요."))
    copies = copies_of(services())
    given = FixAnswer(accepted, reason)
    answered = answering_fixes.answer(
        session(), actor(), dataset_id, fix_id, given, copies=copies, at=now()
    )
    return jsonify(_fix(answered))


@fixes.post(f"{_ONE}/withdraw")
@requires(Permission.FIX_WITHDRAW)
def withdraw(dataset_id: UUID, fix_id: UUID) -> Response:
    """Take a fix of one's own back."""
    json_body(_EMPTY, may_be_empty=True)
    return jsonify(_fix(fixing.withdraw(session(), actor(), dataset_id, fix_id, at=now())))


def _fix(row: FixRow, *, most_cells: int = MOST_CELLS) -> Shape:
    return {
        "id": str(row.id),
        "dataset": str(row.dataset_id),
        "version": row.version_number,
        "file": row.table.file,
        "sheet": row.table.sheet,
        "keys": list(row.patch.keys),
        "count": len(row.patch.cells),
        "cells": [_cell(row, each) for each in row.patch.cells[:most_cells]],
        "proposer": str(row.proposer_id),
        "at": moment(row.at),
        "outcome": None if row.outcome is None else row.outcome.value,
        "accepted": list(row.accepted),
        "reason": row.reason or None,
        "answered_at": moment(row.answered_at),
        "submission": None if row.submission_id is None else str(row.submission_id),
        "based_on": row.based_on,
        "making": None if row.making is None else row.making.value,
        "bytes_kept": row.told.get("bytes_kept"),
    }


def _cell(row: FixRow, cell: FixedCell) -> Shape:
    return {
        "key": dict(zip(row.patch.keys, map(_shown, cell.key), strict=True)),
        "column": cell.column,
        "now": _shown(cell.now),
        "proposed": _shown(cell.proposed),
        "reason": cell.reason,
    }


def _shown(text: str) -> str:
    """A cell as people see it: what may be a number of a person is masked."""
    return shown(text, at_most=4_000)
