"""Refined tables of a submission: looked at with their diff, chosen, made as somebody asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.models import Form
from marketplace.catalogue.visibility import EVERYTHING
from marketplace.permissions.permission import Permission
from marketplace.services import Services
from marketplace.workflow.subjects import permitted_submission, submitter_of
from marketplace.workflow.treating import bounded_work
from storage.digests import Digest
from submissions import refinements, treatments
from submissions.errors import RefinementFixed, TreatmentRefused
from submissions.models import Refinement, Submission, SubmissionFile, SubmissionTable
from submissions.queries import previews_of
from submissions.refinements import Steps
from submissions.treatments import Order

TableName = tuple[str, str | None]


@dataclass(frozen=True)
class Refinements:
    """The refined tables of a submission, and the tables that have no refined form.

    `digest` stands for what goes along: a decision names it. `fixed`: why nothing can be changed
    now, or None.
    """

    items: tuple[Refinement, ...]
    others: tuple[TableName, ...]
    digest: Digest
    fixed: RefinementFixed | None


def refinements_seen(session: Session, actor: Actor, submission_id: UUID) -> Refinements:
    """Return the refined tables of a submission that the actor may see."""
    found = permitted_submission(session, actor, submission_id, Permission.SUBMISSION_READ)
    return refinements_of(session, found)


def refinements_of(session: Session, submission: Submission) -> Refinements:
    """Return the refined tables of a submission the actor has been let see."""
    items = refinements.refinements_of(session, submission)
    named = {(each.file_name, each.sheet) for each in items}
    tables = ((each.file, each.sheet) for each in previews_of(session, submission))
    return Refinements(
        items=items,
        others=tuple(each for each in tables if each not in named),
        digest=refinements.digest_of_refinements(items),
        fixed=_why_fixed(session, submission),
    )


def want(
    session: Session,
    actor: Actor,
    submission_id: UUID,
    refinement_id: UUID,
    *,
    wanted: bool,
    at: datetime,
) -> Refinement:
    """Let a refined table be published with its original, or not.

    Raises `RefinementMissing`, and `RefinementFixed` where it is too late or too early.
    """
    found = permitted_submission(
        session, actor, submission_id, Permission.SUBMISSION_EDIT, lock=True
    )
    chosen = refinements.refinement_of(session, found, refinement_id)
    actor_id = submitter_of(actor).id
    refinements.want(session, found, chosen, wanted=wanted, actor_id=actor_id, at=at)
    return chosen


def refine(
    session: Session,
    actor: Actor,
    submission_id: UUID,
    table: TableName,
    steps: Steps | None,
    *,
    services: Services,
    at: datetime,
) -> Refinement:
    """Make a table's refined form by these steps, or those proposed; it goes along from then on.

    The submission is locked meanwhile. Raises `TreatmentFaulty`, `TreatmentRefused` and
    `RefinementFixed`.
    """
    if steps is not None:
        treatments.check_steps(Order(tuple(steps)))
    found = permitted_submission(
        session, actor, submission_id, Permission.SUBMISSION_EDIT, lock=True
    )
    refinements.changeable(session, found)
    file, told = _file_of(found, table[0]), _told(session, found, table[0])
    # The engines come with the first refinement asked for: the web tier starts without them.
    from submissions.refine import Room, refine_asked

    with bounded_work(services, found) as (bounds, folder):
        room = Room(services.objects, found.id, found.attempt, folder)
        made = refine_asked(file, table[1], steps, told, room, bounds=bounds)
    actor_id = submitter_of(actor).id
    return refinements.replace(session, found, made, actor_id=actor_id, at=at)


def keep_what_was_accepted(session: Session, submission: Submission) -> None:
    """Of what is published unseen, let those refined tables go along that are made as before."""
    items = refinements.refinements_of(session, submission)
    refinements.keep_only(items, _accepted_before(session, submission.dataset_id))


def _accepted_before(session: Session, dataset_id: UUID | None) -> Mapping[TableName, Steps]:
    if dataset_id is None:
        return {}
    latest = catalogue.find_version(session, dataset_id, None, EVERYTHING)
    return {
        (each.name, each.sheet): each.made_by["steps"]
        for each in (latest.files if latest else ())
        if each.form is Form.REFINED and each.made_by is not None
    }


def _why_fixed(session: Session, submission: Submission) -> RefinementFixed | None:
    try:
        refinements.changeable(session, submission)
    except RefinementFixed as fixed:
        return fixed
    return None


def _file_of(submission: Submission, name: str) -> SubmissionFile:
    file = next((each for each in submission.files if each.name == name), None)
    if file is None:
        raise TreatmentRefused("no-table", "표로 읽을 수 있는 내용이 없습니다.")
    return file


def _told(
    session: Session, submission: Submission, file: str
) -> Mapping[str | None, frozenset[str]]:
    """For each sheet of a file, the columns that people may see nothing of."""
    tables = session.execute(
        select(SubmissionTable.sheet, SubmissionTable.told).where(
            SubmissionTable.submission_id == submission.id,
            SubmissionTable.attempt == submission.attempt,
            SubmissionTable.file_name == file,
        )
    )
    return {sheet: frozenset(told) for sheet, told in tables}
