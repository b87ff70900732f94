"""What verification may ask of the catalogue, answered for one submitter."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.access.visibility import visibility_of
from marketplace.accounts.queries import find_actor
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.models import Form
from marketplace.catalogue.values import VersionFacts
from marketplace.catalogue.visibility import EVERYTHING
from marketplace.lineage.receipts import holds_receipt
from verification.earlier import tables_in
from verification.history import find_report
from verification.sources import EarlierTable, SourceFacts

OpenSession = Callable[[], AbstractContextManager[Session]]


class Library:
    """The catalogue as a submitter may know it. Each question is a short transaction of its own:
    verification asks in the middle of long work, in which no transaction stays open.

    `before` is when the submission was handed in: a receipt that came later shows nothing.
    `published` is the number of a version that is looked at again: what was decided on it is not
    asked again of a submitter who may have left, and the version before it is the previous one.
    """

    def __init__(
        self,
        open_session: OpenSession,
        submitter_id: UUID,
        *,
        before: datetime,
        published: int | None = None,
    ) -> None:
        self._open = open_session
        self._submitter_id = submitter_id
        self._before = before
        self._published = published

    def facts(self, dataset: UUID, version: int) -> SourceFacts | None:
        """Return the facts of a version, or None if it is unknown or hidden from the submitter."""
        with self._open() as session:
            found = self._find(session, dataset, version)
            if found is None:
                return None
            obtained = holds_receipt(session, self._submitter_id, found.id, before=self._before)
            return SourceFacts(
                dataset=dataset,
                version=version,
                title=found.described.title.shown,
                licence=found.described.licence,
                access=found.described.access,
                generation=found.generation,
                assurance=found.assurance,
                department=found.department_id,
                published=True,
                withdrawn=found.withdrawal is not None,
                obtained=obtained,
                owned=found.owner_id == self._submitter_id,
            )

    def previous(self, dataset: UUID) -> tuple[EarlierTable, ...] | None:
        """Return the tables of the dataset's latest version, or None if there is none."""
        with self._open() as session:
            number = None if self._published is None else self._published - 1
            found = self._find(session, dataset, number)
            return None if found is None else _tables(session, found)

    def _find(self, session: Session, dataset: UUID, number: int | None) -> VersionFacts | None:
        if self._published is not None:
            return catalogue.find_version(session, dataset, number, EVERYTHING)
        actor = find_actor(session, self._submitter_id)
        if actor is None:
            return None
        return catalogue.find_version(session, dataset, number, visibility_of(actor))


def _tables(session: Session, found: VersionFacts) -> tuple[EarlierTable, ...]:
    report = find_report(session, found.report_digest) or {}
    held = {(file.name, file.sheet) for file in found.files if file.form is Form.TABLE}
    return tuple(each for each in tables_in(report) if (each.file, each.sheet) in held)
