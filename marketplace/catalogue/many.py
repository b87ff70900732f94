"""What is asked of many versions at once: how they are called, and which of them are such."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import Uuid, any_, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from marketplace.catalogue.models import Dataset, Version
from marketplace.catalogue.values import NamedVersion, Texts
from marketplace.catalogue.visibility import Visibility


def named_versions(session: Session, version_ids: Collection[UUID]) -> Mapping[UUID, NamedVersion]:
    """Return how some versions are called, by their ids, and nothing else of them.

    For whoever names many at once; whether they may be named to somebody is asked elsewhere.
    """
    rows = session.execute(
        select(Version.id, Version.dataset_id, Version.number, Version.title).where(
            Version.id == any_(literal(list(version_ids), ARRAY(Uuid)))
        )
    )
    return {
        row.id: NamedVersion(
            row.id, row.dataset_id, row.number, Texts(row.title.get("ko"), row.title.get("en"))
        )
        for row in rows
    }


def licensed_as(
    session: Session, version_ids: Collection[UUID], licences: Collection[str]
) -> frozenset[UUID]:
    """Return those of some versions that are offered under one of these licences."""
    found = select(Version.id).where(
        Version.id == any_(literal(list(version_ids), ARRAY(Uuid))), Version.licence.in_(licences)
    )
    return frozenset(session.execute(found).scalars())


def visible_among(
    session: Session, dataset_ids: Collection[UUID], visibility: Visibility
) -> frozenset[UUID]:
    """Return those of some datasets that are there for whoever asks."""
    seen = visibility.condition(Dataset.access, Dataset.department_id, Dataset.owner_id)
    found = select(Dataset.id).where(
        Dataset.id == any_(literal(list(dataset_ids), ARRAY(Uuid))), seen
    )
    return frozenset(session.execute(found).scalars())


def version_ids_of(session: Session, dataset_id: UUID) -> tuple[UUID, ...]:
    """Return the ids of a dataset's versions, the newest first."""
    found = select(Version.id).where(Version.dataset_id == dataset_id)
    return tuple(session.execute(found.order_by(Version.number.desc())).scalars())
