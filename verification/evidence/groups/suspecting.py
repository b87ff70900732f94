"""Finds columns that hold the values of an aggregate under a factor, or in other rows."""

import math
from collections.abc import Sequence

from verification.evidence.engine import Engine
from verification.evidence.groups.measures import Measure, likeness
from verification.evidence.groups.seeking import Found, seen_beside
from verification.evidence.readings import Reading
from verification.evidence.relations import RelationColumn

_USUAL = 0.8
_FEW_MEASURES = 120
"""Of so many measures those of two columns are suspected, too."""
_FEW, _MANY = 5, 20
_ALIKE, _NEAR, _ROUNDED = 1e-6, 0.02, 2e-3
_NEAR_QUARTERS = 0.2
_POWERS = tuple(10.0**power for power in range(-9, 10) if power)
_FACTORS = (*_POWERS, 60.0, 1 / 60, 3600.0, 1 / 3600, 3.3058, 1 / 3.3058, 2.0, 0.5, -1.0)
"""What units differ by: powers of ten, minutes and hours, pyeong; a half, the double, the sign."""


def suspected_of(
    engine: Engine, columns: Sequence[RelationColumn], measures: Sequence[Measure]
) -> tuple[list[Found], list[RelationColumn]]:
    """Return what columns were made of that no measure explains, and those that are left."""
    found: list[Found] = []
    left: list[RelationColumn] = []
    filled = int(engine.one("SELECT count(*) FROM grouped WHERE group_rows IS NOT NULL"))
    for column in columns:
        few = len(measures) <= _FEW_MEASURES
        alone = [each for each in measures if few or len(each.of) <= 1]
        alone.sort(key=lambda measure: -likeness(column, measure))
        said = None
        if alone and Reading.NUMBER in column.readings:
            said = _suspicion(engine, seen_beside(engine, column, alone), len(alone))
        if said is None:
            left.append(column)
        else:
            place, suspected = said
            found.append(Found(column, alone[place], 0, filled, suspected=suspected))
    return found, left


def plausible(
    engine: Engine, column: RelationColumn, measures: Sequence[Measure]
) -> tuple[Measure, ...]:
    """Return the measures that a column may hold, seen in a few groups, if in other rows or so.

    Its middle lies within their ends, or they differ by a factor; what takes all groups together,
    as shares do, cannot be told from a few.
    """
    if Reading.NUMBER not in column.readings:
        return ()
    seen = seen_beside(engine, column, measures)
    factors = _factors_of_any(engine, seen, len(measures))
    within = engine.row(
        "SELECT "
        + ", ".join(
            f"quantile_cont(number, 0.5) BETWEEN min(m{place}) AND max(m{place})"
            for place in range(len(measures))
        )
        + f" FROM {seen}"
    )
    return tuple(
        each
        for place, each in enumerate(measures)
        if within[place] or place in factors or "OVER" in each.value
    )


def _suspicion(engine: Engine, seen: str, measures: int) -> tuple[int, str] | None:
    """The measure whose values a column has under one factor, or has in other rows."""
    factors = _factors_of_any(engine, seen, measures)
    if factors:
        place = min(factors, key=lambda place: _roundness(factors[place]))
        return place, f"{factors[place]:.6g}"
    alike = _as_spread(engine, seen, measures)
    place = next((place for place in alike if _moved(engine, seen, place)), -1)
    return None if place < 0 else (place, "elsewhere")


def _factors_of_any(engine: Engine, seen: str, measures: int) -> dict[int, float]:
    """The factors in groups that lack nothing; where all lack something, in those."""
    return _factors(engine, seen, measures, "NOT p") or _factors(engine, seen, measures, "p")


def _factors(engine: Engine, seen: str, measures: int, which: str) -> dict[int, float]:
    """The one factor between a column and each measure, where there is one.

    Exact, or else one that units differ by: what was rounded before it was multiplied is near.
    """
    asked = ", ".join(_ratio_of(place, which) for place in range(measures))
    answers = engine.row(f"SELECT {asked} FROM {seen} WHERE number IS NOT NULL")
    factors = {}
    for place in range(measures):
        low, middle, high, filled = answers[4 * place : 4 * place + 4]
        if middle is None or filled < _FEW or not middle:
            continue
        spread = abs(high - low) / abs(middle)
        usual = min(_FACTORS, key=lambda factor: abs(middle - factor) / abs(factor))
        if spread <= _ALIKE:
            factors[place] = float(middle)
        elif spread <= _NEAR and abs(middle - usual) <= _ROUNDED * abs(usual):
            factors[place] = usual
    return factors


def _ratio_of(place: int, which: str) -> str:
    ratio = f"CASE WHEN {which}{place} THEN number / nullif(m{place}, 0) END"
    ends = ", ".join(f"quantile_disc({ratio}, {share})" for share in (0.05, 0.5, 0.95))
    return f"{ends}, count({ratio})"


def _roundness(factor: float) -> float:
    """How far a factor is from a power of ten: units differ by those."""
    exponent = math.log10(abs(factor)) if factor else math.inf
    return abs(exponent - round(exponent)) if math.isfinite(exponent) else math.inf


def _as_spread(engine: Engine, seen: str, measures: int) -> list[int]:
    """The measures whose quarters are those of the column: what was moved about keeps them."""
    quarters = ", ".join(f"quantile_cont(m{place}, [0.25, 0.5, 0.75])" for place in range(measures))
    ours, *theirs = engine.row(
        f"SELECT quantile_cont(number, [0.25, 0.5, 0.75]), {quarters} FROM {seen}"
    )
    if ours is None:
        return []
    width = _NEAR_QUARTERS * (ours[2] - ours[0])
    return [
        place
        for place, each in enumerate(theirs)
        if each is not None and all(abs(a - b) <= width for a, b in zip(ours, each, strict=True))
    ]


def _moved(engine: Engine, seen: str, place: int) -> bool:
    """Whether the numbers are, taken together and not row by row, those of a measure.

    Of one that has few values, as counts have, nothing is learned so.
    """
    different = engine.one(f"SELECT count(DISTINCT m{place}) FROM {seen}")
    if different < _FEW:
        return False
    return _same_in_order(engine, seen, place, many=different >= _MANY) or (
        different >= _MANY and _same_values(engine, seen, place)
    )


def _same_in_order(engine: Engine, seen: str, place: int, *, many: bool) -> bool:
    """Whether, both set in order, the first agrees with the first, and so on."""
    ours, theirs = (
        f"SELECT {value} AS {name}, allowed, row_number() OVER (ORDER BY {value}) AS turn "
        f"FROM {seen} WHERE {value} IS NOT NULL"
        for value, name in (("number", "number"), (f"m{place}", "m"))
    )
    share, tied = engine.row(
        "SELECT avg((abs(number - m) <= allowed)::INT), "
        "avg((lag_n IS NOT NULL AND abs(number - lag_n) <= 2 * allowed)::INT) FROM "
        "(SELECT *, lag(number) OVER (ORDER BY turn) AS lag_n "
        f"FROM ({ours}) JOIN (SELECT m, turn FROM ({theirs})) USING (turn))"
    )
    # Where neighbours are no further apart than rounding takes, nearly all says little.
    telling = many and (tied or 0) < _USUAL
    return share is not None and share >= (_USUAL if telling else 1)


def _same_values(engine: Engine, seen: str, place: int) -> bool:
    """Whether most numbers, written out in full, stand among those of a measure as often."""
    ours, theirs = (
        f"SELECT {value}::DECIMAL(38, 9) AS v, count(*) AS times FROM {seen} "
        f"WHERE abs({value}) < 1e20 GROUP BY v HAVING v % 1 <> 0"
        for value in ("number", f"m{place}")
    )
    share = engine.one(
        f"SELECT sum(least(a.times, b.times)) / (SELECT count(number) FROM {seen}) "
        f"FROM ({ours}) a JOIN ({theirs}) b USING (v)"
    )
    return share is not None and share >= _USUAL
