"""Sketches: what is kept of a table so that others that hold its rows are found.

Of each column the values of the least hashes, and of all rows together the shingles of the least
hashes (bottom-k). Two sketches are compared as far as the lower of their limits reaches: there both
tell of everything, so a share is right however different the tables' sizes are.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    # The web tier knows of sketches, and starts without the engines.
    import numpy as np
    import numpy.typing as npt

    Hashes = npt.NDArray[np.uint64]

KEPT = 64
"""How many values of a column are kept at least."""
KEPT_SHINGLES = 256


@dataclass(frozen=True, eq=False)
class ColumnSketch:
    """What is kept of a column.

    `distinct` is how many different values it has, `sample` the least of their hashes, ascending.
    Of numbers: the ends, and how many `decimals` they have.
    """

    name: str
    kind: str
    distinct: int
    sample: "Hashes"
    least: float | None = None
    greatest: float | None = None
    decimals: int = 0

    @property
    def limit(self) -> int:
        """The hash above which a value may be missing from the sample."""
        whole = len(self.sample) >= self.distinct
        return 2**64 - 1 if whole or not len(self.sample) else int(self.sample[-1])

    def kept(self) -> "ColumnSketch":
        """The sketch as it is kept: at least 64 values, and twice the root of their number."""
        most = max(KEPT, round(2 * self.distinct**0.5))
        return replace(self, sample=self.sample[:most])


@dataclass(frozen=True, eq=False)
class TableSketch:
    """What is kept of a table. `shingles` are the least of `shingled` different ones, ascending."""

    file: str
    sheet: str | None
    rows: int
    columns: tuple[ColumnSketch, ...]
    shingles: "Hashes"
    shingled: int

    @property
    def cells(self) -> int:
        return self.rows * len(self.columns)

    @property
    def limit(self) -> int:
        """The hash above which a shingle may be missing."""
        whole = len(self.shingles) >= self.shingled
        return 2**64 - 1 if whole or not len(self.shingles) else int(self.shingles[-1])

    def kept(self) -> "TableSketch":
        """The sketch as it is kept."""
        most = max(KEPT_SHINGLES, round(self.shingled**0.5))
        columns = tuple(column.kept() for column in self.columns)
        return replace(self, columns=columns, shingles=self.shingles[:most])


@dataclass(frozen=True)
class Candidate:
    """A table of a published version.

    `copy` fetches its Parquet copy and says where it lies, until it is taken away; None where it
    cannot be had any more.
    `declared`: the manifest names this version; `explained`: it names this dataset, or what was
    made from it. `restricted`: the submitter may not know of it. `owned`: its dataset is theirs.
    """

    dataset: UUID
    version: int
    title: str
    licence: str
    access: str
    generation: int
    sketch: TableSketch
    copy: Callable[[], Path | None]
    declared: bool = False
    explained: bool = False
    restricted: bool = False
    owned: bool = False

    @property
    def is_named(self) -> bool:
        """Whether the manifest accounts for it."""
        return self.declared or self.explained
