"""Datasets by HTTP: found, described, downloaded, traced."""

from uuid import UUID

from flask import Blueprint, Response, jsonify, request

from marketplace.api import dataset_shapes as shapes
from marketplace.api.correction_shapes import by_dataset
from marketplace.api.shapes import Shape
from marketplace.api.source_shapes import assurance_grounds
from marketplace.catalogue.values import VersionFacts
from marketplace.fixes.queries import credit_of
from marketplace.http.addresses import version_address
from marketplace.http.attributions import attribution_answer
from marketplace.http.bodies import BodyFaulty, query_number
from marketplace.http.door import actor, requires, session
from marketplace.http.downloads import download_answer
from marketplace.http.paging import Page, asked_page, linked
from marketplace.lineage.queries import MAX_DEPTH
from marketplace.permissions.permission import Permission
from marketplace.workflow import browsing
from marketplace.workflow.assuring import grounds_of, grounds_of_lines
from marketplace.workflow.browsing import Direction, LineageAsked
from marketplace.workflow.crediting import Credits, credits_of
from marketplace.workflow.downloading import Wanted
from submissions.faults import Fault

datasets = Blueprint("api_datasets", __name__)

_ONE = "/datasets/<uuid:dataset_id>/versions/<version:number>"


@datasets.get("/datasets")
@requires(Permission.DATASET_READ)
def found() -> Response:
    """Search datasets."""
    page = browsing.search(session(), actor(), dict(request.args.lists()))
    marks = by_dataset(*browsing.marks_of_lines(session(), actor(), page.items))
    grounds = grounds_of_lines(session(), actor(), page.items)
    return linked(
        jsonify(shapes.found(page, marks, grounds)),
        Page(page.page, page.per_page),
        count=page.count,
    )


@datasets.get("/datasets/<uuid:dataset_id>")
@requires(Permission.DATASET_READ)
def dataset(dataset_id: UUID) -> Response:
    """Return a dataset."""
    found = browsing.dataset(session(), actor(), dataset_id)
    marks = browsing.marks_of(session(), actor(), found.shown.id)
    shown = shapes.dataset(found, marks, _credits(found.shown))
    return jsonify({**shown, **_beside(found.shown)})


@datasets.get(_ONE)
@requires(Permission.DATASET_READ)
def version(dataset_id: UUID, number: int | None) -> Response:
    """Return a version."""
    found = browsing.version(session(), actor(), dataset_id, number)
    marks = browsing.marks_of(session(), actor(), found.id)
    return jsonify({**shapes.version(found, marks, _credits(found)), **_beside(found)})


@datasets.get(f"{_ONE}/attribution")
@requires(Permission.DATASET_READ)
def attribution(dataset_id: UUID, number: int | None) -> Response:
    """Return whom to name for a version, as text to put beside a work made of it."""
    found = browsing.version(session(), actor(), dataset_id, number)
    return attribution_answer(found, _credits(found))


@datasets.get(f"{_ONE}/lineage")
@requires(Permission.DATASET_READ)
def lineage(dataset_id: UUID, number: int | None) -> Response:
    """Return where a version comes from, and what was made of it."""
    page = asked_page(default=100)
    asked = LineageAsked(
        _direction(), query_number("depth", MAX_DEPTH, most=MAX_DEPTH), page.number, page.size
    )
    seen = browsing.lineage_of(session(), actor(), dataset_id, number, asked)
    return jsonify(shapes.lineage(seen))


@datasets.get(f"{_ONE}/report")
@requires(Permission.DATASET_READ)
def report(dataset_id: UUID, number: int | None) -> Response:
    """Return the report a version was accepted on."""
    return jsonify(browsing.report(session(), actor(), dataset_id, number))


@datasets.get(f"{_ONE}/files/<string:name>")
@requires(Permission.VERSION_READ_BYTES)
def file(dataset_id: UUID, number: int | None, name: str) -> Response:
    """Redirect to the bytes of a file, or with `link=1` return their address."""
    form, sheet = request.args.get("format"), request.args.get("sheet") or None
    return download_answer(Wanted(dataset_id, number, name, form, sheet))


def _beside(version: VersionFacts) -> Shape:
    """What others did for a version, and what it rests on, which it does not say itself."""
    grounds = grounds_of(session(), actor(), [version.id]).get(version.id, ())
    return {
        "fix": shapes.fix_credit(credit_of(session(), version.submission_id)),
        "assurance_grounds": assurance_grounds(grounds),
    }


def _direction() -> Direction:
    try:
        return Direction(request.args.get("direction", Direction.BOTH))
    except ValueError:
        allowed = ", ".join(Direction)
        raise BodyFaulty(
            Fault("?direction", "not-a-choice", f"direction: {allowed} 가운데 하나여야 합니다.")
        ) from None


def _credits(found: VersionFacts) -> Credits:
    return credits_of(session(), actor(), found, address=version_address)
