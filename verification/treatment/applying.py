"""Applies a treatment: a table in; a new CSV file, its log and its anonymity out.

The table is untouched. The same table, treatment and key give the same bytes and the same log.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from verification.errors import StepRefused
from verification.showing import shown
from verification.tables import OpenTable
from verification.treatment.anonymity import Alike, Anonymity
from verification.treatment.document import Treatment
from verification.treatment.frames import Frame, Frames, frames_of
from verification.treatment.log import Noted, StepLog, covered
from verification.treatment.step import Given, Names, Step
from verification.treatment.writing import write_csv

_SHOWN = 20
_MOST_CELLS = 200_000_000
"""A step that makes rows of columns may make very many of few."""


@dataclass(frozen=True)
class Rows:
    """The first rows of a table, masked."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True)
class Treated:
    """What came of a treatment: the columns and rows it left, its log, and the first rows.

    `alike_before` and `alike_after` tell how alike rows are in the columns asked about, as far as
    they are still there; None where nothing was asked or none is left.
    """

    columns: tuple[str, ...]
    rows: int
    log: tuple[StepLog, ...]
    rows_before: Rows
    rows_after: Rows
    alike_before: Anonymity | None
    alike_after: Anonymity | None


@dataclass(frozen=True)
class Asked:
    """Which columns outsiders may know and join (quasi-identifiers), and which k is wanted."""

    columns: tuple[str, ...] = ()
    wanted: int = 5


def apply(
    table: OpenTable, treatment: Treatment, given: Given, asked: Asked, *, path: Path, mark: bool
) -> Treated:
    """Write the treated table into `path`; `mark`: with a byte order mark.

    Raises `StepRefused`, most of it before a row is read; and what the table's reader raises.
    """
    names = treatment.names_after(table.head.names)
    treatment.needs(given)
    _all_there(table.head.names, asked.columns)
    before, after = _Passing(asked, asked.columns), _Passing(asked, names)
    frames, notes = flowing(before.passed(frames_of(table)), treatment.steps, given)
    write_csv(after.passed(frames), path, mark=mark)
    return Treated(
        columns=names,
        rows=after.rows,
        log=tuple(_logs(table.head.names, treatment.steps, notes)),
        rows_before=before.first(hidden=_hidden(treatment.steps)),
        rows_after=after.first(hidden=frozenset()),
        alike_before=before.anonymity(),
        alike_after=after.anonymity(),
    )


def flowing(
    frames: Frames, steps: Sequence[Step], given: Given
) -> tuple[Frames, tuple[Noted, ...]]:
    """The frames as all steps leave them, and what each step notes while they are taken."""
    notes = tuple(Noted(covered=step.covers) for step in steps)
    for place, (step, noted) in enumerate(zip(steps, notes, strict=True)):
        frames = _placed(place, step.flow(_counted(frames, noted), noted, given), noted)
    return frames, notes


@dataclass
class _Passing:
    """What is learned of the frames that pass one place."""

    asked: Asked
    names: Names
    rows: int = 0
    head: list[Frame] = field(default_factory=list)

    def __post_init__(self) -> None:
        columns = [name for name in self.asked.columns if name in self.names]
        self._alike = Alike(columns, wanted=self.asked.wanted) if columns else None

    def passed(self, frames: Frames) -> Frames:
        for frame in frames:
            if self.rows < _SHOWN:
                self.head.append(frame.head(_SHOWN - self.rows))
            self.rows += len(frame)
            if self._alike is not None:
                self._alike.update(frame)
            yield frame

    def anonymity(self) -> Anonymity | None:
        return None if self._alike is None else self._alike.anonymity()

    def first(self, *, hidden: frozenset[str]) -> Rows:
        """The first rows, masked; of hidden columns there is only the outline."""
        names = self.head[0].names if self.head else ()
        return Rows(names, tuple(row for frame in self.head for row in _shown(frame, hidden)))


def _shown(frame: Frame, hidden: frozenset[str]) -> Iterator[tuple[str | None, ...]]:
    columns = [
        [
            covered(cell) if name in hidden or cell is None else shown(cell)
            for cell in cells.to_pylist()
        ]
        for name, cells in zip(frame.names, frame.columns, strict=True)
    ]
    return zip(*columns, strict=True)


def _hidden(steps: Sequence[Step]) -> frozenset[str]:
    """The columns that a step de-identifies."""
    return frozenset(name for step in steps if step.covers for name in step.touched())


def _counted(frames: Frames, noted: Noted) -> Frames:
    for frame in frames:
        noted.rows_before += len(frame)
        yield frame


def _placed(place: int, frames: Frames, noted: Noted) -> Frames:
    """The frames a step makes; what it refuses while rows pass is told with its place."""
    try:
        for frame in frames:
            noted.rows_after += len(frame)
            _keep_size(noted.rows_after * len(frame.names))
            yield frame
    except StepRefused as refused:
        if refused.place is not None:
            raise
        raise StepRefused(refused.code, refused.about, place=place) from None


def _keep_size(cells: int) -> None:
    if cells > _MOST_CELLS:
        raise StepRefused("too-large", f"{_MOST_CELLS:,}")


def _all_there(names: Names, columns: Sequence[str]) -> None:
    for column in columns:
        if column not in names:
            raise StepRefused("column-unknown", column)


def _logs(names: Names, steps: Sequence[Step], notes: Sequence[Noted]) -> Iterator[StepLog]:
    for step, noted in zip(steps, notes, strict=True):
        after = step.names_after(names)
        renamed = step.renamed()
        old, new = {pair[0] for pair in renamed}, {pair[1] for pair in renamed}
        yield StepLog(
            step=step.document(),
            cells_changed=noted.cells,
            changes=tuple(noted.changes),
            unread=noted.unread,
            unread_at=tuple(noted.unread_at),
            rows_before=noted.rows_before,
            rows_after=noted.rows_after,
            rows_dropped=tuple(noted.dropped),
            columns_added=tuple(name for name in after if name not in {*names, *new}),
            columns_dropped=tuple(name for name in names if name not in {*after, *old}),
            renamed=renamed,
            figures=tuple(noted.figures.items()),
        )
        names = after
