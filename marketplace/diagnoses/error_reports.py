"""Error reports (오류 신고): somebody says what is wrong in a published dataset, and is answered.

What people write is masked before it is kept: whoever reports a number often quotes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from marketplace.diagnoses.errors import (
    AlreadyAnswered,
    ErrorReportMissing,
    ErrorReportsLimited,
    TooManyOpen,
)
from marketplace.diagnoses.models import ErrorReport
from marketplace.quota import seconds_to_wait
from storage.holds import hold
from verification.personal.mask import mask

MOST_A_DAY = 20
MOST_OPEN = 5
LONGEST_TEXT = 1_000
LONGEST_COLUMN = 200
MOST_ROW = 2**31 - 1


class Outcome(StrEnum):
    """How an error report ended: it was right and is mended, or there is no error."""

    MENDED = "mended"
    NO_ERROR = "no-error"


@dataclass(frozen=True)
class Said:
    """What somebody says is wrong: where, as far as they know, and what."""

    text: str
    column: str | None = None
    row: int | None = None


@dataclass(frozen=True)
class Answer:
    """What the owner says to it. `mended_in`: the version that is right, where it was an error."""

    outcome: Outcome
    reason: str
    mended_in: int | None = None


@dataclass(frozen=True)
class ErrorReportRow:
    """An error report as pages show it; without an outcome it is open."""

    id: UUID
    dataset_id: UUID
    version_number: int
    reporter_id: UUID
    said: Said
    at: datetime
    answer: Answer | None
    answered_at: datetime | None


def report_error(
    session: Session,
    dataset_id: UUID,
    version_number: int,
    said: Said,
    *,
    by: UUID,
    at: datetime,
) -> ErrorReportRow:
    """Keep what somebody says is wrong, masked.

    Raises `ErrorReportsLimited` beyond a number a day, `TooManyOpen` beyond one about a dataset.
    """
    _keep_limits(session, dataset_id, by=by, at=at)
    kept = ErrorReport(
        id=uuid4(),
        dataset_id=dataset_id,
        version_number=version_number,
        reporter_id=by,
        column_name=mask(said.column) if said.column else None,
        row=said.row,
        text=mask(said.text),
        at=at,
    )
    session.add(kept)
    session.flush()
    return _row(kept)


def answer_error(
    session: Session, report_id: UUID, answer: Answer, *, by: UUID, at: datetime
) -> ErrorReportRow:
    """Close an error report with its answer.

    Raises `ErrorReportMissing` or `AlreadyAnswered`.
    """
    kept = session.get(ErrorReport, report_id, with_for_update=True, populate_existing=True)
    if kept is None:
        raise ErrorReportMissing(report_id)
    if kept.answered_at is not None:
        raise AlreadyAnswered(report_id)
    kept.outcome = answer.outcome
    kept.mended_in = answer.mended_in
    kept.answer = mask(answer.reason)
    kept.answered_by = by
    kept.answered_at = at
    return _row(kept)


def find_error_report(session: Session, report_id: UUID) -> ErrorReportRow | None:
    """Return an error report, or None."""
    kept = session.get(ErrorReport, report_id)
    return _row(kept) if kept is not None else None


def error_reports_on(
    session: Session,
    dataset_id: UUID,
    *,
    by: UUID | None = None,
    page: int = 1,
    per_page: int = 20,
) -> tuple[int, tuple[ErrorReportRow, ...]]:
    """Return how many error reports there are on a dataset, and a page: open ones first, newest.

    `by` leaves those of one person.
    """
    wanted: tuple[ColumnElement[bool], ...] = (ErrorReport.dataset_id == dataset_id,)
    if by is not None:
        wanted = (*wanted, ErrorReport.reporter_id == by)
    count = session.execute(select(func.count()).where(*wanted)).scalar_one()
    listed = (
        select(ErrorReport)
        .where(*wanted)
        .order_by(ErrorReport.answered_at.is_not(None), ErrorReport.at.desc(), ErrorReport.id)
        .offset((page - 1) * per_page)
        .limit(per_page)
    )
    return count, tuple(map(_row, session.execute(listed).scalars()))


def open_counts(session: Session) -> Mapping[UUID, int]:
    """Return how many error reports are open about each dataset; few are, of all there are."""
    counted = session.execute(
        select(ErrorReport.dataset_id, func.count())
        .where(ErrorReport.answered_at.is_(None))
        .group_by(ErrorReport.dataset_id)
    )
    return {row[0]: row[1] for row in counted}


def _keep_limits(session: Session, dataset_id: UUID, *, by: UUID, at: datetime) -> None:
    # Two requests at once are counted one after the other.
    hold(session, "error-reports-of", by)
    mine = ErrorReport.reporter_id == by
    wait = seconds_to_wait(session, ErrorReport.at, mine, most=MOST_A_DAY, at=at)
    if wait is not None:
        raise ErrorReportsLimited(MOST_A_DAY, retry_after=wait)
    waiting = session.execute(
        select(func.count()).where(
            mine, ErrorReport.dataset_id == dataset_id, ErrorReport.answered_at.is_(None)
        )
    ).scalar_one()
    if waiting >= MOST_OPEN:
        raise TooManyOpen(MOST_OPEN)


def _row(kept: ErrorReport) -> ErrorReportRow:
    return ErrorReportRow(
        id=kept.id,
        dataset_id=kept.dataset_id,
        version_number=kept.version_number,
        reporter_id=kept.reporter_id,
        said=Said(kept.text, kept.column_name, kept.row),
        at=kept.at,
        answer=_answer(kept),
        answered_at=kept.answered_at,
    )


def _answer(kept: ErrorReport) -> Answer | None:
    if kept.outcome is None:
        return None
    return Answer(Outcome(kept.outcome), kept.answer or "", kept.mended_in)
