"""The workers do what the queue says, keep no one's words, and end with their parents."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from redis import Redis
from rq import Queue

from marketplace.config import Settings
from marketplace.services import Services
from marketplace.stack.store import Store
from marketplace.stack.valkey import Valkey
from marketplace.worker import Chores, ShortWorker, VerifyWorker, make_worker
from storage import outbox
from storage.database import transaction
from storage.queue import SERIALIZER, JobQueue
from tests.marketplace.stack.processes import is_alive, wait_for

JOBS = "tests.marketplace.worker_jobs"
# Nobody's: the month is 13.
NUMBER = "901301-1234567"


@pytest.fixture
def settings(database_url: str, store: Store, valkey: Valkey) -> Settings:
    return Settings(
        database_url=database_url,
        s3_endpoint=store.endpoint,
        s3_access_key=store.access_key,
        s3_secret_key=store.secret_key,
        redis_url=valkey.url,
        secret_key="test",
    )


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    made = Services.from_settings(settings)
    yield made
    made.engine.dispose()
    made.queue.connection.close()


def everything_in(connection: Redis) -> bytes:
    """Return all that Valkey holds, as it holds it."""
    return b"\n".join(key + (connection.dump(key) or b"") for key in connection.scan_iter())


@contextmanager
def worker_process(settings: Settings, queue: str, mark: Path) -> Iterator[subprocess.Popen[bytes]]:
    env = {
        **os.environ,
        "DATABASE_URL": settings.database_url,
        "S3_ENDPOINT": settings.s3_endpoint,
        "S3_ACCESS_KEY": settings.s3_access_key,
        "S3_SECRET_KEY": settings.s3_secret_key,
        "REDIS_URL": settings.redis_url,
        "SECRET_KEY": "test",
    }
    command = [sys.executable, "-m", "marketplace", "worker", queue, f"--mark={mark}"]
    with subprocess.Popen(command, env=env) as process:
        try:
            wait_for(mark.exists)
            yield process
        finally:
            process.terminate()


def short_of(queue: JobQueue) -> Queue:
    return Queue("short", connection=queue.connection, serializer=SERIALIZER)


def test_the_short_worker_does_its_jobs_in_its_own_process(
    settings: Settings, queue: JobQueue, tmp_path: Path
) -> None:
    queue.enqueue("short", f"{JOBS}.note_pid", [str(tmp_path)], "a")

    make_worker(ShortWorker, "short", settings).work(burst=True)

    assert (tmp_path / "pid").read_text() == str(os.getpid())


def test_the_verify_worker_forks_for_each_job(
    settings: Settings, queue: JobQueue, tmp_path: Path
) -> None:
    url = settings.database_url.replace("+psycopg", "")
    for name in "abc":
        queue.enqueue("verify", f"{JOBS}.note_backend", [str(tmp_path), url], name)

    make_worker(VerifyWorker, "verify", settings).work(burst=True)

    backends = [path.read_text() for path in tmp_path.glob("backend-*")]
    assert len(backends) == 3
    assert len(set(backends)) == 3


@pytest.mark.parametrize("kind", [ShortWorker, VerifyWorker])
def test_what_a_job_stumbled_over_is_kept_nowhere(
    kind: type[ShortWorker | VerifyWorker],
    settings: Settings,
    queue: JobQueue,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    queue.enqueue("short", f"{JOBS}.fail_with", ["a"], "fails")
    failing = short_of(queue)
    failing.enqueue_call(f"{JOBS}.fail_with", args=(NUMBER[::-1],), job_id="b", failure_ttl=60)

    make_worker(kind, "short", settings).work(burst=True)

    said = capfd.readouterr()
    kept = everything_in(queue.connection)
    assert b"invalid value" not in kept
    assert "invalid value" not in caplog.text + said.out + said.err


def test_the_log_says_class_and_line_of_what_failed(
    settings: Settings, queue: JobQueue, caplog: pytest.LogCaptureFixture
) -> None:
    queue.enqueue("short", f"{JOBS}.fail_with", [NUMBER], "fails")

    make_worker(ShortWorker, "short", settings).work(burst=True)

    assert "ValueError at" in caplog.text
    assert "worker_jobs.py" in caplog.text
    assert NUMBER not in caplog.text


def test_what_the_outbox_holds_reaches_the_queue(services: Services, queue: JobQueue) -> None:
    with transaction(services.make_session) as session:
        outbox.put(session, f"{JOBS}.note_pid", "/nowhere", at=datetime.now(UTC))

    with Chores(services, ()):
        wait_for(lambda: len(short_of(queue)) == 1)

    Chores(services, ()).relay()
    assert len(short_of(queue)) == 1


def test_a_sweep_that_fails_does_not_keep_the_next_from_running(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    seen = []

    def broken(_: Services) -> None:
        raise LookupError(NUMBER)

    Chores(services, [broken, seen.append]).sweep()

    assert seen == [services]
    assert "broken failed: LookupError" in caplog.text
    assert NUMBER not in caplog.text


def test_a_database_that_is_away_is_no_end_for_the_chores(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = replace(services.settings, database_url="postgresql+psycopg://a@/a?host=/nowhere")

    Chores(Services.from_settings(nowhere), ()).relay()

    assert "OperationalError" in caplog.text


def test_a_worker_killed_by_force_takes_its_job_with_it(
    settings: Settings, queue: JobQueue, tmp_path: Path
) -> None:
    with worker_process(settings, "verify", tmp_path / "mark") as worker:
        queue.enqueue("verify", f"{JOBS}.take_long", [str(tmp_path)], "long")
        wait_for((tmp_path / "pid").exists)
        wait_for(lambda: (tmp_path / "pid").read_text() != "")
        horse = int((tmp_path / "pid").read_text())
        assert is_alive(horse)
        assert horse != worker.pid

        worker.kill()

        wait_for(lambda: not is_alive(horse), seconds=5)


def test_a_worker_ends_when_it_is_told_to(
    settings: Settings, queue: JobQueue, tmp_path: Path
) -> None:
    with worker_process(settings, "short", tmp_path / "mark") as worker:
        queue.enqueue("short", f"{JOBS}.note_pid", [str(tmp_path)], "a")
        wait_for((tmp_path / "pid").exists)

        worker.send_signal(signal.SIGTERM)

        assert worker.wait(10) == 0
