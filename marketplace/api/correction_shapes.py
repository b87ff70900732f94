"""The JSON shapes of corrections and marks."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from marketplace.api.shapes import Shape, moment
from marketplace.catalogue.values import VersionFacts
from marketplace.lineage.corrections import CorrectionRow
from marketplace.workflow.correcting import Corrections
from marketplace.workflow.marking import Marks, SeenMark

RESTRICTED: Shape = {"restricted": True, "title": "restricted"}
"""Stands for a version that whoever asks may not know of."""


def marks_on(version_id: UUID, marks: Marks) -> list[Shape]:
    """Return the marks on a version that stand."""
    return [mark(each) for each in marks.get(version_id, ()) if each.mark.cleared is None]


def mark(seen: SeenMark) -> Shape:
    """Return a mark; of a cause one may not know, only what kind of act it was."""
    row = seen.mark
    return {
        "kind": row.kind.value,
        "since": moment(row.since),
        "depth": row.depth,
        "cause": _cause(row.cause, seen.source, seen.successor),
    }


def _cause(
    act: CorrectionRow, source: VersionFacts | None, successor: VersionFacts | None
) -> Shape:
    if source is None:
        return {"act": act.act.value, **RESTRICTED}
    return {
        "act": act.act.value,
        "at": moment(act.at),
        "reason": act.reason,
        **_version(source),
        "licence": act.licence,
        "successor": _version(successor) if successor else None,
    }


def corrections(found: Corrections) -> Shape:
    """Return what was done to a version, and for its owner whom more would concern."""
    counted = found.concerns
    return {
        "dataset": str(found.version.dataset_id),
        "version": found.version.number,
        "count": found.count,
        "items": [correction(each, found.successors) for each in found.acts],
        "concerns": None
        if counted is None
        else {
            "descendants": counted.descendants,
            "people": counted.people,
            "count_is": "at-least" if counted.more else "exact",
        },
    }


def correction(act: CorrectionRow, successors: Mapping[UUID, VersionFacts | None]) -> Shape:
    """Return one act."""
    return {
        "id": str(act.id),
        "act": act.act.value,
        "reason": act.reason,
        "at": moment(act.at),
        "from": moment(act.holds_from),
        "licence": act.licence,
        "licence_before": act.licence_before,
        "successor": _successor(act, successors),
        "undoes": str(act.undoes_id) if act.undoes_id else None,
        "undone_at": moment(act.undone_at),
    }


def _successor(act: CorrectionRow, known: Mapping[UUID, VersionFacts | None]) -> Shape | None:
    if act.successor_id is None:
        return None
    found = known.get(act.successor_id)
    return _version(found) if found else RESTRICTED


def _version(facts: VersionFacts) -> Shape:
    return {
        "dataset": str(facts.dataset_id),
        "version": facts.number,
        "title": facts.described.title.as_json(),
    }


def by_dataset(marks: Marks, versions: Mapping[UUID, UUID]) -> Mapping[UUID, Sequence[Shape]]:
    """Return the standing marks by the dataset whose shown version bears them."""
    return {dataset_id: marks_on(each, marks) for each, dataset_id in versions.items()}
