"""Finds columns that hold the values of an aggregate under a factor, or in other rows."""

import math
from collections.abc import Sequence

from verification.evidence.engine import Engine
from verification.evidence.measuring import Measure, likeness
from verification.evidence.readings import Reading
from verification.evidence.relations import RelationColumn
from verification.evidence.seeking import Found, keep_values, seen_beside

_USUAL = 0.8
_FEW, _MANY = 5, 20
_MOST_MOVED = 8
_ALIKE = 1e-6


def suspected_of(
    engine: Engine,
    columns: Sequence[RelationColumn],
    measures: Sequence[Measure],
    *,
    start: int,
) -> tuple[list[Found], list[RelationColumn]]:
    """Return what columns were made of that no measure explains, and those that are left.

    Their values are kept in `grouped` as `v<start>`, `v<start + 1>`, …
    """
    found: list[Found] = []
    left: list[RelationColumn] = []
    for column in columns:
        place, suspected = 0, None
        if Reading.NUMBER in column.readings:
            seen = seen_beside(engine, column, measures)
            place, suspected = _suspicion(engine, seen, measures, column)
        if suspected is None:
            left.append(column)
            continue
        filled = engine.one("SELECT count(*) FROM grouped WHERE group_rows IS NOT NULL")
        kept = f"v{start + len(found)}"
        found.append(Found(column, measures[place], 0, int(filled), kept, suspected))
        keep_values(engine, found[-1:])
    return found, left


def _suspicion(
    engine: Engine, seen: str, measures: Sequence[Measure], column: RelationColumn
) -> tuple[int, str | None]:
    """The measure whose values a column has under one factor, or has in other rows."""
    alone = [place for place, measure in enumerate(measures) if len(measure.of) == 1]
    alone.sort(key=lambda place: -likeness(column, measures[place]))
    if not alone:
        return 0, None
    asked = ", ".join(_ratio_of(place) for place in alone)
    answers = engine.row(f"SELECT {asked} FROM {seen} WHERE number IS NOT NULL")
    factors = {}
    for number, place in enumerate(alone):
        low, high, filled = answers[3 * number : 3 * number + 3]
        if low is not None and filled >= _FEW and abs(high - low) <= _ALIKE * abs(high):
            factors[place] = high
    if factors:
        place = min(factors, key=lambda place: _roundness(factors[place]))
        return place, f"{factors[place]:.6g}"
    moved = (place for place in alone[:_MOST_MOVED] if _stands_elsewhere(engine, seen, place))
    place = next(moved, -1)
    return (0, None) if place < 0 else (place, "elsewhere")


def _ratio_of(place: int) -> str:
    ratio = f"CASE WHEN NOT p{place} THEN number / nullif(m{place}, 0) END"
    return f"quantile_disc({ratio}, 0.05), quantile_disc({ratio}, 0.95), count({ratio})"


def _roundness(factor: float) -> float:
    """How far a factor is from a power of ten: units differ by those."""
    exponent = math.log10(abs(factor)) if factor else math.inf
    return abs(exponent - round(exponent)) if math.isfinite(exponent) else math.inf


def _stands_elsewhere(engine: Engine, seen: str, place: int) -> bool:
    """Whether the numbers are, taken together and not row by row, those of a measure.

    Of one that has few values, as counts have, nothing is learned so.
    """
    if engine.one(f"SELECT count(DISTINCT m{place}) FROM {seen}") < _MANY:
        return False
    ours = f"SELECT round(number, 6) AS v, count(*) AS times FROM {seen} GROUP BY v"
    theirs = f"SELECT round(m{place}, 6) AS v, count(*) AS times FROM {seen} GROUP BY v"
    share = engine.one(
        f"SELECT sum(least(a.times, b.times)) / (SELECT count(number) FROM {seen}) "
        f"FROM ({ours}) a JOIN ({theirs}) b USING (v)"
    )
    return bool(share is not None and share >= _USUAL)
