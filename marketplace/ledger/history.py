"""What was counted before an event, asked of the tables. `replay.Memory` answers the same."""

from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from marketplace.ledger.days import day_of
from marketplace.ledger.facts import Download, EventFacts, History, MenuUse, Withdrawal
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
            posting = upload_posting(session, version.version)
            return History(upload=posting_facts(posting, counter_of=None) if posting else None)
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
                content_counted=_standing(session, Event.content == upload.content),
                dataset_counted=_standing(session, Event.dataset_id == dataset),
            )


def upload_posting(session: Session, version_id: UUID) -> Posting | None:
    """Return what was posted when a version was published, if anything was."""
    posted = (
        select(Posting)
        .join(Event, Event.id == Posting.event_id)
        .where(Event.cause == upload_cause(version_id))
    )
    return session.execute(posted).scalar_one_or_none()


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
            Event.kind == EventKind.UPLOAD,
            Posting.recognised > 0,
            ~exists(select(taken_back.id).where(taken_back.counter_of == Posting.id)),
        )
    )
    return session.execute(select(exists(counted))).scalar_one()
