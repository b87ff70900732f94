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
from marketplace.lineage.corrections import CorrectionRow, corrections_of
from marketplace.lineage.marks import MarkRow, marks_on
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
class EvidenceFacts:
    """What the report shows of where content comes from: `sources` as dataset and version."""

    how: str
    output: str | None
    verdict: str | None
    figures: Mapping[str, Any] | None
    sources: frozenset[tuple[str, int]]

    def is_about(self, source: VersionFacts, how: str) -> bool:
        """Tell whether it is about a step from this source."""
        return self.how == how and (str(source.dataset_id), source.number) in self.sources


@dataclass(frozen=True)
class ActFacts:
    """What was done to the version, and what stands in its place if that may be named."""

    act: CorrectionRow
    successor: VersionFacts | None


@dataclass(frozen=True)
class MarkFacts:
    """A mark, by its place among them; `source` is None where it may not be named."""

    place: int
    mark: MarkRow
    source: VersionFacts | None


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
    evidence: tuple[EvidenceFacts, ...] = ()
    acts: tuple[ActFacts, ...] = ()
    marks: tuple[MarkFacts, ...] = ()


def provenance_of(
    session: Session, version: VersionFacts, visibility: Visibility
) -> ProvenanceFacts:
    """Return the facts of a version's provenance, its sources as far as they may be seen."""
    derivations = derivations_of(session, version.id)
    ids = {row.source_version_id for row in derivations if row.source_version_id is not None}
    acts, marks = (
        corrections_of(session, [version.id]),
        marks_on(session, [version.id], cleared=True),
    )
    ids |= {each.cause.version_id for each in marks}
    ids |= {each.successor_id for each in acts if each.successor_id is not None}
    known = versions_of_ids(session, ids, visibility)
    report = find_report(session, version.report_digest) or {}
    return ProvenanceFacts(
        version=version,
        derivations=tuple(
            (row, known.get(row.source_version_id) if row.source_version_id else None)
            for row in derivations
        ),
        verdict=report.get("verdict"),
        checks=tuple(_outcome(check) for check in report.get("checks", ())),
        decisions=_decisions(session, version),
        fix=credit_of(session, version.submission_id),
        evidence=tuple(_evidence(entry) for entry in report.get("evidence", ())),
        acts=tuple(
            ActFacts(each, known.get(each.successor_id) if each.successor_id else None)
            for each in acts
        ),
        marks=tuple(
            MarkFacts(place, each, known.get(each.cause.version_id))
            for place, each in enumerate(marks, start=1)
        ),
    )


def _evidence(entry: Mapping[str, Any]) -> EvidenceFacts:
    return EvidenceFacts(
        how=str(entry.get("how", "")),
        output=entry.get("output"),
        verdict=entry.get("verdict"),
        figures=entry.get("figures"),
        sources=frozenset(
            (str(each["dataset"]), int(each["version"]))
            for each in entry.get("sources", ())
            if each.get("dataset") and each.get("version")
        ),
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
