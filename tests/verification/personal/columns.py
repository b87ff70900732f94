"""Columns of a few cells, tallied."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from verification.personal.hits import Hit
from verification.personal.tally import PersonalTally


def tallied(name: str, cells: Sequence[str | None], *, start: int = 0) -> PersonalTally:
    """Return the tally of some cells, the first of them at a position."""
    positions = np.arange(start, start + len(cells), dtype=np.int64)
    return PersonalTally.of(name).update(positions, pa.array(cells, type=pa.string()))


def hits_of(name: str, cells: Sequence[str | None], beside: tuple[str, ...] = ()) -> list[Hit]:
    return tallied(name, cells).judged(beside)


def rows_of(code: str, name: str, cells: Sequence[str | None]) -> list[int]:
    """Return the positions of the rows that a code was found in."""
    return [int(row) for hit in hits_of(name, cells) if hit.code == code for row in hit.first]


def codes_of(name: str, cells: Sequence[str | None], beside: tuple[str, ...] = ()) -> set[str]:
    return {hit.code for hit in hits_of(name, cells, beside)}
