"""What a verification shows of where the content of an offer comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verification.declaration import Declaration
from verification.evidence.engine import Bounds
from verification.evidence.entries import entry_json
from verification.evidence.telling import findings_of
from verification.evidence.tracing import Trace
from verification.findings import Finding, Severity
from verification.gathered import Table
from verification.guard import guarded
from verification.limits import Deadline, Limits
from verification.report import CheckRun, Outcome
from verification.sources import SourceLibrary

EVIDENCE = "evidence"


@dataclass(frozen=True)
class Origins:
    """The entries of the evidence, and the checks that made them."""

    evidence: tuple[Mapping[str, Any], ...] = ()
    runs: tuple[CheckRun, ...] = ()
    findings: tuple[Finding, ...] = ()


def traced(
    declaration: Declaration,
    tables: Sequence[Table],
    sources: SourceLibrary,
    *,
    folder: Path,
    limits: Limits,
    deadline: Deadline,
) -> Origins:
    """Compare an offer with its declared sources; without any there is nothing to show.

    `folder` is made and is the caller's to remove. Raises what `sources` raises.
    """
    if not declaration.sources:
        return Origins()
    bounds = Bounds(limits.evidence_seconds, limits.evidence_memory_mb)
    trace = Trace(declaration, tables, sources, folder, deadline, bounds)
    entries = guarded(EVIDENCE, trace)
    if entries is None:
        return Origins(runs=(CheckRun(EVIDENCE, 1, Outcome.CRASHED),))
    findings = tuple(findings_of(entries))
    failed = any(finding.severity is Severity.ERROR for finding in findings)
    outcome = Outcome.FAILED if failed else Outcome.PASSED
    run = CheckRun(EVIDENCE, 1, outcome, findings)
    return Origins(tuple(map(entry_json, entries)), (run,))
