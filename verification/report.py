"""The report of one verification: a value, its JSON, and the digest decisions are bound to.

It holds no time and no run id, so the same bytes, declaration, sources and rules always give the
same digest. Everything from a file stands here masked; `verification.runner` sees to that.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import rfc8785

from verification.findings import Finding, Text
from verification.quality import Quality, Score

RULES = 2
"""The version of the rules as a whole; raised by a change that is not one check's alone."""


class Outcome(StrEnum):
    """What became of a check. Crashed is the check's fault, and never a pass."""

    PASSED = "passed"
    FAILED = "failed"
    CRASHED = "crashed"


class Verdict(StrEnum):
    """What a report comes to, gravest last."""

    CLEAN = "clean"
    FINDINGS = "findings"
    CRASHED = "crashed"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class CheckRun:
    """One check, run: over every file and table it has a say in."""

    check: str
    version: int
    outcome: Outcome
    findings: tuple[Finding, ...] = ()

    @property
    def occurrences(self) -> int:
        return sum(finding.count for finding in self.findings)


@dataclass(frozen=True)
class BadCell:
    """A cell that is not of its column's type: its record, and what stands there, masked."""

    row: int
    value: str


@dataclass(frozen=True)
class Histogram:
    """How many values lie between each two edges, the last edge included; of moments in µs."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class ColumnFacts:
    """The statistics of a column.

    `type` is what every cell is of, `nearest` what `fits` of the `filled` ones are of: the rest
    are `bad_cells`. Ends, mean, quantiles and histogram are of those that fit; ends for ordered
    types alone. `top` has values that occur twice, `categories` every value where they are few and
    repeat (else None); `lengths` is the least, the greatest and the
    mean number of characters. `candidate_key` None: not known. `approximate` gives the bound of
    each statistic that is not exact.
    """

    name: str
    type: str
    nulls: int
    distinct: int
    nearest: str | None = None
    fits: int = 0
    filled: int = 0
    unit: str | None = None
    blanks: int = 0
    suppressed: Mapping[str, int] = field(default_factory=dict)
    missing_marks: Mapping[str, int] = field(default_factory=dict)
    least: str | None = None
    greatest: str | None = None
    mean: float | None = None
    quantiles: Mapping[str, float | str] | None = None
    histogram: Histogram | None = None
    top: tuple[tuple[str, int], ...] = ()
    categories: tuple[tuple[str, int], ...] | None = None
    lengths: tuple[int, int, float] | None = None
    candidate_key: bool | None = False
    bad_cells: tuple[BadCell, ...] = ()
    approximate: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @property
    def exact(self) -> bool:
        return not self.approximate


@dataclass(frozen=True)
class FileReport:
    """A file, or one sheet of it. A document has no rows and no columns."""

    name: str
    size: int
    format: str
    sheet: str | None = None
    encoding: str | None = None
    rows: int | None = None
    unread_rows: int = 0
    columns: tuple[ColumnFacts, ...] = ()


@dataclass(frozen=True)
class RuleScore:
    """What a rule of value diagnosis came to, over all its checks that were run to their end."""

    name: Text
    errors: int
    checked: int
    checks: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """What a verification found. `sources` are the states its verdict rests on.

    `against_previous` says what differs from the version before, table by table.
    """

    verdict: Verdict
    files: tuple[FileReport, ...]
    checks: tuple[CheckRun, ...]
    quality: Quality
    sources: tuple[Mapping[str, Any], ...] = ()
    evidence: tuple[Mapping[str, Any], ...] = ()
    overlaps: tuple[Mapping[str, Any], ...] = ()
    by_rule: tuple[RuleScore, ...] = ()
    against_previous: tuple[Mapping[str, Any], ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for run in self.checks for finding in run.findings)


def as_json(report: Report) -> dict[str, Any]:
    """The report as JSON, with its digest."""
    body = _body(report)
    return {"digest": _digest(body), **body}


def digest_of_report(report: Report) -> str:
    """The SHA-256 of the report's canonical JSON (RFC 8785), timeliness left out: it is a time."""
    return _digest(_body(report))


def _digest(body: Mapping[str, Any]) -> str:
    timeless = {name: score for name, score in body["quality"].items() if name != "timeliness"}
    return hashlib.sha256(rfc8785.dumps({**body, "quality": timeless})).hexdigest()


def _body(report: Report) -> dict[str, Any]:
    return {
        "verdict": report.verdict.value,
        "rules": RULES,
        "files": [_file(file) for file in report.files],
        "checks": [_check(run) for run in report.checks],
        "quality": _quality(report.quality),
        "by_rule": [_rule(score) for score in report.by_rule],
        "against_previous": [dict(table) for table in report.against_previous],
        "sources": [dict(source) for source in report.sources],
        "evidence": [dict(entry) for entry in report.evidence],
        "overlaps": [dict(entry) for entry in report.overlaps],
    }


def _file(file: FileReport) -> dict[str, Any]:
    return {
        "name": file.name,
        "sheet": file.sheet,
        "size": file.size,
        "format": file.format,
        "encoding": file.encoding,
        "rows": file.rows,
        "unread_rows": file.unread_rows,
        "columns": [_column(column) for column in file.columns],
    }


def _column(column: ColumnFacts) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": column.type,
        "evidence": {"type": column.nearest, "fits": column.fits, "of": column.filled},
        "unit": column.unit,
        "nulls": column.nulls,
        "blanks": column.blanks,
        "suppressed": dict(column.suppressed),
        "missing_marks": dict(column.missing_marks),
        "distinct": column.distinct,
        "min": column.least,
        "max": column.greatest,
        "mean": column.mean,
        "quantiles": None if column.quantiles is None else dict(column.quantiles),
        "histogram": _histogram(column.histogram),
        "top": _counts(column.top),
        "categories": None if column.categories is None else _counts(column.categories),
        "lengths": _lengths(column.lengths),
        "candidate_key": column.candidate_key,
        "bad_cells": [{"row": cell.row, "value": cell.value} for cell in column.bad_cells],
        "exact": column.exact,
        "approximate": {name: dict(bound) for name, bound in column.approximate.items()},
    }


def _counts(counts: tuple[tuple[str, int], ...]) -> list[dict[str, Any]]:
    return [{"value": value, "count": count} for value, count in counts]


def _histogram(histogram: Histogram | None) -> dict[str, Any] | None:
    if histogram is None:
        return None
    return {"edges": list(histogram.edges), "counts": list(histogram.counts)}


def _lengths(lengths: tuple[int, int, float] | None) -> dict[str, Any] | None:
    if lengths is None:
        return None
    return dict(zip(("min", "max", "mean"), lengths, strict=True))


def _rule(score: RuleScore) -> dict[str, Any]:
    return {
        "rule": score.name.ko,
        "name": {"ko": score.name.ko, "en": score.name.en},
        "errors": score.errors,
        "checked": score.checked,
        "checks": list(score.checks),
    }


def _check(run: CheckRun) -> dict[str, Any]:
    return {
        "check": run.check,
        "version": run.version,
        "outcome": run.outcome.value,
        "findings": [_finding(finding) for finding in run.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    at = finding.at
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "at": {"file": at.file, "sheet": at.sheet, "row": at.row, "column": at.column},
        "count": finding.count,
        "samples": list(finding.samples),
    }


def _quality(quality: Quality) -> dict[str, Any]:
    time = quality.timeliness
    return {
        "completeness": _score(quality.completeness),
        "consistency": _score(quality.consistency),
        "accuracy": _score(quality.accuracy),
        "security": _score(quality.security),
        "timeliness": {
            "score": time.score,
            "elapsed_days": time.elapsed_days,
            "cycle_days": time.cycle_days,
        },
    }


def _score(score: Score) -> dict[str, Any]:
    return {"score": score.score, "errors": score.errors, "checked": score.checked}
