"""Published tables that hold what somebody offers, as far as they may know of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.copies import KeptCopies
from marketplace.access.visibility import visibility_of
from marketplace.accounts.queries import find_actor
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.values import VersionFacts
from marketplace.catalogue.visibility import EVERYTHING, PUBLIC
from marketplace.lineage import queries as lineage
from marketplace.workflow.table_copies import copy_of
from verification.index.searching import FoundTable, search, tables_of
from verification.sketches import Candidate, TableSketch
from verification.sources import SourceDeclaration

_ANCESTORS = 500
_TABLES_OF_ONE = 2
"""How many tables of one dataset are worth comparing: its versions are much alike."""


@dataclass(frozen=True)
class Lookalikes:
    """Who asks, for which dataset, and what they declared.

    `before`: only what was published earlier counts; None for whatever there is now.
    """

    session: Session
    submitter_id: UUID
    dataset: UUID | None
    declared: Sequence[SourceDeclaration]
    copies: KeptCopies
    before: datetime | None = None

    def of(self, sketch: TableSketch) -> tuple[Candidate, ...]:
        """Return the tables that seem to share content with one, the likest first."""
        declared = {version.id: version for version in self._declared()}
        named = self._named(declared.values())
        but = () if self.dataset is None else (self.dataset,)
        found = list(search(self.session, sketch, but=but, before=self.before))
        there = {each.table_id for each in found}
        for version_id in declared:
            # What was declared is looked at however unlike it is: it may account for a part.
            found += [
                each
                for each in tables_of(self.session, version_id, sketch)
                if each.table_id not in there
            ]
        return tuple(self._candidates(found, declared, named))

    def _declared(self) -> Iterator[VersionFacts]:
        for source in self.declared:
            if source.dataset is not None and source.version is not None:
                found = catalogue.find_version(
                    self.session, source.dataset, source.version, EVERYTHING
                )
                if found is not None:
                    yield found

    def _named(self, declared: Iterable[VersionFacts]) -> set[UUID]:
        """The datasets that what was declared accounts for: its own, and all it comes from."""
        versions = [*declared]
        reached = {
            node.version_id
            for version in versions
            for node in lineage.ancestors(self.session, version.id, per_page=_ANCESTORS).nodes
        }
        sources = catalogue.versions_of_ids(self.session, reached, EVERYTHING).values()
        return {each.dataset_id for each in (*versions, *sources) if each is not None}

    def _candidates(
        self, found: Sequence[FoundTable], declared: dict[UUID, VersionFacts], named: set[UUID]
    ) -> Iterator[Candidate]:
        actor = find_actor(self.session, self.submitter_id)
        seen = PUBLIC if actor is None else visibility_of(actor)
        ids = {each.version_id for each in found}
        versions = catalogue.versions_of_ids(self.session, ids, EVERYTHING)
        visible = catalogue.versions_of_ids(self.session, ids, seen)
        taken: dict[UUID, int] = {}
        for table in found:
            version = versions.get(table.version_id)
            is_declared = table.version_id in declared
            taken[table.dataset_id] = taken.get(table.dataset_id, 0) + 1
            too_many = taken[table.dataset_id] > _TABLES_OF_ONE and not is_declared
            if version is None or too_many or (version.withdrawal and not is_declared):
                continue
            yield Candidate(
                dataset=version.dataset_id,
                version=version.number,
                title=version.described.title.shown,
                licence=version.described.licence,
                access=version.described.access,
                generation=version.generation,
                sketch=table.sketch,
                copy=partial(_copy, self.copies, version, table.digest),
                declared=is_declared,
                explained=version.dataset_id in named,
                restricted=visible.get(version.id) is None,
                owned=version.owner_id == self.submitter_id,
            )


def _copy(copies: KeptCopies, version: VersionFacts, digest: str) -> Path | None:
    kept = (each for each in version.tables if each.digest == digest)
    return next((copy_of(copies, table) for table in kept), None)
