"""The use cases as the doors call them, each in a transaction of its own."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace import jobs
from marketplace.accounts.actor import Actor, Role
from marketplace.accounts.queries import find_actor
from marketplace.notices.models import Notice
from marketplace.services import Services
from marketplace.workflow import (
    comparing_crosses,
    making_fixes,
    making_restatements,
    offering,
    propagating,
    publishing,
    rediagnosing,
    reviewing,
    sketching,
    verifying,
)
from marketplace.workflow.nudges import (
    CROSS,
    FIX,
    PROPAGATE,
    PUBLISH,
    REDIAGNOSE,
    RESTATE,
    SKETCH,
    VERIFY,
)
from marketplace.workflow.offering import Counter
from storage import outbox
from storage.database import transaction
from storage.errors import StoreUnavailable
from storage.objects import ObjectStore
from submissions.intake import Announcement
from submissions.models import HistoryEntry, Submission
from submissions.review import Ballot
from submissions.tally import Decision
from submissions.uploads import SingleUpload
from tests.factories.accounts import make_account, make_department
from tests.factories.files import csv
from tests.factories.submissions import make_manifest
from tests.wire import WIRE

SMALL = {"a.csv": csv(("가", "나"), ((1, 2), (3, 4)))}
PEOPLE = {
    "official": (Role.OFFICIAL,),
    "neighbour": (Role.OFFICIAL,),
    "citizen": (),
    "quality": (Role.QUALITY,),
    "privacy": (Role.PRIVACY,),
    "administrator": (Role.ADMINISTRATOR,),
}
NOWHERE = ObjectStore(endpoint="http://127.0.0.1:9", access_key="a", secret_key="b")

_JOBS: Mapping[str, Callable[[Services, UUID], None]] = {
    VERIFY: verifying.verify_submission,
    PUBLISH: publishing.publish_submission,
    RESTATE: making_restatements.make_restatement,
    FIX: making_fixes.make_fix,
    CROSS: comparing_crosses.compare_cross,
    REDIAGNOSE: rediagnosing.rediagnose_version,
    SKETCH: sketching.sketch_version,
    PROPAGATE: propagating.propagate,
}
assert {path.rpartition(".")[2] for path in _JOBS} <= set(vars(jobs))


def people_of(services: Services) -> dict[str, Actor]:
    """Return one of each kind, each of a department of their own."""
    with transaction(services.make_session) as session:
        people = {}
        for name, roles in PEOPLE.items():
            account = make_account(session, roles=roles, name=name)
            found = find_actor(session, account.id)
            assert found is not None
            people[name] = found
        department = make_department(session)
        assert department.id not in {each.department_id for each in people.values()}
        return people


@dataclass(frozen=True)
class House:
    """Services, people, and what tests ask of them."""

    services: Services
    people: Mapping[str, Actor]

    def __getattr__(self, name: str) -> Actor:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def counter(self) -> Counter:
        return Counter.of(self.services.objects, self.services.settings)

    def later(self, **span: int) -> Services:
        """The same parts, that much later."""
        return later(self.services, **span)

    def without_store(self) -> Services:
        """The same parts, the store away."""
        return replace(self.services, objects=NOWHERE)

    @contextmanager
    def session(self) -> Iterator[Session]:
        with transaction(self.services.make_session) as session:
            yield session

    def submission(self, submission_id: UUID) -> Submission:
        with self.session() as session:
            found = session.get_one(Submission, submission_id)
            assert found.files is not None
            return found

    def state(self, submission_id: UUID) -> str:
        return self.submission(submission_id).state

    def draft(self, who: Actor, **manifest: Any) -> UUID:
        with self.session() as session:
            made = offering.create_submission(
                session, who, make_manifest(**manifest), at=self.services.now()
            )
            return made.id

    def upload(
        self, who: Actor, submission_id: UUID, name: str, content: bytes, media: str = "text/csv"
    ) -> tuple[UUID, str]:
        """Send a file; return its id and the address that takes other bytes as well."""
        announced = Announcement(name, len(content), media)
        with self.session() as session:
            upload = offering.announce_file(
                session,
                who,
                submission_id,
                announced,
                counter=self.counter,
                at=self.services.now(),
            )
        assert isinstance(upload.how, SingleUpload)
        put(upload.how.request.url, content)
        with self.session() as session:
            offering.complete_file(
                session,
                who,
                submission_id,
                upload.file.id,
                parts=(),
                counter=self.counter,
                at=self.services.now(),
            )
        return upload.file.id, upload.how.request.url

    def hand_in(
        self, who: Actor, files: Mapping[str, bytes] | None = None, **manifest: Any
    ) -> UUID:
        made = self.draft(who, **manifest)
        for name, content in (files or SMALL).items():
            self.upload(who, made, name, content)
        with self.session() as session:
            offering.submit(session, who, made, at=self.services.now())
        return made

    def offer(self, who: Actor, files: Mapping[str, bytes] | None = None, **manifest: Any) -> UUID:
        """Hand in and verify."""
        made = self.hand_in(who, files, **manifest)
        self.run_jobs()
        return made

    def decide(self, who: Actor, submission_id: UUID, decision: Decision = Decision.ACCEPT) -> None:
        role = Role.QUALITY if Role.QUALITY in who.roles else Role.PRIVACY
        digest = self.submission(submission_id).report_digest or ""
        with self.session() as session:
            reviewing.decide(
                session,
                who,
                submission_id,
                role,
                Ballot(decision, "보았습니다", digest),
                at=self.services.now(),
            )

    def publish(self, who: Actor, **manifest: Any) -> Submission:
        """Offer, accept and publish."""
        made = self.offer(who, **manifest)
        self.decide(self.quality, made)
        self.run_jobs()
        published = self.submission(made)
        assert published.state == "published"
        return published

    def waiting_jobs(self, at: datetime | None = None) -> list[tuple[str, UUID]]:
        """Take what the outbox holds, as the relay would, and return it."""
        taken: list[tuple[str, UUID]] = []

        def take(_queue: str, job: str, args: list[str], _job_id: str) -> None:
            taken.append((job, UUID(args[0])))

        while True:
            with self.session() as session:
                if not outbox.relay_one(session, take, at=at or self.services.now()):
                    return taken

    def run_jobs(self) -> None:
        """Run what waits, and what follows from it."""
        while waiting := self.waiting_jobs():
            for job, submission_id in waiting:
                _JOBS[job](self.services, submission_id)

    def told(self, who: Actor) -> list[str]:
        """What somebody was told, in order."""
        with self.session() as session:
            kinds = session.execute(
                select(Notice.kind).where(Notice.account_id == who.id).order_by(Notice.created_at)
            )
            return list(kinds.scalars())

    def events(self, submission_id: UUID) -> list[str]:
        with self.session() as session:
            entries = session.execute(
                select(HistoryEntry.event)
                .where(HistoryEntry.submission_id == submission_id)
                .order_by(HistoryEntry.position)
            )
            return list(entries.scalars())


def later(services: Services, **span: int) -> Services:
    """Return the same parts, that much later."""
    return _Later(**{**vars(services), "span": timedelta(**span)})


@dataclass(frozen=True)
class _Later(Services):
    span: timedelta = timedelta()

    def now(self) -> datetime:
        return super().now() + self.span


class ReadyAndGone:
    """A store that says it is ready and then gives nothing: its volume is not up yet."""

    def ready(self) -> bool:
        return True

    def download(self, *_: object, **__: object) -> None:
        raise StoreUnavailable("ServerError")


def put(url: str, content: bytes) -> None:
    """Send bytes to a presigned address."""
    assert WIRE.put(url, content=content).status_code == 200
