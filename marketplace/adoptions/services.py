"""The entries of adoptions: one is written for whatever is done, none is ever changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, String, and_, select
from sqlalchemy.orm import Session, aliased

from marketplace.adoptions.models import AdoptionEntry
from marketplace.adoptions.values import AdoptionEvent, EntryRow, Standing, standing_of
from storage.holds import hold
from verification.personal.mask import mask


def lock_adoption(session: Session, dataset_id: UUID) -> None:
    """Let nobody else write about this dataset's adoption until the transaction ends."""
    hold(session, "adoption", dataset_id)


def write_entry(
    session: Session,
    dataset_id: UUID,
    event: AdoptionEvent,
    *,
    version_number: int,
    department_id: UUID | None,
    by: UUID,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    reason: str = "",
) -> EntryRow:
    """Write one entry; texts are masked."""
    entry = AdoptionEntry(
        id=uuid4(),
        dataset_id=dataset_id,
        version_number=version_number,
        event=event,
        department_id=department_id,
        facts=_masked(facts or {}),
        reason=mask(reason),
        actor_id=by,
        at=at,
    )
    session.add(entry)
    session.flush()
    return _row(entry)


def entries_of(session: Session, dataset_id: UUID) -> tuple[EntryRow, ...]:
    """Return the entries about a dataset, first to last."""
    found = session.execute(
        select(AdoptionEntry)
        .where(AdoptionEntry.dataset_id == dataset_id)
        .order_by(AdoptionEntry.position)
    ).scalars()
    return tuple(map(_row, found))


def standing(session: Session, dataset_id: UUID) -> Standing:
    """Return how the adoption of a dataset stands."""
    return standing_of(entries_of(session, dataset_id))


def case_stands() -> ColumnElement[bool]:
    """Return whether an entry is a policy case that was not taken back."""
    undo = aliased(AdoptionEntry)
    undone = select(undo.id).where(
        undo.dataset_id == AdoptionEntry.dataset_id,
        undo.event == AdoptionEvent.CASE_UNDONE,
        undo.facts["undoes"].astext == AdoptionEntry.id.cast(String),
    )
    return and_(AdoptionEntry.event == AdoptionEvent.CASE_ADDED, ~undone.exists())


def _masked(value: Any) -> Any:
    match value:
        case str():
            return mask(value)
        case Mapping():
            return {name: _masked(each) for name, each in value.items()}
        case _:
            return value


def _row(entry: AdoptionEntry) -> EntryRow:
    return EntryRow(
        entry.id,
        AdoptionEvent(entry.event),
        entry.version_number,
        entry.department_id,
        entry.facts,
        entry.reason,
        entry.actor_id,
        entry.at,
    )
