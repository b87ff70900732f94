"""Error reports on a dataset: made by whoever uses it, answered by whoever holds it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from marketplace.diagnoses.error_reports import (
    LONGEST_COLUMN,
    LONGEST_TEXT,
    MOST_ROW,
    Answer,
    ErrorReportRow,
    Outcome,
    Said,
)
from marketplace.http.bodies import BodyFaulty
from marketplace.http.door import actor, now, requires, session
from marketplace.http.paging import asked_page
from marketplace.permissions.permission import Permission
from marketplace.web.marking import N_
from marketplace.web.paging import pager
from marketplace.web.sent import sent, sent_kept, sent_reason
from marketplace.workflow import error_reporting
from submissions.faults import Fault

error_reports = Blueprint("web_error_reports", __name__, url_prefix="/datasets/<uuid:dataset_id>")


@error_reports.get("/error-reports")
@requires(Permission.ERROR_REPORT)
def listed(dataset_id: UUID) -> str:
    """List the error reports on a dataset: all for whoever answers them, else one's own."""
    page = asked_page()
    found = error_reporting.reports_on(
        session(), actor(), dataset_id, page=page.number, per_page=page.size
    )
    return render_template(
        "datasets/error_reports.html",
        dataset={"id": dataset_id, "title": found.title, "latest": found.latest},
        may_answer=found.may_answer,
        reports=[_report(each) for each in found.reports],
        pager=pager(page.number, count=found.count, per_page=page.size),
    )


@error_reports.post("/versions/<int(max=2147483647):number>/error-reports")
@requires(Permission.ERROR_REPORT)
def report(dataset_id: UUID, number: int) -> Redirect:
    """Report an error of a version."""
    said = Said(
        text=_bounded("text", LONGEST_TEXT),
        column=_bounded("column", LONGEST_COLUMN, may_be_empty=True) or None,
        row=_number("row", MOST_ROW),
    )
    error_reporting.report_error(session(), actor(), dataset_id, number, said, at=now())
    flash(
        N_("오류를 신고했습니다. 데이터를 맡은 사람에게 알렸고, 답이 오면 알려 드립니다."), "good"
    )
    return _back(dataset_id)


@error_reports.post("/error-reports/<uuid:report_id>/answer")
@requires(Permission.ERROR_ANSWER)
def answer(dataset_id: UUID, report_id: UUID) -> Redirect:
    """Answer an error report."""
    given = Answer(_outcome(), sent_reason(), _number("mended_in", MOST_ROW))
    error_reporting.answer_error(session(), actor(), dataset_id, report_id, given, at=now())
    flash(N_("답했습니다. 신고한 사람에게 알렸습니다."), "good")
    return _back(dataset_id)


def _back(dataset_id: UUID) -> Redirect:
    return redirect(url_for("web_error_reports.listed", dataset_id=dataset_id), 303)


def _bounded(name: str, most: int, *, may_be_empty: bool = False) -> str:
    text = sent_kept(name)
    if not text and not may_be_empty:
        raise BodyFaulty(Fault(name, "empty", N_("무엇이 틀렸는지 적어 주세요.")))
    if len(text) > most:
        raise BodyFaulty(Fault(name, "too-long", f"{most}자까지 쓸 수 있습니다."))
    return text


def _number(name: str, most: int) -> int | None:
    text = sent(name)
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 11 and 1 <= int(text) <= most:
        return int(text)
    raise BodyFaulty(Fault(name, "number-out-of-bounds", N_("1부터의 정수로 적어 주세요.")))


def _outcome() -> Outcome:
    try:
        return Outcome(sent("outcome"))
    except ValueError:
        raise BodyFaulty(
            Fault("outcome", "not-a-choice", N_("둘 가운데 하나를 골라 주세요."))
        ) from None


def _report(row: ErrorReportRow) -> dict[str, object]:
    given = row.answer
    return {
        "id": row.id,
        "number": row.version_number,
        "text": row.said.text,
        "column": row.said.column or "",
        "row": row.said.row,
        "at": row.at,
        "outcome": given.outcome.value if given else "",
        "mended_in": given.mended_in if given else None,
        "answer": given.reason if given else "",
        "answered_at": row.answered_at,
    }
