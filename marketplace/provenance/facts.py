"""The facts a provenance record tells, gathered from the rooms that keep them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from marketplace.catalogue.queries import versions_of_ids
from marketplace.catalogue.values import VersionFacts
from marketplace.catalogue.visibility import Visibility
from marketplace.fixes.queries import credit_of
from marketplace.fixes.values import FixCredit
from marketplace.lineage.queries import DerivationRow, derivations_of
from submissions.models import Submission
from submissions.queries import reviews_of
from verification.history import find_report


@dataclass(frozen=True)
class CheckOutcome:
    """What became of one check of the report the version was accepted on."""

    check: str
    version: int
    outcome: str
    findings: int


@dataclass(frozen=True)
class DecisionFacts:
    """One decision on that report: in which role, not by whom."""

    role: str
    decision: str
    at: datetime


@dataclass(frozen=True)
class ProvenanceFacts:
    """A version, what it was made from, how it was checked, and who decided in which role.

    `fix` is whose fix it holds, if any. `source` is None for a derivation from outside, and where
    whoever asks may not know of it.
    """

    version: VersionFacts
    derivations: tuple[tuple[DerivationRow, VersionFacts | None], ...]
    verdict: str | None
    checks: tuple[CheckOutcome, ...]
    decisions: tuple[DecisionFacts, ...]
    fix: FixCredit | None = None


def provenance_of(
    session: Session, version: VersionFacts, visibility: Visibility
) -> ProvenanceFacts:
    """Return the facts of a version's provenance, its sources as far as they may be seen."""
    derivations = derivations_of(session, version.id)
    ids = {row.source_version_id for row in derivations if row.source_version_id is not None}
    sources = versions_of_ids(session, ids, visibility)
    report = find_report(session, version.report_digest) or {}
    return ProvenanceFacts(
        version=version,
        derivations=tuple(
            (row, sources.get(row.source_version_id) if row.source_version_id else None)
            for row in derivations
        ),
        verdict=report.get("verdict"),
        checks=tuple(_outcome(check) for check in report.get("checks", ())),
        decisions=_decisions(session, version),
        fix=credit_of(session, version.submission_id),
    )


def _outcome(check: Mapping[str, Any]) -> CheckOutcome:
    return CheckOutcome(
        check=check["check"],
        version=check["version"],
        outcome=check["outcome"],
        findings=sum(finding["count"] for finding in check["findings"]),
    )


def _decisions(session: Session, version: VersionFacts) -> tuple[DecisionFacts, ...]:
    submission = session.get(Submission, version.submission_id)
    if submission is None:
        return ()
    return tuple(
        DecisionFacts(line.role, line.decision, line.decided_at)
        for line in reviews_of(session, submission)
        if line.report_digest == version.report_digest
    )
