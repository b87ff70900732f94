"""Receipts by HTTP: which versions one was given."""

from flask import Blueprint, Response, jsonify

from marketplace.api.shapes import moment
from marketplace.http.door import actor, requires, session
from marketplace.http.paging import asked_page, linked
from marketplace.permissions.permission import Permission
from marketplace.workflow.received import Received, received

receipts = Blueprint("api_receipts", __name__)


@receipts.get("/receipts")
@requires(Permission.RECEIPT_READ_OWN)
def listed() -> Response:
    """Return the versions one was given, newest first."""
    page = asked_page()
    found, count = received(session(), actor(), page=page.number, per_page=page.size)
    return linked(jsonify(count=count, items=[_receipt(each) for each in found]), page, count=count)


def _receipt(each: Received) -> dict[str, object]:
    return {
        "dataset": str(each.version.dataset_id),
        "version": each.version.number,
        "title": each.version.described.title.as_json(),
        "at": moment(each.at),
    }
