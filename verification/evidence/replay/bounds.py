"""How much a recipe may use before it is ended."""

from dataclasses import dataclass

from verification.limits import GIBIBYTE, MEBIBYTE


@dataclass(frozen=True)
class Bounds:
    """The bounds of one recipe.

    `seconds` are of the clock and of the processor alike: one thread does the work, so that the
    same recipe always gives the same rows. `memory_bytes` is what the process may allocate, its
    libraries among it; `result_bytes` is the greatest file it may write, `spill_bytes` what the
    engine may put away while it works. `sources_bytes` bounds the copies it is given to read.
    """

    seconds: float = 60.0
    memory_bytes: int = GIBIBYTE
    spill_bytes: int = 4 * GIBIBYTE
    result_bytes: int = 2 * GIBIBYTE
    sources_bytes: int = 8 * GIBIBYTE
    files: int = 64

    @property
    def address_bytes(self) -> int:
        """What the process may map: its memory, and what allocators reserve without using it."""
        return self.memory_bytes + GIBIBYTE

    @property
    def engine_bytes(self) -> int:
        """What the engine is told to keep to; the rest is for what it does not count."""
        return max(self.memory_bytes * 6 // 10, 64 * MEBIBYTE)
