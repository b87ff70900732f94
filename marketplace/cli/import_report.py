"""What an import came to, row by row: on the terminal in numbers, in a CSV file in full."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from marketplace.workflow.importing import Standing
from submissions.states import State
from verification.codes import CODES

HEADER = (
    "line", "key", "title", "file", "outcome", "reason", "dataset", "version", "submission",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Outcome(StrEnum):
    """Where a row stands when the import ends."""

    PUBLISHED = "published"
    WAITING = "waits-for-review"
    UNDER_WAY = "not-verified-yet"
    BLOCKED = "blocked"
    HELD = "held"
    RETURNED = "returned"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    REFUSED = "refused"  # never handed in: something is wrong with the row or its file


_OUTCOMES: Mapping[State, Outcome] = {
    State.PUBLISHED: Outcome.PUBLISHED,
    State.IN_REVIEW: Outcome.WAITING,
    State.BLOCKED: Outcome.BLOCKED,
    State.HELD: Outcome.HELD,
    State.RETURNED: Outcome.RETURNED,
    State.REJECTED: Outcome.REJECTED,
    State.CANCELLED: Outcome.CANCELLED,
}


@dataclass(frozen=True)
class ReportLine:
    """One row of the list: what became of it, and why."""

    line: int
    key: str
    title: str
    file: str
    outcome: Outcome
    reason: str = ""
    dataset_id: UUID | None = None
    version_number: int | None = None
    submission_id: UUID | None = None


@dataclass(frozen=True)
class Offering:
    """A row that was handed in, now or at an earlier run."""

    line: int
    key: str
    title: str
    file: str
    submission_id: UUID


def line_of(offering: Offering, standing: Standing, report: Mapping[str, Any] | None) -> ReportLine:
    """Return the line of a row that was handed in."""
    return ReportLine(
        line=offering.line,
        key=offering.key,
        title=offering.title,
        file=offering.file,
        outcome=_OUTCOMES.get(standing.state, Outcome.UNDER_WAY),
        reason=_reason(standing, report),
        dataset_id=standing.dataset_id,
        version_number=standing.version_number,
        submission_id=offering.submission_id,
    )


def summary(lines: Sequence[ReportLine], others: int) -> Iterator[str]:
    """Yield what is said at the end: the numbers, then every row that was not published."""
    counted = Counter(line.outcome for line in lines)
    yield ", ".join(f"{counted[each]} {each}" for each in Outcome if counted[each]) or "nothing"
    if others:
        yield f"{others} rows are no files (APIs, standard datasets) and were left alone"
    for line in lines:
        if line.outcome is not Outcome.PUBLISHED:
            yield f"line {line.line}: {line.outcome}: {line.title or line.key}: {line.reason}"


def write_report(path: Path, lines: Iterable[ReportLine]) -> None:
    """Write the report as CSV that spreadsheets open as it is."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for line in lines:
            cells = (
                line.line, line.key, line.title, line.file, line.outcome, line.reason,
                line.dataset_id, line.version_number, line.submission_id,
            )  # fmt: skip
            writer.writerow(["" if cell is None else _safe(str(cell)) for cell in cells])


def _safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _reason(standing: Standing, report: Mapping[str, Any] | None) -> str:
    match standing.state:
        case State.BLOCKED:
            return _titled((standing.reason or "").split(", "))
        case State.IN_REVIEW:
            serious = _titled(_serious(report)) or "표본 점검 또는 사람의 확인이 필요한 자료"
            return f"{'·'.join(standing.awaits)}: {serious}"
        case State.PUBLISHED:
            return ""
        case _:
            return standing.reason or ""


def _serious(report: Mapping[str, Any] | None) -> tuple[str, ...]:
    findings = (
        finding
        for check in (report or {}).get("checks", ())
        for finding in check["findings"]
        if finding["severity"] != "note"
    )
    return tuple(dict.fromkeys(finding["code"] for finding in findings))


def _titled(codes: Iterable[str]) -> str:
    named = (f"{CODES[code].title.ko}({code})" if code in CODES else code for code in codes)
    return ", ".join(name for name in named if name)
