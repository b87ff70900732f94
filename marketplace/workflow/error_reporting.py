"""Error reports on what is published: made, listed, answered; owner and reporter are told."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.values import DatasetFacts
from marketplace.diagnoses import error_reports
from marketplace.diagnoses.error_reports import Answer, ErrorReportRow, Outcome, Said
from marketplace.diagnoses.errors import ErrorReportMissing, MendedInWrong
from marketplace.notices.kinds import NoticeKind
from marketplace.notices.services import Subject, notify
from marketplace.permissions.asking import may, require
from marketplace.permissions.facts import HolderFacts
from marketplace.permissions.permission import Permission
from marketplace.workflow.subjects import submitter_of


@dataclass(frozen=True)
class ErrorReports:
    """A page of the error reports on a dataset: all for whoever answers them, else one's own."""

    dataset_id: UUID
    title: str
    latest: int
    may_answer: bool
    count: int
    reports: tuple[ErrorReportRow, ...]


def report_error(
    session: Session,
    actor: Actor,
    dataset_id: UUID,
    number: int | None,
    said: Said,
    *,
    at: datetime,
) -> ErrorReportRow:
    """Report an error of a version, the latest without a number, and tell the owner.

    Raises `NotFound`, `ErrorReportsLimited` and `TooManyOpen`.
    """
    require(actor, Permission.ERROR_REPORT)
    version = catalogue.get_version(session, dataset_id, number, visibility_of(actor))
    reporter = submitter_of(actor).id
    kept = error_reports.report_error(session, dataset_id, version.number, said, by=reporter, at=at)
    if version.owner_id != reporter:
        notify(
            session,
            version.owner_id,
            NoticeKind.ERROR_REPORTED,
            cause=f"error-report:{kept.id}",
            at=at,
            about=Subject(dataset=dataset_id, version=version.id, version_number=version.number),
            facts={"title": version.described.title.shown},
        )
    return kept


def reports_on(
    session: Session, actor: Actor, dataset_id: UUID, *, page: int, per_page: int
) -> ErrorReports:
    """Return a page of the error reports on a dataset that the actor may see; raise `NotFound`."""
    require(actor, Permission.ERROR_REPORT)
    dataset = catalogue.get_dataset(session, dataset_id, visibility_of(actor))
    answers = may(actor, Permission.ERROR_ANSWER, _holder(dataset))
    sees_all = answers or actor.is_administrator
    count, reports = error_reports.error_reports_on(
        session,
        dataset_id,
        by=None if sees_all else submitter_of(actor).id,
        page=page,
        per_page=per_page,
    )
    title = dataset.shown.described.title.shown
    return ErrorReports(dataset_id, title, dataset.shown.number, answers, count, reports)


def answer_error(
    session: Session,
    actor: Actor,
    dataset_id: UUID,
    report_id: UUID,
    answer: Answer,
    *,
    at: datetime,
) -> ErrorReportRow:
    """Answer an error report, and tell whoever made it.

    Raises `NotFound`, `PermissionRefused`, `AlreadyAnswered`, and `MendedInWrong` where what is
    said to be mended names no later version.
    """
    dataset = catalogue.get_dataset(session, dataset_id, visibility_of(actor))
    require(actor, Permission.ERROR_ANSWER, _holder(dataset))
    reported = error_reports.find_error_report(session, report_id)
    if reported is None or reported.dataset_id != dataset_id:
        raise ErrorReportMissing(report_id)
    checked = _checked(dataset, reported, answer)
    by = submitter_of(actor).id
    answered = error_reports.answer_error(session, report_id, checked, by=by, at=at)
    if reported.reporter_id != by:
        notify(
            session,
            reported.reporter_id,
            NoticeKind.ERROR_ANSWERED,
            cause=f"error-answer:{report_id}",
            at=at,
            about=Subject(dataset=dataset_id, version_number=reported.version_number),
            facts={"title": dataset.shown.described.title.shown},
        )
    return answered


def _checked(dataset: DatasetFacts, reported: ErrorReportRow, answer: Answer) -> Answer:
    if answer.outcome is Outcome.NO_ERROR:
        return replace(answer, mended_in=None)
    numbers = {line.number for line in dataset.versions if line.withdrawal is None}
    mended_in = answer.mended_in
    if mended_in not in numbers or mended_in <= reported.version_number:
        raise MendedInWrong(mended_in)
    return answer


def _holder(dataset: DatasetFacts) -> HolderFacts:
    return HolderFacts(dataset.owner_id, dataset.department_id)
