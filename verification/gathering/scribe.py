"""Writes the copy of a table beside the pass over it, and begins again where its types break."""

from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa

from verification.gathering.column import ColumnTally
from verification.gathering.copying import CopyWriter, StoredColumn, repeats_few

Cells = Sequence[pa.Array]


class Scribe:
    """Writes cells in their order, in a thread of its own; two batches at the most wait for it."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        """Whatever ends the block, no half of a copy stays behind."""
        self._path = path
        self._writer: CopyWriter | None = None
        self._waiting: deque[Future[None]] = deque()
        # Closed last: until then the thread may be at work with it.
        stack.callback(self._give_up)
        self._thread = stack.enter_context(ThreadPoolExecutor(1))

    def open(self, stored: Sequence[StoredColumn], tallies: Sequence[ColumnTally]) -> None:
        """Begin, or begin again; what has been written until now is forgotten."""
        self._wait(0)
        self._give_up()
        repeating = list(map(repeats_few, tallies))
        self._writer = CopyWriter(self._path, stored, repeating=repeating)

    def write(self, cells: Cells) -> None:
        """Have the next rows written."""
        self._wait(1)
        if self._writer is not None:
            self._waiting.append(self._thread.submit(self._writer.write, cells))

    def write_all(self, batches: Iterable[Cells]) -> None:
        """Have these written, one after the other."""
        for cells in batches:
            self.write(cells)

    def close(self) -> None:
        """Wait until all is written."""
        self._wait(0)
        if self._writer is not None:
            self._writer.close()

    def _wait(self, at_most: int) -> None:
        while len(self._waiting) > at_most:
            self._waiting.popleft().result()

    def _give_up(self) -> None:
        if self._writer is not None and self._writer.abandon():
            self._path.unlink(missing_ok=True)
