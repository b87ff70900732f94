"""A fix as pages, programs and the maker of its file see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from verification.fixes.patch import FixedCell, Patch


class Outcome(StrEnum):
    """How a fix ended: the owner took cells of it, or none; or its proposer took it back."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Making(StrEnum):
    """How far the file of an accepted fix is."""

    ASKED = "asked"
    MADE = "made"
    FAILED = "failed"


@dataclass(frozen=True)
class TableNamed:
    """A table of a version: its file, and its sheet where it has several."""

    file: str
    sheet: str | None = None


@dataclass(frozen=True)
class FixAnswer:
    """What the owner says: which cells are taken (none: it is refused), and why."""

    accepted: tuple[int, ...]
    reason: str


@dataclass(frozen=True)
class Draft:
    """The submission that is to hold the fixed file, and the version whose file that is made of."""

    submission_id: UUID
    based_on: int


@dataclass(frozen=True)
class FixRow:
    """A fix; without an outcome it is open. `accepted` counts cells from 0."""

    id: UUID
    dataset_id: UUID
    version_number: int
    table: TableNamed
    patch: Patch
    proposer_id: UUID
    at: datetime
    outcome: Outcome | None
    accepted: tuple[int, ...]
    reason: str
    answered_at: datetime | None
    submission_id: UUID | None
    based_on: int | None
    making: Making | None
    told: Mapping[str, Any]

    @property
    def taken(self) -> Patch:
        """The patch with what was accepted of it."""
        return self.patch.only(self.accepted)


@dataclass(frozen=True)
class FixCredit:
    """Whose fix a version holds: of which version it corrects which columns, how many cells."""

    fix_id: UUID
    proposer_id: UUID
    corrects: int
    cells: int
    columns: tuple[str, ...]
    answered_at: datetime | None

    @classmethod
    def of(cls, fix: "FixRow") -> "FixCredit":
        """Return the credit an accepted fix earns."""
        cells = fix.taken.cells
        columns = tuple(dict.fromkeys(cell.column for cell in cells))
        corrects = fix.based_on or fix.version_number
        return cls(fix.id, fix.proposer_id, corrects, len(cells), columns, fix.answered_at)


def cell_as_json(cell: FixedCell) -> dict[str, Any]:
    """Return a cell as it is kept."""
    return {
        "key": list(cell.key),
        "column": cell.column,
        "now": cell.now,
        "proposed": cell.proposed,
        "reason": cell.reason,
    }


def cell_of(kept: Mapping[str, Any]) -> FixedCell:
    """Return a cell that was kept."""
    return FixedCell(**{**kept, "key": tuple(kept["key"])})
