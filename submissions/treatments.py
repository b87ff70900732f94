"""Treatments of files: asked for, checked, written down. The work itself is in `treat`.

No engine is imported here.
"""

import re
import unicodedata
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.digests import Digest
from submissions.errors import NotEditable, TreatmentFaulty, TreatmentRefused
from submissions.faults import Fault, schema_faults
from submissions.models import (
    HistoryEntry,
    SetAsideFile,
    Submission,
    SubmissionFile,
    SubmissionTable,
)
from submissions.states import EDITABLE, Event
from submissions.transitions import advance
from verification.treatment.schema import validator

CSV = "text/csv"
_LONGEST_STEM = 150
_MARK = re.compile(r"_(?:비식별|정제)(?:_[0-9]+)?$")


@dataclass(frozen=True)
class Order:
    """What is asked for. `quasi`: columns that outsiders may know and join.

    `sheet`: which table of a workbook; None for its first. `mark`: with a byte order mark, by
    which spreadsheets know the encoding.
    """

    steps: tuple[Mapping[str, Any], ...]
    quasi: tuple[str, ...] = ()
    sheet: str | None = None
    mark: bool = True


@dataclass(frozen=True)
class Made:
    """The file that a treatment made, put into the quarantine under `key`."""

    key: str
    etag: str
    size: int
    digest: Digest
    columns: tuple[Mapping[str, Any], ...]
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class TreatmentLine:
    """A treatment as it was written down: who, when, from which file to which, and its log."""

    at: datetime
    actor_id: UUID | None
    facts: Mapping[str, Any]


def check_steps(order: Order) -> None:
    """Raise `TreatmentFaulty` with every fault of the steps as a document."""
    faults = schema_faults(validator(), {"steps": [dict(step) for step in order.steps]})
    if faults:
        raise TreatmentFaulty(faults)


def treatable(submission: Submission, file: SubmissionFile) -> None:
    """Raise `NotEditable`, or `TreatmentRefused` where the file is not all there."""
    if submission.state not in EDITABLE:
        raise NotEditable(submission.state)
    if file.completed_at is None or file.etag is None:
        raise TreatmentRefused("file-unfinished", "파일을 끝까지 올린 뒤에 처리할 수 있습니다.")


def replace_by_treated(
    session: Session,
    submission: Submission,
    file: SubmissionFile,
    made: Made,
    *,
    actor_id: UUID,
    at: datetime,
) -> SubmissionFile:
    """Offer the treated file instead of the other, and write the treatment down.

    What was blocked becomes a draft. The bytes of the other stay in the quarantine until they are
    purged, and so do the copies of its tables.
    """
    treated = SubmissionFile(
        id=uuid.uuid4(),
        submission_id=submission.id,
        position=file.position,
        name=treated_name(file.name, {each.name for each in submission.files}, made.facts["word"]),
        size=made.size,
        media_type=CSV,
        claimed_digest=made.digest,
        key=made.key,
        etag=made.etag,
        completed_at=at,
        created_at=at,
    )
    facts = {
        **made.facts,
        "file": file.name,
        "file_id": str(file.id),
        "made": treated.name,
        "made_id": str(treated.id),
        "made_digest": made.digest,
    }
    _set_aside(session, submission, file, at=at)
    submission.files.remove(file)
    session.delete(file)
    submission.files.append(treated)
    if len(submission.files) == 1:
        submission.manifest = {**submission.manifest, "columns": [dict(c) for c in made.columns]}
    advance(session, submission, Event.TREAT, actor_id=actor_id, at=at, facts=facts)
    return treated


def treatments_of(session: Session, submission_id: UUID, file_id: UUID) -> list[TreatmentLine]:
    """Return the treatments that a file was made by or replaced after, oldest first."""
    entries = session.execute(
        select(HistoryEntry)
        .where(HistoryEntry.submission_id == submission_id, HistoryEntry.event == Event.TREAT)
        .order_by(HistoryEntry.position)
    ).scalars()
    named = str(file_id)
    return [
        TreatmentLine(entry.at, entry.actor_id, entry.facts)
        for entry in entries
        if named in (entry.facts["file_id"], entry.facts["made_id"])
    ]


def treated_name(name: str, taken: Collection[str], word: str) -> str:
    """A name for the treated file that no other has: `people_비식별.csv`."""
    stem = _MARK.sub("", name.rpartition(".")[0] or name)[:_LONGEST_STEM]
    begun = unicodedata.normalize("NFC", f"{stem}_{word}")
    found, number = f"{begun}.csv", 2
    while found in taken:
        found, number = f"{begun}_{number}.csv", number + 1
    return found


def fault_of_step(place: int | None, code: str, message: str) -> TreatmentFaulty:
    """A step that does not apply, as the fault of the document it stands in."""
    pointer = "" if place is None else f"/steps/{place}"
    return TreatmentFaulty([Fault(pointer, code, message)])


def _set_aside(
    session: Session, submission: Submission, file: SubmissionFile, *, at: datetime
) -> None:
    tables = session.execute(
        select(SubmissionTable).where(
            SubmissionTable.submission_id == submission.id,
            SubmissionTable.file_name == file.name,
        )
    ).scalars()
    copies = list(tables)
    keys = [file.key, *(copy.key for copy in copies)]
    session.add_all(
        SetAsideFile(id=uuid.uuid4(), submission_id=submission.id, key=key, at=at) for key in keys
    )
    for copy in copies:
        session.delete(copy)
