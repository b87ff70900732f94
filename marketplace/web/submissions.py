"""Giving back: one's submissions, where each stands, handing in and cancelling."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from marketplace.errors import NotFound
from marketplace.http.bodies import BodyFaulty
from marketplace.http.door import actor, now, requires, session
from marketplace.http.paging import asked_page
from marketplace.permissions.permission import Permission
from marketplace.web import (
    submissions_drafts,
    submissions_files,
    submissions_refining,
    submissions_treating,
)
from marketplace.web.echo import echoed
from marketplace.web.forms import Form
from marketplace.web.marking import N_
from marketplace.web.offer_page import offer_of
from marketplace.web.paging import address_with, pager
from marketplace.web.profile_page import asked_profile
from marketplace.web.report_page import report_page
from marketplace.web.sent import sent, sent_reason
from marketplace.web.submission_page import (
    DESK_PLACE,
    MOVING,
    PLACE,
    progress_of,
    submission_values,
)
from marketplace.web.submissions_blueprint import submissions
from marketplace.workflow import offering, reading
from submissions.errors import ManifestFaulty, NothingToSubmit
from submissions.models import Submission
from submissions.queries import SubmissionSeen
from submissions.states import State

__all__ = ["submissions"]

PARTS = (submissions_drafts, submissions_files, submissions_refining, submissions_treating)
"""Modules that have added their pages to this room."""

_PAGES = {PLACE: "web_submissions.submission", DESK_PLACE: "web_reviews.desk"}

Answer = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]


@dataclass(frozen=True)
class Listed:
    """A submission in the list of one's own."""

    id: UUID
    title: str
    state: str
    kind: str
    lane: str
    awaits: tuple[str, ...]
    changed_at: datetime
    published: str


@dataclass(frozen=True)
class StateChoice:
    """A state to narrow the list by; chosen, its address leads back to all."""

    value: str
    total: int
    is_chosen: bool
    address: str


@submissions.get("/submissions")
@requires(Permission.SUBMISSION_LIST_OWN)
def mine() -> Answer:
    """Show one's own submissions, the last changed first."""
    page = asked_page()
    named = request.args.get("state", "")
    state = State(named) if named in set(State) else None
    listing = reading.own_submissions(
        session(), actor(), page=page.number, per_page=page.size, state=state
    )
    return render_template(
        "submissions/mine.html",
        submissions=[_listed(each) for each in listing.rows],
        states=list(_state_choices(state)),
        pager=pager(page.number, count=listing.count, per_page=page.size),
    )


@submissions.get("/submissions/<uuid:submission_id>")
@requires(Permission.SUBMISSION_READ)
def submission(submission_id: UUID) -> Answer:
    """Show where a submission stands."""
    return _page(reading.submission(session(), actor(), submission_id), Form())


@submissions.get("/submissions/<uuid:submission_id>/progress")
@requires(Permission.SUBMISSION_READ)
def progress(submission_id: UUID) -> Answer:
    """Return how far it has come; once it rests, have the page that asks show what came of it."""
    found = reading.submission(session(), actor(), submission_id)
    place = request.headers.get("HX-Target", "")
    if found.state not in MOVING:
        return "", 204, _shown_anew(place, submission_id)
    return render_template(
        "submissions/_moved.html",
        submission=found,
        progress=progress_of(session(), found, at=now()),
        place=place if place in _PAGES else PLACE,
    )


@submissions.get("/submissions/<uuid:submission_id>/report")
@requires(Permission.SUBMISSION_READ)
def report(submission_id: UUID) -> Answer:
    """Show the report of the last verification, whole."""
    offer = offer_of(session(), actor(), reading.submission(session(), actor(), submission_id))
    if offer.report is None:
        raise NotFound("report", submission_id)
    shown = report_page(
        offer.report,
        verified_at=offer.verified_at,
        titles=offer.titles,
        profile=asked_profile(offer.report),
        address=url_for("api_submissions.report", submission_id=submission_id),
    )
    return render_template("submissions/report.html", submission=offer.about(), report=shown)


@submissions.post("/submissions/<uuid:submission_id>/submit")
@requires(Permission.SUBMISSION_SUBMIT)
def submit(submission_id: UUID) -> Answer:
    """Hand a submission in."""
    try:
        offering.submit(session(), actor(), submission_id, at=now())
    except (NothingToSubmit, ManifestFaulty):
        flash(N_("아직 낼 수 없습니다. 원천과 파일을 채운 뒤 제출하세요."), "warn")
        onward = url_for("web_submissions.edit", submission_id=submission_id)
        return redirect(f"{onward}#step-files", 303)
    return redirect(url_for("web_submissions.submission", submission_id=submission_id), 303)


@submissions.post("/submissions/<uuid:submission_id>/cancel")
@requires(Permission.SUBMISSION_CANCEL)
def cancel(submission_id: UUID) -> Answer:
    """Cancel a submission that is not accepted yet; it takes a reason."""
    try:
        reason = sent_reason()
    except BodyFaulty as refused:
        faults = {fault.pointer: fault.message for fault in refused.faults}
        form = Form(echoed({"reason": sent("reason")}), faults)
        return _page(reading.submission(session(), actor(), submission_id), form), 422
    offering.cancel(session(), actor(), submission_id, reason=reason, at=now())
    flash(N_("제출을 취소했습니다."))
    return redirect(url_for("web_submissions.submission", submission_id=submission_id), 303)


def _shown_anew(place: str, submission_id: UUID) -> dict[str, str]:
    """Return the header that has the page swap its content, so that it neither jumps nor blinks."""
    if place not in _PAGES:
        return {"HX-Refresh": "true"}
    page = url_for(_PAGES[place], submission_id=submission_id)
    whole = {"target": "#whole", "select": "#whole", "swap": "outerHTML", "push": "false"}
    return {"HX-Location": json.dumps({"path": page, **whole})}


def _page(found: Submission, form: Form) -> str:
    values = submission_values(session(), actor(), found, at=now(), form=form)
    return render_template("submissions/submission.html", **values)


def _listed(seen: SubmissionSeen) -> Listed:
    published = ""
    if seen.dataset_id and seen.version_number:
        published = url_for(
            "web_datasets.version", dataset_id=seen.dataset_id, number=seen.version_number
        )
    return Listed(
        id=seen.id,
        title=seen.title,
        state=seen.state.value,
        kind=seen.kind,
        lane=seen.lane or "",
        awaits=seen.awaits,
        changed_at=seen.updated_at,
        published=published,
    )


def _state_choices(chosen: State | None) -> Iterator[StateChoice]:
    for state, total in reading.own_states(session(), actor()).items():
        is_chosen = state is chosen
        address = address_with(page=None, state=None if is_chosen else state.value)
        yield StateChoice(state.value, total, is_chosen, address)
