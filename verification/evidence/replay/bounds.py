"""How much a recipe may use before it is ended."""

from dataclasses import dataclass

from verification.limits import GIBIBYTE, MEBIBYTE


@dataclass(frozen=True)
class Bounds:
    """The bounds of one recipe.

    `seconds` are of the clock and of the processor alike: one thread does the work, so that the
    same recipe always gives the same rows. `memory_bytes` is what the process may allocate, its
    libraries among it; `result_bytes` is the greatest file it may write, and the most text its
    rows may hold, `spill_bytes` what the engine may put away while it works. `rows`, `columns` and
    `cells` are what a file that is handed in may have. `sources_bytes` bounds the copies it is
    given to read.

    `comparing_seconds` are for the comparison of its rows, in our own process.
    """

    seconds: float = 60.0
    memory_bytes: int = GIBIBYTE
    spill_bytes: int = 4 * GIBIBYTE
    result_bytes: int = 2 * GIBIBYTE
    sources_bytes: int = 8 * GIBIBYTE
    files: int = 64
    rows: int = 20_000_000
    columns: int = 2_000
    cells: int = 400_000_000
    comparing_seconds: float = 120.0

    @property
    def address_bytes(self) -> int:
        """What the process may map: its memory, and what allocators reserve without using it."""
        return self.memory_bytes + GIBIBYTE

    @property
    def engine_bytes(self) -> int:
        """What the engine is told to keep to; the rest is for what it does not count."""
        return max(self.memory_bytes * 6 // 10, 64 * MEBIBYTE)
