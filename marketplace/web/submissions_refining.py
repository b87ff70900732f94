"""The page on which a submission's tables in refined form are looked at, and chosen."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from marketplace.http.door import actor, now, requires, services, session
from marketplace.permissions.asking import ruling_on
from marketplace.permissions.permission import Permission
from marketplace.web.forms import Form
from marketplace.web.marking import N_
from marketplace.web.refined_page import refined_page
from marketplace.web.rights_page import uuid_in
from marketplace.web.sent import sent
from marketplace.web.submissions_blueprint import submissions
from marketplace.workflow import reading, refining
from marketplace.workflow.refining import TableName
from marketplace.workflow.subjects import submission_facts
from submissions.errors import (
    RefinementFixed,
    RefinementMissing,
    TreatmentFaulty,
    TreatmentRefused,
)
from submissions.models import Refinement

Answer = str | Response | tuple[str, int]
_EVERY_STEP = Form({"step": [str(number) for number in range(200)]})
_REFUSED = (RefinementFixed, RefinementMissing, TreatmentRefused)


@submissions.get("/submissions/<uuid:submission_id>/refined")
@requires(Permission.SUBMISSION_READ)
def refined(submission_id: UUID) -> Answer:
    """Show the refined tables with their diff, and what can be chosen."""
    return _page(submission_id)


@submissions.post("/submissions/<uuid:submission_id>/refined")
@requires(Permission.SUBMISSION_EDIT)
def do_refine(submission_id: UUID) -> Answer:
    """Let a refined table go along or not, or make it anew by the steps that are ticked."""
    try:
        flash(_done(submission_id))
    except TreatmentFaulty as faulty:
        return _page(submission_id, " ".join(each.message for each in faulty.faults)), 422
    except _REFUSED as refused:
        return _page(submission_id, str(refused)), 409
    return redirect(url_for("web_submissions.refined", submission_id=submission_id), 303)


def _done(submission_id: UUID) -> str:
    what = sent("do")
    if what in {"want", "leave"}:
        chosen = _chosen(submission_id)
        refining.want(
            session(),
            actor(),
            submission_id,
            chosen.id,
            wanted=what == "want",
            at=now(),
        )
        return N_("바꾸었습니다.")
    table, steps = _asked(submission_id, keep=what == "make")
    refining.refine(session(), actor(), submission_id, table, steps, services=services(), at=now())
    return N_("정제본을 만들었습니다. 아래에서 바뀐 칸을 살펴보세요.")


def _asked(submission_id: UUID, *, keep: bool) -> tuple[TableName, list[Mapping[str, Any]] | None]:
    """The table that is meant; with `keep`, those of its steps that are ticked."""
    if not sent("refinement"):
        return (sent("file"), sent("sheet") or None), None
    chosen = _chosen(submission_id)
    table = (chosen.file_name, chosen.sheet)
    if not keep:
        return table, None
    ticked = set(request.form.getlist("step"))
    steps: list[Mapping[str, Any]] = [
        step for place, step in enumerate(chosen.steps) if str(place) in ticked
    ]
    if not steps:
        raise TreatmentRefused("no-step", N_("남길 규칙을 하나 이상 고르세요."))
    return table, steps


def _chosen(submission_id: UUID) -> Refinement:
    named = uuid_in(sent("refinement"))
    seen = refining.refinements_seen(session(), actor(), submission_id)
    for each in seen.items:
        if each.id == named:
            return each
    raise RefinementFixed("gone", N_("그사이 다른 정제본이 되었습니다. 아래가 지금 모습입니다."))


def _page(submission_id: UUID, refused: str = "") -> str:
    found = reading.submission(session(), actor(), submission_id)
    facts = submission_facts(session(), found)
    return render_template(
        "submissions/refined.html",
        submission={"id": found.id, "title": found.manifest["title"].get("ko") or ""},
        refined=refined_page(refining.refinements_of(session(), found)),
        ticked=_EVERY_STEP,
        is_mine=ruling_on(actor(), Permission.SUBMISSION_EDIT, facts).allowed,
        refused=refused,
    )
