"""Finds runs of digits that are grouped as certain numbers are: 6 and 7, 3 and 4 and 4."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from verification.kernels.characters import EDGE, OTHER, POINTS, kinds
from verification.kernels.compiled import compiled, inlined
from verification.kernels.memory import byte_at
from verification.kernels.tokens import APART, LOOSE, POINT, TIGHT

FOUND = np.dtype(
    [
        ("value", np.uint64),
        ("begin", np.int64),
        ("end", np.int64),
        ("cell", np.int32),
        ("words", np.uint32),
        ("shape", np.uint8),
        ("gap", np.uint8),
        ("trail", np.uint8),
        ("before", np.uint8),
        ("after", np.uint8),
    ]
)
"""Runs that have a shape: the number they make, its bytes, its cell, the keywords before it, the
shape's place in the table, how it hangs on the run before and the next on it (APART: not, or as
`.0` does), and the kinds of the characters around it."""

_MOST_DIGITS = 25


@dataclass(frozen=True, eq=False)
class Shapes:
    """Groupings to look for.

    `starts` says for a count of digits the first that begins with it, counted from 1; `lengths`
    holds a row for each, 0 after its end; `loose` says whether points and brackets may join its
    groups too, `alone` whether no run may be joined to it from before.
    """

    starts: np.ndarray[Any, Any]
    lengths: np.ndarray[Any, Any]
    loose: np.ndarray[Any, Any]
    alone: np.ndarray[Any, Any]

    @classmethod
    def of(
        cls, table: Sequence[tuple[tuple[int, ...], bool]], *, alone: Sequence[int] = ()
    ) -> "Shapes":
        """Shapes from their groups and whether they are loose, ordered by their first group.

        Those whose places are in `alone` do not hang on a run before them.
        """
        starts = np.zeros(_MOST_DIGITS + 1, dtype=np.uint8)
        lengths = np.zeros((len(table) + 1, 1 + max(len(groups) for groups, _ in table)), np.int64)
        for place, (groups, _) in reversed(list(enumerate(table))):
            lengths[place, : len(groups)] = groups
            starts[groups[0]] = place + 1
        loose = np.array([loose for _, loose in table] + [False])
        return cls(starts, lengths, loose, np.isin(np.arange(len(loose)), list(alone)))


def shaped(runs: np.ndarray[Any, Any], shapes: Shapes) -> np.ndarray[Any, Any]:
    """Every place where a shape of the table stands, overlapping ones too, in the runs' order."""
    table = (shapes.starts, shapes.lengths, shapes.loose, shapes.alone, kinds().ctypes.data)
    found = np.empty(2 * len(runs) + 64, dtype=FOUND)
    count = _find(runs, table, found)
    if count > len(found):
        found = np.empty(count, dtype=FOUND)
        _find(runs, table, found)
    return found[:count]


@compiled
def _find(runs: Any, table: Any, found: Any) -> int:
    count = 0
    for first in range(len(runs)):
        digits = np.int64(runs[first].digits)
        if digits > _MOST_DIGITS or not table[0][digits]:
            continue
        shape: Any = np.int64(table[0][digits]) - 1
        while table[1][shape, 0] == digits:
            hangs = table[3][shape] and runs[first].gap != APART
            groups = 0 if hangs else _groups(runs, first, table[1][shape], table[2][shape])
            if groups:
                if count < len(found):
                    _note(runs, (first, first + groups - 1), shape, table[4], found[count])
                count += 1
            shape += 1
    return count


@compiled
def _groups(runs: Any, first: int, lengths: Any, loose: bool) -> int:
    """How many runs make up the shape from a place on; 0 where it does not stand there."""
    group = 1
    while lengths[group]:
        place = first + group
        if place >= len(runs) or runs[place].digits != lengths[group]:
            return 0
        gap = runs[place].gap
        if gap != TIGHT and not (loose and gap in (LOOSE, POINT)):
            return 0
        group += 1
    return group


@compiled
def _note(runs: Any, span: Any, shape: int, kind_of: int, found: Any) -> None:
    first, last = span
    value = np.uint64(0)
    for place in range(first, last + 1):
        value = value * _TENS[min(runs[place].digits, 19)] + runs[place].value
    found.value, found.shape, found.cell = value, shape, runs[first].cell
    found.begin, found.end = runs[first].begin, runs[last].end
    found.words, found.gap, found.before = runs[first].words, runs[first].gap, runs[first].before
    found.trail = _trail(runs, last)
    after: Any = np.int64(runs[last].after)
    found.after = EDGE if after == 0 else byte_at(kind_of, after) if after < POINTS else OTHER


@inlined
def _trail(runs: Any, last: int) -> int:
    after = last + 1
    if after >= len(runs) or runs[after].cell != runs[last].cell:
        return APART
    if runs[after].gap == POINT and runs[after].value == 0:
        return APART
    gap: int = runs[after].gap
    return gap


_TENS = np.array([10**power for power in range(20)], dtype=np.uint64)
