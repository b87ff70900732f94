"""The front page: how much there is, what came back lately, and one story told from its root."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.catalogue.models import Dataset, Version
from marketplace.catalogue.queries import find_version, versions_of_ids
from marketplace.catalogue.search import lines
from marketplace.catalogue.values import VersionFacts
from marketplace.catalogue.visibility import PUBLIC, Visibility
from marketplace.lineage.queries import ancestors
from marketplace.workflow.listing import Listed, listed, makers

DERIVED = tuple(range(1, 33))
"""The generations of what was made from something."""
SHOWN = 4


@dataclass(frozen=True)
class Figures:
    """How much there is that is open to all."""

    datasets: int
    derived: int
    verified: int
    givers: int
    categories: Mapping[str, int]


@dataclass(frozen=True)
class Step:
    """One version of a story, and by whom it is."""

    version: VersionFacts
    by: str


def figures(session: Session) -> Figures:
    """Return how much there is. It reads everything: a door keeps the answer for a while."""
    seen = _seen(PUBLIC)
    by_category = session.execute(
        select(Dataset.category, func.count(), func.count().filter(Dataset.generation > 0))
        .where(seen)
        .group_by(Dataset.category)
    ).all()
    givers = select(func.count(Dataset.owner_id.distinct())).where(seen)
    verified = select(func.count()).where(Version.withdrawn_at.is_(None))
    return Figures(
        datasets=sum(count for _, count, _ in by_category),
        derived=sum(derived for _, _, derived in by_category),
        verified=session.execute(verified).scalar_one(),
        givers=session.execute(givers).scalar_one(),
        categories={category: count for category, count, _ in by_category},
    )


def returned(session: Session, actor: Actor) -> tuple[Listed, ...]:
    """Return the newest of what was made from something."""
    newest = (
        select(Dataset.id)
        .where(_seen(visibility_of(actor)), Dataset.generation > 0)
        .order_by(Dataset.published_at.desc(), Dataset.id)
        .limit(SHOWN)
    )
    return listed(session, lines(session, session.execute(newest).scalars().all()))


def story(session: Session, actor: Actor) -> tuple[Step, ...]:
    """Return the line from a root to the latest of the highest generation."""
    farthest = session.execute(
        select(Dataset.id)
        .where(_seen(visibility_of(actor)), Dataset.generation > 0)
        .order_by(Dataset.generation.desc(), Dataset.published_at.desc(), Dataset.id)
        .limit(1)
    ).scalar_one_or_none()
    if farthest is None:
        return ()
    last = find_version(session, farthest, None, visibility_of(actor))
    if last is None:
        return ()
    walk = ancestors(session, last.id)
    sources: dict[UUID, UUID] = {}
    for row in walk.derivations:
        if row.source_version_id is not None:
            sources.setdefault(row.version_id, row.source_version_id)
    ids = [last.id]
    while ids[-1] in sources:
        ids.append(sources[ids[-1]])
    versions = versions_of_ids(session, ids, visibility_of(actor))
    line = [version for each in reversed(ids) if (version := versions.get(each)) is not None]
    names = makers(session, line)
    return tuple(Step(version, names[version.id]) for version in line)


def _seen(visibility: Visibility) -> ColumnElement[bool]:
    return and_(
        Dataset.latest_number.is_not(None),
        visibility.condition(Dataset.access, Dataset.department_id, Dataset.owner_id),
    )
