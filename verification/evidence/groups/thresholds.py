"""Columns that count, add up or average the rows of a group from some value on: `PM10 > 80`.

Which value that is shows in the groups together: set in order, each group's rows come to the
offered figure between two of its values, and the value asked for lies between these in all groups.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from verification.evidence.engine import Engine
from verification.evidence.forms import Same
from verification.evidence.groups.grouped import tied_to_group
from verification.evidence.groups.grouping import Grouping
from verification.evidence.groups.measures import Aggregate, Measure, Search
from verification.evidence.groups.seeking import Found
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn
from verification.evidence.rounding import tolerance

_MOSTLY = 0.5
_ENOUGH = 3
_BY_CHANCE = 3.0
_MOST_GROUPS = 64
_MOST_ADDED, _MOST_ASKED = 6, 12
_UP, _DOWN = 1, -1


@dataclass(frozen=True)
class _Limit:
    """From where on rows are taken (`x` in SQL): above, or below it; and in how many groups."""

    x: RelationColumn
    sql: str
    way: int
    what: tuple[str, RelationColumn | None]
    least: float
    greatest: float
    agree: int

    @property
    def condition(self) -> tuple[str, str]:
        """The condition in SQL, and in words; by the roundest number that does."""
        after, until = self.way * self.least, self.way * self.greatest
        value = _roundest(*sorted((after, until)))
        if _length(after) < _length(value) or not math.isfinite(value):
            sign, word, value = (">", ">", after) if self.way == _UP else ("<", "<", after)
        else:
            sign, word = (">=", "≥") if self.way == _UP else ("<=", "≤")
        return f"{self.sql} {sign} {value!r}", f"{self.x.name} {word} {value:.12g}"


def from_some_value_on(
    engine: Engine,
    source: Relation,
    offered: str,
    grouping: Grouping,
    columns: Sequence[RelationColumn],
) -> tuple[list[Found], Search]:
    """Return which columns are of the rows above or below a value, and what to gather for these.

    `source` are rows to look at, `offered` names the offered rows of their groups.
    """
    found: list[Found] = []
    aggregates: list[Aggregate] = []
    for number, column in enumerate(columns):
        if Reading.NUMBER not in column.readings:
            continue
        limits = _limits(engine, source, offered, grouping, column)
        best = max(limits, key=lambda limit: limit.agree, default=None)
        if best is not None:
            measure, aggregate = _measure(best, number)
            aggregates.append(aggregate)
            found.append(Found(column, measure, best.agree, best.agree, (measure,)))
    return found, Search(tuple(aggregates), tuple(each.measure for each in found))


def _measure(limit: _Limit, number: int) -> tuple[Measure, Aggregate]:
    condition, words = limit.condition
    name = f"limited_{number}"
    function, of = limit.what
    value = "*" if of is None else of.read(Reading.NUMBER)
    gathered = {"rows": "count", "sum": "fsum", "mean": "avg"}[function]
    aggregate = Aggregate(name, f"{gathered}({value}) FILTER (WHERE {condition})")
    columns = () if of is None else (of,)
    return Measure(function, name, columns, note=words), aggregate


def _limits(
    engine: Engine,
    source: Relation,
    offered: str,
    grouping: Grouping,
    column: RelationColumn,
) -> Iterator[_Limit]:
    keys = {pair.origin.sql for pair in grouping.keys if isinstance(pair.form, Same)}
    added = [each for each in source.columns if Reading.NUMBER in each.readings][:_MOST_ADDED]
    asked = [(each, sql) for each in source.columns if (sql := _ordered(each))]
    for x, sql in asked[:_MOST_ASKED]:
        if x.sql in keys:
            continue
        for way in (_UP, _DOWN):
            taken = _Taken(sql, way, tuple(each for each in added if each is not x))
            values = taken.of(engine, source, offered, grouping, column)
            for what, measured in taken.measured(values):
                seen = _common(values, measured)
                if seen is not None:
                    yield _Limit(x, sql, way, what, *seen)


def _ordered(column: RelationColumn) -> str | None:
    """SQL of a column's numbers, or of its days as numbers; None if it has neither."""
    if Reading.DATE in column.readings:
        return f"strftime({column.read(Reading.DATE)}, '%Y%m%d')::DOUBLE"
    return column.read(Reading.NUMBER) if Reading.NUMBER in column.readings else None


@dataclass(frozen=True)
class _Taken:
    """Rows taken one value after the other, from the greatest down (or the least up)."""

    x: str
    way: int
    added: tuple[RelationColumn, ...]

    def of(
        self,
        engine: Engine,
        source: Relation,
        offered: str,
        grouping: Grouping,
        column: RelationColumn,
    ) -> Mapping[str, Any]:
        """Return for each offered row and value of its group what the rows come to until there."""
        named = "".join(f"{pair.source} AS k{k}, " for k, pair in enumerate(grouping.keys))
        groups = "".join(f"k{k}, " for k in range(len(grouping.keys)))
        sums = "".join(
            f", fsum({value}) AS s{p}, count({value}) AS c{p}"
            for p, value in enumerate(each.read(Reading.NUMBER) for each in self.added)
        )
        over = (
            f"OVER (PARTITION BY {groups.rstrip(', ')} ORDER BY x DESC)"
            if groups
            else ("OVER (ORDER BY x DESC)")
        )
        running = "".join(
            f", sum(s{p}) {over} AS s{p}, sum(c{p}) {over} AS c{p}" for p in range(len(self.added))
        )
        each_value = (
            f"SELECT {named}{self.way} * ({self.x}) AS x, count(*) AS rows{sums} "
            f"FROM {source.name} AS source WHERE ({self.x}) IS NOT NULL GROUP BY {groups}x"
        )
        cumulated = (
            f"SELECT {groups}x, lead(x) {over} AS next, sum(rows) {over} AS rows{running} "
            f"FROM ({each_value})"
        )
        number = column.read(Reading.NUMBER)
        return engine.columns(
            f"SELECT n, {number} AS number, {tolerance(engine, column)} AS allowed, g.* "
            f"FROM (SELECT * FROM {offered} WHERE {column.sql.replace('child.', '')} IS NOT NULL "
            f"ORDER BY hash(n) LIMIT {_MOST_GROUPS}) AS child "
            f"JOIN ({cumulated}) g ON {tied_to_group(grouping.keys)}"
        )

    def measured(
        self, values: Mapping[str, Any]
    ) -> Iterator[tuple[tuple[str, RelationColumn | None], Any]]:
        yield ("rows", None), _plain(values["rows"])
        for p, column in enumerate(self.added):
            sums, counts = _plain(values[f"s{p}"]), _plain(values[f"c{p}"])
            yield ("sum", column), sums
            with np.errstate(invalid="ignore", divide="ignore"):
                yield ("mean", column), sums / counts


def _common(values: Mapping[str, Any], measured: Any) -> tuple[float, float, int] | None:
    """The interval in which the value asked for lies in the most groups, if in enough of them."""
    number, allowed = _plain(values["number"]), _plain(values["allowed"])
    telling = np.abs(number) > allowed
    groups, steps = np.unique(values["n"][telling], return_counts=True)
    agrees = telling & (np.abs(measured - number) <= allowed)
    if not len(groups) or not agrees.any():
        return None
    until = _plain(values["x"])[agrees]
    after = _plain(values["next"], nothing=-np.inf)[agrees]
    asked = np.unique(until)
    starts = np.searchsorted(np.sort(after), asked, side="left")
    ends = np.searchsorted(np.sort(until), asked, side="left")
    counts = starts - ends
    place = int(np.argmax(counts))
    within = (after < asked[place]) & (until >= asked[place])
    agree = len(np.unique(values["n"][agrees][within]))
    chance = float((1 / (steps + 1)).sum())
    if agree < max(_ENOUGH, _MOSTLY * len(groups), _BY_CHANCE * chance + 2):
        return None
    return float(after[within].max()), float(until[within].min()), agree


def _plain(values: Any, *, nothing: float = math.nan) -> Any:
    return np.ma.filled(np.ma.asarray(values).astype(float), nothing)


def _roundest(low: float, high: float) -> float:
    """The number with the fewest figures that is above the one and not above the other."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return high if math.isfinite(high) else low
    for digits in range(-12, 13):
        value = math.floor(high * 10.0**digits) / 10.0**digits
        if low < value <= high:
            return value
    return high


def _length(value: float) -> float:
    """How many figures a number has that say anything."""
    if not math.isfinite(value):
        return math.inf
    return len(f"{abs(value):.12g}".replace(".", "").strip("0"))
