"""How large the groups are that rows make by some of their columns together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from verification.findings import LOCATED_AT_MOST
from verification.personal.located import Spot

Prints = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

SMALL = 9
"""Groups of more rows than this are small to nobody."""
_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Groups:
    """The groups that rows make by the columns of these numbers; an empty cell is a value too.

    `small` has, for each size up to `SMALL`, the rows that are in a group of it.
    """

    columns: tuple[int, ...] = ()
    rows: int = 0
    count: int = 0
    smallest: int = 0
    small: Mapping[int, Spot] = field(default_factory=dict)

    def below(self, k: int) -> Spot:
        """The rows in groups of fewer than k, of at most `SMALL` + 1."""
        return sum((spot for size, spot in self.small.items() if size < k), Spot())


class GroupPrints:
    """Takes the prints of rows in their order, and keeps them on disk; then says the groups.

    Rows of one group have equal prints. A print of 0 stands for a row that is passed over.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._content: IO[bytes] = path.open("wb")
        self._rows = 0

    def add(self, prints: Prints) -> None:
        """Take the prints of the next rows."""
        prints.tofile(self._content)
        self._rows += len(prints)

    def close(self) -> None:
        """Take no more rows, and leave no file behind."""
        self._content.close()
        self._path.unlink(missing_ok=True)

    def groups(self, columns: tuple[int, ...]) -> Groups:
        """The groups. No more rows are taken then."""
        self._content.flush()
        found = Groups(columns)
        bits = max(0, (self._rows // _AT_ONCE).bit_length())
        for part in range(1 << bits):
            found = _joined(found, *self._part(part, bits))
        return found

    def _part(self, part: int, bits: int) -> tuple[Prints, Places]:
        """The prints that begin with some bits, and where they stand."""
        prints, places = [np.empty(0, dtype=np.uint64)], [np.empty(0, dtype=np.int64)]
        for start, some in self._read():
            chosen = some != 0
            if bits:
                chosen &= (some >> np.uint64(64 - bits)) == np.uint64(part)
            rows = np.flatnonzero(chosen)
            prints.append(some[rows])
            places.append(rows + start)
        return np.concatenate(prints), np.concatenate(places)

    def _read(self) -> Iterator[tuple[int, Prints]]:
        start = 0
        with self._path.open("rb") as content:
            while len(some := np.fromfile(content, np.uint64, _AT_ONCE)):
                yield start, some
                start += len(some)


def _joined(found: Groups, prints: Prints, places: Places) -> Groups:
    """The groups with those of some prints that none of the others has."""
    if not len(prints):
        return found
    _, of_row, sizes = np.unique(prints, return_inverse=True, return_counts=True)
    size_of_row = sizes[of_row]
    small = dict(found.small)
    for size in range(1, SMALL + 1):
        rows = np.flatnonzero(size_of_row == size)
        if len(rows):
            spot = Spot(len(rows), places[rows[:LOCATED_AT_MOST]])
            small[size] = small[size] + spot if size in small else spot
    smallest = int(sizes.min())
    return Groups(
        found.columns,
        found.rows + len(prints),
        found.count + len(sizes),
        min(found.smallest, smallest) if found.rows else smallest,
        small,
    )
