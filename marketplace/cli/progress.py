"""How far a long command is: one line that changes on a terminal, now and then a line elsewhere."""

import time
from typing import Self, TextIO

EVERY = 10.0
"""Seconds between two lines where nobody watches."""


class Progress:
    """Says how far it is; `tell` can be called as often as one likes."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._terminal = stream.isatty()
        self._said = ""
        self._at = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._terminal and self._said:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def tell(self, stage: str, done: int, of: int) -> None:
        """Say what is being done and how far it is."""
        line = f"{stage} {done} of {of}"
        if line == self._said:
            return
        if self._terminal:
            self._stream.write(f"\r\x1b[K{line}")
        elif done == of or time.monotonic() - self._at >= EVERY:
            self._at = time.monotonic()
            self._stream.write(f"{line}\n")
        self._said = line
        self._stream.flush()
