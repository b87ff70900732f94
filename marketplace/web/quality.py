"""Quality of what is published: the watch-list, and what could be improved."""

from flask import Blueprint, render_template, url_for

from marketplace.accounts.tokens import TokenRow
from marketplace.diagnoses.watch import WatchReason
from marketplace.http.bodies import query_text
from marketplace.http.door import actor, now, requires, services, session
from marketplace.http.paging import asked_page
from marketplace.http.quality import asked_scope, asked_watch
from marketplace.permissions.permission import Permission
from marketplace.web.paging import pager
from marketplace.web.quality_words import figure_words
from marketplace.workflow import improving, watching
from marketplace.workflow.improving import ToMerge, ToRetire
from marketplace.workflow.watching import (
    DiagnosisSeen,
    Scope,
    ShownVersion,
    WatchEntry,
    WatchList,
)
from verification.quality import Indicator

quality = Blueprint("web_quality", __name__, url_prefix="/quality")

INDICATORS = (*(each.value for each in Indicator), "timeliness")


@quality.get("")
@requires(Permission.QUALITY_READ)
def watch_list() -> str:
    """List the versions that fall behind, gravest first."""
    page, asked = asked_page(), asked_watch()
    found = watching.watch_list(
        session(),
        actor(),
        asked,
        services().settings,
        page=page.number,
        per_page=page.size,
        at=now(),
    )
    return render_template(
        "quality/watch_list.html",
        query={
            "scope": found.scope.value,
            "reason": asked.reason.value if asked.reason else "",
            "department": query_text("department"),
        },
        scopes=_scopes(found.scopes),
        reasons=_reasons(found),
        departments=[(str(each.id), each.name) for each in found.departments],
        entries=[_entry(each) for each in found.entries],
        count=found.count,
        shown=found.shown,
        pager=pager(page.number, count=found.count, per_page=page.size),
    )


@quality.get("/improvements")
@requires(Permission.QUALITY_READ)
def improvements() -> str:
    """List what could be retired, merged and renewed."""
    found = improving.improvements(session(), actor(), asked_scope(), services().settings, at=now())
    return render_template(
        "quality/improvements.html",
        query={"scope": found.scope.value},
        scopes=_scopes(found.scopes),
        retire=[_to_retire(each) for each in found.retire],
        merge=[_to_merge(each) for each in found.merge],
        tokens=[_token(each) for each in found.tokens],
    )


def scores_of(seen: DiagnosisSeen | None) -> list[tuple[str, float | None]]:
    """Return the indicators of a diagnosis with their scores, None where there is none."""
    scores = (seen.quality if seen else None) or {}
    return [(name, (scores.get(name) or {}).get("score")) for name in INDICATORS]


def _scopes(scopes: tuple[Scope, ...]) -> list[str]:
    return [each.value for each in scopes]


def _reasons(found: WatchList) -> list[tuple[str, int]]:
    return [(reason.value, found.counts.get(reason, 0)) for reason in WatchReason]


def _entry(entry: WatchEntry) -> dict[str, object]:
    last = entry.diagnosis
    return {
        **_dataset(entry.version),
        "department": entry.department,
        "reasons": [
            {"reason": each.reason.value, "words": figure_words(each)} for each in entry.reasons
        ],
        "scores": scores_of(last),
        "diagnoses": url_for("web_quality.diagnoses", dataset_id=entry.version.dataset_id),
        "error_reports": url_for("web_error_reports.listed", dataset_id=entry.version.dataset_id),
        "diagnosed_at": last.at if last else None,
        "next_due": entry.version.facts.next_due,
    }


def _to_retire(each: ToRetire) -> dict[str, object]:
    return {
        **_dataset(each.version),
        "cycles_old": each.cycles_old,
        "cycle": each.version.facts.update_cycle,
        "last_taken": each.last_taken,
        "is_own": each.is_own,
    }


def _to_merge(each: ToMerge) -> dict[str, object]:
    return {
        "datasets": [_dataset(version) for version in each.datasets],
        "columns": list(each.columns),
        "department": each.department,
    }


def _token(row: TokenRow) -> dict[str, object]:
    return {"id": row.id, "name": row.name, "expires_at": row.expires_at}


def _dataset(version: ShownVersion) -> dict[str, object]:
    return {
        "title": version.title,
        "number": version.number,
        "address": url_for(
            "web_datasets.version", dataset_id=version.dataset_id, number=version.number
        ),
    }
