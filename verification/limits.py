"""How much of a file is read before it is refused. Every limit is applied before the work."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

KIBIBYTE = 1024
MEBIBYTE = 1024 * KIBIBYTE
GIBIBYTE = 1024 * MEBIBYTE


@dataclass(frozen=True)
class Limits:
    """The bounds of one verification.

    Tables go by in batches: a verification takes some 350 MB beside what is loaded, and little more
    for ten million rows than for one. A workbook's sheet is held whole while it is read, at some 85
    bytes a cell. Web pages called workbooks are read tag by tag, at some 10 µs a cell: `markup_*`
    are theirs.

    Memory itself is bounded from outside, if at all by RLIMIT_DATA: RLIMIT_AS counts the mapped
    files and what the allocators reserve, 2.3 GB of addresses over a file of 30 KB. A recipe runs
    in a process of its own, for `recipe_seconds`, within `recipe_bytes` of memory.
    """

    file_bytes: int = 2 * GIBIBYTE
    rows: int = 20_000_000
    columns: int = 2_000
    cells: int = 400_000_000
    record_bytes: int = 8 * MEBIBYTE
    unread_rows: int = 10_000
    sheets: int = 100
    sheet_cells: int = 12_000_000
    sheet_text_bytes: int = 256 * MEBIBYTE
    merged_cells: int = 200_000
    markup_bytes: int = 64 * MEBIBYTE
    markup_cells: int = 3_000_000
    shared_texts: int = 5_000_000
    loose_values: int = 2_000_000
    archive_members: int = 5_000
    archive_ratio: int = 300
    unpacked_bytes: int = GIBIBYTE
    evidence_seconds: float = 120.0
    evidence_bytes: int = GIBIBYTE
    seconds: float = 900.0
    recipe_seconds: float = 60.0
    recipe_bytes: int = GIBIBYTE


@dataclass(frozen=True)
class Deadline:
    """When a verification has taken long enough. Elapsed time only, never the time of day."""

    seconds: float
    clock: Callable[[], float] = time.monotonic
    start: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", self.clock())

    @property
    def left(self) -> float:
        """Seconds that are left, 0 when it has passed."""
        return max(0.0, self.seconds - (self.clock() - self.start))

    @property
    def passed(self) -> bool:
        return self.clock() - self.start >= self.seconds
