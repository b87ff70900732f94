"""Datasets in a list: whose each is, and how much was made of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.accounts.queries import department_names_of, names_of
from marketplace.catalogue.models import Dataset, Version
from marketplace.catalogue.values import DatasetLine, VersionFacts
from marketplace.lineage.acts import MarkKind
from marketplace.lineage.marks import marks_on
from marketplace.lineage.models import Derivation


@dataclass(frozen=True)
class Listed:
    """A dataset of a list; `by` is a department or a person, `derived` how many build on it.

    `marks` are the kinds of marks that stand on the version it shows; `adopted_by` names the
    department that adopted it, '' where none did.
    """

    line: DatasetLine
    by: str
    derived: int
    marks: tuple[MarkKind, ...] = ()
    adopted_by: str = ""


def listed(session: Session, lines: Sequence[DatasetLine]) -> tuple[Listed, ...]:
    """Return the datasets of a list with what the catalogue does not know of them."""
    departments = department_names_of(
        session,
        {each for line in lines for each in (line.department_id, line.adopted_by) if each},
    )
    people = names_of(session, {line.owner_id for line in lines if not line.department_id})
    derived = _derived(session, [line.id for line in lines])
    marks = kinds_of_marks(session, shown_versions(session, [line.id for line in lines]))
    return tuple(
        Listed(
            line,
            departments.get(line.department_id, "")
            if line.department_id
            else people.get(line.owner_id, ""),
            derived.get(line.id, 0),
            marks.get(line.id, ()),
            departments.get(line.adopted_by, "") if line.adopted_by else "",
        )
        for line in lines
    )


def makers(session: Session, versions: Sequence[VersionFacts]) -> Mapping[UUID, str]:
    """Return by whom each version is: its publisher, or the person who made it."""
    people = names_of(session, {each.maker_id for each in versions if not each.publisher})
    return {each.id: each.publisher or people.get(each.maker_id, "") for each in versions}


def shown_versions(session: Session, dataset_ids: Sequence[UUID]) -> Mapping[UUID, UUID]:
    """Return the datasets by the id of the version each shows."""
    shown = (
        select(Version.id, Version.dataset_id)
        .join(Dataset, Dataset.id == Version.dataset_id)
        .where(Dataset.id.in_(dataset_ids), Version.number == Dataset.latest_number)
    )
    return {row.id: row.dataset_id for row in session.execute(shown)} if dataset_ids else {}


def kinds_of_marks(
    session: Session, shown: Mapping[UUID, UUID]
) -> Mapping[UUID, tuple[MarkKind, ...]]:
    """Return by dataset which kinds of marks stand on the version it shows, each once."""
    found: dict[UUID, set[MarkKind]] = {}
    for mark in marks_on(session, shown.keys()) if shown else ():
        found.setdefault(shown[mark.version_id], set()).add(mark.kind)
    return {
        dataset_id: tuple(kind for kind in MarkKind if kind in kinds)
        for dataset_id, kinds in found.items()
    }


def _derived(session: Session, dataset_ids: Sequence[UUID]) -> dict[UUID, int]:
    if not dataset_ids:
        return {}
    counted = session.execute(
        select(Version.dataset_id, func.count(Derivation.version_id.distinct()))
        .join(Derivation, Derivation.source_version_id == Version.id)
        .where(Version.dataset_id.in_(dataset_ids))
        .group_by(Version.dataset_id)
    )
    return {row[0]: row[1] for row in counted}
