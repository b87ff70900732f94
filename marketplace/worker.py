"""The two workers, and all that speaks RQ from the receiving end.

`short` runs jobs in its own process, relays the outbox every second and sweeps every five: what a
killed worker left behind comes back by our own leases, never by RQ's registries. `verify` forks
for each job; the parent has the engines loaded and opens no database connection, so a fork shares
pages and nothing else.

What a job raises goes to the log as class and line. Neither the log nor Valkey ever holds the
message: engines quote the cell they stumbled over.
"""

import argparse
import importlib
import logging
import os
import threading
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, SimpleWorker, Worker
from rq.executions import Execution
from rq.job import Job
from rq.worker.base import BaseWorker

from marketplace.config import Settings
from marketplace.jobs import SWEEPS
from marketplace.lifeline import die_with
from marketplace.services import Services
from storage.queue import SERIALIZER

logger = logging.getLogger(__name__)

Sweep = Callable[[Services], object]
"""Finds what was left behind (leases that ran out …) and sends it on its way again."""

RELAY_SECONDS = 1.0
SWEEP_SECONDS = 5.0
WORKER_TTL = 60
LONGEST_WAIT_FOR_QUEUE = 2.0
ENGINES = ("marketplace.workflow.verifying", "pyarrow.parquet", "pyarrow.csv", "pandas")
"""What the parent of the verifying forks has loaded. pyarrow asks for pandas when it meets Python
values: loaded in each fork it would cost every verification more than a second.
"""


class JobFailed(Exception):
    """A job raised; this says what and where, and nothing of what was in it."""


def place_of(fault: BaseException) -> str:
    """Return the class of an exception and the last line it came through."""
    frames = traceback.extract_tb(fault.__traceback__)
    last = frames[-1] if frames else None
    where = f" at {last.filename}:{last.lineno} in {last.name}" if last else ""
    return f"{type(fault).__name__}{where}"


class _Quiet(BaseWorker):
    """A worker to whom a job's failure is class and line, never a message."""

    max_connection_wait_time = LONGEST_WAIT_FOR_QUEUE
    log_result_lifespan = False

    def _finalize_failure(
        self, job: Job, queue: Queue, execution: Execution, exc_info: Any
    ) -> None:
        # RQ would keep the whole traceback, the last line of which may quote a cell.
        where = place_of(exc_info[1])
        logger.error("job %s %s failed: %s", job.func_name, job.id, where)
        super()._finalize_failure(job, queue, execution, (JobFailed, JobFailed(where), None))

    def handle_exception(self, job: Job, *exc_info: Any) -> None:
        """Nothing: all that may be said has been."""


class WordlessFormatter(logging.Formatter):
    """Writes of an exception what it was and where, whoever logs it: a message may quote a cell."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 -- the name is logging's
        """Return class and place."""
        return place_of(ei[1])


class ShortWorker(_Quiet, SimpleWorker):
    """Runs jobs in its own process, one after the other."""


class VerifyWorker(_Quiet, Worker):
    """Forks for each job. The fork makes clients of its own and ends with its parent."""

    def main_work_horse(self, job: Job, queue: Queue) -> None:
        """Do the job in the fork."""
        die_with(self.pid or os.getppid())
        super().main_work_horse(job, queue)


class Chores:
    """What the short worker does beside its jobs, in a thread: relay the outbox, sweep."""

    def __init__(self, services: Services, sweeps: Sequence[Sweep]) -> None:
        self._services = services
        self._sweeps = sweeps
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="chores", daemon=True)

    def __enter__(self) -> "Chores":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(timeout=5)

    def sweep(self) -> None:
        """Run every sweep once; one that fails does not keep the next from running."""
        for sweep in self._sweeps:
            self._attempt(sweep)

    def relay(self) -> None:
        """Send what the outbox holds."""
        self._attempt(Services.relay)

    def _run(self) -> None:
        rounds = round(SWEEP_SECONDS / RELAY_SECONDS)
        number = 0
        while not self._stop.is_set():
            self.relay()
            if number % rounds == 0:
                self.sweep()
            number += 1
            self._stop.wait(RELAY_SECONDS)

    def _attempt(self, chore: Sweep) -> None:
        try:
            chore(self._services)
        except Exception as fault:  # noqa: BLE001 -- a chore that fails is tried again next round
            name = getattr(chore, "__name__", type(chore).__name__)
            logger.error("%s failed: %s", name, place_of(fault))  # noqa: TRY400 -- no message


def run_short(services: Services, sweeps: Sequence[Sweep], mark: Path | None = None) -> None:
    """Work on the `short` queue, and do the chores, until told to stop."""
    with Chores(services, sweeps):
        _work(make_worker(ShortWorker, "short", services.settings), mark)


def run_verify(settings: Settings, mark: Path | None = None) -> None:
    """Work on the `verify` queue until told to stop."""
    for engine in ENGINES:
        importlib.import_module(engine)
    if mark is not None:
        mark.touch()
    # Seconds, which nobody has to wait for at the start: what is asked for meanwhile is not lost.
    importlib.import_module("verification.warming").warm()
    _work(make_worker(VerifyWorker, "verify", settings), mark)


def make_worker(kind: type[BaseWorker], queue: str, settings: Settings) -> BaseWorker:
    """Return a worker of that kind on that queue."""
    return kind(
        [queue],
        connection=Redis.from_url(settings.redis_url),
        serializer=SERIALIZER,
        worker_ttl=WORKER_TTL,
        job_monitoring_interval=5,
        log_job_description=False,
    )


def main(arguments: Sequence[str]) -> int:
    """Run the worker that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m marketplace worker")
    parser.add_argument("queue", choices=("short", "verify"))
    parser.add_argument("--mark", type=Path, help="file to write once it listens")
    chosen = parser.parse_args(arguments)
    handler = logging.StreamHandler()
    handler.setFormatter(WordlessFormatter("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    settings = Settings.from_env()
    if chosen.queue == "short":
        run_short(Services.from_settings(settings), SWEEPS, chosen.mark)
    else:
        run_verify(settings, chosen.mark)
    return 0


def _work(worker: BaseWorker, mark: Path | None) -> None:
    if mark is not None:
        mark.touch()
    try:
        worker.work(logging_level="WARNING")
    except RedisError as fault:
        # The supervisor starts us again, and again until the queue is back.
        logger.error("the queue went away: %s", place_of(fault))  # noqa: TRY400 -- no message
        raise SystemExit(1) from None
