"""What a verification shows of where the content of an offer comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verification.declaration import Declaration
from verification.evidence.engine import Bounds
from verification.evidence.entries import entry_json
from verification.evidence.replay.naming import named_tables
from verification.evidence.replay.replayed import Replay, bounds_of
from verification.evidence.telling import findings_of
from verification.evidence.tracing import Trace
from verification.findings import Finding, Severity
from verification.gathered import Table
from verification.guard import guarded
from verification.limits import MEBIBYTE, Deadline, Limits
from verification.report import CheckRun, Outcome
from verification.sources import SourceLibrary

EVIDENCE, RECIPE = "evidence", "recipe"


@dataclass(frozen=True)
class Origins:
    """The entries of the evidence, and the checks that made them."""

    evidence: tuple[Mapping[str, Any], ...] = ()
    runs: tuple[CheckRun, ...] = ()

    def __add__(self, other: "Origins") -> "Origins":
        return Origins((*self.evidence, *other.evidence), (*self.runs, *other.runs))


@dataclass(frozen=True)
class Offered:
    """An offer whose origins are asked for; `folder` is to hold what is made for it."""

    declaration: Declaration
    tables: Sequence[Table]
    sources: SourceLibrary
    folder: Path
    limits: Limits
    deadline: Deadline


def origins_of(offered: Offered) -> Origins:
    """Compare an offer with its declared sources, and run its recipe again.

    Without sources there is nothing to show. Raises what the library raises.
    """
    return _traced(offered) + _replayed(offered)


def _traced(offered: Offered) -> Origins:
    if not offered.declaration.sources:
        return Origins()
    limits = offered.limits
    trace = Trace(
        offered.declaration,
        offered.tables,
        offered.sources,
        offered.folder / EVIDENCE,
        offered.deadline,
        Bounds(limits.evidence_seconds, limits.evidence_bytes // MEBIBYTE),
    )
    entries = guarded(EVIDENCE, trace)
    if entries is None:
        return Origins(runs=(CheckRun(EVIDENCE, 1, Outcome.CRASHED),))
    run = _run(EVIDENCE, tuple(findings_of(entries)))
    return Origins(tuple(map(entry_json, entries)), (run,))


def _replayed(offered: Offered) -> Origins:
    recipe = offered.declaration.recipe
    if recipe is None:
        return Origins()
    named = named_tables(offered.declaration.sources, offered.sources)
    left = offered.deadline.left
    bounds = bounds_of(offered.limits, left=left)
    replay = Replay(recipe, offered.tables, named, offered.folder / RECIPE, bounds)
    made = guarded(RECIPE, replay) if left else None
    if made is None:
        return Origins(runs=(CheckRun(RECIPE, 1, Outcome.CRASHED),))
    return Origins(made.evidence, (_run(RECIPE, made.findings),))


def _run(name: str, findings: tuple[Finding, ...]) -> CheckRun:
    failed = any(finding.severity is Severity.ERROR for finding in findings)
    return CheckRun(name, 1, Outcome.FAILED if failed else Outcome.PASSED, findings)
