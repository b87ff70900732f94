"""Where something stands: the first places with their cells, and how many places there are."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from verification.accumulators.beginnings import beginnings
from verification.findings import LOCATED_AT_MOST

Places = npt.NDArray[np.int64]


_KEPT = 2_000
"""Characters of a cell: as many as are looked at for numbers of persons before it is shown."""


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
    most: int = LOCATED_AT_MOST

    @classmethod
    def of(
        cls,
        truths: npt.NDArray[np.bool_],
        places: Places,
        cells: pa.StringArray,
        *,
        most: int = LOCATED_AT_MOST,
    ) -> "Located":
        """Where the truths of a batch hold. Of a very long cell only its beginning is kept."""
        if not truths.any():
            return NOWHERE
        rows = np.flatnonzero(truths)
        first = rows[:most]
        texts = beginnings(cells.take(pa.array(first)), _KEPT).to_pylist()
        return cls(len(rows), places[first], tuple(texts), most)

    @classmethod
    def counted(cls, truths: npt.NDArray[np.bool_]) -> "Located":
        """How often the truths of a batch hold, where enough places are known already."""
        return cls(int(np.count_nonzero(truths)))

    @property
    def full(self) -> bool:
        """Whether no more places are kept."""
        return len(self.places) >= self.most

    def merge(self, other: "Located") -> "Located":
        """These and those that come after."""
        if not other.count:
            return self
        most = min(self.most, other.most)
        room = most - len(self.places)
        if room <= 0:
            return Located(self.count + other.count, self.places, self.cells, most)
        return Located(
            self.count + other.count,
            np.concatenate([self.places, other.places[:room]]),
            self.cells + other.cells[:room],
            most,
        )


NOWHERE = Located()
