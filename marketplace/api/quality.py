"""Quality by HTTP: the watch-list of what is published."""

from flask import Blueprint, Response, jsonify

from marketplace.api.shapes import moment
from marketplace.http.door import actor, now, requires, services, session
from marketplace.http.paging import asked_page, linked
from marketplace.http.quality import asked_watch
from marketplace.permissions.permission import Permission
from marketplace.workflow import watching
from marketplace.workflow.watching import WatchEntry

quality = Blueprint("api_quality", __name__)


@quality.get("/quality/watch-list")
@requires(Permission.QUALITY_READ)
def watch_list() -> Response:
    """Return the published versions that fall behind, gravest first, and why."""
    page = asked_page(default=100)
    found = watching.watch_list(
        session(),
        actor(),
        asked_watch(),
        services().settings,
        page=page.number,
        per_page=page.size,
        at=now(),
    )
    answer = jsonify(
        scope=found.scope.value,
        count=found.count,
        of=found.shown,
        reasons={reason.value: count for reason, count in found.counts.items()},
        items=[_entry(each) for each in found.entries],
    )
    return linked(answer, page, count=found.count)


def _entry(entry: WatchEntry) -> dict[str, object]:
    version, facts, last = entry.version, entry.version.facts, entry.diagnosis
    return {
        "dataset": str(version.dataset_id),
        "version": version.number,
        "title": version.title,
        "department": str(version.department_id) if version.department_id else None,
        "department_name": entry.department or None,
        "reasons": [{"reason": each.reason.value, "figure": each.figure} for each in entry.reasons],
        "registered": facts.registered.isoformat(),
        "next_due": facts.next_due.isoformat() if facts.next_due else None,
        "update_cycle": facts.update_cycle,
        "diagnosed_at": moment(last.at) if last else None,
        "outcome": facts.outcome,
        "quality": last.quality if last else None,
        "changes": last.changes.as_json() if last else None,
    }
