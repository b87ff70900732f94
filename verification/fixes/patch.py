"""A keyed patch: cells named by the values of key columns, what stands in them, what should."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_CELLS = 10_000
MOST_KEYS = 8
LONGEST_CELL = 4_000


@dataclass(frozen=True)
class FixedCell:
    """One cell: its row by the values of the keys, its column, its text now and as proposed."""

    key: tuple[str, ...]
    column: str
    now: str
    proposed: str
    reason: str


@dataclass(frozen=True)
class Patch:
    """Cells of one table that are to be changed, found by its key columns."""

    keys: tuple[str, ...]
    cells: tuple[FixedCell, ...]

    def only(self, places: Sequence[int]) -> "Patch":
        """Return the patch with some of its cells alone, in their order."""
        return Patch(self.keys, tuple(self.cells[place] for place in sorted(set(places))))


@dataclass(frozen=True)
class PatchFault:
    """What of a patch does not fit its table. `pointer` is a JSON Pointer into the patch."""

    pointer: str
    code: str
    message: str


@dataclass(frozen=True)
class Located:
    """The rows of a patch's cells, from 0 in the copy; with faults there is nothing to apply."""

    places: tuple[int, ...]
    faults: tuple[PatchFault, ...] = ()
