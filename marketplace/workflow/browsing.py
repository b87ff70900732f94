"""Finding and reading what is published, as far as whoever asks may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.asked import read_search
from marketplace.catalogue.search import SearchPage, find_datasets
from marketplace.catalogue.values import DatasetFacts, DatasetLine, VersionFacts
from marketplace.errors import NotFound
from marketplace.lineage import queries as lineage
from marketplace.lineage.queries import MAX_DEPTH, DerivationRow, Lineage, UsedBy
from marketplace.permissions.asking import require
from marketplace.permissions.permission import Permission
from marketplace.provenance.facts import ProvenanceFacts, provenance_of
from marketplace.workflow.downloading import permission_facts
from marketplace.workflow.listing import shown_versions
from marketplace.workflow.marking import Marks, seen_marks
from verification.history import find_report


class Direction(StrEnum):
    """Which way a lineage is walked."""

    ANCESTORS = "ancestors"
    DESCENDANTS = "descendants"
    BOTH = "both"


@dataclass(frozen=True)
class LineageAsked:
    """How much of a lineage is asked for."""

    direction: Direction = Direction.BOTH
    depth: int = MAX_DEPTH
    page: int = 1
    per_page: int = 100


WALKS = {Direction.ANCESTORS: lineage.ancestors, Direction.DESCENDANTS: lineage.descendants}
NOTHING = Lineage((), (), more=False)


@dataclass(frozen=True)
class LineageSeen:
    """A version's ancestors and descendants. `versions` has None for one that is restricted."""

    version: VersionFacts
    own: tuple[DerivationRow, ...]
    ancestors: Lineage
    descendants: Lineage
    versions: Mapping[UUID, VersionFacts | None]
    marks: Marks

    def find(self, version_id: UUID | None) -> VersionFacts | None:
        """Return a version that was reached, or that it was asked for; None if it is restricted."""
        if version_id is None or version_id == self.version.id:
            return self.version if version_id else None
        return self.versions.get(version_id)


def search(session: Session, actor: Actor, given: Mapping[str, Sequence[str]]) -> SearchPage:
    """Return the datasets the parameters ask for; raise `FilterRefused` or `PageRefused`."""
    return find_datasets(session, read_search(given), visibility_of(actor))


def dataset(session: Session, actor: Actor, dataset_id: UUID) -> DatasetFacts:
    """Return a dataset; raise `DatasetMissing` where it is not there for the actor."""
    return catalogue.get_dataset(session, dataset_id, visibility_of(actor))


def marks_of_lines(
    session: Session, actor: Actor, lines: Sequence[DatasetLine]
) -> tuple[Marks, Mapping[UUID, UUID]]:
    """Return the marks on what some datasets show, and the datasets by those versions."""
    shown = shown_versions(session, [line.id for line in lines])
    return seen_marks(session, actor, shown.keys()), shown


def marks_of(session: Session, actor: Actor, version_id: UUID) -> Marks:
    """Return the marks that stand on a version."""
    return seen_marks(session, actor, [version_id])


def version(session: Session, actor: Actor, dataset_id: UUID, number: int | None) -> VersionFacts:
    """Return a version, the latest without a number; raise `VersionMissing`."""
    return catalogue.get_version(session, dataset_id, number, visibility_of(actor))


def readable_version(
    session: Session, actor: Actor, dataset_id: UUID, number: int | None
) -> VersionFacts:
    """Return a version whose bytes the actor may have; raise `PermissionRefused` otherwise."""
    found = version(session, actor, dataset_id, number)
    require(actor, Permission.VERSION_READ_BYTES, permission_facts(found))
    return found


def provenance(
    session: Session, actor: Actor, dataset_id: UUID, number: int | None
) -> ProvenanceFacts:
    """Return how a version came to be: its sources, checks and decisions."""
    found = version(session, actor, dataset_id, number)
    return provenance_of(session, found, visibility_of(actor))


def report(session: Session, actor: Actor, dataset_id: UUID, number: int | None) -> dict[str, Any]:
    """Return the report a version was accepted on; raise `NotFound` where it shows too much."""
    found = version(session, actor, dataset_id, number)
    body = find_report(session, found.report_digest) if found.shows_cells else None
    if body is None:
        raise NotFound("report", found.report_digest)
    return dict(body)


def lineage_of(
    session: Session,
    actor: Actor,
    dataset_id: UUID,
    number: int | None,
    asked: LineageAsked,
) -> LineageSeen:
    """Return where a version comes from and what was made of it, nearest first."""
    found = version(session, actor, dataset_id, number)
    before, after = (
        walk(session, found.id, depth=asked.depth, page=asked.page, per_page=asked.per_page)
        if asked.direction in {direction, Direction.BOTH}
        else NOTHING
        for direction, walk in WALKS.items()
    )
    ids = {node.version_id for node in (*before.nodes, *after.nodes)}
    seen = catalogue.versions_of_ids(session, ids, visibility_of(actor), in_short=True)
    return LineageSeen(
        version=found,
        own=lineage.derivations_of(session, found.id),
        ancestors=before,
        descendants=after,
        versions=seen,
        marks=seen_marks(session, actor, {found.id, *ids}),
    )


def used_by(session: Session, version_id: UUID, *, page: int = 1, per_page: int = 20) -> UsedBy:
    """Return what was made directly from a version."""
    return lineage.used_by(session, (version_id,), page=page, per_page=per_page)
