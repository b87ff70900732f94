"""What a table shows of how it might be refined: facts of each column, in one pass."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.areas.lists import area_lists
from verification.tables import TableHead
from verification.treatment.areas import ten_digits
from verification.treatment.dates import dates
from verification.treatment.frames import Frame, Frames, filled, truths
from verification.treatment.numbers import readable
from verification.treatment.tidying import MISSING, TIMED, UNTIDY, WITHHELD

ISO_DATE = r"^[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"
_GROUPED = r"[0-9],[0-9]{3}|^ *[△▲−]"
Counts = np.ndarray[Any, np.dtype[np.int64]]
AREA_CODE = re.compile(r"(?P<list>법정동|행정동).{0,2}코드")
"""A header of codes of areas, and the list they are of."""
_MARKS = tuple(dict.fromkeys((*MISSING, *WITHHELD)))


@dataclass(frozen=True)
class ColumnFacts:
    """Counts of a column's cells. `dates`: whole days, without a time.

    `marks`: what stands for no value, each with how many. `listed`: codes of areas that stand in
    the list the header names.
    """

    name: str
    filled: int = 0
    untidy: int = 0
    numbers: int = 0
    grouped: int = 0
    dates: int = 0
    iso: int = 0
    listed: int = 0
    marks: Mapping[str, int] = field(default_factory=dict)

    @property
    def values(self) -> int:
        """How many cells hold more than a mark."""
        return self.filled - sum(self.marks.values())


@dataclass(frozen=True)
class LayoutFacts:
    """How a table lies in its sheet, as its reader saw it. Record numbers count below the header.

    `levels`: the rows of the header, from above, where it has several; `merged`: for a column the
    first and last record of each merged cell.
    """

    levels: tuple[tuple[str, ...], ...] = ()
    header: tuple[int, ...] = ()
    totals: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()
    merged: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    @property
    def no_rows(self) -> tuple[int, ...]:
        """The records that belong to the header, repeat others as totals, or are notes."""
        return (*self.header, *self.totals, *self.notes)


NO_LAYOUT = LayoutFacts()
"""A table that lies as tables should."""


def layout_of(head: TableHead) -> LayoutFacts:
    """How a table lies, from what its reader says of its sheet. Its header is one row already."""
    layout = head.layout
    if layout is None:
        return NO_LAYOUT
    merged: dict[str, list[tuple[int, int]]] = {}
    for cells in layout.merged_cells:
        if cells.last_row > cells.first_row and cells.first_column < len(head.names):
            # What goes over several columns too has its value in the first of them.
            stretches = merged.setdefault(head.names[cells.first_column], [])
            stretches.append((max(cells.first_row, 1), cells.last_row))
    return LayoutFacts(
        totals=layout.total_rows,
        notes=layout.note_rows,
        merged={name: tuple(stretches) for name, stretches in merged.items()},
    )


class Look:
    """Gathers the facts of every column; `merge` takes in what another saw of later rows."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)
        self._counts: dict[str, Counter[str]] = {name: Counter() for name in self._names}
        self._marks: dict[str, Counter[str]] = {name: Counter() for name in self._names}

    def update(self, frame: Frame) -> None:
        """Take in the rows of a frame."""
        for name in self._names:
            # What a cell shows depends on its text alone, and a column says most things often.
            different = frame.column(name).value_counts()
            cells, counts = different.field("values"), np.asarray(different.field("counts"))
            self._counts[name].update(_counted(cells, counts))
            area = AREA_CODE.search(name)
            if area:
                self._counts[name]["listed"] += _listed(cells, counts, area["list"])
            for mark, count in _marks_of(cells, counts):
                self._marks[name][mark] += count

    def merge(self, other: "Look") -> None:
        """Take in what another of the same columns saw."""
        for name in self._names:
            self._counts[name].update(other._counts[name])
            self._marks[name].update(other._marks[name])

    def facts(self) -> tuple[ColumnFacts, ...]:
        """What was seen so far."""
        return tuple(
            ColumnFacts(
                name=name,
                **self._counts[name],
                marks=dict(sorted(self._marks[name].items())),
            )
            for name in self._names
        )


def looked_at(frames: Frames, layout: LayoutFacts = NO_LAYOUT) -> tuple[ColumnFacts, ...]:
    """The facts of a table whose frames these are, but for the records that are no rows of it."""
    apart = np.array(layout.no_rows, dtype=np.int64)
    look: Look | None = None
    for frame in frames:
        look = look or Look(frame.names)
        look.update(frame.rows(~np.isin(frame.records, apart)) if len(apart) else frame)
    return look.facts() if look else ()


def _counted(cells: pa.Array, counts: Counts) -> dict[str, int]:
    number = readable(cells)
    grouped = number & truths(pc.match_substring_regex(cells, _GROUPED))
    timed = truths(pc.match_substring_regex(cells, TIMED))
    return {
        kind: int(counts[which].sum())
        for kind, which in (
            ("filled", filled(cells)),
            ("untidy", truths(pc.match_substring_regex(cells, UNTIDY))),
            ("numbers", number),
            ("grouped", grouped),
            ("dates", ~timed & (dates(cells).day > 0)),
            ("iso", truths(pc.match_substring_regex(cells, ISO_DATE))),
        )
    }


def _listed(cells: pa.Array, counts: Counts, name: str) -> int:
    known = area_lists()[name]
    return sum(
        count
        for cell, count in zip(cells.to_pylist(), counts.tolist(), strict=True)
        if ten_digits(cell) in known
    )


def _marks_of(cells: pa.Array, counts: Counts) -> Iterator[tuple[str, int]]:
    trimmed = pc.utf8_trim_whitespace(cells)
    places = np.flatnonzero(truths(pc.is_in(trimmed, pa.array(_MARKS, pa.string()))))
    marks = trimmed.take(pa.array(places)).to_pylist()
    return zip(marks, counts[places].tolist(), strict=True)
