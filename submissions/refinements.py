"""Refined tables of a submission: kept with the report, chosen by people, published with it.

The work itself is in `refine`. No engine is imported here. What goes along is bound to the decision
as the report is: it changes in review alone, and not once somebody has decided.
"""

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.digests import Digest, digest_of
from submissions.errors import RefinementFixed, RefinementMissing
from submissions.models import Refinement, Review, SetAsideFile, Submission
from submissions.states import Event, State
from submissions.transitions import advance

Steps = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class MadeRefinement:
    """A refined table, put away in the quarantine. `told`: its log and first rows, masked."""

    file: str
    sheet: str | None
    steps: tuple[Mapping[str, Any], ...]
    told: Mapping[str, Any]
    rows: int
    size: int
    digest: Digest
    key: str
    etag: str
    wanted: bool = True
    chosen_by: UUID | None = None


@dataclass(frozen=True)
class Choice:
    """What somebody chose for a table, to be kept when its submission is verified again."""

    file: str
    sheet: str | None
    steps: tuple[Mapping[str, Any], ...]
    wanted: bool
    chosen_by: UUID


def refinements_of(session: Session, submission: Submission) -> tuple[Refinement, ...]:
    """Return the refined tables that belong to the current report, by file and sheet."""
    rows = session.execute(
        select(Refinement)
        .where(
            Refinement.submission_id == submission.id,
            Refinement.attempt == submission.attempt,
        )
        .order_by(Refinement.file_name, Refinement.sheet)
    ).scalars()
    return tuple(rows)


def refinement_of(session: Session, submission: Submission, refinement_id: UUID) -> Refinement:
    """Return one of them; raise `RefinementMissing`."""
    for each in refinements_of(session, submission):
        if each.id == refinement_id:
            return each
    raise RefinementMissing(refinement_id)


def choices_of(session: Session, submission: Submission) -> tuple[Choice, ...]:
    """Return what was chosen for the tables of the last report."""
    return tuple(
        Choice(each.file_name, each.sheet, tuple(each.steps), each.wanted, each.chosen_by)
        for each in refinements_of(session, submission)
        if each.chosen_by is not None
    )


def steps_shown(refinement: Refinement) -> list[Mapping[str, Any]]:
    """Return the steps as people may see them: headers may hold numbers of persons."""
    return [entry["step"] for entry in refinement.told["log"]]


def digest_of_refinements(refinements: Iterable[Refinement]) -> Digest:
    """Return one digest for what goes along: a decision names it, so it is on what was seen."""
    seen = [[each.file_name, each.sheet, each.digest] for each in refinements if each.wanted]
    return digest_of(json.dumps(seen, ensure_ascii=False).encode())


def keep(
    session: Session, submission: Submission, made: Iterable[MadeRefinement], *, at: datetime
) -> None:
    """Write down what was made of the tables of the current report."""
    session.add_all(_row(submission, each, at=at) for each in made)


def changeable(session: Session, submission: Submission) -> None:
    """Raise `RefinementFixed` where what goes along can be changed no more, or not yet."""
    if submission.state != State.IN_REVIEW:
        raise RefinementFixed("not-in-review", "심사를 기다리는 동안에만 바꿀 수 있습니다.")
    decided = select(Review.id).where(
        Review.submission_id == submission.id, Review.round == submission.attempt
    )
    if session.execute(decided.limit(1)).first() is not None:
        raise RefinementFixed("decided-already", "심사자가 이미 결정하기 시작해 바꿀 수 없습니다.")


def want(
    session: Session,
    submission: Submission,
    refinement: Refinement,
    *,
    wanted: bool,
    actor_id: UUID,
    at: datetime,
) -> None:
    """Let a refined table go along, or not; raise as `changeable`."""
    changeable(session, submission)
    refinement.wanted = wanted
    refinement.chosen_by = actor_id
    _note(session, submission, refinement, actor_id=actor_id, at=at)


def replace(
    session: Session,
    submission: Submission,
    made: MadeRefinement,
    *,
    actor_id: UUID,
    at: datetime,
) -> Refinement:
    """Offer what was made instead of what was there for the table; raise as `changeable`."""
    changeable(session, submission)
    for each in refinements_of(session, submission):
        if (each.file_name, each.sheet) == (made.file, made.sheet):
            aside = SetAsideFile(id=uuid.uuid4(), submission_id=submission.id, key=each.key, at=at)
            session.add(aside)
            session.delete(each)
    session.flush()
    row = _row(submission, made, at=at)
    row.chosen_by = actor_id
    session.add(row)
    _note(session, submission, row, actor_id=actor_id, at=at)
    return row


def leave_out(refinements: Iterable[Refinement]) -> None:
    """Let none of them go along: whoever decides wants the original alone."""
    for each in refinements:
        each.wanted = False


def keep_only(
    refinements: Iterable[Refinement], accepted: Mapping[tuple[str, str | None], Steps]
) -> None:
    """Let those go along alone whose steps were accepted before for a table of the same name.

    Nobody looks at what is published unseen.
    """
    for each in refinements:
        known = accepted.get((each.file_name, each.sheet))
        each.wanted = each.wanted and known is not None and list(known) == steps_shown(each)


def _row(submission: Submission, made: MadeRefinement, *, at: datetime) -> Refinement:
    return Refinement(
        id=uuid.uuid4(),
        submission_id=submission.id,
        attempt=submission.attempt,
        file_name=made.file,
        sheet=made.sheet,
        steps=[dict(step) for step in made.steps],
        told=dict(made.told),
        rows=made.rows,
        size=made.size,
        digest=made.digest,
        key=made.key,
        etag=made.etag,
        wanted=made.wanted,
        chosen_by=made.chosen_by,
        made_at=at,
    )


def _note(
    session: Session,
    submission: Submission,
    refinement: Refinement,
    *,
    actor_id: UUID,
    at: datetime,
) -> None:
    facts = {
        "file": refinement.file_name,
        "sheet": refinement.sheet,
        "steps": len(refinement.steps),
        "wanted": refinement.wanted,
        "digest": refinement.digest,
    }
    advance(session, submission, Event.REFINE, actor_id=actor_id, at=at, facts=facts)
