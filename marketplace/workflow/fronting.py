"""The front page: how much there is, what came back lately, and one story told from its root."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.catalogue.asked import Facet, Search, Sort
from marketplace.catalogue.models import Dataset, Version
from marketplace.catalogue.queries import find_version, versions_of_ids
from marketplace.catalogue.search import find_datasets
from marketplace.catalogue.values import VersionFacts
from marketplace.lineage.queries import ancestors
from marketplace.workflow.listing import Listed, listed, makers

DERIVED = tuple(range(1, 33))
"""The generations of what was made from something."""
SHOWN = 4


@dataclass(frozen=True)
class Figures:
    """How much there is."""

    datasets: int
    derived: int
    verified: int
    givers: int


@dataclass(frozen=True)
class Step:
    """One version of a story, and by whom it is."""

    version: VersionFacts
    by: str


@dataclass(frozen=True)
class Front:
    """What the front page shows."""

    figures: Figures
    categories: Mapping[str, int]
    returned: tuple[Listed, ...]
    story: tuple[Step, ...]


def front(session: Session, actor: Actor) -> Front:
    """Return what the front page shows to the actor."""
    visibility = visibility_of(actor)
    seen = and_(
        Dataset.latest_number.is_not(None),
        visibility.condition(Dataset.access, Dataset.department_id, Dataset.owner_id),
    )
    newest = Search(chosen={Facet.GENERATION: DERIVED}, sort=Sort.NEWEST, per_page=SHOWN)
    figures, categories = _counted(session, seen)
    return Front(
        figures=figures,
        categories=categories,
        returned=listed(session, find_datasets(session, newest, visibility).items),
        story=_story(session, actor, seen),
    )


def _counted(session: Session, seen: ColumnElement[bool]) -> tuple[Figures, dict[str, int]]:
    by_category = session.execute(
        select(Dataset.category, func.count(), func.count().filter(Dataset.generation > 0))
        .where(seen)
        .group_by(Dataset.category)
    ).all()
    givers = select(func.count(Dataset.owner_id.distinct())).where(seen)
    verified = select(func.count()).where(Version.withdrawn_at.is_(None))
    figures = Figures(
        datasets=sum(count for _, count, _ in by_category),
        derived=sum(derived for _, _, derived in by_category),
        verified=session.execute(verified).scalar_one(),
        givers=session.execute(givers).scalar_one(),
    )
    return figures, {category: count for category, count, _ in by_category}


def _story(session: Session, actor: Actor, seen: ColumnElement[bool]) -> tuple[Step, ...]:
    """Return the line from a root to the latest of the highest generation."""
    farthest = session.execute(
        select(Dataset.id)
        .where(seen, Dataset.generation > 0)
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
