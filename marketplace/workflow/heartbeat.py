"""A thread that says every now and then that long work goes on."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

logger = logging.getLogger(__name__)

BEATS_A_LEASE = 3


@contextmanager
def beating(lease: timedelta, beat: Callable[[], object]) -> Iterator[None]:
    """Call `beat` three times a lease, until the block ends."""
    over = threading.Event()

    def go_on() -> None:
        while not over.wait(lease.total_seconds() / BEATS_A_LEASE):
            try:
                beat()
            except SQLAlchemyError as fault:
                # A database that is away for a moment costs one beat, not the lease.
                logger.warning("no heartbeat: %s", type(fault).__name__)

    thread = threading.Thread(target=go_on, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
