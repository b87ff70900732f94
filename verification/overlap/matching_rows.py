"""Rows of one table that seem to be rows of another, whatever its columns are called.

A few hundred rows of the smaller table are looked for in the larger one, by their shingles, those
of whole rows without a cell among them, and by their rarest cells; of what shares one of these, the
row that has most of the cells is the match.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verification.accumulators.distinct import Hashes
from verification.overlap.canonical import HashedBatch, TableFile
from verification.overlap.sketch import Shingles, shingles_of

SOUGHT = 512
_RAREST = 3
_FOUND_AT_MOST = 6
"""How many rows are looked at for one shingle or cell: what stands in more is no mark of a row."""

_WHOLE = np.uint64(2**64 - 2)
"""A shingle of what is left of a row as that of the whole row it may be elsewhere."""

Places = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class MatchedRows:
    """Pairs of rows, as blocks of hashes with a line for each pair: one table's, the other's."""

    smaller: Hashes
    larger: Hashes
    sought: int


@dataclass(frozen=True, eq=False)
class _Sought:
    """Rows that are looked for: a line of hashes each, and their shingles."""

    rows: Hashes
    shingles: Shingles


def _sought(table: TableFile, *, left: bool) -> _Sought:
    """Some rows, spread over a table."""
    wanted = np.unique(np.linspace(0, max(0, table.rows - 1), SOUGHT).astype(np.int64))
    parts = []
    for batch in table.batches():
        here = wanted[(wanted >= batch.start) & (wanted < batch.start + batch.rows)] - batch.start
        if len(here):
            parts.append(
                _Sought(batch.cells()[:, here].T, _some(shingles_of(batch, left=left), here))
            )
    if not parts:
        nothing = np.empty(0, dtype=np.uint64)
        none = Shingles(nothing, nothing, nothing, np.empty((0, 0), dtype=np.uint64))
        return _Sought(np.empty((0, len(table.names)), dtype=np.uint64), none)
    return _Sought(np.concatenate([each.rows for each in parts]), _joined(parts))


def _some(shingles: Shingles, here: Places) -> Shingles:
    return Shingles(
        shingles.pairs[here], shingles.triples[here], shingles.wholes[here], shingles.left[:, here]
    )


def _joined(parts: Sequence[_Sought]) -> Shingles:
    each = [part.shingles for part in parts]
    return Shingles(
        np.concatenate([part.pairs for part in each]),
        np.concatenate([part.triples for part in each]),
        np.concatenate([part.wholes for part in each]),
        np.concatenate([part.left for part in each], axis=1),
    )


def matched(smaller: TableFile, larger: TableFile, weights: Weights) -> MatchedRows:
    """Return the pairs of rows that seem to be one; `weights` are of the smaller's columns."""
    # Only a table that has more columns can be the other one with a column more.
    here_left = len(smaller.names) > len(larger.names)
    there_left = len(smaller.names) < len(larger.names)
    sought = _sought(smaller, left=here_left)
    marks = _MarksOfRows.of(sought, np.argsort(-weights, kind="stable")[:_RAREST])
    best = _Best(sought.rows, weights)
    for batch in larger.batches():
        best.take(batch, _once(list(marks.found(batch, shingles_of(batch, left=there_left)))))
    return MatchedRows(*best.pairs(), len(sought.rows))


@dataclass(frozen=True)
class _MarksOfRows:
    """All that rows are looked for by."""

    pairs: "_Marks"
    triples: "_Marks"
    wholes: "_Marks"
    left: "_Marks"
    cells: "_Marks"

    @classmethod
    def of(cls, sought: _Sought, rarest: Places) -> "_MarksOfRows":
        shingles = sought.shingles
        places = np.arange(len(sought.rows), dtype=np.int64)
        return cls(
            _Marks.of(shingles.pairs),
            _Marks.of(shingles.triples),
            _Marks.of(shingles.wholes),
            _Marks.of(shingles.left.reshape(-1) & _WHOLE, np.tile(places, len(shingles.left))),
            _Marks.of_cells(sought.rows, rarest),
        )

    def found(self, batch: HashedBatch, shingles: Shingles) -> Iterator[Places]:
        """Yield the pairs (row sought, place in the batch) that share a mark, as columns."""
        yield self.pairs.found(shingles.pairs)
        yield self.triples.found(shingles.triples)
        yield self.wholes.found(shingles.wholes)
        yield self.left.found(shingles.wholes)
        for line in shingles.left:
            yield self.wholes.found(line & _WHOLE)
        for column in batch.columns:
            yield self.cells.found(column.hashes)


@dataclass
class _Marks:
    """What rows are looked for by: hashes, ascending, and which row each is of."""

    hashes: Hashes
    rows: Places
    left: npt.NDArray[np.int64]

    @classmethod
    def of(cls, hashes: Hashes, rows: Places | None = None) -> "_Marks":
        places = np.arange(len(hashes), dtype=np.int64) if rows is None else rows
        order = np.argsort(hashes, kind="stable")
        order = order[hashes[order] != 0]
        left = np.full(len(order), _FOUND_AT_MOST, dtype=np.int64)
        return cls(hashes[order], places[order], left)

    @classmethod
    def of_cells(cls, rows: Hashes, columns: Sequence[int] | Places) -> "_Marks":
        cells = rows[:, columns]
        places = np.repeat(np.arange(len(rows), dtype=np.int64), cells.shape[1])
        return cls.of(cells.reshape(-1), places)

    def found(self, hashes: Hashes) -> Places:
        """The pairs (row sought, place in the batch) that share a mark, as columns."""
        if not len(self.hashes):
            return np.empty((2, 0), dtype=np.int64)
        here = np.flatnonzero(np.isin(hashes, self.hashes[self.left > 0]))
        first = np.searchsorted(self.hashes, hashes[here], side="left")
        last = np.searchsorted(self.hashes, hashes[here], side="right")
        return np.array([*self._pairs(here, first, last)], dtype=np.int64).reshape(-1, 2).T

    def _pairs(self, here: Places, first: Places, last: Places) -> Iterator[tuple[int, int]]:
        bounds = zip(here.tolist(), first.tolist(), last.tolist(), strict=True)
        for place, begin, end in bounds:
            for mark in range(begin, min(end, begin + _FOUND_AT_MOST)):
                if self.left[mark] > 0:
                    self.left[mark] -= 1
                    yield int(self.rows[mark]), place


class _Best:
    """For each row sought the row that has most of its cells, by weight."""

    def __init__(self, rows: Hashes, weights: Weights) -> None:
        self._rows, self._weights = rows, weights
        self._scores = np.zeros(len(rows))
        self._found: dict[int, Hashes] = {}

    def take(self, batch: HashedBatch, pairs: Places) -> None:
        if not pairs.shape[1]:
            return
        cells = batch.cells()[:, pairs[1]].T
        sought = self._rows[pairs[0]]
        shared = (sought[:, :, None] == cells[:, None, :]).any(axis=2) & (sought != 0)
        scores = (shared * (self._weights + 0.01)).sum(axis=1)
        for row, score, line in zip(pairs[0].tolist(), scores.tolist(), cells, strict=True):
            if score > self._scores[row]:
                self._scores[row] = score
                self._found[row] = line.copy()

    def pairs(self) -> tuple[Hashes, Hashes]:
        rows = sorted(self._found)
        if not rows:
            empty = np.empty((0, 0), dtype=np.uint64)
            return empty, empty
        return self._rows[rows], np.stack([self._found[row] for row in rows])


def _once(found: Sequence[Places]) -> Places:
    together = np.concatenate(found, axis=1)
    return np.unique(together, axis=1) if together.shape[1] else together
