"""Compares group by group: every cell of the offered table should be an aggregate of the source.

The source is aggregated as the offered table is grouped; each column left is taken to be the
aggregate that agrees in most groups, and every cell of it is compared with that.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from verification.evidence.engine import Engine
from verification.evidence.grouping import Grouping, is_total
from verification.evidence.matching import Pair
from verification.evidence.measuring import (
    Aggregate,
    Measure,
    further_search,
    likeness,
    plain_search,
)
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn

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


@dataclass(frozen=True)
class Reconciled:
    """Which aggregate each column was found to be, and the columns that no aggregate explains.

    `usual` is how many rows of the source a group has, where most have as many. The tables
    `groups` (a row for each of the source) and `grouped` (each offered row beside its group) stay.
    """

    grouping: Grouping
    found: tuple[Found, ...]
    unexplained: tuple[RelationColumn, ...]
    usual: int | None


def reconcile(engine: Engine, source: Relation, grouping: Grouping) -> Reconciled:
    """Aggregate the source as the offered table is grouped, and find what its columns are."""
    plain = plain_search(source)
    group_source(engine, grouping, plain.aggregates)
    found, left = _explained(engine, grouping.measures, plain.measures, start=0)
    if left:
        further = further_search(source, left)
        group_source(
            engine, grouping, (*plain.aggregates, *_new(further.aggregates, plain.aggregates))
        )
        _keep_again(engine, found)
        more, left = _explained(engine, left, further.measures, start=len(found))
        found = [*found, *more]
    return Reconciled(grouping, tuple(found), tuple(left), _usual(engine))


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


def same_total(engine: Engine, column: RelationColumn, origin: RelationColumn | None) -> bool:
    """Whether a column adds up to what a column of the source does; None: to its number of rows."""
    of = "count(*)" if origin is None else f"fsum({origin.read(Reading.NUMBER)})"
    ours = engine.one(f"SELECT fsum({column.read(Reading.NUMBER)}) FROM child")
    theirs = engine.one(f"SELECT {of} FROM source")
    return bool(ours) and theirs is not None and math.isclose(ours, theirs, rel_tol=_ALIKE)


def impossible_measures(
    engine: Engine, source: Relation, columns: Sequence[RelationColumn]
) -> list[str]:
    """Return the number columns that can be no mean of any column of the source.

    A mean, however weighted, lies between the least and the greatest value of its group.
    """
    numeric = [k for k, each in enumerate(source.columns) if Reading.NUMBER in each.readings]
    found = []
    for column in columns:
        number = beside_group(column.read(Reading.NUMBER))
        within = (
            engine.one(
                f"SELECT avg(({number} BETWEEN min_{k} AND max_{k})::INT) FROM grouped "
                f"WHERE {number} IS NOT NULL"
            )
            for k in numeric
        )
        if Reading.NUMBER in column.readings and not any((each or 0) >= _USUAL for each in within):
            found.append(column.name)
    return found


def beside_group(sql: str) -> str:
    """Return SQL about the offered table as SQL about the table `grouped`."""
    return sql.replace("child.", "grouped.")


def _new(further: Sequence[Aggregate], known: Sequence[Aggregate]) -> list[Aggregate]:
    names = {each.name for each in known}
    return [each for each in further if each.name not in names]


def group_source(engine: Engine, grouping: Grouping, aggregates: Sequence[Aggregate]) -> None:
    """Make `groups` and `grouped`; rows that add up several groups get a coarser one."""
    patterns = _patterns(engine, grouping)
    finest = (False,) * len(grouping.keys)
    # Of what the source has in the finest groups more is asked later: whether any row is of them.
    if finest not in patterns:
        _grouped_as(engine, grouping, finest, aggregates, name="groups")
    parts = [
        _grouped_as(
            engine,
            grouping,
            pattern,
            aggregates,
            name="groups" if pattern == finest else f"groups_{number}",
        )
        for number, pattern in enumerate(patterns)
    ]
    engine.run(f"CREATE OR REPLACE TEMP TABLE grouped AS {' UNION ALL BY NAME '.join(parts)}")


def _patterns(engine: Engine, grouping: Grouping) -> list[tuple[bool, ...]]:
    """Which keys are totals, for each way in which they are in some row."""
    if not grouping.keys:
        return [()]
    marks = ", ".join(f"{_total(pair)} AS total_{k}" for k, pair in enumerate(grouping.keys))
    return sorted(engine.rows(f"SELECT DISTINCT {marks} FROM child"))


def _total(pair: Pair) -> str:
    return f"coalesce({is_total(f'({pair.child})::VARCHAR')}, false)"


def _grouped_as(
    engine: Engine,
    grouping: Grouping,
    pattern: tuple[bool, ...],
    aggregates: Sequence[Aggregate],
    *,
    name: str,
) -> str:
    """Aggregate the source by the keys that are no totals; return the SQL of the rows beside it."""
    keys = grouping.keys
    fine = [k for k in range(len(keys)) if not pattern[k]]
    named = "".join(f"{keys[k].source} AS k{k}, " for k in fine)
    by = f" GROUP BY {', '.join(f'k{k}' for k in fine)}" if fine else ""
    values = "".join(f", {each.sql} AS {each.name}" for each in aggregates)
    # A bit for each table: a set in one number, which costs next to nothing.
    tables = "bit_or(1::UBIGINT << least(t, 63))"
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {named}count(*) AS group_rows, "
        f"{tables} AS of_tables{values} FROM source{by}"
    )
    like = [f"{_total(pair)} = {str(pattern[k]).lower()}" for k, pair in enumerate(keys)]
    rows = f"FROM child WHERE {' AND '.join(like)}" if like else "FROM child"
    tied = " AND ".join(f"{keys[k].child} IS NOT DISTINCT FROM g.k{k}" for k in fine) or "true"
    names = ", ".join(("group_rows", "of_tables", *(each.name for each in aggregates)))
    return f"SELECT child.*, {names} FROM ({rows}) AS child LEFT JOIN {name} g ON {tied}"


def _explained(
    engine: Engine,
    columns: Sequence[RelationColumn],
    measures: Sequence[Measure],
    *,
    start: int,
) -> tuple[list[Found], list[RelationColumn]]:
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
    _keep_again(engine, [chosen])
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


def _keep_again(engine: Engine, found: Sequence[Found]) -> None:
    """Keep the value and the partiality of what was found as columns of `grouped`."""
    for each in found:
        engine.run(
            "CREATE OR REPLACE TEMP TABLE grouped_on AS SELECT *, "
            f"{each.measure.value} AS {each.kept}, {each.measure.partial} AS {each.kept}_partial "
            "FROM grouped"
        )
        engine.run("CREATE OR REPLACE TEMP TABLE grouped AS FROM grouped_on")


def _usual(engine: Engine) -> int | None:
    """How many rows of the source most groups have; None where they differ."""
    usual, share = engine.row(
        "SELECT mode(group_rows), count_if(group_rows = (SELECT mode(group_rows) FROM groups)) "
        "/ count(*) FROM groups"
    )
    return int(usual) if usual is not None and share >= _USUAL else None
