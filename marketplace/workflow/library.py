"""What verification may ask of the catalogue, answered for one submitter."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.copies import KeptCopies
from marketplace.access.visibility import visibility_of
from marketplace.accounts.queries import find_actor
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.models import Form
from marketplace.catalogue.values import VersionFacts
from marketplace.catalogue.visibility import EVERYTHING
from marketplace.ledger.days import day_of
from marketplace.lineage.receipts import holds_receipt
from marketplace.permissions.asking import may
from marketplace.permissions.permission import Permission
from marketplace.workflow.downloading import permission_facts
from marketplace.workflow.table_copies import copy_of
from verification.earlier import tables_in
from verification.history import find_report
from verification.sketches import Candidate, TableSketch
from verification.sources import EarlierTable, SourceDeclaration, SourceFacts, SourceTable
from verification.terms import read_terms

Licences = Mapping[tuple[UUID, int], str]
NO_LICENCES: Licences = MappingProxyType({})
OpenSession = Callable[[], AbstractContextManager[Session]]


class Library:
    """The catalogue as a submitter may know it. Each question is a short transaction of its own:
    verification asks in the middle of long work, in which no transaction stays open.

    `before` is when the submission was handed in: a receipt that came later shows nothing.
    `published` is the number of a version that is looked at again: what was decided on it is not
    asked again of a submitter who may have left, and the version before it is the previous one.
    `dataset` is then that which it is a version of: what it holds is no other's.
    `licences` are those its sources had when it was made of them (dataset and number → licence):
    what became of a source's licence afterwards changes nothing of it.
    `copies` is where copies of tables are kept; None where nobody will ask for one.
    """

    def __init__(
        self,
        open_session: OpenSession,
        submitter_id: UUID,
        *,
        before: datetime,
        published: int | None = None,
        dataset: UUID | None = None,
        licences: Licences = NO_LICENCES,
        copies: KeptCopies | None = None,
    ) -> None:
        self._open = open_session
        self._submitter_id = submitter_id
        self._before = before
        self._published = published
        self._dataset = dataset
        self._licences = licences
        self._copies = copies

    def facts(self, dataset: UUID, version: int) -> SourceFacts | None:
        """Return the facts of a version, or None if it is unknown or hidden from the submitter."""
        with self._open() as session:
            found = self._find(session, dataset, version)
            if found is None:
                return None
            terms = read_terms(found.described.terms)
            obtained = holds_receipt(session, self._submitter_id, found.id, before=self._before)
            return SourceFacts(
                dataset=dataset,
                version=version,
                title=found.described.title.shown,
                licence=self._licences.get((dataset, version), found.described.licence),
                access=found.described.access,
                generation=found.generation,
                assurance=found.assurance,
                department=found.department_id,
                published=True,
                withdrawn=found.withdrawal is not None,
                obtained=obtained,
                owned=found.owner_id == self._submitter_id,
                terms=terms,
                in_term=terms is None or terms.runs_on(day_of(self._before)),
            )

    def previous(self, dataset: UUID) -> tuple[EarlierTable, ...] | None:
        """Return the tables of the dataset's latest version, or None if there is none."""
        with self._open() as session:
            number = None if self._published is None else self._published - 1
            found = self._find(session, dataset, number)
            return None if found is None else _tables(session, found)

    def tables(self, dataset: UUID, version: int) -> tuple[SourceTable, ...] | None:
        """Return the tables of a version; None if the submitter may not have its bytes."""
        with self._open() as session:
            found = self._find(session, dataset, version)
            if found is None or not self._may_read(session, found):
                return None
        if self._copies is None:
            return ()
        return tuple(_source_tables(found, self._copies))

    def overlaps(
        self,
        sketch: TableSketch,
        *,
        dataset: UUID | None,
        declared: Sequence[SourceDeclaration],
    ) -> tuple[Candidate, ...]:
        """Return the published tables that seem to share content with one, the likest first."""
        if self._copies is None:
            return ()
        # The engines come with it; whoever asks the library for facts alone stays small.
        from marketplace.workflow.lookalikes import Lookalikes

        with self._open() as session:
            return Lookalikes(
                session,
                self._submitter_id,
                self._dataset or dataset,
                declared,
                self._copies,
                before=None if self._published is None else self._before,
            ).of(sketch)

    def _may_read(self, session: Session, found: VersionFacts) -> bool:
        if self._published is not None:
            return True
        actor = find_actor(session, self._submitter_id)
        facts = permission_facts(found)
        return actor is not None and may(actor, Permission.VERSION_READ_BYTES, facts)

    def _find(self, session: Session, dataset: UUID, number: int | None) -> VersionFacts | None:
        if self._published is not None:
            return catalogue.find_version(session, dataset, number, EVERYTHING)
        actor = find_actor(session, self._submitter_id)
        if actor is None:
            return None
        return catalogue.find_version(session, dataset, number, visibility_of(actor))


def _source_tables(found: VersionFacts, copies: KeptCopies) -> Iterator[SourceTable]:
    """Yield the tables of a version as they came, then those it offers in refined form."""
    for each in found.tables:
        if (path := copy_of(copies, each)) is not None:
            is_refined = each.form is Form.REFINED
            yield SourceTable(each.name, each.sheet, each.rows or 0, path, refined=is_refined)


def _tables(session: Session, found: VersionFacts) -> tuple[EarlierTable, ...]:
    report = find_report(session, found.report_digest) or {}
    held = {(file.name, file.sheet) for file in found.files if file.form is Form.TABLE}
    return tuple(each for each in tables_in(report) if (each.file, each.sheet) in held)
