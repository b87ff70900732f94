"""Marks where versions are published and shown: taken over by a new one, and told as one may."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, aliased

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.many import version_ids_of
from marketplace.catalogue.models import Version
from marketplace.catalogue.values import VersionFacts
from marketplace.lineage.acts import MARKS, Act, conflicting
from marketplace.lineage.correction_models import Mark
from marketplace.lineage.corrections import CorrectionRow, corrections_of
from marketplace.lineage.marks import (
    MarkRow,
    clear_on_earlier_versions,
    clear_where_mended,
    marks_on,
    set_marks,
)
from marketplace.lineage.reaching import acts_upstream


@dataclass(frozen=True)
class SeenMark:
    """A mark, and the version acted on; None where whoever asks may not know of it.

    `successor` stands in that version's place.
    """

    mark: MarkRow
    source: VersionFacts | None
    successor: VersionFacts | None


@dataclass(frozen=True)
class SeenAct:
    """What was done to a version, and what stands in its place if that may be named."""

    correction: CorrectionRow
    successor: VersionFacts | None


Marks = Mapping[UUID, tuple[SeenMark, ...]]


def mark_published(session: Session, version: Version, *, at: datetime) -> None:
    """Mark a new version by what was done upstream, and clear what it mends of earlier ones.

    The caller holds the lineage, so that no act passes by unseen.
    """
    for correction, depth in acts_upstream(session, version.id, at=at):
        licence = correction.licence
        if licence is None or version.licence in conflicting(licence):
            kind = MARKS[correction.act]
            set_marks(session, correction.id, kind, {version.id: depth}, at=at)
    still = {mark.cause.id for mark in marks_on(session, [version.id])}
    earlier = [each for each in version_ids_of(session, version.dataset_id) if each != version.id]
    clear_on_earlier_versions(session, earlier, version.id, still=still, at=at)


def clear_mended(session: Session, correction_id: UUID, *, at: datetime) -> None:
    """Clear what a whole walk marked although a later version of the dataset is right already."""
    marked, later, own = aliased(Version), aliased(Version), aliased(Mark)
    bears_it = select(own.id).where(own.version_id == later.id, own.correction_id == correction_id)
    found = session.execute(
        select(marked.id, later.id)
        .join(Mark, Mark.version_id == marked.id)
        .join(
            later,
            and_(
                later.dataset_id == marked.dataset_id,
                later.number > marked.number,
                later.withdrawn_at.is_(None),
            ),
        )
        .where(Mark.correction_id == correction_id, ~bears_it.exists())
        .ext(distinct_on(marked.id))
        .order_by(marked.id, later.number)
    )
    mended = {row[0]: row[1] for row in found}
    clear_where_mended(session, correction_id, mended, at=at)


def seen_acts(session: Session, actor: Actor, version_id: UUID) -> tuple[SeenAct, ...]:
    """Return what was done to a version, the last first; an undo stands on what it undid."""
    acts = [each for each in corrections_of(session, [version_id]) if each.act is not Act.UNDO]
    ids = {each.successor_id for each in acts if each.successor_id}
    known = (
        catalogue.versions_of_ids(session, ids, visibility_of(actor), in_short=True) if ids else {}
    )
    return tuple(SeenAct(each, _known(known, each.successor_id)) for each in acts)


def seen_marks(
    session: Session, actor: Actor, version_ids: Collection[UUID], *, cleared: bool = False
) -> Marks:
    """Return the marks on some versions, by version; only those that stand unless `cleared`."""
    rows = marks_on(session, version_ids, cleared=cleared) if version_ids else ()
    if not rows:
        return {}
    ids = {row.cause.version_id for row in rows}
    ids |= {row.cause.successor_id for row in rows if row.cause.successor_id}
    known = catalogue.versions_of_ids(session, ids, visibility_of(actor), in_short=True)
    found: dict[UUID, tuple[SeenMark, ...]] = {}
    for row in rows:
        seen = SeenMark(
            mark=row,
            source=known.get(row.cause.version_id),
            successor=_known(known, row.cause.successor_id),
        )
        found[row.version_id] = (*found.get(row.version_id, ()), seen)
    return found


def _known(
    versions: Mapping[UUID, VersionFacts | None], version_id: UUID | None
) -> VersionFacts | None:
    return versions.get(version_id) if version_id else None
