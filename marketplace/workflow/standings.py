"""Where versions stand, worked out anew once an edge of the lineage has changed.

A version's assurance is the weakest of its steps and of what its sources stand at now; its
generation one more than the highest of theirs. A change goes on to whatever was made of it, level
by level, and ends where nothing changes any more: the lineage has no circle.
"""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from sqlalchemy import any_, select
from sqlalchemy.orm import Session

from marketplace.catalogue.models import Version
from marketplace.catalogue.service import restand_versions
from marketplace.lineage.graph import EXTERNAL, ORIGINAL, Standing, generation
from marketplace.lineage.models import Derivation
from marketplace.lineage.queries import SHOWN_NOW, ids_array
from marketplace.lineage.reaching import change_lineage
from verification.evidence.assurance import Assurance, weakest


def restand(session: Session, version_ids: Collection[UUID]) -> frozenset[UUID]:
    """Work out anew where some versions stand, and all that was made of them; twice is once.

    Returns those whose standing changed. Nobody publishes meanwhile.
    """
    change_lineage(session)
    changed: set[UUID] = set()
    level: Collection[UUID] = version_ids
    while level:
        before = _standings(session, level)
        now = _worked_out(session, level)
        differing = {each: now[each] for each in before if now[each] != before[each]}
        restand_versions(
            session,
            {each: (stands.generation, stands.assurance) for each, stands in differing.items()},
        )
        changed |= differing.keys()
        level = _made_from(session, differing)
    return frozenset(changed)


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
