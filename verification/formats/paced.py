"""A stream that is read no further ahead than its reader has use for."""

import threading
from typing import Any

_PATIENCE_S = 1.0
"""How long a read waits at the most: who passes many blocks over may need the next one first."""


class Paced:
    """A file whose next block is read once few enough of those before are waiting to be used.

    The engine that parses text reads some thirty blocks ahead otherwise, and keeps them in memory.
    """

    def __init__(self, content: Any, *, ahead: int) -> None:
        self._content = content
        self._ahead = ahead
        self._blocks_read = self._blocks_used = 0
        self._moved = threading.Condition()
        self.closed = False

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes, in good time; none once it is closed."""
        with self._moved:
            self._moved.wait_for(self._is_wanted, timeout=_PATIENCE_S)
            self._blocks_read += 1
        block: bytes = b"" if self.closed else self._content.read(size)
        return block

    def used(self) -> None:
        """Say that one more block was used."""
        with self._moved:
            self._blocks_used += 1
            self._moved.notify_all()

    def close(self) -> None:
        """Give nothing more, and let nobody wait; the file itself is whose it was."""
        with self._moved:
            self.closed = True
            self._moved.notify_all()

    def _is_wanted(self) -> bool:
        return self.closed or self._blocks_read - self._blocks_used < self._ahead
