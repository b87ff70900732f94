"""What datasets are called, as far as whoever asks may know of them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.catalogue.models import Dataset


def titles_of(session: Session, actor: Actor, dataset_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the titles of those datasets that the actor may see."""
    found = session.execute(
        select(Dataset.id, Dataset.title_ko).where(
            Dataset.id.in_(list(dataset_ids)),
            visibility_of(actor).condition(Dataset.access, Dataset.department_id, Dataset.owner_id),
        )
    )
    return {row.id: row.title_ko for row in found}


def source_titles(session: Session, actor: Actor, report: Mapping[str, Any]) -> dict[str, str]:
    """Return the titles of the sources a report rests on, by their ids as it has them."""
    named = {UUID(each["dataset"]) for each in report["sources"] if each.get("dataset")}
    return {str(dataset): title for dataset, title in titles_of(session, actor, named).items()}
