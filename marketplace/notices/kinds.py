"""The kinds of notices."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """What a notice is about."""

    RETURNED = "returned"
    BLOCKED = "blocked"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    PUBLISHED = "published"
    HELD = "held"
    PRIVACY_RELEASED = "privacy-released"
    EVIDENCE_CHANGED = "evidence-changed"
    DECISION_DUE = "decision-due"
    DECISION_ESCALATED = "decision-escalated"
    BUILT_ON_YOURS = "built-on-yours"
    DISPUTE_RAISED = "dispute-raised"
    DISPUTE_RESOLVED = "dispute-resolved"
    SOURCE_WITHDRAWN = "source-withdrawn"
    SOURCE_CORRECTED = "source-corrected"
    SOURCE_REPLACED = "source-replaced"
    SOURCE_RELICENSED = "source-relicensed"
    CORRECTION_UNDONE = "correction-undone"
    ERROR_REPORTED = "error-reported"
    ERROR_ANSWERED = "error-answered"
    ADOPTED = "adopted"
    ADOPTION_UNDONE = "adoption-undone"
    CURATED = "curated"
    CURATION_UNDONE = "curation-undone"
    CROSS_ASKED = "cross-asked"
    CROSS_COMPARED = "cross-compared"
    CROSS_ANSWERED = "cross-answered"
    FIX_PROPOSED = "fix-proposed"
    FIX_ANSWERED = "fix-answered"
    FIX_PUBLISHED = "fix-published"
    PERSONAL_DATA_FOUND = "personal-data-found"
    RETIRE_PROPOSED = "retire-proposed"
    MERGE_PROPOSED = "merge-proposed"
    TOKEN_EXPIRES = "token-expires"  # noqa: S105  the name of a kind


class Target(StrEnum):
    """Where a notice leads; which page that is, the door knows."""

    SUBMISSION = "submission"
    REVIEW = "review"
    VERSION = "version"
    LINEAGE = "lineage"
    TOKENS = "tokens"
    ERROR_REPORTS = "error-reports"
    FIXES = "fixes"
    CROSS = "cross"
