"""The page on which a file is de-identified: chosen by column, looked at, applied."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from marketplace.http.door import actor, now, requires, services, session
from marketplace.permissions.permission import Permission
from marketplace.web.forms import Form
from marketplace.web.marking import N_
from marketplace.web.offer_page import offer_of
from marketplace.web.sent import sent
from marketplace.web.submissions_blueprint import submissions
from marketplace.web.treatment_form import KEEP, KEEP_WORDS, WAYS, TableForm, order_of, table_form
from marketplace.workflow import treating
from marketplace.workflow.subjects import permitted_submission
from submissions.errors import TreatmentFaulty, TreatmentRefused
from submissions.intake import file_of

Answer = str | Response | tuple[str, int]

_WAYS = ((KEEP, KEEP_WORDS), *((value, words) for value, (words, _) in WAYS.items()))


@dataclass(frozen=True)
class Chosen:
    """The submission, its file and the form of its table."""

    about: Mapping[str, Any]
    file_id: UUID
    file_name: str
    table: TableForm


@submissions.get("/submissions/<uuid:submission_id>/files/<uuid:file_id>/treat")
@requires(Permission.SUBMISSION_EDIT)
def treat(submission_id: UUID, file_id: UUID) -> Answer:
    """Show the form, filled as is proposed from what verification found."""
    chosen = _chosen(submission_id, file_id)
    if chosen is None:
        return _without_table(submission_id)
    return _page(chosen, Form(dict(chosen.table.proposed)))


@submissions.post("/submissions/<uuid:submission_id>/files/<uuid:file_id>/treat")
@requires(Permission.SUBMISSION_EDIT)
def do_treat(submission_id: UUID, file_id: UUID) -> Answer:
    """Show what the treatment would make of the file, or apply it."""
    chosen = _chosen(submission_id, file_id)
    if chosen is None:
        return _without_table(submission_id)
    fields = {name: sent(name) for name in request.form if name.startswith(("way-", "quasi-"))}
    order = order_of(chosen.table, fields)
    if not order.steps:
        return _refused(chosen, fields, N_("바꿀 열을 하나 이상 고르세요."))
    try:
        if sent("do") != "apply":
            looked = treating.preview(
                session(), actor(), submission_id, file_id, order, services=services()
            )
            return _page(chosen, Form(dict(fields)), looked.told)
        treating.apply(
            session(), actor(), submission_id, file_id, order, services=services(), at=now()
        )
    except TreatmentFaulty as faulty:
        return _refused(chosen, fields, " ".join(each.message for each in faulty.faults))
    except TreatmentRefused as refused:
        return _refused(chosen, fields, str(refused))
    flash(N_("처리한 파일로 바꾸었습니다. 살펴보고 다시 제출하세요."))
    return redirect(url_for("web_submissions.submission", submission_id=submission_id), 303)


def _chosen(submission_id: UUID, file_id: UUID) -> Chosen | None:
    found = permitted_submission(session(), actor(), submission_id, Permission.SUBMISSION_EDIT)
    file = file_of(found, file_id)
    offer = offer_of(session(), actor(), found)
    sheet = request.args.get("sheet") or None
    table = table_form(offer.report, file.name, sheet) if offer.report else None
    return Chosen(offer.about(), file.id, file.name, table) if table else None


def _without_table(submission_id: UUID) -> Answer:
    flash(N_("검증을 마친 표만 여기서 비식별할 수 있습니다."), "warn")
    return redirect(url_for("web_submissions.submission", submission_id=submission_id), 303)


def _refused(chosen: Chosen, fields: Mapping[str, str], message: str) -> Answer:
    return _page(chosen, Form(dict(fields), {"": message})), 422


def _page(chosen: Chosen, form: Form, told: Mapping[str, Any] | None = None) -> str:
    return render_template(
        "submissions/treat.html",
        submission=chosen.about,
        file={"id": chosen.file_id, "name": chosen.file_name},
        table=chosen.table,
        ways=_WAYS,
        form=form,
        told=told,
    )
