"""Between the frozen values of the ledger and its rows. Reads and writes nothing by itself."""

from collections.abc import Mapping
from datetime import UTC
from typing import Any
from uuid import UUID

from marketplace.ledger.errors import EventUnreadable
from marketplace.ledger.facts import (
    ActorFacts,
    Deed,
    Download,
    EventFacts,
    MenuUse,
    OfferedAgain,
    PostingFacts,
    Upload,
    VersionFacts,
    Withdrawal,
)
from marketplace.ledger.kinds import EventKind, Reason
from marketplace.ledger.models import Event, Posting


def event_row(event: EventFacts, *, cause: str | None, facts: Mapping[str, Any]) -> Event:
    """Return the row of an event."""
    row = Event(
        id=event.id,
        kind=event.deed.kind,
        at=event.at,
        actor_id=event.actor.id,
        department_id=event.actor.department,
        official=event.actor.official,
        imported=False,
        cause=cause,
        facts=dict(facts),
    )
    version = event.deed.version
    if version is not None:
        row.dataset_id, row.version_id = version.dataset, version.version
        row.version_number = version.number
        row.owner_id, row.owner_department_id = version.owner, version.owner_department
    match event.deed:
        case MenuUse(menu):
            row.menu = menu
        case Upload() as upload:
            row.submission_id, row.submission_kind = upload.submission, upload.submission_kind
            row.content, row.imported = upload.content, upload.imported
        case OfferedAgain() as again:
            row.content, row.imported = again.content, again.imported
    return row


def event_facts(row: Event) -> EventFacts:
    """Return the event a row holds; raise `EventUnreadable` if it lacks what its kind needs."""
    actor = ActorFacts(row.actor_id, row.department_id, row.official)
    return EventFacts(row.id, actor, _deed(row), row.at.astimezone(UTC))


def _deed(row: Event) -> Deed:
    match EventKind(row.kind):
        case EventKind.DOWNLOAD:
            return Download(_version(row))
        case EventKind.MENU:
            return MenuUse(_known(row, "menu"), _version(row) if row.version_id else None)
        case EventKind.UPLOAD:
            return Upload(
                _version(row),
                submission_kind=_known(row, "submission_kind"),
                content=_known(row, "content"),
                submission=row.submission_id,
                imported=row.imported,
            )
        case EventKind.OFFERED_AGAIN:
            return OfferedAgain(_version(row), row.content, row.imported)
        case _:
            return Withdrawal(_version(row))


def _version(row: Event) -> VersionFacts:
    return VersionFacts(
        dataset=_known(row, "dataset_id"),
        version=_known(row, "version_id"),
        number=_known(row, "version_number"),
        owner=row.owner_id,
        owner_department=row.owner_department_id,
    )


def _known(row: Event, column: str) -> Any:
    value = getattr(row, column)
    if value is None:
        raise EventUnreadable(row.id, column)
    return value


def posting_row(posting: PostingFacts, *, counter_of: UUID | None) -> Posting:
    """Return the row of a posting; `counter_of` is the id of the posting it takes back."""
    return Posting(
        event_id=posting.event,
        account_id=posting.account,
        department_id=posting.department,
        day=posting.day,
        amount=posting.amount,
        recognised=posting.recognised,
        reason=posting.reason,
        rule_version=posting.rule_version,
        counter_of=counter_of,
    )


def posting_facts(row: Posting, *, counter_of: UUID | None) -> PostingFacts:
    """Return the posting a row holds; `counter_of` is the event whose posting it takes back."""
    return PostingFacts(
        event=row.event_id,
        account=row.account_id,
        department=row.department_id,
        day=row.day,
        amount=row.amount,
        recognised=row.recognised,
        reason=Reason(row.reason),
        rule_version=row.rule_version,
        counter_of=counter_of,
    )
