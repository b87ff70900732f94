"""Fixes of a dataset: proposed by whoever uses it, answered by its owner."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from marketplace.fixes.values import FixAnswer
from marketplace.http.bodies import BodyFaulty
from marketplace.http.door import actor, now, requires, services, session
from marketplace.http.fixes import CORRECTED, LONGEST_REASON, corrected, fix_in_csv, fix_of
from marketplace.http.paging import asked_page
from marketplace.permissions.permission import Permission
from marketplace.web.fix_page import fix_context, fix_line
from marketplace.web.marking import N_
from marketplace.web.paging import pager
from marketplace.web.sent import sent, sent_kept, sent_reason
from marketplace.workflow import answering_fixes, fixing
from marketplace.workflow.fixing import FixSent
from marketplace.workflow.table_copies import copies_of
from submissions.faults import Fault

fixes = Blueprint("web_fixes", __name__, url_prefix="/datasets/<uuid:dataset_id>")

_VERSION = "/versions/<int(max=2147483647):number>/fixes"
_ONE = "/fixes/<uuid:fix_id>"


@fixes.get("/fixes")
@requires(Permission.FIX_PROPOSE)
def listed(dataset_id: UUID) -> str:
    """List the fixes of a dataset: all for whoever holds it, else one's own."""
    page = asked_page()
    found = fixing.fixes_of(session(), actor(), dataset_id, page=page.number, per_page=page.size)
    return render_template(
        "datasets/fixes.html",
        dataset={"id": dataset_id, "title": found.title},
        may_answer=found.may_answer,
        fixes=[fix_line(each, found.names) for each in found.fixes],
        pager=pager(page.number, count=found.count, per_page=page.size),
    )


@fixes.post(_VERSION)
@requires(Permission.FIX_PROPOSE)
def propose(dataset_id: UUID, number: int) -> Redirect:
    """Propose a fix of a version: one cell, a patch, or a corrected file."""
    copies = copies_of(services())
    kept = fixing.propose(
        session(), actor(), dataset_id, number, _fix_sent(), copies=copies, at=now()
    )
    flash(
        N_("고침을 제안했습니다. 데이터를 맡은 사람에게 알렸고, 답이 오면 알려 드립니다."), "good"
    )
    return _to(dataset_id, kept.id)


@fixes.get(_ONE)
@requires(Permission.FIX_READ)
def fix(dataset_id: UUID, fix_id: UUID) -> str:
    """Show a fix: what stands there now, what should, why; and what came of it."""
    found = fixing.fix_seen(session(), actor(), dataset_id, fix_id)
    return render_template("datasets/fix.html", **fix_context(found))


@fixes.post(f"{_ONE}/answer")
@requires(Permission.FIX_ANSWER)
def answer(dataset_id: UUID, fix_id: UUID) -> Redirect:
    """Accept the cells that are ticked, or refuse the fix with a reason."""
    taken = sent("decision") == "accept"
    ticked = tuple(map(_place, request.form.getlist("cell"))) if taken else ()
    if taken and not ticked:
        raise BodyFaulty(Fault("cell", "empty", N_("받아들일 칸을 하나 이상 골라 주세요.")))
    given = FixAnswer(ticked, sent_kept("reason") if taken else sent_reason())
    answered = answering_fixes.answer(
        session(), actor(), dataset_id, fix_id, given, copies=copies_of(services()), at=now()
    )
    if answered.submission_id is None:
        flash(N_("제안을 거절하고 까닭을 알렸습니다."), "good")
        return _to(dataset_id, fix_id)
    flash(
        N_("받아들였습니다. 고친 파일이 담긴 새 판의 초안입니다. 살펴보고 제출해 주세요."), "good"
    )
    return redirect(
        url_for("web_submissions.submission", submission_id=answered.submission_id), 303
    )


@fixes.post(f"{_ONE}/withdraw")
@requires(Permission.FIX_WITHDRAW)
def withdraw(dataset_id: UUID, fix_id: UUID) -> Redirect:
    """Take a fix of one's own back."""
    fixing.withdraw(session(), actor(), dataset_id, fix_id, at=now())
    flash(N_("제안을 거두어들였습니다."), "good")
    return _to(dataset_id, fix_id)


def _to(dataset_id: UUID, fix_id: UUID) -> Redirect:
    return redirect(url_for("web_fixes.fix", dataset_id=dataset_id, fix_id=fix_id), 303)


def _place(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 6:
        return int(text)
    raise BodyFaulty(Fault("cell", "not-a-choice", N_("목록에 있는 칸을 골라 주세요.")))


def _fix_sent() -> FixSent:
    reason = sent_kept("reason")
    if not reason or len(reason) > LONGEST_REASON:
        raise BodyFaulty(
            Fault("reason", "empty", f"까닭이나 출처를 {LONGEST_REASON}자까지 적어 주세요.")
        )
    table = {"file": sent("file") or None, "sheet": sent("sheet") or None}
    given = request.files.get("content")
    content = given.read() if given else b""
    if content and sent("as") == CORRECTED:
        return corrected(content, sent("keys"), reason, **table)
    if content:
        return fix_in_csv(content, reason, **table)
    return fix_of({**_one_cell(reason), **table})


def _one_cell(reason: str) -> dict[str, object]:
    """The one cell that the fields of the form name."""
    key = sent("key")
    if not key:
        raise BodyFaulty(
            Fault("key", "empty", N_("행을 가리키는 열과 값을 적거나 CSV 파일을 골라 주세요."))
        )
    cell = {
        "key": {key: sent("key_value")},
        "column": sent("column"),
        "now": sent("now"),
        "proposed": sent("proposed"),
        "reason": reason,
    }
    return {"keys": [key], "cells": [cell]}
