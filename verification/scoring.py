"""From check runs to the verdict and the five quality indicators."""

from collections.abc import Sequence
from datetime import datetime

from verification.codes import CODES
from verification.findings import Severity
from verification.quality import Indicator, Quality, Score, timeliness
from verification.report import CheckRun, Outcome, Verdict
from verification.subject import Check, Subject, subjects_of


def verdict_of(runs: Sequence[CheckRun]) -> Verdict:
    """What the runs come to: the gravest thing among them."""
    findings = [finding for run in runs for finding in run.findings]
    if any(CODES[finding.code].blocks for finding in findings):
        return Verdict.BLOCKED
    if any(run.outcome is Outcome.CRASHED for run in runs):
        return Verdict.CRASHED
    if any(finding.severity is not Severity.NOTE for finding in findings):
        return Verdict.FINDINGS
    return Verdict.CLEAN


def quality_of(
    offer: Subject,
    suite: Sequence[Check],
    runs: Sequence[CheckRun],
    *,
    at: datetime,
) -> Quality:
    """The five indicators. A crashed check counts for nothing, neither errors nor what it saw."""
    scores = dict.fromkeys(Indicator, Score())
    by_name = {run.check: run for run in runs}
    for check in suite:
        run = by_name[check.name]
        if check.indicator is not None and run.outcome is not Outcome.CRASHED:
            checked = sum(check.checked(subject) for subject in subjects_of(check.scope, offer))
            scores[check.indicator] += Score(_errors(run), checked)
    scores[Indicator.COMPLETENESS] += _completeness(offer)
    said = offer.declaration
    return Quality(
        completeness=scores[Indicator.COMPLETENESS],
        consistency=scores[Indicator.CONSISTENCY],
        accuracy=scores[Indicator.ACCURACY],
        security=scores[Indicator.SECURITY],
        timeliness=timeliness(said.update_cycle, said.period_to, at=at),
    )


def _errors(run: CheckRun) -> int:
    return sum(f.count for f in run.findings if f.severity is not Severity.NOTE)


def _completeness(offer: Subject) -> Score:
    """Empty cells over cells, of the columns that ought to be filled.

    Where none was declared to be, those are all but the columns declared to be empty at times.
    """
    total = Score()
    for table in offer.tables:
        optional = set(table.match.optional)
        others = tuple(column.name for column in table.columns if column.name not in optional)
        for column in table.the(table.match.required or others):
            total += Score(column.tally.nulls, table.rows)
    return total
