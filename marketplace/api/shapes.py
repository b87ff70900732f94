"""The JSON shapes of submissions, and others that several calls give."""

from datetime import datetime
from typing import Any
from uuid import UUID

from submissions.queries import FileLine, HistoryLine, ReviewLine, SubmissionSeen

Shape = dict[str, Any]


def moment(at: datetime | None) -> str | None:
    """Return a moment as ISO 8601, or None."""
    return at.isoformat() if at else None


def adoption(adopted_by: UUID | None, *, curated: bool) -> Shape:
    """Return who has adopted a dataset, and whether it bears the city's mark."""
    return {"adopted_by": str(adopted_by) if adopted_by else None, "curated": curated}


def submission(seen: SubmissionSeen) -> Shape:
    """Return a submission."""
    return {
        "id": str(seen.id),
        "state": seen.state.value,
        "title": seen.manifest["title"],
        "kind": seen.kind,
        "lane": seen.lane,
        "awaits": list(seen.awaits),
        "report_digest": seen.report_digest,
        "progress": seen.progress,
        "dataset": str(seen.dataset_id) if seen.dataset_id else None,
        "version": seen.version_number,
        "files": [file_line(each) for each in seen.files],
        "manifest": seen.manifest,
        "created_at": moment(seen.created_at),
        "updated_at": moment(seen.updated_at),
        "submitted_at": moment(seen.submitted_at),
        "due_at": moment(seen.due_at),
    }


def file_line(file: FileLine) -> Shape:
    """Return a file of a submission."""
    return {
        "id": str(file.id),
        "name": file.name,
        "size": file.size,
        "media_type": file.media_type,
        "complete": file.complete,
        "sha256": file.digest,
    }


def history_line(line: HistoryLine, names: dict[Any, str]) -> Shape:
    """Return one transition. The platform's own have no actor."""
    return {
        "at": moment(line.at),
        "actor": str(line.actor_id) if line.actor_id else None,
        "actor_name": names.get(line.actor_id),
        "event": line.event,
        "before": line.before,
        "after": line.after,
        "reason": line.reason,
    }


def review_line(line: ReviewLine) -> Shape:
    """Return one decision."""
    return {
        "reviewer": str(line.reviewer_id),
        "role": line.role,
        "decision": line.decision,
        "reason": line.reason,
        "report_digest": line.report_digest,
        "decided_at": moment(line.decided_at),
        "current": line.current,
    }
