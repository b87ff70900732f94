"""A version's rows and its provenance by HTTP: what is inside, and how it came to be."""

from typing import cast
from uuid import UUID

from flask import Blueprint, Response, current_app, jsonify, request

from marketplace.access.copies import KeptCopies
from marketplace.access.reading import rows_of
from marketplace.access.rows import RowsLimits
from marketplace.access.written import rows_as_csv, rows_as_json
from marketplace.http.door import actor, requires, services, session
from marketplace.http.paging import Page, linked
from marketplace.permissions.permission import Permission
from marketplace.workflow import browsing
from marketplace.workflow.table_copies import copies_of

rows = Blueprint("api_rows", __name__)

_ONE = "/datasets/<uuid:dataset_id>/versions/<version:number>"
_COPIES = "hwanryu_row_copies"


@rows.get(f"{_ONE}/rows")
@requires(Permission.VERSION_READ_BYTES)
def of_version(dataset_id: UUID, number: int | None) -> Response:
    """Return a page of rows as JSON, or as CSV with `format=csv`."""
    found = browsing.readable_version(session(), actor(), dataset_id, number)
    # Reading takes a while: the connection goes back first.
    session().rollback()
    limits = RowsLimits(seconds=services().settings.rows_seconds)
    page = rows_of(found, _copies(), dict(request.args.lists()), limits)
    if request.args.get("format") == "csv":
        answer = Response(rows_as_csv(page), mimetype="text/csv; charset=utf-8")
    else:
        answer = jsonify(rows_as_json(page))
    return linked(answer, Page(page.page, page.per_page), count=page.count)


@rows.get(f"{_ONE}/provenance")
@requires(Permission.DATASET_READ)
def provenance(dataset_id: UUID, number: int | None) -> Response:
    """Return how a version came to be, as PROV-JSON."""
    # The library is loaded by whoever first asks.
    from marketplace.provenance.document import prov_json

    facts = browsing.provenance(session(), actor(), dataset_id, number)
    return jsonify(prov_json(facts, site=request.host_url))


def _copies() -> KeptCopies:
    """Return this process's copies of tables, kept on disk under their digests."""
    kept = current_app.extensions.get(_COPIES)
    if kept is None:
        kept = current_app.extensions[_COPIES] = copies_of(services())
    return cast(KeptCopies, kept)
