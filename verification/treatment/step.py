"""What a step is: a frozen value that says what becomes of names and rows."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

import pyarrow as pa
import pyarrow.compute as pc

from verification.errors import StepRefused
from verification.treatment.frames import Frame, Frames, Truths, filled
from verification.treatment.log import Noted

Names = tuple[str, ...]


@dataclass(frozen=True)
class Given:
    """What steps need and a treatment never holds.

    `key` is the secret of the pseudonyms; its holder keeps it apart from the rows. `areas` are
    lists of administrative areas by name, each from code to full name.
    """

    key: bytes | None = field(default=None, repr=False)
    areas: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Step(ABC):
    """One change of a table. `step` is its name in documents, `covers` whether it hides persons."""

    step: ClassVar[str]
    covers: ClassVar[bool] = False

    @abstractmethod
    def names_after(self, names: Names) -> Names:
        """The names of the columns after it; raise `StepRefused` where it does not apply."""

    @abstractmethod
    def flow(self, frames: Frames, noted: Noted, given: Given) -> Frames:
        """The frames it makes of those that come."""

    def lacks(self, given: Given) -> StepRefused | None:
        """What to refuse it with where something that it needs is not given."""
        return None

    def touched(self) -> Names:
        """The columns it was asked to work on."""
        one, many = getattr(self, "column", None), getattr(self, "columns", ())
        return (*many, one) if isinstance(one, str) else tuple(many)

    def renamed(self) -> tuple[tuple[str, str], ...]:
        """Which columns it calls otherwise: the old name and the new one."""
        return ()

    def document(self) -> dict[str, Any]:
        """The step as JSON."""
        said = {each.name: _plain(getattr(self, each.name)) for each in fields(self)}
        return {"step": self.step, **said}


@dataclass(frozen=True)
class CellStep(Step):
    """A step that changes the cells of one column, each by itself.

    The cells it cannot read are told. Where it hides persons they are emptied: what a rule does
    not understand it cannot have made harmless. Elsewhere they stay as they are.
    """

    column: str

    @abstractmethod
    def cells_after(self, cells: pa.Array, given: Given) -> pa.Array:
        """The changed cells; null where a cell was empty or could not be read."""

    def names_after(self, names: Names) -> Names:
        known(names, self.column)
        return names

    def flow(self, frames: Frames, noted: Noted, given: Given) -> Frames:
        for frame in frames:
            yield self._changed(frame, noted, given)

    def _changed(self, frame: Frame, noted: Noted, given: Given) -> Frame:
        cells = frame.column(self.column)
        changed = self.cells_after(cells, given)
        unread: Truths = filled(cells) & ~filled(changed)
        if unread.any():
            noted.cells_unread(frame, self.column, unread)
            if not self.covers:
                changed = pc.coalesce(changed, cells)
        after = frame.with_column(self.column, changed)
        noted.cells_differ(frame, after, self.column)
        return after


def known(names: Names, *columns: str) -> None:
    """Raise `StepRefused` for a column that is not there."""
    for column in columns:
        if column not in names:
            raise StepRefused("column-unknown", column)


def unknown(names: Names, *columns: str) -> None:
    """Raise `StepRefused` for a new column whose name is taken, or empty."""
    taken = set(names)
    for column in columns:
        if column in taken or not column.strip():
            raise StepRefused("column-taken", column)
        taken.add(column)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Step):
        return value.document()
    return value
