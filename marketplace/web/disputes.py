"""Disputes: those that nobody has resolved yet, and resolving one."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from marketplace.http.bodies import BodyFaulty
from marketplace.http.door import actor, now, requires, session
from marketplace.http.paging import asked_page
from marketplace.lineage.disputes import Outcome
from marketplace.permissions.permission import Permission
from marketplace.web.dispute_page import waiting_dispute
from marketplace.web.marking import N_
from marketplace.web.paging import pager
from marketplace.web.sent import sent, sent_reason
from marketplace.workflow import disputing
from submissions.faults import Fault

disputes = Blueprint("web_disputes", __name__, url_prefix="/disputes")


@disputes.get("")
@requires(Permission.DISPUTE_RESOLVE)
def waiting() -> str:
    """List the disputes that nobody has resolved yet, the oldest first."""
    page = asked_page()
    count, found = disputing.waiting(session(), actor(), page=page.number, per_page=page.size)
    return render_template(
        "reviews/disputes.html",
        disputes=[waiting_dispute(actor(), each) for each in found],
        pager=pager(page.number, count=count, per_page=page.size),
    )


@disputes.post("/<uuid:dispute_id>/resolution")
@requires(Permission.DISPUTE_RESOLVE)
def resolve(dispute_id: UUID) -> Redirect:
    """Resolve a dispute."""
    outcome, reason = _outcome(), sent_reason()
    disputing.resolve(session(), actor(), dispute_id, outcome, resolution=reason, at=now())
    flash(N_("이의를 처리하고 양쪽에 알렸습니다."), "good")
    return redirect(url_for("web_disputes.waiting"), 303)


def _outcome() -> Outcome:
    try:
        return Outcome(sent("outcome"))
    except ValueError:
        raise BodyFaulty(
            Fault("outcome", "not-a-choice", N_("받아들일지 받아들이지 않을지 골라 주세요."))
        ) from None
