"""Notices by HTTP: the inbox."""

from uuid import UUID

from flask import Blueprint, Response, jsonify

from marketplace.http.answers import language
from marketplace.http.bodies import json_body, object_schema
from marketplace.http.door import actor, now, requires, session
from marketplace.http.paging import asked_page, linked
from marketplace.notices.queries import NoticeRow
from marketplace.permissions.permission import Permission
from marketplace.workflow import inboxes

notices = Blueprint("api_notices", __name__)

_READ = object_schema(
    {}, ids={"type": "array", "maxItems": 1000, "items": {"type": "string", "format": "uuid"}}
)


@notices.get("/notices")
@requires(Permission.NOTICE_READ)
def listed() -> Response:
    """Return one's notices, newest first."""
    page = asked_page()
    found = inboxes.inbox(session(), actor(), language(), page=page.number, per_page=page.size)
    items = [_notice(row) for row in found.notices]
    return linked(
        jsonify(count=found.count, unread=found.unread, items=items), page, count=found.count
    )


@notices.post("/notices/read")
@requires(Permission.NOTICE_READ)
def read() -> Response:
    """Note that some notices, or all, have been read."""
    ids = json_body(_READ, may_be_empty=True).get("ids")
    chosen = None if ids is None else [UUID(each) for each in ids]
    return jsonify(read=inboxes.mark_read(session(), actor(), chosen, at=now()))


def _notice(row: NoticeRow) -> dict[str, object]:
    about = row.about
    return {
        "id": str(row.id),
        "kind": row.kind.value,
        "title": row.title,
        "body": row.body,
        "target": row.target.value,
        "submission": str(about.submission) if about.submission else None,
        "dataset": str(about.dataset) if about.dataset else None,
        "version": about.version_number,
        "created_at": row.created_at.isoformat(),
        "read_at": row.read_at.isoformat() if row.read_at else None,
    }
