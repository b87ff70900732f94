"""The engine that holds two tables against each other, in our own process: bounded in time too."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from verification.errors import ComparisonBroke, ComparisonTooSlow
from verification.timed import timed_engine

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MEMORY = "1GB"
_SPILLED = "8GB"
TOO_LARGE = frozenset({"OutOfMemoryException", "IOException"})
"""The kinds of `ComparisonBroke` that say that memory or disk were not enough."""


@contextmanager
def opened(folder: Path, seconds: float) -> Iterator["DuckDBPyConnection"]:
    """Open one that puts away in a new folder what does not fit into memory.

    Raises `ComparisonTooSlow` when its time is over, and `ComparisonBroke` for whatever else it
    cannot do: the words of its errors quote cells.
    """
    import duckdb

    folder.mkdir()
    try:
        with timed_engine(_settings(folder), seconds) as engine:
            yield engine
    except duckdb.InterruptException:
        raise ComparisonTooSlow(seconds) from None
    except duckdb.Error as fault:
        raise ComparisonBroke(type(fault).__name__) from None


def _settings(folder: Path) -> tuple[str, ...]:
    spilled = str(folder).replace("'", "''")
    return (
        f"SET memory_limit = '{_MEMORY}'",
        f"SET temp_directory = '{spilled}'",
        f"SET max_temp_directory_size = '{_SPILLED}'",
        "SET TimeZone = 'Asia/Seoul'",
        "SET enable_progress_bar = false",
        "SET preserve_insertion_order = false",
        "SET python_enable_replacements = false",
        "SET autoinstall_known_extensions = false",
        "SET autoload_known_extensions = false",
    )
