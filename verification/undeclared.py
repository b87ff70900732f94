"""Looks for published tables that hold what is offered, whether or not they were declared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from verification.declaration import Declaration
from verification.gathered import Table
from verification.guard import guarded
from verification.limits import Deadline
from verification.overlap.comparing import Compared, compared
from verification.overlap.judging import Overlap, judged
from verification.overlap.sketch import sketch_of
from verification.rights.access import Access
from verification.sketches import Candidate, TableSketch
from verification.sources import SourceLibrary
from verification.telling import displayed

NAME = "undeclared-sources"
COMPARED_AT_MOST = 8
"""How many tables that nobody declared are compared row by row with one that is offered."""
_DECLARED_AT_MOST = 24
_CELLS_AT_MOST = 600_000_000
"""How many cells are gone through to compare one table with others; with the first in any case."""
_FEWEST_ROWS = 5


def overlaps_of(
    declaration: Declaration,
    sources: SourceLibrary,
    tables: Sequence[Table],
    deadline: Deadline,
) -> tuple[Overlap, ...] | None:
    """Return what the tables of an offer share with published ones; None if looking broke.

    Raises what `sources` raises.
    """
    found: list[Overlap] = []
    for table in tables:
        here = _Looking(declaration, sources, table, deadline).overlaps()
        if here is None:
            return None
        found += here
    # What must not be named has no place of its own among what is.
    return tuple(sorted(found, key=lambda each: each.candidate.restricted))


@dataclass(frozen=True)
class _Looking:
    declaration: Declaration
    sources: SourceLibrary
    table: Table
    deadline: Deadline

    def overlaps(self) -> tuple[Overlap, ...] | None:
        copy, table = self.table.copy, self.table
        if copy is None or table.rows < _FEWEST_ROWS:
            return ()
        sketch = guarded(NAME, partial(sketch_of, copy, table.file, table.sheet))
        if sketch is None:
            return None
        found: list[tuple[Candidate, Compared]] = []
        for candidate in self._candidates(sketch):
            path = candidate.copy()
            if path is None or self.deadline.passed:
                return None
            compare = partial(compared, (copy, sketch), (path, candidate.sketch))
            told = guarded(NAME, compare)
            if told is None:
                return None
            found.append((candidate, told))
        return judged(sketch, found)

    def _candidates(self, sketch: TableSketch) -> Sequence[Candidate]:
        """Those to compare: the likest, and what was declared, which may account for them."""
        asked = self.sources.overlaps(
            sketch, dataset=self.declaration.dataset, declared=self.declaration.sources
        )
        named = [each for each in asked if each.is_named]
        others = [each for each in asked if not each.is_named]
        chosen = (*others[:COMPARED_AT_MOST], *named[:_DECLARED_AT_MOST])
        return [self._as_told(each) for each in _within_bounds(sketch, chosen)]

    def _as_told(self, candidate: Candidate) -> Candidate:
        """The candidate, restricted where those who will see this report might not know of it."""
        offered, kept = Access(self.declaration.access), Access(candidate.access)
        return replace(candidate, restricted=candidate.restricted or offered.is_weaker_than(kept))


def _within_bounds(sketch: TableSketch, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    cells = 0
    for candidate in candidates:
        cells += sketch.cells + candidate.sketch.cells
        if cells <= _CELLS_AT_MOST or candidate is candidates[0]:
            yield candidate


def overlap_json(overlap: Overlap) -> Mapping[str, Any]:
    """What a report says of an overlap; of a restricted one no more than that there is one."""
    candidate, found = overlap.candidate, overlap.compared
    offered = {"file": displayed(overlap.file), "sheet": displayed(overlap.sheet)}
    if candidate.restricted:
        return {**_NOTHING_TOLD, **offered, "restricted": True}
    columns = [[displayed(one), displayed(other)] for one, other in overlap.columns]
    return {
        "dataset": str(candidate.dataset),
        "version": candidate.version,
        "title": candidate.title,
        **offered,
        "published": {
            "file": displayed(candidate.sketch.file),
            "sheet": displayed(candidate.sketch.sheet),
        },
        "share": round(found.share, 4),
        "of_parent": round(found.of_published, 4),
        "columns": columns,
        "rows_compared": found.rows,
        "verdict": overlap.verdict.value,
        "explained": overlap.explained,
        "licence": candidate.licence,
        "restricted": False,
    }


_NOTHING_TOLD: Mapping[str, Any] = {
    "dataset": None,
    "version": None,
    "title": None,
    "published": None,
    "share": None,
    "of_parent": None,
    "columns": [],
    "rows_compared": None,
    "verdict": None,
    "explained": False,
    "licence": None,
}
