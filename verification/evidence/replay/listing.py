"""The first of what is unlike in two tables, cell by cell and row by row, as people may see it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verification.evidence.replay.alignment import Pair
from verification.findings import LOCATED_AT_MOST

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Show = Callable[[str, str], str]
"""A cell of a column, as people may see it."""
Records = Callable[[Sequence[int]], Sequence[int]]
"""The record numbers of rows, given their places in the copy, from 0."""

_ROW_SHOWN = 8
"""A row is told by its first cells."""
_CELL_TAKEN = 2_000
"""Characters: no more of a cell is ever looked at, and a cell may be as long as a book."""


@dataclass(frozen=True)
class Unlike:
    """A cell that was altered, or a row that is missing (no `row`) or extra (no `reproduced`)."""

    kind: str
    row: int | None = None
    column: str | None = None
    submitted: str | None = None
    reproduced: str | None = None


@dataclass(frozen=True)
class Listing:
    """Lists what is unlike, in the order of the table that was handed in; what is missing last."""

    engine: "DuckDBPyConnection"
    pairs: Sequence[Pair]
    show: Show
    records: Records

    def all(self) -> Iterator[Unlike]:
        yield from self._altered()
        yield from self._rows("extra", "submitted")
        yield from self._rows("missing", "reproduced")

    def _altered(self) -> Iterator[Unlike]:
        flags = ", ".join(f"k.d{place}" for place in range(len(self.pairs)))
        found = self.engine.execute(
            f"SELECT k.n, {flags}, {_texts('s', self.pairs)}, {_texts('r', self.pairs)} "
            f"FROM (FROM cells ORDER BY n LIMIT {LOCATED_AT_MOST}) k "
            "JOIN submitted s ON s.n = k.n JOIN reproduced r ON r.n = k.m ORDER BY k.n"
        ).fetchall()
        width = len(self.pairs)
        numbers = self.records([row[0] - 1 for row in found])
        for number, (_, *cells) in zip(numbers, found, strict=True):
            for place, pair in enumerate(self.pairs):
                if cells[place]:
                    here, there = cells[width + place], cells[2 * width + place]
                    shown = [self._cell(pair, cell) for cell in (here, there)]
                    yield Unlike("altered", number, pair.name, *shown)

    def _rows(self, table: str, view: str) -> Iterator[Unlike]:
        found = self.engine.execute(
            f"SELECT k.n, {_texts('v', self.pairs)} FROM "
            f"(SELECT n FROM {table} ORDER BY n LIMIT {LOCATED_AT_MOST}) k "
            f"JOIN {view} v ON v.n = k.n ORDER BY k.n"
        ).fetchall()
        here = view == "submitted"
        numbers = self.records([row[0] - 1 for row in found]) if here else [None] * len(found)
        for number, (_, *cells) in zip(numbers, found, strict=True):
            shown = self._row(cells)
            yield Unlike(
                table,
                number,
                submitted=shown if here else None,
                reproduced=None if here else shown,
            )

    def _cell(self, pair: Pair, cell: str | None) -> str | None:
        return None if cell is None else self.show(pair.name, cell)

    def _row(self, cells: Sequence[str | None]) -> str:
        beginning = zip(self.pairs[:_ROW_SHOWN], cells, strict=False)
        shown = [self._cell(pair, cell) or "" for pair, cell in beginning]
        return " | ".join(shown) + (" | …" if len(cells) > _ROW_SHOWN else "")


def _texts(table: str, pairs: Sequence[Pair]) -> str:
    cells = (f"CAST({table}.x{place} AS VARCHAR)" for place in range(len(pairs)))
    return ", ".join(f"left({cell}, {_CELL_TAKEN})" for cell in cells)
