"""Where something stands: the first places with their cells, and how many places there are."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from verification.findings import LOCATED_AT_MOST

Places = npt.NDArray[np.int64]


def _nowhere() -> Places:
    return np.empty(0, dtype=np.int64)


@dataclass(frozen=True)
class Located:
    """The first places (ascending) of some cells of a column, what stands there, and the count.

    A place says where a record stands below the header, from 0, ragged ones not counted.
    """

    count: int = 0
    places: Places = field(default_factory=_nowhere)
    cells: tuple[str, ...] = ()

    @classmethod
    def of(cls, truths: npt.NDArray[np.bool_], places: Places, cells: pa.StringArray) -> "Located":
        """Where the truths of a batch hold."""
        if not truths.any():
            return NOWHERE
        rows = np.flatnonzero(truths)
        first = rows[:LOCATED_AT_MOST]
        return cls(len(rows), places[first], tuple(cells.take(pa.array(first)).to_pylist()))

    def merge(self, other: "Located") -> "Located":
        """These and those that come after."""
        if not other.count:
            return self
        room = LOCATED_AT_MOST - len(self.places)
        if room <= 0:
            return Located(self.count + other.count, self.places, self.cells)
        return Located(
            self.count + other.count,
            np.concatenate([self.places, other.places[:room]]),
            self.cells + other.cells[:room],
        )


NOWHERE = Located()
