"""The diagnoses of a dataset: what each came to, its report, and false hits that are set aside."""

from collections.abc import Mapping
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from marketplace.diagnoses.aside import Place
from marketplace.diagnoses.setting_aside import Word
from marketplace.http.door import actor, now, requires, session
from marketplace.permissions.permission import Permission
from marketplace.web.profile_page import asked_profile
from marketplace.web.quality import quality, scores_of
from marketplace.web.report_page import report_page, title_of
from marketplace.web.sent import sent_reason
from marketplace.workflow.naming import source_titles
from marketplace.workflow.past_diagnoses import (
    FindingSeen,
    PastDiagnosis,
    diagnosis_history,
    diagnosis_report,
)
from marketplace.workflow.setting_aside import set_aside

_ONE = "/datasets/<uuid:dataset_id>"


@quality.get(_ONE)
@requires(Permission.DIAGNOSIS_READ)
def diagnoses(dataset_id: UUID) -> str:
    """Show what each diagnosis of a dataset came to, what changed, and what counts."""
    found = diagnosis_history(session(), actor(), dataset_id)
    return render_template(
        "quality/diagnoses.html",
        title=found.title,
        dataset_id=dataset_id,
        address=url_for("web_datasets.dataset", dataset_id=dataset_id),
        diagnoses=[_diagnosis(dataset_id, each) for each in found.diagnoses],
        findings=[_finding(each) for each in found.findings],
        more_findings=found.more_findings,
        log=[_word(word, found.names) for word in found.log],
    )


@quality.get(f"{_ONE}/diagnoses/<uuid:diagnosis_id>/report")
@requires(Permission.DIAGNOSIS_READ)
def diagnosis_report_page(dataset_id: UUID, diagnosis_id: UUID) -> str:
    """Show the whole report of a diagnosis."""
    found = diagnosis_report(session(), actor(), dataset_id, diagnosis_id)
    address = url_for("api_diagnoses.report", dataset_id=dataset_id, diagnosis_id=diagnosis_id)
    return render_template(
        "quality/report.html",
        dataset={"id": dataset_id, "title": found.title},
        number=found.number,
        report=report_page(
            found.body,
            verified_at=found.at,
            profile=asked_profile(found.body),
            address=address,
            titles=source_titles(session(), actor(), found.body),
        ),
    )


@quality.post(f"{_ONE}/set-aside")
@requires(Permission.FINDING_SET_ASIDE)
def leave_out(dataset_id: UUID) -> Redirect:
    """Set a false hit aside."""
    return _said(dataset_id, aside=True)


@quality.post(f"{_ONE}/count-again")
@requires(Permission.FINDING_SET_ASIDE)
def count_again(dataset_id: UUID) -> Redirect:
    """Count again what was set aside."""
    return _said(dataset_id, aside=False)


def _said(dataset_id: UUID, *, aside: bool) -> Redirect:
    set_aside(
        session(),
        actor(),
        dataset_id,
        Place(
            request.form.get("code", ""), *(_named(name) for name in ("file", "sheet", "column"))
        ),
        aside=aside,
        reason=sent_reason(),
        at=now(),
    )
    words = "오탐으로 제쳐 두었습니다." if aside else "다시 세기로 했습니다."
    flash(words, "good")
    return redirect(url_for("web_quality.diagnoses", dataset_id=dataset_id), 303)


def _named(field: str) -> str | None:
    """Return a name as the report has it: nothing of it may be changed."""
    return request.form.get(field) or None


def _diagnosis(dataset_id: UUID, each: PastDiagnosis) -> dict[str, object]:
    seen, changes = each.seen, each.seen.changes
    report = url_for(
        "web_quality.diagnosis_report_page", dataset_id=dataset_id, diagnosis_id=each.id
    )
    return {
        "number": each.number,
        "at": seen.at,
        "is_first": seen.attempt == 0,
        "outcome": seen.outcome,
        "scores": scores_of(seen),
        "private": [title_of(code) for code in seen.private],
        "codes_new": [title_of(code) for code in changes.codes_new],
        "codes_gone": [title_of(code) for code in changes.codes_gone],
        "columns_new": list(changes.columns_new),
        "columns_gone": list(changes.columns_gone),
        "columns_retyped": list(changes.columns_retyped),
        "report": report if each.has_report else "",
    }


def _finding(each: FindingSeen) -> dict[str, object]:
    place = each.place
    return {
        "code": place.code,
        "title": title_of(place.code),
        "file": place.file or "",
        "sheet": place.sheet or "",
        "column": place.column or "",
        "total": each.found.occurrences,
        "is_private": place.is_private,
        "is_aside": each.is_aside,
        "can": each.can,
    }


def _word(word: Word, names: Mapping[UUID, str]) -> dict[str, object]:
    return {
        "title": title_of(word.place.code),
        "column": word.place.column or "",
        "is_aside": word.is_aside,
        "reason": word.reason,
        "by": names.get(word.by, ""),
        "at": word.at,
    }
