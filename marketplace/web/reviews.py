"""Reviewing: the queue, the desk, the decision, the release of a false hit."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from marketplace.accounts.actor import REVIEWER_ROLES, Role
from marketplace.http.bodies import BodyFaulty
from marketplace.http.door import actor, commit, now, requires, session
from marketplace.http.paging import asked_page
from marketplace.permissions.permission import Permission
from marketplace.web.desk_page import desk_values, may_decide
from marketplace.web.echo import echoed
from marketplace.web.forms import Form
from marketplace.web.marking import N_
from marketplace.web.paging import pager
from marketplace.web.queue_page import waiting_rows
from marketplace.web.sent import sent, sent_reason
from marketplace.workflow import reading, reviewing
from submissions.errors import (
    DecisionRefused,
    EvidenceChanged,
    RefinementsChanged,
    TransitionRefused,
)
from submissions.review import Ballot
from submissions.tally import Decision
from submissions.typed import MESSAGE, holds_resident_number

reviews = Blueprint("web_reviews", __name__)

Answer = str | Response | tuple[str, int]

_ROLES = {role.value: role for role in REVIEWER_ROLES}
_CHANGED = N_(
    "읽으신 뒤에 보고서나 원천이 바뀌었습니다. 아래의 지금 모습을 보고 다시 결정해 주세요."
)
_MOVED_ON = N_("그사이 상태가 바뀌어 이 결정을 받을 수 없습니다. 아래가 지금 모습입니다.")
_OTHER_KIND = N_("적어 낸 종류와 다릅니다. 승인하려면 종류가 맞아야 하니 보완을 요청해 주세요.")


@reviews.get("/reviews")
@requires(Permission.REVIEW_QUEUE)
def queue() -> Answer:
    """Show what waits for the actor's decision, the first due first."""
    page = asked_page()
    listing = reading.queue(session(), actor(), page=page.number, per_page=page.size)
    return render_template(
        "reviews/queue.html",
        entries=waiting_rows(session(), actor(), listing.rows, at=now()),
        figures=reading.figures_of_queue(session(), actor(), at=now()),
        filters=[],
        pager=pager(page.number, count=listing.count, per_page=page.size),
    )


@reviews.get("/reviews/<uuid:submission_id>")
@requires(Permission.SUBMISSION_READ)
def desk(submission_id: UUID) -> Answer:
    """Show a submission with its evidence; whoever reviews nothing sees its own page instead."""
    found = reading.submission(session(), actor(), submission_id)
    if found.submitter_id == actor().id:
        return redirect(url_for("web_submissions.submission", submission_id=found.id), 303)
    return _desk(submission_id)


@reviews.post("/reviews/<uuid:submission_id>/decisions")
@requires(Permission.SUBMISSION_DECIDE)
def decide(submission_id: UUID) -> Answer:
    """Decide on the report that was read; what has changed since is shown, and asked again."""
    form, decision, role = _form(), _decision(), _ROLES.get(sent("role"))
    faults = _faults(decision, role)
    if decision is None or role is None or faults:
        return _desk(submission_id, Form(form.values, faults)), 422
    ballot = Ballot(
        decision,
        sent("reason"),
        sent("report_digest"),
        refined=sent("refined_digest") or None,
        with_refined=not sent("refined_digest") or sent("with_refined") == "yes",
    )
    if reviewing.void_if_stale(session(), actor(), submission_id, role, at=now()):
        commit()
        return _desk(submission_id, Form(form.values, {"": _CHANGED})), 409
    if decision is Decision.ACCEPT and _is_of_another_kind(submission_id):
        return _desk(submission_id, Form(form.values, {"kind": _OTHER_KIND})), 422
    try:
        reviewing.decide(session(), actor(), submission_id, role, ballot, at=now())
    except (EvidenceChanged, RefinementsChanged, TransitionRefused, DecisionRefused) as refused:
        return _desk(submission_id, Form(form.values, {"": _why(refused)})), 409
    flash(N_("결정을 남겼습니다."))
    return redirect(url_for("web_reviews.queue"), 303)


@reviews.post("/reviews/<uuid:submission_id>/claim")
@requires(Permission.SUBMISSION_DECIDE)
def claim(submission_id: UUID) -> Answer:
    """Take a submission to one's desk for a while."""
    found = reading.submission(session(), actor(), submission_id)
    rulings = may_decide(session(), actor(), found)
    role = next((each.role for each in rulings if each.allowed), Role.QUALITY.value)
    try:
        reviewing.take_to_desk(session(), actor(), submission_id, _ROLES[role], at=now())
    except (TransitionRefused, DecisionRefused) as refused:
        return _desk(submission_id, Form({"kind": ""}, {"": _why(refused)})), 409
    return _back(submission_id)


@reviews.post("/reviews/<uuid:submission_id>/unclaim")
@requires(Permission.SUBMISSION_READ)
def unclaim(submission_id: UUID) -> Answer:
    """Put a submission back."""
    reviewing.put_back(session(), actor(), submission_id)
    return _back(submission_id)


@reviews.post("/reviews/<uuid:submission_id>/release")
@requires(Permission.SUBMISSION_RELEASE)
def release(submission_id: UUID) -> Answer:
    """Release what a false hit blocked; it takes a reason."""
    try:
        reason = sent_reason()
        reviewing.release(session(), actor(), submission_id, reason=reason, at=now())
    except BodyFaulty as refused:
        faults = {"release-reason": refused.faults[0].message}
        return _desk(submission_id, Form(echoed({"release-reason": sent("reason")}), faults)), 422
    except (TransitionRefused, DecisionRefused) as refused:
        return _desk(submission_id, Form({}, {"": _why(refused)})), 409
    flash(N_("풀었습니다. 이제 품질 심사를 기다립니다."))
    return _back(submission_id)


def _desk(submission_id: UUID, form: Form | None = None) -> str:
    found = reading.submission(session(), actor(), submission_id)
    values = desk_values(session(), actor(), found, form=form, at=now())
    return render_template("reviews/desk.html", **values)


def _back(submission_id: UUID) -> Response:
    return redirect(url_for("web_reviews.desk", submission_id=submission_id), 303)


def _form() -> Form:
    names = ("role", "decision", "kind", "reason", "with_refined")
    return Form(echoed({name: sent(name) for name in names}))


def _decision() -> Decision | None:
    given = request.form.get("decision", "")
    return Decision(given) if given in set(Decision) else None


def _faults(decision: Decision | None, role: Role | None) -> dict[str, str]:
    """Return what is to be said beside which field before anything is decided."""
    if decision is None:
        return {"decision": N_("승인, 보완 요청, 반려에서 골라 주세요.")}
    if role is None:
        return {"role": N_("어느 역할로 결정하는지 골라 주세요.")}
    if decision is not Decision.ACCEPT and not sent("reason"):
        return {"reason": N_("보완 요청과 반려에는 까닭을 적어 주세요.")}
    return {"reason": MESSAGE} if holds_resident_number(sent("reason")) else {}


def _is_of_another_kind(submission_id: UUID) -> bool:
    kind = reading.submission(session(), actor(), submission_id).manifest["kind"]
    return sent("kind") not in ("", kind)


def _why(refused: Exception) -> str:
    known: dict[type[Exception], str] = {
        EvidenceChanged: _CHANGED,
        RefinementsChanged: _CHANGED,
        TransitionRefused: _MOVED_ON,
    }
    return known.get(type(refused), str(refused))
