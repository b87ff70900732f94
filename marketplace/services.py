"""The parts, put together once for each process: database, store, queue and the clock."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from marketplace.config import Settings
from storage import outbox
from storage.database import make_engine, make_session_factory, transaction
from storage.errors import QueueUnavailable
from storage.objects import ObjectStore
from storage.queue import JobQueue


@dataclass(frozen=True)
class Services:
    """What a door needs to do its work."""

    settings: Settings
    engine: Engine
    make_session: sessionmaker[Session]
    objects: ObjectStore
    queue: JobQueue

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        """Build them; nothing is connected until it is used."""
        engine = make_engine(settings.database_url)
        return cls(
            settings=settings,
            engine=engine,
            make_session=make_session_factory(engine),
            objects=ObjectStore(
                endpoint=settings.s3_endpoint,
                public_endpoint=settings.s3_public_endpoint,
                access_key=settings.s3_access_key,
                secret_key=settings.s3_secret_key,
                region=settings.s3_region,
                prefix=settings.s3_bucket_prefix,
            ),
            queue=JobQueue(settings.redis_url),
        )

    def now(self) -> datetime:
        """Return the moment, in UTC."""
        return datetime.now(UTC)

    def relay(self) -> int:
        """Send what the outbox holds; return how many.

        A queue that does not answer is no error: the rows stay, the worker tries again.
        """
        sent = 0
        try:
            while self._relay_one():
                sent += 1
        except QueueUnavailable:
            return sent
        return sent

    def _relay_one(self) -> bool:
        send = partial(outbox.relay_one, enqueue=self.queue.enqueue, at=self.now())
        with transaction(self.make_session) as session:
            return send(session)
