"""Lineage as pages show it: a version's sources, who built on it, and both all the way."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import CTE, Select, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from marketplace.lineage.models import Derivation
from verification.evidence.assurance import Assurance
from verification.sources import ExternalSource

MAX_DEPTH = 32
"""No walk goes further, whatever is asked."""

Column = InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None]


@dataclass(frozen=True)
class DerivationRow:
    """A derivation as it was recorded."""

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


@dataclass(frozen=True)
class Node:
    """A version in a lineage, and the fewest steps to it from where the walk began."""

    version_id: UUID
    depth: int


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
    recorded = (
        select(Derivation).where(Derivation.version_id == version_id).order_by(Derivation.position)
    )
    return _rows(session, recorded)


def find_derivation(session: Session, derivation_id: UUID) -> DerivationRow | None:
    """Return a derivation, or None if there is no such one."""
    row = session.get(Derivation, derivation_id)
    return _row(row) if row else None


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
    """Return what a version comes from, at most `depth` steps back, with the steps' derivations.

    The derivations are those of the page's versions (and, on the first page, of the version
    itself): their external sources are among them, which are no nodes.
    """
    walk = _walk(version_id, depth, Derivation.version_id, Derivation.source_version_id)
    nodes, more = _page(session, walk, page, per_page)
    starts = [version_id] if page == 1 else []
    made = [*starts, *(node.version_id for node in nodes if node.depth < depth)]
    steps = select(Derivation).where(Derivation.version_id.in_(made)).order_by(*_IN_ORDER)
    return Lineage(nodes, _rows(session, steps), more)


def descendants(
    session: Session,
    version_id: UUID,
    *,
    depth: int = MAX_DEPTH,
    page: int = 1,
    per_page: int = 100,
) -> Lineage:
    """Return what was made from a version, at most `depth` steps on, with the steps' derivations.

    Sources that the page's versions have besides, outside this lineage, are left out.
    """
    walk = _walk(version_id, depth, Derivation.source_version_id, Derivation.version_id)
    nodes, more = _page(session, walk, page, per_page)
    source = Derivation.source_version_id
    steps = (
        select(Derivation)
        .where(
            Derivation.version_id.in_([node.version_id for node in nodes]),
            or_(source == version_id, source.in_(select(walk.c.version_id))),
        )
        .order_by(*_IN_ORDER)
    )
    return Lineage(nodes, _rows(session, steps), more)


_IN_ORDER = (Derivation.at, Derivation.version_id, Derivation.position)


def _walk(start: UUID, depth: int, here: Column, there: Column) -> CTE:
    # UNION, not UNION ALL: a version that many paths reach is walked from once a depth.
    walk = (
        select(there.label("version_id"), literal(1).label("depth"))
        .where(here == start, there.is_not(None))
        .cte("walk", recursive=True)
    )
    onward = (
        select(there, walk.c.depth + 1)
        .join(walk, here == walk.c.version_id)
        .where(there.is_not(None), walk.c.depth < min(depth, MAX_DEPTH))
    )
    return walk.union(onward)


def _page(session: Session, walk: CTE, page: int, per_page: int) -> tuple[tuple[Node, ...], bool]:
    nearest = func.min(walk.c.depth)
    reached = session.execute(
        select(walk.c.version_id, nearest)
        .group_by(walk.c.version_id)
        .order_by(nearest, walk.c.version_id)
        .offset((page - 1) * per_page)
        .limit(per_page + 1)
    ).all()
    nodes = tuple(Node(version_id, steps) for version_id, steps in reached[:per_page])
    return nodes, len(reached) > per_page


def _rows(session: Session, found: Select[Derivation]) -> tuple[DerivationRow, ...]:
    return tuple(_row(row) for row in session.execute(found).scalars())


def _row(row: Derivation) -> DerivationRow:
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
        assurance=Assurance(row.assurance),
        licence_then=row.licence_then,
        generation_then=row.generation_then,
        assurance_then=Assurance(row.assurance_then),
        at=row.at,
    )
