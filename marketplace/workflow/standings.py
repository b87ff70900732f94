"""Where versions stand, worked out anew once an edge of the lineage has changed.

A version's assurance is the weakest of its steps and of what its sources stand at now; its
generation one more than the highest of theirs. A change goes on to whatever was made of it, level
by level, and ends where nothing changes any more: the lineage has no circle.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import any_, select
from sqlalchemy.orm import Session

from marketplace.catalogue.models import Version
from marketplace.catalogue.service import restand_versions
from marketplace.lineage.graph import EXTERNAL, ORIGINAL, Standing, generation
from marketplace.lineage.models import Derivation
from marketplace.lineage.queries import SHOWN_NOW, ids_array
from marketplace.lineage.reaching import change_lineage
from marketplace.lineage.restandings import (
    ask_to_restand,
    is_restanding_left,
    take_to_restand,
)
from marketplace.services import Services
from marketplace.workflow.nudges import ask_for_restanding
from storage.database import transaction
from verification.evidence.assurance import Assurance, weakest

RESTOOD_AT_ONCE = 500
"""So many versions are worked out in one transaction, in which nobody publishes."""


def restand(session: Session, version_ids: Collection[UUID], *, at: datetime) -> frozenset[UUID]:
    """Work out anew where some versions stand, and what was made of them; twice is once.

    So many as a request may take at once; where there are more, a job goes on. Returns those whose
    standing changed until then. Nobody publishes meanwhile.
    """
    change_lineage(session)
    ask_to_restand(session, version_ids, at=at)
    changed: set[UUID] = set()
    looked_at = 0
    while looked_at < RESTOOD_AT_ONCE:
        taken = take_to_restand(session, most=RESTOOD_AT_ONCE)
        if not taken:
            return frozenset(changed)
        looked_at += len(taken)
        changed |= _restand(session, taken, at=at)
    if is_restanding_left(session):
        ask_for_restanding(session, at=at)
    return frozenset(changed)


def go_on_restanding(services: Services) -> None:
    """Work out what was left to a job, part by part. Safe to run twice, and at once."""
    while _go_on(services):
        pass


def _go_on(services: Services) -> bool:
    at = services.now()
    with transaction(services.make_session) as session:
        change_lineage(session)
        taken = take_to_restand(session, most=RESTOOD_AT_ONCE)
        _restand(session, taken, at=at)
    return bool(taken)


def _restand(session: Session, version_ids: Collection[UUID], *, at: datetime) -> frozenset[UUID]:
    """Write down where versions stand now; what was made of those that changed is to follow."""
    before = _standings(session, version_ids)
    now = _worked_out(session, version_ids)
    differing = {each: now[each] for each in before if now[each] != before[each]}
    restand_versions(
        session,
        {each: (stands.generation, stands.assurance) for each, stands in differing.items()},
    )
    ask_to_restand(session, _made_from(session, differing), at=at)
    return frozenset(differing)


def _standings(session: Session, version_ids: Iterable[UUID]) -> Mapping[UUID, Standing]:
    rows = session.execute(
        select(Version.id, Version.generation, Version.assurance).where(
            Version.id == any_(ids_array(version_ids))
        )
    )
    return {row.id: Standing(row.generation, Assurance(row.assurance)) for row in rows}


def _worked_out(session: Session, version_ids: Collection[UUID]) -> Mapping[UUID, Standing]:
    steps = session.execute(
        select(
            Derivation.version_id,
            SHOWN_NOW,
            Derivation.source_version_id,
            Version.generation,
            Version.assurance,
        )
        .outerjoin(Version, Version.id == Derivation.source_version_id)
        .where(Derivation.version_id == any_(ids_array(version_ids)))
    )
    found: dict[UUID, Standing] = dict.fromkeys(version_ids, ORIGINAL)
    for row in steps:
        shown = Assurance(row.shown_now)
        source = (
            EXTERNAL
            if row.source_version_id is None
            else Standing(row.generation, Assurance(row.assurance))
        )
        so_far = found[row.version_id]
        found[row.version_id] = Standing(
            max(so_far.generation, generation([source.generation])),
            weakest((so_far.assurance, shown, source.assurance)),
        )
    return found


def _made_from(session: Session, version_ids: Collection[UUID]) -> list[UUID]:
    onward = select(Derivation.version_id).where(
        Derivation.source_version_id == any_(ids_array(version_ids))
    )
    return list(session.execute(onward.distinct()).scalars())
