"""What a treatment writes down: for each step how much it changed, and where, masked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from verification.showing import shown
from verification.treatment.frames import NO_RECORD, Frame, Truths, same

LOCATED_AT_MOST = 1000
"""How many changed cells of a step are told one by one; of the rest there is the count."""

_SIGN = re.compile(r"[^\W_]")
_COVERED_AT_MOST = 60


@dataclass(frozen=True)
class CellChange:
    """One cell before and after, masked. `record` None: the row stood in no file."""

    record: int | None
    column: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class StepLog:
    """What one step did. `unread` counts cells it could not make sense of, `unread_at` says where.

    `columns_added` and `columns_dropped` are by name; `renamed` is from old to new.
    """

    step: dict[str, Any]
    cells_changed: int
    changes: tuple[CellChange, ...]
    unread: int
    unread_at: tuple[CellChange, ...]
    rows_before: int
    rows_after: int
    rows_dropped: tuple[int, ...]
    columns_added: tuple[str, ...] = ()
    columns_dropped: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    figures: tuple[tuple[str, str], ...] = ()


@dataclass
class Noted:
    """Gathers what a step does while frames pass. `covered`: what stood before is not shown."""

    covered: bool
    rows_before: int = 0
    rows_after: int = 0
    cells: int = 0
    unread: int = 0
    changes: list[CellChange] = field(default_factory=list)
    unread_at: list[CellChange] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    figures: dict[str, str] = field(default_factory=dict)

    def cells_differ(self, before: Frame, after: Frame, column: str) -> None:
        """Write down where a column of the same rows is not what it was."""
        old, new = before.column(column), after.column(column)
        places = np.flatnonzero(~same(old, new))
        self.cells += len(places)
        self.changes.extend(self._told(before, column, places, (old, new), self.changes))

    def cells_unread(self, frame: Frame, column: str, unread: Truths) -> None:
        """Write down which cells a step could make no sense of."""
        places = np.flatnonzero(unread)
        self.unread += len(places)
        cells = frame.column(column)
        self.unread_at.extend(self._told(frame, column, places, (cells, cells), self.unread_at))

    def rows_gone(self, frame: Frame, gone: Truths) -> None:
        """Write down which rows are left out."""
        room = LOCATED_AT_MOST - len(self.dropped)
        self.dropped.extend(int(each) for each in frame.records[gone][:room])

    def _told(
        self,
        frame: Frame,
        column: str,
        places: np.ndarray[Any, Any],
        cells: tuple[pa.Array, pa.Array],
        told: list[CellChange],
    ) -> Iterator[CellChange]:
        first = places[: LOCATED_AT_MOST - len(told)]
        old, new = (part.take(pa.array(first)).to_pylist() for part in cells)
        records = frame.records[first].tolist()
        unchanged = cells[0] is cells[1]
        for record, was, now in zip(records, old, new, strict=True):
            before = covered(was) if self.covered else _shown(was)
            after = before if unchanged else _shown(now)
            yield CellChange(_record(record), column, before, after)


def covered(text: str | None) -> str | None:
    """The outline of a cell: every letter and digit an asterisk. For what names a person."""
    return None if text is None else _SIGN.sub("*", shown(text, at_most=_COVERED_AT_MOST))


def _shown(text: str | None) -> str | None:
    return None if text is None else shown(text)


def _record(number: int) -> int | None:
    return None if number == NO_RECORD else number
