"""The values of the page on which a submission is written whole, and of its list of files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor
from marketplace.web.draft_page import column_values, writing_values
from marketplace.web.manifest_form import Fields
from marketplace.web.offer_page import offer_of
from marketplace.web.report_page import groups_of
from marketplace.web.submission_page import may_submit_after_saving
from marketplace.workflow.offering import Counter
from storage.errors import StorageError
from submissions.models import Submission, SubmissionFile
from submissions.states import State
from submissions.uploads import MultipartUpload, upload_of


@dataclass(frozen=True)
class Limits:
    """How many files, and how many bytes each."""

    files: int
    bytes: int


@dataclass(frozen=True)
class FileThere:
    """A file of a submission that can be changed; `present` are the bytes the store has."""

    id: UUID
    name: str
    size: int
    is_complete: bool
    present: int


@dataclass(frozen=True)
class Written:
    """What stands in the form, and what was refused there."""

    fields: Fields
    faults: Mapping[str, str]


def edit_values(
    session: Session, actor: Actor, submission: Submission, written: Written, *, counter: Counter
) -> dict[str, Any]:
    """Return what `submissions/edit.html` is given."""
    offer = offer_of(session, actor, submission)
    returned = offer.seen.state is State.RETURNED
    blocked = offer.seen.state is State.BLOCKED and offer.report
    return {
        **writing_values(session, actor, written.fields, written.faults),
        **column_values(written.fields),
        "submission": offer.about(),
        "returned": [
            each
            for each in offer.decisions
            if returned and each.is_current and each.decision == "return"
        ],
        "blocked": [each for each in groups_of(offer.report) if each.blocks]
        if blocked and offer.report
        else [],
        "limits": Limits(counter.limits.files, counter.limits.file_bytes),
        "files": files_there(submission, counter),
        "can": {"submit": may_submit_after_saving(submission)},
    }


def files_there(submission: Submission, counter: Counter) -> tuple[FileThere, ...]:
    """Return the files of a submission, and how much of each is there."""
    return tuple(
        FileThere(
            file.id,
            file.name,
            file.size,
            is_complete=file.completed_at is not None,
            present=file.size if file.completed_at else _present(file, counter),
        )
        for file in submission.files
    )


def _present(file: SubmissionFile, counter: Counter) -> int:
    try:
        how = upload_of(counter.store, file, expires=counter.upload_time)
    except StorageError:
        # The form is worth showing without it.
        return 0
    return sum(part.size for part in how.present) if isinstance(how, MultipartUpload) else 0
