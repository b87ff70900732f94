"""What an owner does to a version that was published: each act recorded with its reason, once.

Nothing is taken back of what was published. An act is a row of its own; what it does to the version
itself happens with it (`correction_acts`), what it means for others is carried to them by a job
(`propagating`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.models import Version
from marketplace.catalogue.values import VersionFacts
from marketplace.catalogue.visibility import EVERYTHING
from marketplace.lineage.acts import Act
from marketplace.lineage.corrections import (
    ActFacts,
    CorrectionRow,
    corrections_of,
    hold_acts,
    record_correction,
)
from marketplace.permissions.asking import may, require
from marketplace.permissions.permission import Permission
from marketplace.workflow.concerned import Concerned, concerned
from marketplace.workflow.correction_acts import ACTS, Wish
from marketplace.workflow.downloading import permission_facts
from marketplace.workflow.nudges import ask_for_propagation
from submissions.manifest import Corrected
from verification.personal.mask import mask


@dataclass(frozen=True)
class Corrections:
    """What was done to a version, a page of it; for who may do more also whom that would concern.

    `count` is of all acts; `numbers` are those of the dataset's versions that are not withdrawn,
    newest first.
    """

    version: VersionFacts
    count: int
    acts: tuple[CorrectionRow, ...]
    successors: Mapping[UUID, VersionFacts | None]
    numbers: tuple[int, ...]
    concerns: Concerned | None


def corrections_on(
    session: Session,
    actor: Actor,
    dataset_id: UUID,
    number: int | None,
    *,
    page: int = 1,
    per_page: int = 100,
) -> Corrections:
    """Return a page of what was done to a version, newest first; raise `VersionMissing`."""
    visibility = visibility_of(actor)
    version = catalogue.get_version(session, dataset_id, number, visibility)
    all_acts = corrections_of(session, [version.id])
    acts = all_acts[(page - 1) * per_page : page * per_page]
    ids = {each.successor_id for each in acts if each.successor_id}
    counted = (
        concerned(session, version, by=actor.id)
        if may(actor, Permission.VERSION_CORRECT, permission_facts(version))
        else None
    )
    dataset = catalogue.get_dataset(session, version.dataset_id, visibility)
    numbers = tuple(each.number for each in dataset.versions if each.withdrawal is None)
    successors = catalogue.versions_of_ids(session, ids, visibility) if ids else {}
    return Corrections(version, len(all_acts), acts, successors, numbers, counted)


def own_corrections(session: Session, actor: Actor, dataset_id: UUID, number: int) -> Corrections:
    """Return the same for who may do more; raise `VersionMissing` or `PermissionRefused`."""
    found = corrections_on(session, actor, dataset_id, number)
    require(actor, Permission.VERSION_CORRECT, permission_facts(found.version))
    return found


def correct_by_publication(
    session: Session, version: Version, corrected: Corrected, *, at: datetime
) -> None:
    """Note that a version just published corrects an earlier one, as its manifest says."""
    earlier = catalogue.find_version(session, version.dataset_id, corrected.number, EVERYTHING)
    if earlier is None or earlier.number >= version.number:
        return
    facts = ActFacts(
        act=Act.CORRECT, reason=mask(corrected.reason), holds_from=at, successor_id=version.id
    )
    done = record_correction(session, earlier.id, facts, by=version.maker_id, at=at)
    ask_for_propagation(session, done.id, at=at)


def correct(
    session: Session,
    actor: Actor,
    dataset_id: UUID,
    number: int | None,
    wish: Wish,
    *,
    at: datetime,
) -> tuple[VersionFacts, CorrectionRow]:
    """Do to a version what its owner wants, and have it carried to all it reaches.

    The reason is masked before it is kept: everybody reads it.

    Raises `NotFound`, `PermissionRefused`, `CorrectionRefused` where it makes no sense,
    `AlreadyWithdrawn`, `NotWithdrawn` and `AlreadyUndone`.
    """
    hold_acts(session)
    wish = replace(wish, reason=mask(wish.reason))
    version = catalogue.get_version(session, dataset_id, number, visibility_of(actor))
    require(actor, Permission.VERSION_CORRECT, permission_facts(version))
    facts = ACTS[wish.act](session, actor, version, wish, at)
    done = record_correction(session, version.id, facts, by=actor.id, at=at)
    ask_for_propagation(
        session, done.id, at=at, not_before=done.holds_from if done.holds_from > at else None
    )
    return version, done
