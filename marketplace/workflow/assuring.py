"""Why versions stand where they stand: the steps they were made by, and where the sources stand."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.actor import Actor
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.values import DatasetLine, VersionFacts
from marketplace.lineage.queries import DerivationRow, derivations_of_all
from marketplace.workflow.listing import shown_versions
from verification.evidence.assurance import Assurance, weakest


@dataclass(frozen=True)
class Ground:
    """One step an assurance rests on: how much of it is shown, and where its source stands.

    `source` is None outside the marketplace, and where whoever asks may not know of it.
    """

    step: DerivationRow
    source: VersionFacts | None

    @property
    def origin(self) -> Assurance:
        """Where the source stands now; what is restricted or outside, as it stood then."""
        return Assurance(self.source.assurance) if self.source else self.step.assurance_then

    @property
    def weakest(self) -> Assurance:
        """What this way adds to the whole."""
        return weakest((self.step.assurance, self.origin))


Grounds = Mapping[UUID, tuple[Ground, ...]]


def grounds_of(session: Session, actor: Actor, version_ids: Collection[UUID]) -> Grounds:
    """Return what the assurance of some versions rests on, by version, the weakest first.

    A version without sources is left out: an original rests on nothing.
    """
    steps = derivations_of_all(session, version_ids)
    ids = {row.source_version_id for row in steps if row.source_version_id}
    sources = (
        catalogue.versions_of_ids(session, ids, visibility_of(actor), in_short=True) if ids else {}
    )
    return grounds(steps, sources)


def grounds(steps: Iterable[DerivationRow], sources: Mapping[UUID, VersionFacts | None]) -> Grounds:
    """Return the same of steps and sources that are known already."""
    found: dict[UUID, list[Ground]] = {}
    for row in steps:
        source = sources.get(row.source_version_id) if row.source_version_id else None
        found.setdefault(row.version_id, []).append(Ground(row, source))
    return {
        version_id: tuple(sorted(each, key=lambda ground: ground.weakest.rank))
        for version_id, each in found.items()
    }


def grounds_of_lines(session: Session, actor: Actor, lines: Sequence[DatasetLine]) -> Grounds:
    """Return what the assurance of some datasets rests on, by dataset."""
    shown = shown_versions(session, [line.id for line in lines])
    found = grounds_of(session, actor, shown.keys())
    return {shown[version_id]: each for version_id, each in found.items()}
