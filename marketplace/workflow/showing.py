"""All that the page of a dataset shows of one version, asked for at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.accounts.queries import department_names_of
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.values import DatasetFacts, VersionFacts
from marketplace.errors import NotFound, Reason
from marketplace.lineage import queries as lineage
from marketplace.lineage.disputes import DisputeRow, disputes_of
from marketplace.lineage.queries import DerivationRow, Lineage
from marketplace.lineage.restatements import NewerSource
from marketplace.permissions.asking import may, ruling_on
from marketplace.permissions.permission import Permission
from marketplace.permissions.ruling import VERSION_WITHDRAWN, YES, Ruling, no
from marketplace.workflow.assuring import Grounds, grounds, grounds_of
from marketplace.workflow.collaborating import Collaboration, collaboration_of
from marketplace.workflow.downloading import permission_facts
from marketplace.workflow.listing import makers
from marketplace.workflow.marking import Marks, SeenAct, SeenMark, seen_acts, seen_marks
from marketplace.workflow.restating import newer_sources
from marketplace.workflow.subjects import owned_dataset
from verification.models import StoredReport
from verification.rights.licences import find_licence

ANCESTORS = 100
DESCENDANTS = 40
USES = 20

NO_DERIVATIVES = Reason(
    "no-derivatives",
    "변경금지 이용허락이라 이 데이터로 만든 것은 받지 않습니다.",
    "Its licence allows no derivatives, so nothing made from it can be given back.",
)


@dataclass(frozen=True)
class Use:
    """A version made directly from the one shown."""

    version: VersionFacts
    by: str
    is_disputed: bool


@dataclass(frozen=True)
class KeptReport:
    """The report a version was accepted on, and when it was first kept."""

    body: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True)
class Rulings:
    """What the actor may do with the version shown."""

    download: Ruling
    build_on: Ruling
    new_version: Ruling
    correct: Ruling
    dispute: bool
    report_error: Ruling


@dataclass(frozen=True)
class Tree:
    """The walks from a version, and what is seen of each version reached; None: restricted."""

    ancestors: Lineage
    descendants: Lineage
    versions: Mapping[UUID, VersionFacts | None]


@dataclass(frozen=True)
class DatasetPage:
    """One version of a dataset, whole. `newer`: what its owner can restate it from.

    `grounds`: what the assurance of it, and of all that was made of it, rests on.
    """

    dataset: DatasetFacts
    version: VersionFacts
    by: str
    department: str
    report: KeptReport | None
    tree: Tree
    sources: tuple[DerivationRow, ...]
    used_by: tuple[Use, ...]
    acts: tuple[SeenAct, ...]
    marks: Marks
    grounds: Grounds
    disputes: tuple[DisputeRow, ...]
    can: Rulings
    collaboration: Collaboration
    newer: tuple[NewerSource, ...] = ()

    @property
    def own_marks(self) -> tuple[SeenMark, ...]:
        """The marks on the version shown, those that were cleared as well."""
        return self.marks.get(self.version.id, ())


def dataset_page(
    session: Session, actor: Actor, dataset_id: UUID, number: int | None
) -> DatasetPage:
    """Return what the page of a version shows, the latest without a number.

    Raises `DatasetMissing` or `VersionMissing`.
    """
    visibility = visibility_of(actor)
    dataset = catalogue.get_dataset(session, dataset_id, visibility)
    version = dataset.shown
    if number not in (None, version.number):
        version = catalogue.get_version(session, dataset_id, number, visibility)
    tree = _tree(session, actor, version)
    can = _rulings(actor, dataset, version)
    is_restatable = can.new_version.allowed and version.number == dataset.shown.number
    uses = _uses(session, actor, version)
    shown = {*tree.versions, *(use.version.id for use in uses)}
    sources = tuple(row for row in tree.ancestors.derivations if row.version_id == version.id)
    return DatasetPage(
        dataset=dataset,
        version=version,
        by=makers(session, [version])[version.id],
        department=_department(session, version),
        report=_report(session, version),
        tree=tree,
        sources=sources,
        used_by=uses,
        acts=seen_acts(session, actor, version.id),
        marks=seen_marks(session, actor, shown, cleared=True),
        grounds={
            **grounds_of(session, actor, [use.version.id for use in uses]),
            **grounds(sources, tree.versions),
        },
        disputes=disputes_of(session, [row.id for row in sources]),
        can=can,
        newer=newer_sources(session, actor, version) if is_restatable else (),
        collaboration=collaboration_of(session, actor, version),
    )


def version_report(
    session: Session, actor: Actor, dataset_id: UUID, number: int
) -> tuple[VersionFacts, KeptReport]:
    """Return a version and the report it was accepted on; raise `NotFound`."""
    version = catalogue.get_version(session, dataset_id, number, visibility_of(actor))
    report = _report(session, version)
    if report is None:
        raise NotFound("report", version.report_digest)
    return version, report


def _department(session: Session, version: VersionFacts) -> str:
    if version.department_id is None:
        return ""
    return department_names_of(session, {version.department_id}).get(version.department_id, "")


def _report(session: Session, version: VersionFacts) -> KeptReport | None:
    kept = session.get(StoredReport, version.report_digest) if version.shows_cells else None
    return KeptReport(kept.body, kept.created_at) if kept is not None else None


def _tree(session: Session, actor: Actor, version: VersionFacts) -> Tree:
    before = lineage.ancestors(session, version.id, per_page=ANCESTORS)
    after = lineage.descendants(session, version.id, per_page=DESCENDANTS)
    ids = {node.version_id for node in (*before.nodes, *after.nodes)}
    seen = catalogue.versions_of_ids(session, ids, visibility_of(actor), in_short=True)
    return Tree(before, after, {**seen, version.id: version})


def _uses(session: Session, actor: Actor, version: VersionFacts) -> tuple[Use, ...]:
    """Return what was made directly from a version, newest first; nothing restricted."""
    rows = lineage.used_by(session, (version.id,), per_page=USES).derivations
    if not rows:
        return ()
    ids = [row.version_id for row in rows]
    seen = catalogue.versions_of_ids(session, ids, visibility_of(actor))
    open_now = {
        dispute.derivation_id
        for dispute in disputes_of(session, [row.id for row in rows])
        if dispute.outcome is None
    }
    disputed = {row.version_id for row in rows if row.id in open_now}
    made = [found for each in dict.fromkeys(ids) if (found := seen.get(each)) is not None]
    names = makers(session, made)
    return tuple(Use(each, names[each.id], each.id in disputed) for each in made)


def _rulings(actor: Actor, dataset: DatasetFacts, version: VersionFacts) -> Rulings:
    facts = permission_facts(version)
    owned = owned_dataset(dataset)
    return Rulings(
        download=ruling_on(actor, Permission.VERSION_READ_BYTES, facts),
        build_on=_may_build_on(version),
        new_version=ruling_on(actor, Permission.DATASET_ADD_VERSION, owned),
        correct=ruling_on(actor, Permission.VERSION_CORRECT, facts),
        dispute=may(actor, Permission.DERIVATION_DISPUTE, owned),
        report_error=ruling_on(actor, Permission.ERROR_REPORT),
    )


def _may_build_on(version: VersionFacts) -> Ruling:
    """Rule on building on a version; signing in is asked for on the way."""
    if version.withdrawal is not None:
        return no(VERSION_WITHDRAWN)
    licence = find_licence(version.described.licence)
    if licence is not None and not licence.derivatives:
        return no(NO_DERIVATIVES)
    return YES
