"""Disputing: the owner of a source says that something was not made from it as it claims."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor, Role
from marketplace.accounts.queries import reviewers
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.values import VersionFacts
from marketplace.catalogue.visibility import EVERYTHING
from marketplace.errors import NotFound
from marketplace.lineage.disputes import raise_dispute
from marketplace.lineage.queries import derivations_of
from marketplace.notices.kinds import NoticeKind
from marketplace.notices.services import Subject, notify
from marketplace.permissions.asking import require
from marketplace.permissions.facts import DatasetFacts
from marketplace.permissions.permission import Permission
from marketplace.workflow.subjects import submitter_of


def dispute(
    session: Session, actor: Actor, dataset_id: UUID, number: int, *, reason: str, at: datetime
) -> VersionFacts:
    """Dispute that a version was made from what the actor owns; return the version.

    Raises `NotFound`, `PermissionRefused` where none of its sources is theirs, and
    `AlreadyDisputed`.
    """
    version = catalogue.get_version(session, dataset_id, number, visibility_of(actor))
    for derivation_id, source in _own_sources(session, actor, version).items():
        raise_dispute(session, derivation_id, by=submitter_of(actor).id, reason=reason, at=at)
        _tell(session, version, source, cause=f"disputed:{derivation_id}:{at.isoformat()}", at=at)
    return version


def _own_sources(session: Session, actor: Actor, version: VersionFacts) -> dict[UUID, VersionFacts]:
    """Return the sources of a version that the actor owns, by their derivation."""
    derivations = derivations_of(session, version.id)
    ids = [row.source_version_id for row in derivations if row.source_version_id]
    sources = catalogue.versions_of_ids(session, ids, EVERYTHING)
    held = {
        row.id: source
        for row in derivations
        if row.source_version_id and (source := sources.get(row.source_version_id))
    }
    own = {each: source for each, source in held.items() if source.owner_id == actor.id}
    if not own:
        anyone = next(iter(held.values()), None)
        if anyone is None:
            raise NotFound("source")
        require(actor, Permission.DERIVATION_DISPUTE, DatasetFacts(anyone.owner_id))
    return own


def _tell(
    session: Session, version: VersionFacts, source: VersionFacts, *, cause: str, at: datetime
) -> None:
    """Tell the owner of what is disputed, and the quality reviewers who may look at it again."""
    eligible = reviewers(
        session,
        Role.QUALITY,
        not_account=version.owner_id,
        not_department=version.department_id,
    )
    people = dict.fromkeys((version.owner_id, *(person.id for person in eligible)))
    for account_id in people:
        if account_id != source.owner_id:
            notify(
                session,
                account_id,
                NoticeKind.DISPUTE_RAISED,
                cause=cause,
                at=at,
                about=Subject(
                    dataset=version.dataset_id, version=version.id, version_number=version.number
                ),
                facts={
                    "title": version.described.title.shown,
                    "source": source.described.title.shown,
                },
            )
