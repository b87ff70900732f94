"""Compares two tables row by row: which share of each stands in the other, by which columns."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from verification.accumulators.distinct import Hashes
from verification.kernels.shingles import tuples
from verification.overlap.aligning import Pair, aligned, weights_of
from verification.overlap.canonical import TableFile, opened
from verification.overlap.chance import LOOKED_AT, Rows, Truths, beyond_chance
from verification.overlap.columns import DENSE, content, density, is_measure
from verification.overlap.matching_rows import matched
from verification.sketches import ColumnSketch, TableSketch

ROWS_AT_MOST = 1 << 22
"""Of tables with more rows some are compared: those whose hash says so, in both the same."""
_BITS_OF_A_ROW = 64.0


@dataclass(frozen=True, eq=False)
class Compared:
    """What two tables share.

    `columns` are the places of those that hold the same. `share` of the offered rows stand in the
    published table, `of_published` of its rows in the offered one; `explained` and
    `explains` are the shares of either's content that the shared columns hold. `bits`: how much it
    would take for so many rows to agree by chance. `measured`: a shared column measures something.
    `beyond`: how far tables of their kind would not agree as much anyway, from 0 to 1.
    """

    columns: tuple[Pair, ...]
    rows: int
    share: float
    of_published: float
    explained: float
    explains: float
    bits: float
    measured: bool
    beyond: float = 1.0
    inside: Truths | None = None

    @property
    def found(self) -> float:
        """How many of the offered rows that were compared stand in the published table."""
        return self.share * self.rows


NOTHING = Compared((), 0, 0.0, 0.0, 0.0, 0.0, 0.0, measured=False)
"""Two tables that share no rows."""


def compared(offered: tuple[Path, TableSketch], published: tuple[Path, TableSketch]) -> Compared:
    """Compare two copies. Raises what reading them raises."""
    (here, mine), (there, theirs) = offered, published
    with opened(here) as ours, opened(there) as other:
        pairs = _aligned(ours, other, mine, theirs)
        if len(pairs) < min(2, len(mine.columns), len(theirs.columns)):
            return NOTHING
        few = _keep_few(max(ours.rows, other.rows))
        rows = _rows(ours, [place for place, _ in pairs], few)
        others = _rows(other, [place for _, place in pairs], few)
    return _told(rows, others, pairs, few, (mine, theirs))


def _told(
    rows: Rows,
    others: Rows,
    pairs: tuple[Pair, ...],
    few: int,
    sketches: tuple[TableSketch, TableSketch],
) -> Compared:
    mine, theirs = sketches
    own, other = [place for place, _ in pairs], [place for _, place in pairs]
    found = others.holds(rows.prints)
    share = _ratio(found, rows.prints)
    of_published = _ratio(rows.holds(others.prints), others.prints)
    whole = len(pairs) == min(len(mine.columns), len(theirs.columns))
    if share >= of_published:
        columns = [mine.columns[place] for place in own]
        beyond = beyond_chance(rows, others, columns, share=share, of_all=few, whole=whole)
    else:
        columns = [theirs.columns[place] for place in other]
        beyond = beyond_chance(others, rows, columns, share=of_published, of_all=few, whole=whole)
    return Compared(
        columns=pairs,
        rows=int(np.count_nonzero(rows.prints)),
        share=share,
        of_published=of_published,
        explained=_explained(mine, own),
        explains=_explained(theirs, other),
        bits=len(np.unique(rows.prints[found])) * _chance(theirs, other, others.different),
        measured=any(
            _measures(mine.columns[one]) and _measures(theirs.columns[two]) for one, two in pairs
        ),
        beyond=beyond,
        inside=found if few == 1 else None,
    )


def _aligned(
    ours: TableFile, other: TableFile, mine: TableSketch, theirs: TableSketch
) -> tuple[Pair, ...]:
    if ours.rows <= other.rows:
        found = matched(ours, other, weights_of(mine))
        return aligned(found.smaller, found.larger, mine, theirs)
    found = matched(other, ours, weights_of(theirs))
    return aligned(found.larger, found.smaller, mine, theirs)


def _keep_few(rows: int) -> int:
    """Return into how many parts rows fall of which one is compared: a power of two."""
    return 1 << max(0, math.ceil(math.log2(max(1, rows) / ROWS_AT_MOST)))


def _rows(table: TableFile, columns: Sequence[int], few: int) -> Rows:
    """The rows of a table by some of its columns; where `few` says so, some rows only.

    A row that is empty in all of them is 0.
    """
    found = [np.empty(0, dtype=np.uint64)]
    looked_at = [np.empty((len(columns), 0), dtype=np.uint64)]
    below = np.uint64(2**64 // few - 1)
    every = max(1, table.rows // LOOKED_AT)
    for batch in table.batches(columns):
        prints = np.empty(batch.rows, dtype=np.uint64)
        cells = batch.cells()
        tuples(cells, prints)
        found.append(prints if few == 1 else prints[prints <= below])
        looked_at.append(cells[:, -batch.start % every :: every])
    return Rows(np.concatenate(found), np.concatenate(looked_at, axis=1))


def _chance(sketch: TableSketch, columns: Sequence[int], different: int) -> float:
    """Return how many bits one agreeing row is worth: the rarer its table's rows among all that
    its values could make, the more. A table that holds every combination is worth nothing.
    """
    combinations = sum(content(sketch.columns[place]) for place in columns)
    return max(0.0, min(_BITS_OF_A_ROW, combinations - math.log2(max(1, different))))


def _explained(sketch: TableSketch, columns: Sequence[int]) -> float:
    weights = weights_of(sketch)
    return float(weights[list(columns)].sum() / weights.sum()) if weights.sum() else 0.0


def _measures(column: ColumnSketch) -> bool:
    return is_measure(column) and density(column) <= DENSE


def _ratio(inside: Truths, rows: Hashes) -> float:
    count = np.count_nonzero(rows)
    return float(inside.sum() / count) if count else 0.0
