"""Recording: each event once, in order, with what it posts. Nothing here commits.

Events that bear on each other (those of one person; all that publish or withdraw) wait for one
another on an advisory lock until the other's transaction has ended. So each is recognised with
everything before it in sight, and they are numbered in the order in which they were decided.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.ledger.days import day_of
from marketplace.ledger.facts import (
    ActorFacts,
    Download,
    EventFacts,
    MenuUse,
    OfferedAgain,
    Upload,
    VersionFacts,
    Withdrawal,
)
from marketplace.ledger.history import recall, upload_cause
from marketplace.ledger.kinds import EventKind
from marketplace.ledger.models import Event, Posting
from marketplace.ledger.published import published_rules
from marketplace.ledger.recognition import posting_for
from marketplace.ledger.rows import event_row, posting_row
from marketplace.ledger.rules import in_force
from storage.holds import hold

NO_FACTS: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Recorded:
    """An event as it stands in the ledger, and its posting where it has one."""

    event: Event
    posting: Posting | None


def record_download(
    session: Session,
    actor: ActorFacts,
    version: VersionFacts,
    *,
    at: datetime,
    facts: Mapping[str, Any] = NO_FACTS,
) -> Recorded:
    """Record that a file of a version was fetched. Each fetch is an event; few are recognised."""
    return _record(session, EventFacts(uuid4(), actor, Download(version), at), facts=facts)


def record_menu_use(
    session: Session,
    actor: ActorFacts,
    menu: str,
    *,
    at: datetime,
    version: VersionFacts | None = None,
) -> Recorded:
    """Record that a menu was used, on a version or on none."""
    return _record(session, EventFacts(uuid4(), actor, MenuUse(menu, version), at))


def record_upload(session: Session, actor: ActorFacts, upload: Upload, *, at: datetime) -> Recorded:
    """Record that an approved submission of `actor` was published. Twice for a version is once.

    Raises `RulesRefused` where the rules give the kind of submission no weight.
    """
    event = EventFacts(uuid4(), actor, upload, at)
    return _record(session, event, cause=upload_cause(upload.version.version))


def record_withdrawal(
    session: Session,
    actor: ActorFacts,
    version: VersionFacts,
    *,
    at: datetime,
) -> Recorded:
    """Record that a version was withdrawn, and take back what its upload posted.

    Twice is once, until it is offered again.
    """
    event = EventFacts(uuid4(), actor, Withdrawal(version), at)
    _wait_for_others(session, event)
    times = _times(session, version, EventKind.OFFERED_AGAIN)
    cause = f"withdrawal:{version.version}"
    return _record(session, event, cause=f"{cause}:{times}" if times else cause)


def record_offered_again(
    session: Session,
    actor: ActorFacts,
    version: VersionFacts,
    *,
    at: datetime,
) -> Recorded:
    """Record that a withdrawal was undone, and give back what it took. Twice is once.

    What counts elsewhere by now (the same content, say) is not recognised a second time.
    """
    upload = session.execute(
        select(Event.content, Event.imported).where(Event.cause == upload_cause(version.version))
    ).one_or_none()
    content, imported = (None, False) if upload is None else upload
    event = EventFacts(uuid4(), actor, OfferedAgain(version, content, imported), at)
    _wait_for_others(session, event)
    times = _times(session, version, EventKind.WITHDRAWAL)
    return _record(session, event, cause=f"offered-again:{version.version}:{times}")


def _times(session: Session, version: VersionFacts, kind: EventKind) -> int:
    """Return how often something was recorded of a version."""
    recorded = select(func.count()).where(
        Event.dataset_id == version.dataset,
        Event.kind == kind,
        Event.version_id == version.version,
    )
    return session.execute(recorded).scalar_one()


def _record(
    session: Session,
    event: EventFacts,
    *,
    cause: str | None = None,
    facts: Mapping[str, Any] = NO_FACTS,
) -> Recorded:
    _wait_for_others(session, event)
    if cause is not None and (earlier := _recorded(session, cause)):
        return earlier
    row = event_row(event, cause=cause, facts=facts)
    session.add(row)
    # The event takes its number under the lock, before anyone else can take the next one.
    session.flush()
    rules = in_force(published_rules(session), day_of(event.at))
    posted = posting_for(event, recall(session, event), rules)
    if posted is None:
        return Recorded(row, None)
    posting = posting_row(posted, counter_of=_posting_of(session, posted.counter_of))
    session.add(posting)
    # A posting that the database refuses fails here, beside its event, not at some later query.
    session.flush()
    return Recorded(row, posting)


def _wait_for_others(session: Session, event: EventFacts) -> None:
    match event.deed:
        case Upload() | Withdrawal() | OfferedAgain():
            key = "ledger:uploads"
        case _ if event.actor.id is None:
            return
        case _:
            key = f"ledger:{event.actor.id}"
    hold(session, key)


def _recorded(session: Session, cause: str) -> Recorded | None:
    found = session.execute(
        select(Event, Posting)
        .outerjoin(Posting, Posting.event_id == Event.id)
        .where(Event.cause == cause)
    ).one_or_none()
    return Recorded(*found) if found else None


def _posting_of(session: Session, event_id: UUID | None) -> UUID | None:
    found = select(Posting.id).where(Posting.event_id == event_id)
    return session.execute(found).scalar_one() if event_id else None
