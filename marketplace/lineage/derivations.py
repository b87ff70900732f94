"""Recording what a version was made from: once, when it is published, and never changed."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.lineage.errors import SourceNotOlder
from marketplace.lineage.graph import DerivationFacts, HeldSource
from marketplace.lineage.models import Derivation


def record_derivations(
    session: Session, version_id: UUID, derivations: Sequence[DerivationFacts], *, at: datetime
) -> tuple[Derivation, ...]:
    """Record the sources of a version published at `at`, in the manifest's order. Twice is once.

    Raises `SourceNotOlder` where a source was not published before: edges go to older versions
    only, so that no circle can close.
    """
    recorded = session.execute(
        select(Derivation).where(Derivation.version_id == version_id).order_by(Derivation.position)
    )
    earlier = tuple(recorded.scalars())
    if earlier:
        return earlier
    rows = tuple(
        _row(version_id, position, facts, at) for position, facts in enumerate(derivations, start=1)
    )
    session.add_all(rows)
    # Whoever asks for the lineage in the same transaction finds it.
    session.flush()
    return rows


def _row(version_id: UUID, position: int, facts: DerivationFacts, at: datetime) -> Derivation:
    row = Derivation(
        version_id=version_id,
        position=position,
        how=facts.how,
        group_name=facts.group,
        alias=facts.alias,
        note=facts.note,
        assurance=facts.assurance,
        licence_then=facts.source.licence,
        generation_then=facts.origin.generation,
        assurance_then=facts.origin.assurance,
        at=at,
    )
    if isinstance(facts.source, HeldSource):
        if facts.source.version == version_id or facts.source.published_at >= at:
            raise SourceNotOlder(version_id, facts.source.version)
        row.source_version_id = facts.source.version
    else:
        row.external = asdict(facts.source)
    return row
