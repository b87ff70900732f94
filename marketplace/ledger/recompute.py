"""The proof of the ledger: every posting recomputed from the events, and what differs."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from marketplace.ledger.facts import PostingFacts
from marketplace.ledger.models import Event, Posting
from marketplace.ledger.published import published_rules
from marketplace.ledger.replay import replay
from marketplace.ledger.rows import event_facts, posting_facts

BATCH = 1000


@dataclass(frozen=True)
class Difference:
    """An event whose posting is not the one its rules give."""

    event: UUID
    expected: PostingFacts | None
    stored: PostingFacts | None


def recompute(session: Session) -> tuple[Difference, ...]:
    """Return where the postings differ from what the events give: nothing, in a sound ledger."""
    stored = dict(_postings(session))
    return tuple(
        Difference(event.id, expected, stored.get(event.id))
        for event, expected in replay(
            (event_facts(row) for row in _events(session)), published_rules(session)
        )
        if expected != stored.get(event.id)
    )


def _events(session: Session) -> Iterator[Event]:
    recorded = select(Event).order_by(Event.number).execution_options(yield_per=BATCH)
    return iter(session.execute(recorded).scalars())


def _postings(session: Session) -> Iterator[tuple[UUID, PostingFacts]]:
    countered = aliased(Posting)
    found = (
        select(Posting, countered.event_id)
        .outerjoin(countered, countered.id == Posting.counter_of)
        .execution_options(yield_per=BATCH)
    )
    for posting, counter_of in session.execute(found):
        yield posting.event_id, posting_facts(posting, counter_of=counter_of)
