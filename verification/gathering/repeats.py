"""Which rows repeat an earlier one: their prints lie on disk, and a row of bits in memory."""

from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from verification.kernels import repeats

Prints = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

BITS = 1 << 27
"""16 MiB of them: among ten million rows seven in a hundred share one by chance."""
_AT_ONCE = 1 << 20


class Repeats:
    """Takes the prints of rows in their order; then says at which places one stands again.

    Rows that are equal have equal prints; two of ten million others have, by one chance in 400,000.
    A print of 0 stands for a row that is passed over.
    """

    def __init__(self, path: Path, *, bits: int = BITS) -> None:
        self._path = path
        self._content: IO[bytes] = path.open("wb")
        self._bits = np.zeros(bits // 64, dtype=np.uint64)
        self._suspects: list[Prints] = []

    def add(self, prints: Prints) -> None:
        """Take the prints of the next rows."""
        suspects = np.empty(len(prints), dtype=np.uint64)
        found = repeats.mark(prints, self._bits, suspects)
        if found:
            self._suspects.append(suspects[:found].copy())
        prints.tofile(self._content)

    def close(self) -> None:
        """Take no more rows, and leave no file behind."""
        self._content.close()
        self._path.unlink(missing_ok=True)

    def places(self) -> Places:
        """The places, ascending, of rows that repeat an earlier one. No more are taken then."""
        self._content.flush()
        if not self._suspects:
            return np.empty(0, dtype=np.int64)
        suspects = np.unique(np.concatenate(self._suspects))
        seen = np.zeros(len(suspects), dtype=bool)
        self._bits[:] = 0
        repeats.mark(suspects, self._bits, suspects.copy())
        found = [np.empty(0, dtype=np.int64)]
        start = 0
        with self._path.open("rb") as content:
            while len(prints := np.fromfile(content, np.uint64, _AT_ONCE)):
                out = np.empty(len(prints), dtype=np.int64)
                count = repeats.seen_before(prints, start, suspects, seen, self._bits, out)
                found.append(out[:count].copy())
                start += len(prints)
        return np.concatenate(found)
