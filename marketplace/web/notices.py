"""Notices: the inbox, and that something was read."""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from marketplace.http.door import actor, now, requires, session
from marketplace.http.paging import asked_page
from marketplace.notices.kinds import Target
from marketplace.notices.queries import NoticeRow
from marketplace.notices.services import Subject
from marketplace.permissions.permission import Permission
from marketplace.web.language import reading
from marketplace.web.paging import pager
from marketplace.workflow import inboxes

notices = Blueprint("web_notices", __name__)


@notices.get("/notices")
@requires(Permission.NOTICE_READ)
def inbox() -> str:
    """List one's notices, newest first."""
    page = asked_page()
    found = inboxes.inbox(session(), actor(), reading(), page=page.number, per_page=page.size)
    return render_template(
        "notices/inbox.html",
        notices=[_notice(row) for row in found.notices],
        unread=found.unread,
        pager=pager(page.number, count=found.count, per_page=page.size),
    )


@notices.post("/notices/<uuid:notice_id>/read")
@requires(Permission.NOTICE_READ)
def read(notice_id: UUID) -> Response:
    """Note that one notice was read."""
    inboxes.mark_read(session(), actor(), [notice_id], at=now())
    return redirect(url_for("web_notices.inbox"), 303)


@notices.post("/notices/read")
@requires(Permission.NOTICE_READ)
def read_all() -> Response:
    """Note that all were read."""
    inboxes.mark_read(session(), actor(), None, at=now())
    return redirect(url_for("web_notices.inbox"), 303)


def _notice(row: NoticeRow) -> dict[str, object]:
    return {
        "id": row.id,
        "title": row.title,
        "words": row.body,
        "address": _ADDRESSES[row.target](row.about),
        "at": row.created_at,
        "is_read": row.read_at is not None,
    }


def _submission(about: Subject) -> str:
    if about.submission is None:
        return ""
    return url_for("web_submissions.submission", submission_id=about.submission)


def _desk(about: Subject) -> str:
    if about.submission is None:
        return ""
    return url_for("web_reviews.desk", submission_id=about.submission)


def _version(about: Subject) -> str:
    if about.dataset is None or about.version_number is None:
        return ""
    return url_for("web_datasets.version", dataset_id=about.dataset, number=about.version_number)


def _lineage(about: Subject) -> str:
    address = _version(about)
    return f"{address}#lineage" if address else ""


def _cross(about: Subject) -> str:
    address = _version(about)
    return f"{address}#cross" if address else ""


def _fixes(about: Subject) -> str:
    if about.dataset is None:
        return ""
    return url_for("web_fixes.listed", dataset_id=about.dataset)


def _error_reports(about: Subject) -> str:
    if about.dataset is None:
        return ""
    return url_for("web_error_reports.listed", dataset_id=about.dataset)


def _tokens(_about: Subject) -> str:
    return url_for("web_accounts.tokens")


_ADDRESSES: Mapping[Target, Callable[[Subject], str]] = {
    Target.SUBMISSION: _submission,
    Target.REVIEW: _desk,
    Target.VERSION: _version,
    Target.LINEAGE: _lineage,
    Target.TOKENS: _tokens,
    Target.ERROR_REPORTS: _error_reports,
    Target.FIXES: _fixes,
    Target.CROSS: _cross,
}
