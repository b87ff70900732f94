"""Restating: the draft of a dataset's next version, once its sources have newer ones."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.values import VersionFacts
from marketplace.errors import NotFound
from marketplace.lineage import restatements
from marketplace.lineage.errors import NothingNewer
from marketplace.lineage.restatements import (
    Asked,
    NewerSource,
    RestatementRow,
    restatement_of,
)
from marketplace.permissions.asking import require
from marketplace.permissions.permission import Permission
from marketplace.workflow import offering
from marketplace.workflow.nudges import ask_for_restatement
from marketplace.workflow.subjects import owned_dataset, permitted_submission
from storage.holds import hold
from submissions.manifest import Manifest
from submissions.models import Submission
from submissions.restated import manifest_of_version, next_manifest
from submissions.states import State


def newer_sources(session: Session, actor: Actor, version: VersionFacts) -> tuple[NewerSource, ...]:
    """Return the sources of a version of which the actor sees a newer version."""
    return tuple(dict.fromkeys(_newer(session, actor, version)))


def _newer(session: Session, actor: Actor, version: VersionFacts) -> Iterator[NewerSource]:
    for source in version.described.sources:
        if "dataset" in source:
            named = UUID(str(source["dataset"]))
            found = catalogue.find_version(session, named, None, visibility_of(actor))
            if found and found.withdrawal is None and found.number > int(source["version"]):
                yield NewerSource(named, int(source["version"]), found.number)


def restate(session: Session, actor: Actor, dataset_id: UUID, *, at: datetime) -> Submission:
    """Begin the draft of a dataset's next version from the newest of its sources.

    Where there is a recipe its rows are made into the draft's file once this has committed. Asked
    for again it is the same draft, as long as it is one. Raises `DatasetMissing`,
    `PermissionRefused`, `NothingNewer`, and `NotFound` where the last manifest was not kept.
    """
    dataset = catalogue.get_dataset(session, dataset_id, visibility_of(actor))
    require(
        actor,
        Permission.DATASET_ADD_VERSION,
        owned_dataset(dataset),
    )
    # Asked for twice at once it is one draft.
    hold(session, "restated", dataset_id)
    version = dataset.shown
    newer = newer_sources(session, actor, version)
    if not newer:
        raise NothingNewer(dataset_id)
    begun = _begun(session, actor, version, newer)
    if begun is not None:
        return begun
    last = manifest_of_version(session, dataset_id, version.number)
    if last is None:
        raise NotFound("manifest", dataset_id)
    newest = {str(each.dataset): each.now for each in newer}
    document = next_manifest(last, dataset_id, newest)
    made = offering.create_submission(session, actor, document, at=at)
    recipe = Manifest(made.manifest).recipe is not None
    asked = Asked(made.id, dataset_id, version.number)
    restatements.ask(session, asked, newer, recipe=recipe, at=at)
    if recipe:
        ask_for_restatement(session, made.id, at=at)
    return made


def _begun(
    session: Session, actor: Actor, version: VersionFacts, newer: Sequence[NewerSource]
) -> Submission | None:
    rows = restatements.restatements_of(session, version.dataset_id, after=version.number)
    same = [row.submission_id for row in rows if row.newer == tuple(newer)]
    drafts = select(Submission).where(
        Submission.id.in_(same),
        Submission.state == State.DRAFT,
        Submission.submitter_id == actor.id,
    )
    return session.execute(drafts.limit(1)).scalar_one_or_none()


def restatement(session: Session, actor: Actor, submission_id: UUID) -> RestatementRow:
    """Return what came of a restatement; raise `NotFound` where the submission is none."""
    permitted_submission(session, actor, submission_id, Permission.SUBMISSION_READ)
    found = restatement_of(session, submission_id)
    if found is None:
        raise NotFound("restatement", submission_id)
    return found
