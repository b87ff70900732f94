"""How far a verification is: what whoever asked for it is told, now and then."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from verification.errors import TellingBroke
from verification.tables import Expected, OpenTable

TOLD_EVERY = 0.25
"""Seconds between two messages about rows: batches of narrow tables go by in milliseconds."""


class Stage(StrEnum):
    """How far a verification has come. The first and the last are those of whoever asks for it."""

    FETCHING = "fetching"
    READING = "reading"
    CHECKING = "checking"
    TRACING = "tracing"
    KEEPING = "keeping"


class Progress(Protocol):
    """Whoever is told how far a verification is."""

    def __call__(
        self, stage: Stage, done: int, of: int | None, *, files: int | None = None
    ) -> None:
        """Hear of a stage how many rows have been read, or checks run, of how many.

        While files are read `of` is an estimate, or None where nobody can tell yet; `files` says
        how many of them are done with.
        """


def nobody(stage: Stage, done: int, of: int | None, *, files: int | None = None) -> None:
    """Hear of it, and do nothing."""


@dataclass
class _Part:
    """A table that is read: of which file, how many of its rows are, and whether all are."""

    file: int
    expected: Expected
    rows: int = 0
    done: bool = False

    def of(self) -> int | None:
        if self.done:
            return self.rows
        expected = self.expected()
        return None if expected is None else max(expected, self.rows)


class ReadingProgress:
    """Tells how far the reading of an offer is: rows, of about how many, and files done with.

    What `progress` raises is raised as `TellingBroke`, which no guard takes for a fault of a file.
    """

    def __init__(self, progress: Progress, clock: Callable[[], float] = time.monotonic) -> None:
        self._progress, self._clock = progress, clock
        self._parts: list[_Part] = []
        self._opened = 0
        self._all_opened = False
        self.tell()

    def opened(self, tables: tuple[OpenTable, ...]) -> None:
        """Take the tables of the next file; one that has none is done with."""
        self._parts.extend(_Part(self._opened, table.expected) for table in tables)
        self._opened += 1
        self.tell()

    def all_opened(self) -> None:
        """Take that no more files come: from here on it can be told how many rows there are."""
        self._all_opened = True
        self.tell()

    def rows(self, table: int, rows: int) -> None:
        """Take how many rows of a table have been read, and tell it once a while has passed."""
        self._parts[table].rows = rows
        if self._clock() - self._told_at >= TOLD_EVERY:
            self.tell()

    def done(self, table: int) -> None:
        """Take that a table has been read to its end, or could not be."""
        self._parts[table].done = True
        self.tell()

    def tell(self) -> None:
        """Tell how far it is."""
        self._told_at = self._clock()
        going_on = {part.file for part in self._parts if not part.done}
        rows, of = sum(part.rows for part in self._parts), self._of()
        try:
            self._progress(Stage.READING, rows, of, files=self._opened - len(going_on))
        except Exception as error:
            raise TellingBroke(error) from error

    def _of(self) -> int | None:
        parts = [part.of() for part in self._parts]
        known = [of for of in parts if of is not None]
        return sum(known) if self._all_opened and len(known) == len(parts) else None
