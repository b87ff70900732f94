"""How small the groups are that a table's columns make together, and its counts of people.

k-anonymity: every row shares its values with at least k - 1 others. The city's defaults: k = 5 and
no count of people below 5 for what is public, k = 3 among officials. Pure functions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.findings import LOCATED_AT_MOST
from verification.personal.located import Places, Spot

WANTED: Mapping[str, int] = MappingProxyType({"public": 5, "joint": 3})
"""The k that is wanted, by access class. The others are looked at when they leave the house."""

SMALL_COUNT = r"^[ \t]*[1-4](?:\.0+)?[ \t]*(?:명)?[ \t]*$"


@dataclass(frozen=True)
class Anonymity:
    """How many rows and groups there are, the smallest group, and the rows of groups below k."""

    rows: int
    groups: int
    smallest: int
    below: Spot

    @property
    def share(self) -> float:
        """The share of rows in groups that are too small."""
        return self.below.count / self.rows if self.rows else 0.0


def anonymity(columns: Sequence[pa.ChunkedArray], *, k: int) -> Anonymity:
    """The groups that some columns of equal length make together; an empty cell is a value too."""
    if not columns or not len(columns[0]):
        return Anonymity(0, 0, 0, Spot())
    group = _codes(columns[0])
    for column in columns[1:]:
        codes = _codes(column)
        # Numbered anew each time, so that the product of two never grows beyond its type.
        _, group = np.unique(group * (int(codes.max()) + 1) + codes, return_inverse=True)
    sizes = np.bincount(group)
    below = np.flatnonzero(sizes[group] < k)
    spot = Spot(len(below), below[:LOCATED_AT_MOST])
    there = sizes[sizes > 0]
    return Anonymity(len(group), len(there), int(there.min()), spot)


def _codes(column: pa.ChunkedArray) -> Places:
    """A number for each different value, 0 for an empty cell."""
    encoded = column.combine_chunks().dictionary_encode()
    return np.asarray(encoded.indices.fill_null(-1), dtype=np.int64) + 1


def small_cells(counts: pa.ChunkedArray) -> Spot:
    """The rows in which a count of people is one to four. None at all gives nobody away."""
    few = pc.match_substring_regex(counts, SMALL_COUNT).fill_null(False)
    rows = np.flatnonzero(np.asarray(few, dtype=bool))
    return Spot(len(rows), rows[:LOCATED_AT_MOST])
