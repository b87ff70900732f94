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
            codes, sizes = self._sizes(part, bits)
            if len(codes):
                found = self._joined(found, codes, sizes)
        return found

    def _sizes(self, part: int, bits: int) -> tuple[Prints, Places]:
        """The different prints that begin with some bits, ascending, and how many rows have each.

        Parted, as there may be as many as rows; counted piece by piece, as there may be few.
        """
        codes, sizes = np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
        for _, some in self._read():
            chosen = some[some != 0]
            if bits:
                chosen = chosen[(chosen >> np.uint64(64 - bits)) == np.uint64(part)]
            more, counts = np.unique(chosen, return_counts=True)
            codes, of_code = np.unique(np.concatenate([codes, more]), return_inverse=True)
            every = np.concatenate([sizes, counts])
            sizes = np.bincount(of_code, weights=every, minlength=len(codes)).astype(np.int64)
        return codes, sizes

    def _joined(self, found: Groups, codes: Prints, sizes: Places) -> Groups:
        """The groups with those of some prints that none of the others has."""
        few = sizes <= SMALL
        small = dict(found.small)
        for size, spot in self._small(codes[few], sizes[few]).items():
            small[size] = small[size] + spot if size in small else spot
        smallest = int(sizes.min())
        return Groups(
            found.columns,
            found.rows + int(sizes.sum()),
            found.count + len(sizes),
            min(found.smallest, smallest) if found.rows else smallest,
            small,
        )

    def _small(self, codes: Prints, sizes: Places) -> dict[int, Spot]:
        """The rows in small groups, by the size of their group."""
        wanted, numbers = np.unique(sizes, return_counts=True)
        first: dict[int, Places] = {int(size): np.empty(0, dtype=np.int64) for size in wanted}
        for start, some in self._read() if len(codes) else ():
            if all(len(places) >= LOCATED_AT_MOST for places in first.values()):
                break
            at = np.minimum(np.searchsorted(codes, some), len(codes) - 1)
            size_of_row = np.where(codes[at] == some, sizes[at], 0)
            for size, places in first.items():
                rows = np.flatnonzero(size_of_row == size)[: LOCATED_AT_MOST - len(places)]
                first[size] = np.concatenate([places, rows + start])
        return {
            int(size): Spot(int(size * number), first[int(size)])
            for size, number in zip(wanted, numbers, strict=True)
        }

    def _read(self) -> Iterator[tuple[int, Prints]]:
        start = 0
        with self._path.open("rb") as content:
            while len(some := np.fromfile(content, np.uint64, _AT_ONCE)):
                yield start, some
                start += len(some)
