"""A thread that says every now and then that long work goes on."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

logger = logging.getLogger(__name__)

BEATS_A_LEASE = 3
TELLING_SECONDS = 1.0
"""How long what changed may wait to be written; nothing is written more often."""


@contextmanager
def beating(
    lease: timedelta,
    beat: Callable[[], bool],
    *,
    changing: Callable[[], object] = lambda: None,
) -> Iterator[None]:
    """Call `beat` three times a lease until the block ends, or until it says the work is not ours.

    What is `changing` brings it forward, but never to less than a second apart.
    """
    over = threading.Event()
    every = lease.total_seconds() / BEATS_A_LEASE

    def go_on() -> None:
        # The claim has written both.
        written, renewed_at = changing(), time.monotonic()
        while not over.wait(min(every, TELLING_SECONDS)):
            now = changing()
            if now == written and time.monotonic() - renewed_at < every:
                continue
            try:
                is_ours = beat()
            except SQLAlchemyError as fault:
                # A database that is away for a moment costs one beat, not the lease.
                logger.warning("no heartbeat: %s", type(fault).__name__)
                continue
            if not is_ours:
                return
            written, renewed_at = now, time.monotonic()

    thread = threading.Thread(target=go_on, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
