"""What shared content comes to: whose it is, how strong that is, and whether it was declared. Pure.

Two tables share content where rows agree in columns that hold much of what either table holds. A
code list that both use holds little of either; columns that name things alone, as areas and
stations do, say nothing unless all of a table is made of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from verification.overlap.comparing import Compared
from verification.sketches import Candidate, TableSketch

_BITS = 32.0
_BEYOND = 0.75
_SHARE = 0.3
_ROWS = 20
"""Of fewer rows that agree, half of the offered ones are asked for: nine of thirty are chance."""
_HALF = 0.5
_OF_PUBLISHED = 0.5
_NEARLY_ALL = 0.9
_MUCH = 0.4
_MOST = 0.75
_WHOLE = 0.999
_ALIKE = 0.8
_AS_MUCH = 0.02


class Verdict(StrEnum):
    """How an offered table stands to a published one."""

    SAME = "same"
    SUBSET = "subset"
    SUPERSET = "superset"
    NEAR = "near"


@dataclass(frozen=True)
class Overlap:
    """An offered table and a published one that hold the same rows.

    `columns` are the names of those that agree. `explained`: what was declared accounts for it, or
    another overlap that is told of.
    """

    file: str
    sheet: str | None
    candidate: Candidate
    compared: Compared
    columns: tuple[tuple[str, str], ...]
    verdict: Verdict
    explained: bool

    @property
    def whole(self) -> bool:
        """Whether each of the two tables is nearly all of the other."""
        found = self.compared
        return min(found.share, found.of_published, found.explained, found.explains) >= _ALIKE


def is_strong(found: Compared) -> bool:
    """Tell whether tables share so much that one comes from the other, or both from a third."""
    if found.bits < _BITS or found.beyond < _BEYOND:
        return False
    stands = found.share >= _HALF or (found.share >= _SHARE and found.found >= _ROWS)
    if stands and found.explained >= _NEARLY_ALL:
        return True
    enough = _MUCH if found.measured else _MOST
    held = stands and found.explained >= enough
    holds = found.of_published >= _OF_PUBLISHED and found.explains >= enough
    return found.measured and (held or holds)


def verdict_of(found: Compared) -> Verdict:
    """Return how the tables stand to each other, rows and columns both looked at."""
    inside = found.share >= _WHOLE and found.explained >= _NEARLY_ALL
    outside = found.of_published >= _WHOLE and found.explains >= _NEARLY_ALL
    if inside and outside:
        return Verdict.SAME
    if inside:
        return Verdict.SUBSET
    return Verdict.SUPERSET if outside else Verdict.NEAR


def judged(sketch: TableSketch, found: Sequence[tuple[Candidate, Compared]]) -> tuple[Overlap, ...]:
    """Return the overlaps of one offered table worth telling, the strongest first.

    What the manifest names is not among them, other versions of it and its ancestors are.
    """
    accounted = [compared for candidate, compared in found if candidate.is_named]
    told: list[Overlap] = []
    strong = [each for each in found if is_strong(each[1]) and not each[0].declared]
    for candidate, compared in sorted(strong, key=_rank):
        known = candidate.explained or _is_covered(compared, accounted)
        if not known:
            accounted.append(compared)
        told.append(
            Overlap(
                sketch.file,
                sketch.sheet,
                candidate,
                compared,
                tuple(_names(sketch, candidate.sketch, compared)),
                verdict_of(compared),
                explained=known,
            )
        )
    return tuple(told)


def _rank(found: tuple[Candidate, Compared]) -> tuple[float, float, int, str, int]:
    """The one that accounts for most comes first; of two alike the one nearer to the origin."""
    candidate, compared = found
    held = compared.share * compared.explained
    holds = compared.of_published * compared.explains
    order = (candidate.generation, str(candidate.dataset), -candidate.version)
    return (-round(held, 3), -round(holds, 3), *order)


def _is_covered(compared: Compared, accounted: Sequence[Compared]) -> bool:
    """Tell whether others account for the same rows in as many columns: together, as a union."""
    columns = {place for place, _ in compared.columns}
    alike = [
        each
        for each in accounted
        if each.explained >= compared.explained - _AS_MUCH
        and len(columns - {place for place, _ in each.columns}) * 10 <= len(columns)
    ]
    known = [each.inside for each in alike if each.inside is not None]
    if compared.inside is None or len(known) < len(alike):
        return sum(each.share for each in alike) >= 1.0 - _AS_MUCH
    left = compared.inside & ~np.logical_or.reduce(known) if known else compared.inside
    return bool(left.sum() <= _AS_MUCH * compared.inside.sum())


def _names(
    sketch: TableSketch, other: TableSketch, compared: Compared
) -> Iterator[tuple[str, str]]:
    for one, two in compared.columns:
        yield sketch.columns[one].name, other.columns[two].name
