"""Whom an act reaches: onward to every descendant, and back from a new version to what was done.

Onward the walk is kept in the database, some versions at a time, so that it goes on where it was
broken off. A version that stands in the place of the one acted on is right: neither it nor what
is reached through it alone is reached.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Integer, any_, literal, select, update
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.orm import Session

from marketplace.lineage.acts import MARKS
from marketplace.lineage.correction_models import Reach
from marketplace.lineage.corrections import CorrectionRow, standing_acts
from marketplace.lineage.models import Derivation
from marketplace.lineage.queries import ids_array
from storage.holds import hold, hold_in_common

_HELD = "lineage"
MOST_COUNTED = 10_000
"""Further than this the versions reached are not counted for a preview."""


def hold_lineage(session: Session) -> None:
    """Have nobody walk or mark the lineage until this transaction ends. Many may hold it at once.

    Whoever publishes holds it: what is published meanwhile is seen by the walk that comes after.
    """
    hold_in_common(session, _HELD)


def change_lineage(session: Session) -> None:
    """Wait until nobody holds the lineage, and be the only one until this transaction ends."""
    hold(session, _HELD)


def begin_walk(session: Session, correction: CorrectionRow) -> None:
    """Begin at the version acted on. Twice is once."""
    first = {
        "correction_id": correction.id,
        "version_id": correction.version_id,
        "depth": 0,
        "is_walked": False,
    }
    session.execute(insert(Reach).values(first).on_conflict_do_nothing())


def walk_on(session: Session, correction: CorrectionRow, *, most: int) -> Mapping[UUID, int] | None:
    """Go one step on from the `most` nearest versions nobody went on from yet.

    Returns what was reached now for the first time, with its depth; None where the walk is over.
    """
    nearest = (
        select(Reach.version_id)
        .where(Reach.correction_id == correction.id, Reach.is_walked.is_(False))
        .order_by(Reach.depth, Reach.version_id)
        .limit(most)
    )
    walked = (
        update(Reach)
        .where(Reach.correction_id == correction.id, Reach.version_id.in_(nearest))
        .values(is_walked=True)
        .returning(Reach.version_id, Reach.depth)
    )
    here = {row.version_id: row.depth for row in session.execute(walked)}
    if not here:
        return None
    return _reach(session, correction, here)


def _reach(
    session: Session, correction: CorrectionRow, here: Mapping[UUID, int]
) -> Mapping[UUID, int]:
    depth = select(Reach.depth).where(
        Reach.correction_id == correction.id, Reach.version_id == Derivation.source_version_id
    )
    onward = (
        select(
            literal(correction.id),
            Derivation.version_id,
            (depth.scalar_subquery() + 1).cast(Integer).label("depth"),
            literal(False),
        )
        .where(
            Derivation.source_version_id == any_(ids_array(here)),
            Derivation.version_id.is_distinct_from(correction.successor_id),
        )
        .ext(distinct_on(Derivation.version_id))
        .order_by(Derivation.version_id, "depth")
    )
    columns = ["correction_id", "version_id", "depth", "is_walked"]
    reached = (
        insert(Reach)
        .from_select(columns, onward)
        .on_conflict_do_nothing()
        .returning(Reach.version_id, Reach.depth)
    )
    return {row.version_id: row.depth for row in session.execute(reached)}


@dataclass(frozen=True)
class Reached:
    """Versions reached from one, nearest first; `more` where counting was broken off."""

    version_ids: tuple[UUID, ...]
    more: bool


def all_descendants(
    session: Session, version_id: UUID, *, without: UUID | None = None, most: int = MOST_COUNTED
) -> Reached:
    """Return all that was made of a version, at every depth, at most so many."""
    seen = {version_id: 0}
    level: Collection[UUID] = [version_id]
    while level and len(seen) <= most:
        onward = (
            select(Derivation.version_id)
            .where(
                Derivation.source_version_id == any_(ids_array(level)),
                Derivation.version_id.is_distinct_from(without),
            )
            .distinct()
        )
        level = [each for each in session.execute(onward).scalars() if each not in seen]
        seen |= dict.fromkeys(level, 1)
    found = tuple(seen)[1:]
    return Reached(found[:most], len(found) > most)


def all_ancestors(
    session: Session, version_id: UUID, *, without: UUID | None = None
) -> Mapping[UUID, int]:
    """Return all that a version comes from, each with the fewest steps to it.

    Nothing is gone through that is named by `without`.
    """
    found: dict[UUID, int] = {}
    level: Sequence[UUID] = [version_id]
    steps = 0
    while level:
        steps += 1
        back = (
            select(Derivation.source_version_id)
            .where(
                Derivation.version_id == any_(ids_array(level)),
                Derivation.source_version_id.is_not(None),
            )
            .distinct()
        )
        level = [
            each
            for each in session.execute(back).scalars()
            if each is not None and each not in found and each != without
        ]
        found |= dict.fromkeys(level, steps)
    return found


def acts_upstream(
    session: Session, version_id: UUID, *, at: datetime
) -> tuple[tuple[CorrectionRow, int], ...]:
    """Return the acts that reach a version and hold now, with the steps to what each is about."""
    above = all_ancestors(session, version_id)
    acts = [each for each in standing_acts(session, list(above), at=at) if each.act in MARKS]
    found = []
    for each in acts:
        if each.successor_id == version_id:
            continue
        ways = above
        if each.successor_id in above:
            ways = all_ancestors(session, version_id, without=each.successor_id)
        with suppress(KeyError):
            found.append((each, ways[each.version_id]))
    return tuple(found)
