"""Refine the shape of a table: which rows are rows, what columns are called, wide to long."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.errors import StepRefused
from verification.tables import Records
from verification.treatment.frames import Frame, Frames, filled, truths, where
from verification.treatment.log import Noted
from verification.treatment.step import Given, Names, Step, known, unknown


@dataclass(frozen=True)
class DropRecords(Step):
    """Leave out records by number: parts of the header, totals, notes at the foot."""

    step: ClassVar[str] = "drop-records"
    records: tuple[int, ...]
    because: str = "notes"

    def names_after(self, names: Names) -> Names:
        return names

    def flow(self, frames: Frames, noted: Noted, given: Given) -> Frames:
        meant = np.array(self.records, dtype=np.int64)
        for frame in frames:
            gone = np.isin(frame.records, meant)
            if gone.any():
                noted.rows_gone(frame, gone)
                yield frame.rows(~gone)
            else:
                yield frame


@dataclass(frozen=True)
class RenameColumns(Step):
    """Call columns otherwise; pairs of the old name and the new one."""

    step: ClassVar[str] = "rename-columns"
    names: tuple[tuple[str, str], ...]

    def names_after(self, names: Names) -> Names:
        new = dict(self.names)
        known(names, *new)
        renamed = tuple(new.get(name, name) for name in names)
        unknown((), *renamed)
        return renamed

    def renamed(self) -> tuple[tuple[str, str], ...]:
        return self.names

    def flow(self, frames: Frames, noted: Noted, given: Given) -> Frames:
        for frame in frames:
            yield Frame(self.names_after(frame.names), frame.records, frame.columns)


_NO_STRETCH = -1
_STOP = "\0"
_CELLS_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class FillDown(Step):
    """Give empty cells what stands above them, as a merged cell means it.

    `within`: first and last record of each stretch that was merged, and nothing is filled outside
    them; without, everywhere below the first filled cell.
    """

    step: ClassVar[str] = "fill-down"
    columns: tuple[str, ...]
    within: tuple[tuple[int, int], ...] = ()

    def names_after(self, names: Names) -> Names:
        known(names, *self.columns)
        return names

    def flow(self, frames: Frames, noted: Noted, given: Given) -> Frames:
        above: dict[str, str | None] = dict.fromkeys(self.columns)
        stretch = _NO_STRETCH
        for frame in frames:
            stretches = self._stretches(frame)
            begins = np.diff(stretches, prepend=stretch) != 0
            stretch = int(stretches[-1]) if len(frame) else stretch
            after = frame
            for column in self.columns:
                cells = frame.column(column)
                # Nothing flows from one stretch into the next, nor out of one.
                stopped = where(begins & ~filled(cells), pa.array([_STOP] * len(cells)), cells)
                whole = pa.concat_arrays([pa.array([above[column]], pa.string()), stopped])
                flowing = pc.fill_null_forward(whole).slice(1)
                if len(flowing):
                    above[column] = flowing[-1].as_py()
                fits = (filled(cells) | (stretches != _NO_STRETCH)) & ~truths(
                    pc.equal(flowing, _STOP)
                )
                after = after.with_column(column, where(fits, flowing))
                noted.cells_differ(frame, after, column)
            yield after

    def _stretches(self, frame: Frame) -> Records:
        """Which stretch each record is in, from 0; without any named, all are in one."""
        if not self.within:
            return np.zeros(len(frame), dtype=np.int64)
        bounds = np.array(sorted(self.within), dtype=np.int64)
        found = np.searchsorted(bounds[:, 0], frame.records, side="right") - 1
        inside = (found >= 0) & (frame.records <= bounds[np.maximum(found, 0), 1])
        return np.where(inside, found, _NO_STRETCH)


@dataclass(frozen=True)
class WideToLong(Step):
    """One row for each of several columns: its label in `name`, its cell in `value`.

    Without `labels` the columns' names are, less what they share at their end (2019년, 2020년
    become 2019, 2020). The new rows of a row follow each other.
    """

    step: ClassVar[str] = "wide-to-long"
    columns: tuple[str, ...]
    name: str = "연도"
    value: str = "값"
    labels: tuple[str, ...] = ()

    def names_after(self, names: Names) -> Names:
        known(names, *self.columns)
        if len(self.columns) < 2:
            raise StepRefused("columns-needed", self.name)
        if self.labels and len(self.labels) != len(self.columns):
            raise StepRefused("labels-unlike", self.name)
        kept = tuple(name for name in names if name not in self.columns)
        unknown(kept, self.name, self.value)
        return (*kept, self.name, self.value)

    def flow(self, frames: Frames, noted: Noted, given: Given) -> Frames:
        said = self.labels or without_shared_end(self.columns)
        labels = pa.array(said, pa.string())
        for frame in frames:
            # Some rows at a time: each becomes as many as there are columns to turn.
            at_once = max(1, _CELLS_AT_ONCE // (len(self.columns) * len(frame.names)))
            for start in range(0, max(1, len(frame)), at_once):
                yield self._long(frame.part(start, at_once), labels)

    def _long(self, frame: Frame, labels: pa.Array) -> Frame:
        rows, width = len(frame), len(self.columns)
        each_row = pa.array(np.repeat(np.arange(rows), width))
        kept = [
            cells.take(each_row)
            for name, cells in zip(frame.names, frame.columns, strict=True)
            if name not in self.columns
        ]
        wide = pa.concat_arrays([frame.column(name) for name in self.columns])
        by_row = np.arange(rows * width).reshape(width, rows).T.ravel()
        label = labels.take(pa.array(np.tile(np.arange(width), rows)))
        columns = (*kept, label, wide.take(pa.array(by_row)))
        return Frame(self.names_after(frame.names), np.repeat(frame.records, width), columns)


def without_shared_end(labels: Sequence[str]) -> list[str]:
    """Labels without the end that all have in common, where something is left of each."""
    shared = 0
    while all(len(label) > shared + 1 for label in labels) and (
        len({label[-shared - 1] for label in labels}) == 1 and not labels[0][-shared - 1].isdigit()
    ):
        shared += 1
    return [label[: len(label) - shared].strip() for label in labels]


def joined_names(levels: Sequence[Sequence[str]]) -> list[str]:
    """One name for each column of a header of several rows: `인구 남`, `인구 여`.

    A cell over several columns stands in the first of them: it runs on to the right until the
    next, under the same cell above, and if there is a name below it. What a level repeats of the
    one above is said once.
    """
    width = max(map(len, levels), default=0)
    padded = [[cell.strip() for cell in level] + [""] * (width - len(level)) for level in levels]
    running = [[""] * width]
    for depth, cells in enumerate(padded, start=1):
        below = [any(level[place] for level in padded[depth:]) for place in range(width)]
        running.append(_run_on(cells, running[-1], below))
    return [_said_once([level[place] for level in running]) for place in range(width)]


def _run_on(cells: Sequence[str], above: Sequence[str], below: Sequence[bool]) -> list[str]:
    names: list[str] = []
    begun = 0
    for place, cell in enumerate(cells):
        begun = place if cell or above[place] != above[begun] else begun
        names.append(cells[begun] if below[begun] else cell)
    return names


def _said_once(parts: Sequence[str]) -> str:
    said: list[str] = []
    for part in parts:
        if part and part not in said:
            said.append(part)
    return " ".join(said)
