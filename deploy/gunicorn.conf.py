"""gunicorn's settings, the same under `make run` and in production (`--bind` is the caller's)."""

import gc
from typing import Any

from marketplace.lifeline import die_with

worker_class = "gthread"
# One worker of many threads: most of a request is waiting for the database, and a second worker
# is 40 MB at rest. WEB_CONCURRENCY, gunicorn's own setting, makes it more.
threads = 16
preload_app = True
# A request is short: the bytes of files go to the store, not through here.
timeout = 60
graceful_timeout = 10
keepalive = 5
# No access log: what people search for may name people. The application logs what it does.
accesslog = None
errorlog = "-"
loglevel = "warning"


def when_ready(_server: Any) -> None:
    """Keep the collector off what the workers share, so that it stays shared."""
    gc.collect()
    gc.freeze()


def post_fork(server: Any, _worker: Any) -> None:
    """End with the master, even if that is killed."""
    die_with(server.pid)
