"""Walks along the derivations, nearest versions first, in as few queries as they take."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Integer, Select, Uuid, all_, bindparam, func, literal, select, true
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import InstrumentedAttribute, Session

from marketplace.lineage.models import Derivation

READ_WHOLE = 500
"""Fewer ways to versions than this are read in one query; a version is there once a depth."""

End = InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None]


@dataclass(frozen=True)
class Node:
    """A version in a lineage, and the fewest steps to it from where the walk began."""

    version_id: UUID
    depth: int


@dataclass(frozen=True)
class Walk:
    """A walk along the edges from one end to the other.

    A small lineage is read whole, in one recursive query. Where that breaks off, the walk goes a
    query a level and stops as soon as it has enough: what a page costs depends on its number, not
    on how many there are. (The one query would have to find all of them before it could sort any.)
    """

    whole: Select[Any]
    level: Select[Any]

    @classmethod
    def along(cls, here: End, there: End) -> "Walk":
        """Return the walk from the one end of each edge to the other."""
        return cls(_whole(here, there), _level(here, there))

    def nodes(self, session: Session, start: UUID, depth: int, enough: int) -> list[Node]:
        """Return the nearest versions, by steps and then by id."""
        whole = self._all(session, start, depth)
        return self._by_levels(session, start, depth, enough) if whole is None else whole

    def _all(self, session: Session, start: UUID, depth: int) -> list[Node] | None:
        """Return all there is, or None where that is more than is read at once."""
        rows = session.execute(self.whole, {"start": start, "most": depth}).all()
        if len(rows) == READ_WHOLE:
            return None
        depths: dict[UUID, int] = {}
        for there, steps in rows:
            depths[there] = min(steps, depths.get(there, steps))
        nodes = [Node(version_id, steps) for version_id, steps in depths.items()]
        return sorted(nodes, key=lambda node: (node.depth, node.version_id))

    def _by_levels(self, session: Session, start: UUID, depth: int, enough: int) -> list[Node]:
        found: list[Node] = []
        seen = {start}
        level = [start]
        for steps in range(1, depth + 1):
            asked = {"level": level, "seen": list(seen), "most": enough - len(found)}
            level = list(session.execute(self.level, asked).scalars())
            found += [Node(version_id, steps) for version_id in level]
            seen.update(level)
            if not level or len(found) >= enough:
                break
        return found


def _whole(here: End, there: End) -> Select[Any]:
    """Return the walk from `start`, at most `most` steps, as one query: so many ways, no more."""
    first = select(there.label("there"), literal(1).label("depth")).where(
        here == bindparam("start", type_=Uuid), there.is_not(None)
    )
    walk = first.cte("walk", recursive=True)
    onward = (
        select(there, walk.c.depth + 1)
        .join(walk, here == walk.c.there)
        .where(there.is_not(None), walk.c.depth < bindparam("most", type_=Integer))
    )
    ways = walk.union(onward)
    return select(ways.c.there, ways.c.depth).limit(READ_WHOLE)


def _level(here: End, there: End) -> Select[Any]:
    """Return one step from `level` to the first `most` that are not `seen`, by id.

    Of each version no more are read than could be wanted, in the order of the index: it may have
    been used a hundred thousand times.
    """
    # As arrays: a list of ids would be one parameter each, and there may be very many.
    level, seen = (bindparam(name, type_=ARRAY(Uuid)) for name in ("level", "seen"))
    most = bindparam("most", type_=Integer)
    each = func.unnest(level).table_valued(Column("here", Uuid)).render_derived()
    nearest = (
        select(there.label("there"))
        .where(here == each.c.here, there.is_not(None), there != all_(seen))
        .distinct()
        .order_by(there)
        .limit(most)
        .lateral()
    )
    return (
        select(nearest.c.there)
        .select_from(each.join(nearest, true()))
        .distinct()
        .order_by(nearest.c.there)
        .limit(most)
    )


BACK = Walk.along(Derivation.version_id, Derivation.source_version_id)
"""To what versions were made from."""

ON = Walk.along(Derivation.source_version_id, Derivation.version_id)
"""To what was made from them."""
