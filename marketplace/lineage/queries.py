"""Lineage as pages show it: a version's sources, who built on it, and both all the way."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    Uuid,
    and_,
    any_,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from marketplace.lineage.correction_models import DerivationChange
from marketplace.lineage.models import Derivation
from marketplace.lineage.walking import BACK, ON, Node
from verification.evidence.assurance import Assurance
from verification.sources import ExternalSource

MAX_DEPTH = 32
"""No walk goes further, whatever is asked."""

SHOWN_NOW = func.coalesce(
    select(DerivationChange.assurance)
    .where(DerivationChange.derivation_id == Derivation.id)
    .order_by(DerivationChange.number.desc())
    .limit(1)
    .correlate(Derivation)
    .scalar_subquery(),
    Derivation.assurance,
).label("shown_now")
"""How much of a step is shown: by its last change, else as it was recorded."""


@dataclass(frozen=True)
class DerivationRow:
    """A derivation as it was recorded, and how much of it is shown now.

    `assurance_at_first` is what was shown when it was published, where that has changed since.
    """

    id: UUID
    version_id: UUID
    position: int
    source_version_id: UUID | None
    external: ExternalSource | None
    how: str
    group: str | None
    alias: str | None
    note: str | None
    assurance: Assurance
    licence_then: str
    generation_then: int
    assurance_then: Assurance
    at: datetime
    assurance_at_first: Assurance | None = None


@dataclass(frozen=True)
class Lineage:
    """A page of the versions reached, nearest first, and the derivations that lead to them."""

    nodes: tuple[Node, ...]
    derivations: tuple[DerivationRow, ...]
    more: bool


@dataclass(frozen=True)
class UsedBy:
    """How many derivations point at some versions, and a page of them, the newest first."""

    count: int
    derivations: tuple[DerivationRow, ...]


def derivations_of(session: Session, version_id: UUID) -> tuple[DerivationRow, ...]:
    """Return what a version was made from, in the manifest's order."""
    return derivations_of_all(session, (version_id,))


def derivations_of_all(session: Session, ids: Collection[UUID]) -> tuple[DerivationRow, ...]:
    """Return what some versions were made from, each in its manifest's order."""
    recorded = select(Derivation).where(Derivation.version_id.in_(ids))
    in_order = recorded.order_by(Derivation.version_id, Derivation.position)
    return _rows(session, in_order) if ids else ()


def derivations_by_id(
    session: Session, derivation_ids: Collection[UUID]
) -> Mapping[UUID, DerivationRow]:
    """Return some derivations by their ids."""
    named = select(Derivation).where(Derivation.id == any_(ids_array(derivation_ids)))
    return {row.id: row for row in _rows(session, named)}


def used_by(
    session: Session, version_ids: Collection[UUID], *, page: int = 1, per_page: int = 20
) -> UsedBy:
    """Return the derivations made directly from some versions: of one, or of a whole dataset."""
    direct = Derivation.source_version_id.in_(version_ids)
    count = session.execute(select(func.count()).where(direct)).scalar_one()
    newest = (
        select(Derivation)
        .where(direct)
        .order_by(Derivation.at.desc(), Derivation.id)
        .offset((page - 1) * per_page)
        .limit(per_page)
    )
    return UsedBy(count, _rows(session, newest))


def ancestors(
    session: Session,
    version_id: UUID,
    *,
    depth: int = MAX_DEPTH,
    page: int = 1,
    per_page: int = 100,
) -> Lineage:
    """Return what a version comes from, at most `depth` steps back, nearest first.

    External sources are among the derivations; they are no nodes.
    """
    depth = min(depth, MAX_DEPTH)
    reached = BACK.nodes(session, version_id, depth, page * per_page + 1)
    return _lineage(session, version_id, reached, page, per_page, outside=depth)


def descendants(
    session: Session,
    version_id: UUID,
    *,
    depth: int = MAX_DEPTH,
    page: int = 1,
    per_page: int = 100,
) -> Lineage:
    """Return what was made from a version, at most `depth` steps on, nearest first.

    Sources that the descendants have besides, outside this lineage, are left out.
    """
    reached = ON.nodes(session, version_id, min(depth, MAX_DEPTH), page * per_page + 1)
    return _lineage(session, version_id, reached, page, per_page)


def _lineage(
    session: Session,
    start: UUID,
    reached: Sequence[Node],
    page: int,
    per_page: int,
    *,
    outside: int = 0,
) -> Lineage:
    """Return a page of what was reached; an edge stands on the page that completes its two ends.

    External sources of versions fewer than `outside` steps away are added.
    """
    begin, end = (page - 1) * per_page, page * per_page
    first = [Node(start, 0)] if page == 1 else []
    here = [*first, *reached[begin:end]]
    so_far = ids_array([start, *(node.version_id for node in reached[:end])])
    now = ids_array([node.version_id for node in here])
    near = ids_array([node.version_id for node in here if node.depth < outside])
    version, source = Derivation.version_id, Derivation.source_version_id
    ends = [and_(version == any_(now), source == any_(so_far))]
    if outside:
        ends.append(and_(version == any_(near), source.is_(None)))
    if page > 1:
        # On the first page both ends are new; a version with very many uses is slow to ask for all.
        ends.append(and_(source == any_(now), version == any_(so_far)))
    steps = (
        select(Derivation).where(or_(*ends)).order_by(Derivation.at, version, Derivation.position)
    )
    return Lineage(tuple(reached[begin:end]), _rows(session, steps), len(reached) > end)


def ids_array(version_ids: Iterable[UUID]) -> ColumnElement[Any]:
    """Return ids as one parameter, however many there are."""
    return literal(list(version_ids), ARRAY(Uuid))


def _rows(session: Session, found: Select[Derivation]) -> tuple[DerivationRow, ...]:
    changed = session.execute(found.add_columns(SHOWN_NOW))
    return tuple(_row(row, shown_now) for row, shown_now in changed)


def _row(row: Derivation, shown_now: str) -> DerivationRow:
    return DerivationRow(
        id=row.id,
        version_id=row.version_id,
        position=row.position,
        source_version_id=row.source_version_id,
        external=ExternalSource(**row.external) if row.external else None,
        how=row.how,
        group=row.group_name,
        alias=row.alias,
        note=row.note,
        assurance=Assurance(shown_now),
        licence_then=row.licence_then,
        generation_then=row.generation_then,
        assurance_then=Assurance(row.assurance_then),
        at=row.at,
        assurance_at_first=None if shown_now == row.assurance else Assurance(row.assurance),
    )
