"""What was counted before an event, asked of the tables. `replay.Memory` answers the same."""

from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from marketplace.ledger.days import day_of
from marketplace.ledger.facts import (
    Download,
    EventFacts,
    History,
    MenuUse,
    OfferedAgain,
    PostingFacts,
    VersionFacts,
    Withdrawal,
)
from marketplace.ledger.kinds import EventKind
from marketplace.ledger.models import Event, Posting
from marketplace.ledger.rows import posting_facts


def upload_cause(version_id: UUID) -> str:
    """Return the cause of a version's upload: it happens once."""
    return f"upload:{version_id}"


def recall(session: Session, event: EventFacts) -> History:
    """Return the history of an event that is about to be recognised."""
    match event.deed:
        case Withdrawal(version):
            return History(upload=_last_posted(session, version, given=True))
        case OfferedAgain(version, content):
            return History(
                content_counted=content is not None and _counted_content(session, content),
                dataset_counted=_standing(session, Event.dataset_id == version.dataset),
                withdrawal=_last_posted(session, version, given=False),
            )
        case _ if event.actor.id is None:
            # Nothing will be posted, and the events of all who were not signed in are many.
            return History()
        case Download(version):
            return History(version_counted=_downloaded(session, event.actor.id, version.version))
        case MenuUse():
            return History(menus_counted=_menus(session, event))
        case upload:
            dataset = upload.version.dataset
            return History(
                content_counted=_counted_content(session, upload.content),
                dataset_counted=_standing(session, Event.dataset_id == dataset),
            )


_GIVING = frozenset({EventKind.UPLOAD, EventKind.OFFERED_AGAIN})
"""The events of a version that give points; a withdrawal takes them back."""


def _last_posted(session: Session, version: VersionFacts, *, given: bool) -> PostingFacts | None:
    """Return the last posting of a version's coming and going; None where it is not `given`."""
    last = session.execute(
        select(Posting, Event.kind)
        .join(Event, Event.id == Posting.event_id)
        .where(
            Event.dataset_id == version.dataset,
            Event.kind.in_((*_GIVING, EventKind.WITHDRAWAL)),
            Event.version_id == version.version,
        )
        .order_by(Event.number.desc())
        .limit(1)
    ).one_or_none()
    if last is None or (EventKind(last.kind) in _GIVING) is not given:
        return None
    return posting_facts(last.Posting, counter_of=None)


def _counted_content(session: Session, content: str) -> bool:
    return _standing(session, Event.content == content)


def _downloaded(session: Session, account_id: UUID, version_id: UUID) -> bool:
    counted = (
        select(Posting.id)
        .join(Event, Event.id == Posting.event_id)
        .where(
            Event.actor_id == account_id,
            Event.version_id == version_id,
            Event.kind == EventKind.DOWNLOAD,
            Posting.recognised > 0,
        )
    )
    return session.execute(select(exists(counted))).scalar_one()


def _menus(session: Session, event: EventFacts) -> frozenset[str]:
    counted = (
        select(Event.menu)
        .join(Posting, Posting.event_id == Event.id)
        .where(
            Posting.account_id == event.actor.id,
            Posting.day == day_of(event.at),
            Posting.recognised > 0,
            Event.kind == EventKind.MENU,
        )
    )
    return frozenset(menu for menu in session.execute(counted).scalars() if menu)


def _standing(session: Session, about: ColumnElement[bool]) -> bool:
    taken_back = aliased(Posting)
    counted = (
        select(Posting.id)
        .join(Event, Event.id == Posting.event_id)
        .where(
            about,
            Event.kind.in_(_GIVING),
            Posting.recognised > 0,
            ~exists(select(taken_back.id).where(taken_back.counter_of == Posting.id)),
        )
    )
    return session.execute(select(exists(counted))).scalar_one()
