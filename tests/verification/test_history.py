from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.verification.offers import AT
from verification.errors import ReportMissing
from verification.findings import Finding, Severity
from verification.history import (
    ReportSummary,
    Span,
    find_report,
    latest_report,
    record,
    record_crash,
    summaries_of,
)
from verification.models import CheckRunRow, StoredReport, VerificationRun
from verification.quality import Quality
from verification.report import CheckRun, Outcome, Report, Verdict, as_json

SUBJECT = UUID(int=7)
SPAN = Span(SUBJECT, 1, AT, AT + timedelta(seconds=5))
FINDING = Finding("no-rows", Severity.ERROR, "값이 없습니다.", count=3)
RUN = CheckRun("rows", 1, Outcome.FAILED, (FINDING,))
REPORT = Report(Verdict.FINDINGS, (), (RUN,), Quality())


def test_a_run_keeps_its_report_and_what_each_check_came_to(session: Session) -> None:
    digest = record(session, REPORT, span=SPAN)
    session.flush()

    run = session.execute(select(VerificationRun)).scalar_one()
    check = session.execute(select(CheckRunRow)).scalar_one()
    assert (run.subject_id, run.attempt, run.outcome, run.report_digest) == (
        SUBJECT,
        1,
        "findings",
        digest,
    )
    assert (check.run_id, check.check, check.outcome, check.findings) == (
        run.id,
        "rows",
        "failed",
        3,
    )
    assert latest_report(session, SUBJECT) == as_json(REPORT)
    assert find_report(session, digest) == as_json(REPORT)


def test_the_same_report_twice_is_kept_once(session: Session) -> None:
    record(session, REPORT, span=SPAN)
    record(session, REPORT, span=replace(SPAN, attempt=2))

    assert len(session.execute(select(StoredReport)).all()) == 1


def test_the_newest_report_goes_before_older_ones_and_crashes(session: Session) -> None:
    later = replace(SPAN, attempt=2, finished_at=AT + timedelta(hours=1))
    newer = replace(REPORT, verdict=Verdict.CLEAN)
    record(session, newer, span=later)
    record(session, REPORT, span=SPAN)
    record_crash(session, span=replace(later, attempt=3, finished_at=AT + timedelta(hours=2)))
    session.flush()

    assert latest_report(session, SUBJECT)["verdict"] == "clean"


def test_without_a_report_there_is_none_to_show(session: Session) -> None:
    record_crash(session, span=SPAN)
    session.flush()

    with pytest.raises(ReportMissing):
        latest_report(session, SUBJECT)
    assert find_report(session, "0" * 64) is None


def test_a_list_is_told_the_counts_of_many_reports_at_once(session: Session) -> None:
    note = Finding("source-external", Severity.NOTE, "마켓 밖의 자료입니다.")
    checks = (RUN, CheckRun("sources", 1, Outcome.PASSED, (note, FINDING)))
    busy = replace(REPORT, checks=checks, sources=({"how": "join", "known": False},))
    quiet = replace(REPORT, checks=(), verdict=Verdict.CLEAN)
    busy_digest = record(session, busy, span=SPAN)
    quiet_digest = record(session, quiet, span=replace(SPAN, attempt=2))

    assert summaries_of(session, [busy_digest, quiet_digest, "0" * 64]) == {
        busy_digest: ReportSummary(
            {("no-rows", "error"): 6, ("source-external", "note"): 1},
            ({"how": "join", "known": False},),
        ),
        quiet_digest: ReportSummary({}, ()),
    }
