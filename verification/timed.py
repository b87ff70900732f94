"""An engine that is stopped when its time is over."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_AGAIN = 0.005


@contextmanager
def timed_engine(settings: Sequence[str], seconds: float) -> Iterator["DuckDBPyConnection"]:
    """Open DuckDB in memory, with settings (`SET …`), for so many seconds.

    Raises `duckdb.InterruptException` in the statement that runs when they are over, and in every
    one after that.
    """
    import duckdb  # loaded when first asked for: who only serves pages needs none of it

    done = Event()
    with duckdb.connect() as engine:
        watch = Thread(target=_interrupt_late, args=(engine, seconds, done), daemon=True)
        watch.start()
        try:
            for setting in settings:
                engine.execute(setting)
            yield engine
        finally:
            done.set()
            watch.join()


def _interrupt_late(engine: "DuckDBPyConnection", seconds: float, done: Event) -> None:
    """Interrupt once the time is over, and again: between two statements nothing hears it."""
    over = done.wait(seconds)
    while not over:
        engine.interrupt()
        over = done.wait(_AGAIN)
