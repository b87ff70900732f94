"""Finds which aggregate of its group each column of an aggregated table is.

The one that agrees in most groups; where none agrees in half of them, one whose values the column
holds under a factor, or in other rows.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from verification.evidence.engine import Engine
from verification.evidence.measuring import Measure, likeness
from verification.evidence.readings import Reading
from verification.evidence.relations import RelationColumn

_MOSTLY = 0.5
_USUAL = 0.8
_MOST_DIGITS = 9
_CLOSE = 1e-9
_FEW, _MANY = 5, 20
_MOST_MOVED = 8
_ALIKE = 1e-6


@dataclass(frozen=True)
class Found:
    """A column offered, the aggregate it is taken to be, and in how many groups they agree.

    `kept` names its value in the table `grouped`. `suspected`: they agree in few, and yet it is
    that aggregate, multiplied or set into other rows.
    """

    column: RelationColumn
    measure: Measure
    agree: int
    compared: int
    kept: str
    suspected: str | None = None


def tolerance(engine: Engine, column: RelationColumn) -> str:
    """Return the SQL of how far a number may be off.

    Half a unit of the last place the column is written to, which is what rounding takes; where its
    numbers are written out in full, 1e-9 of them.
    """
    text = f"{column.sql}::VARCHAR"
    most = 0
    if column.type != "BIGINT":
        decimals = f"length(rtrim(split_part({text}, '.', 2), '0'))"
        most = engine.one(f"SELECT max({decimals}) FROM child WHERE NOT contains({text}, 'e')") or 0
    close = f"{_CLOSE} * greatest(abs({column.read(Reading.NUMBER)}), 1e-6)"
    return close if most >= _MOST_DIGITS else f"(0.5 * 1e-{most} + {close})"


def beside_group(sql: str) -> str:
    """Return SQL about the offered table as SQL about the table `grouped`."""
    return sql.replace("child.", "grouped.")


def explained_by(
    engine: Engine,
    columns: Sequence[RelationColumn],
    measures: Sequence[Measure],
    *,
    start: int,
) -> tuple[list[Found], list[RelationColumn]]:
    """Return what columns are found to be, and those that no measure explains.

    Their values are kept in `grouped` as `v<start>`, `v<start + 1>`, …
    """
    found: list[Found] = []
    left: list[RelationColumn] = []
    for column in columns:
        best = None
        if Reading.NUMBER in column.readings:
            best = _best(engine, column, measures, kept=f"v{start + len(found)}")
        if best is None:
            left.append(column)
        else:
            found.append(best)
    return found, left


def _best(
    engine: Engine, column: RelationColumn, measures: Sequence[Measure], *, kept: str
) -> Found | None:
    """The measure that agrees in most groups, the likeliest by name of equals; none below half."""
    number = beside_group(column.read(Reading.NUMBER))
    allowed = beside_group(tolerance(engine, column))
    values = ", ".join(
        f"{each.value} AS m{place}, {each.partial} AS p{place}"
        for place, each in enumerate(measures)
    )
    seen = f"(SELECT {number} AS number, {allowed} AS allowed, {values} FROM grouped)"
    counts = ", ".join(
        f"count_if(abs(number - m{place}) <= allowed), count(m{place}), "
        f"count_if(NOT p{place} AND abs(number - m{place}) <= allowed), count_if(NOT p{place})"
        for place in range(len(measures))
    )
    counted = engine.row(f"SELECT {counts} FROM {seen} WHERE number IS NOT NULL")
    agree, filled = counted[::4], counted[1::4]
    wholly = [_share(*counted[4 * k + 2 : 4 * k + 4]) for k in range(len(measures))]
    shares = [max(_share(agree[k], filled[k]), wholly[k]) for k in range(len(measures))]
    best = max(
        range(len(measures)),
        key=lambda place: (
            shares[place] >= _MOSTLY,
            agree[place],
            likeness(column, measures[place]),
            -place,
        ),
    )
    suspected = None
    if shares[best] < _MOSTLY:
        best, suspected = _suspicion(engine, seen, measures, column)
        if suspected is None:
            return None
    chosen = Found(column, measures[best], agree[best], filled[best], kept, suspected)
    keep_values(engine, [chosen])
    return chosen


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


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


def keep_values(engine: Engine, found: Sequence[Found]) -> None:
    """Keep the value and the partiality of what was found as columns of `grouped`."""
    for each in found:
        engine.run(
            "CREATE OR REPLACE TEMP TABLE grouped_on AS SELECT *, "
            f"{each.measure.value} AS {each.kept}, {each.measure.partial} AS {each.kept}_partial "
            "FROM grouped"
        )
        engine.run("CREATE OR REPLACE TEMP TABLE grouped AS FROM grouped_on")
