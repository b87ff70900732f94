"""The stage of the demonstration: the cast as they are now, their shelf, the parts."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.accounts.actor import Actor
from marketplace.accounts.lookup import account_of_email
from marketplace.accounts.queries import actor_of
from marketplace.cli.demo.cast import CAST
from marketplace.cli.sending import StoreClient
from marketplace.cli.waiting import Pace, Tell
from marketplace.services import Services
from marketplace.workflow import reading
from marketplace.workflow.offering import Counter
from storage.database import transaction
from submissions.queries import SubmissionSeen
from submissions.states import State

PER_PAGE = 100


class WorkersGone(Exception):
    """No worker stirs: the load ends here and goes on when it is begun again."""


@dataclass
class Stage:
    """What every step of the load needs."""

    services: Services
    tell: Tell
    pace: Pace = field(init=False)
    client: StoreClient = field(default_factory=StoreClient)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    handed_in: set[UUID] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Keep others from waiting for the demonstration."""
        self.pace = Pace(self.services)

    def gather(self) -> None:
        """Find the cast as they are now."""
        with self.transaction() as session:
            self.actors = {
                person.word: actor_of(session, account_of_email(session, person.email).id)
                for person in CAST
            }

    @property
    def counter(self) -> Counter:
        """Where things are handed in."""
        return Counter.of(self.services.objects, self.services.settings)

    @property
    def now(self) -> datetime:
        """The moment."""
        return self.services.now()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Open a transaction, and send what it left in the outbox once it has committed."""
        with transaction(self.services.make_session) as session:
            yield session
        self.services.relay()

    def submissions_of(self, word: str) -> Mapping[str, SubmissionSeen]:
        """Return what one of the cast has handed in, by its title; the latest of each."""
        found: dict[str, SubmissionSeen] = {}
        with transaction(self.services.make_session) as session:
            page = 1
            while True:
                listing = reading.own_submissions(
                    session, self.actors[word], page=page, per_page=PER_PAGE
                )
                for row in listing.rows:
                    found.setdefault(row.title, row)
                if page * PER_PAGE >= listing.count:
                    return found
                page += 1

    def shelf(self) -> Mapping[str, SubmissionSeen]:
        """Return what the cast has published, by its title."""
        everything = (self.submissions_of(word) for word in self.actors)
        return {
            title: row
            for theirs in everything
            for title, row in theirs.items()
            if row.state is State.PUBLISHED
        }

    def wait(self) -> None:
        """Wait until the workers are through with what was handed in; raise `WorkersGone`."""
        if not self.pace.wait_for(sorted(self.handed_in), self.tell):
            raise WorkersGone
