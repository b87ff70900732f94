"""The engine that compares tables: DuckDB, bounded in memory and time, that reads one folder only.

Columns bear names of ours in every statement (`c0`, `s3`, …) and values are bound, so nothing from
a file is ever part of a statement. Its errors quote cells: their words go nowhere.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from verification.errors import ComparisonBroke, ComparisonTooSlow
from verification.timed import timed_engine

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Bounds:
    """What one comparison may cost: seconds in all, and memory and disk of the engine."""

    seconds: float = 120.0
    memory_mb: int = 1024
    threads: int = 2
    spilled_mb: int = 8192


@dataclass(frozen=True)
class Engine:
    """A connection that answers in plain rows."""

    connection: duckdb.DuckDBPyConnection
    folder: Path

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        """Run a statement for what it leaves behind."""
        self.connection.execute(statement, list(values))

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Return every row of the answer."""
        return self.connection.execute(statement, list(values)).fetchall()

    def row(self, statement: str, values: Sequence[object] = ()) -> Row:
        """Return the one row of the answer."""
        return self.rows(statement, values)[0]

    def one(self, statement: str, values: Sequence[object] = ()) -> Any:
        """Return the one value of the answer."""
        return self.row(statement, values)[0]

    def columns(self, statement: str) -> dict[str, Any]:
        """Return the answer as arrays by name (NumPy; masked where there are nulls)."""
        return self.connection.execute(statement).fetchnumpy()


@contextmanager
def opened(folder: Path, bounds: Bounds) -> Iterator[Engine]:
    """Open an engine that reads and writes in `folder` alone.

    Raises `ComparisonTooSlow` when its time is over, and `ComparisonBroke` for whatever else the
    engine cannot do; neither holds a word of the engine's.
    """
    try:
        with timed_engine(_settings(folder, bounds), bounds.seconds) as connection:
            yield Engine(connection, folder)
    except duckdb.InterruptException:
        raise ComparisonTooSlow(bounds.seconds) from None
    except duckdb.Error as fault:
        raise ComparisonBroke(type(fault).__name__) from None


def borrowed(path: Path, folder: Path, name: str) -> Path:
    """Return a place of our own for a file that others may take away: a link, or a copy."""
    ours = folder / name
    try:
        os.link(path, ours)
    except OSError:
        shutil.copyfile(path, ours)
    return ours


def quoted(text: str) -> str:
    """Return a path or a name of ours as a literal."""
    return "'" + text.replace("'", "''") + "'"


def _settings(folder: Path, bounds: Bounds) -> tuple[str, ...]:
    return (
        f"SET memory_limit = '{bounds.memory_mb}MB'",
        f"SET threads = {bounds.threads}",
        f"SET temp_directory = {quoted(str(folder / 'spilled'))}",
        f"SET max_temp_directory_size = '{bounds.spilled_mb}MB'",
        "SET python_enable_replacements = false",
        "SET preserve_insertion_order = false",
        f"SET allowed_directories = [{quoted(str(folder))}]",
        "SET enable_external_access = false",
        "SET lock_configuration = true",
    )
