"""The parts for commands that need all of them, and hands that do what the workers would."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import select

from marketplace.config import Settings
from marketplace.services import Services
from marketplace.stack.store import Store
from marketplace.workflow import publishing, sketching, verifying
from storage.database import transaction
from submissions.models import Submission
from submissions.states import State
from verification.index.models import SketchTurn

PAUSE = 0.05


def settings_of(database_url: str, store: Store, queue_url: str, **more: str) -> dict[str, str]:
    """Return the environment of a command on these parts."""
    return {
        "DATABASE_URL": database_url,
        "S3_ENDPOINT": store.endpoint,
        "S3_ACCESS_KEY": store.access_key,
        "S3_SECRET_KEY": store.secret_key,
        "REDIS_URL": queue_url,
        "SECRET_KEY": "key",
        "AUDIT_SHARE": "0",
        **more,
    }


@contextmanager
def connected(env: dict[str, str]) -> Iterator[Services]:
    """Give the parts, and let go of them."""
    services = Services.from_settings(Settings.from_env(env))
    try:
        yield services
    finally:
        services.engine.dispose()
        services.queue.connection.close()


@contextmanager
def working(services: Services) -> Iterator[None]:
    """Do in a thread what the workers' jobs do, as long as the block lasts."""
    over = threading.Event()

    def work() -> None:
        while not over.wait(PAUSE):
            for state, job in (
                (State.SUBMITTED, verifying.verify_submission),
                (State.ACCEPTED, publishing.publish_submission),
            ):
                with transaction(services.make_session) as session:
                    waiting = (
                        session.execute(select(Submission.id).where(Submission.state == state))
                        .scalars()
                        .all()
                    )
                for submission_id in waiting:
                    job(services, submission_id)
            for version_id in _unsketched(services):
                sketching.sketch_version(services, version_id)

    thread = threading.Thread(target=work, name="hands")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _unsketched(services: Services) -> Sequence[UUID]:
    with transaction(services.make_session) as session:
        waiting = select(SketchTurn.version_id).where(
            SketchTurn.sketched_at.is_(None), SketchTurn.tries == 0
        )
        return session.execute(waiting).scalars().all()
