"""Columns that count, add up or average the rows of a group from some value on: `PM10 > 80`.

Which value that is shows in the groups together: set in order, each group's rows come to the
offered figure between two of its values, and the value asked for lies between these in all groups.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from verification.evidence.engine import Engine
from verification.evidence.forms import Same
from verification.evidence.groups.beside import Figures, Numbers, plain
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
_What = tuple[str, RelationColumn | None]


@dataclass(frozen=True)
class _Limit:
    """From where on rows are taken (`x` in SQL): above, or below it; and in how many groups."""

    x: RelationColumn
    sql: str
    way: int
    what: _What
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
    numeric = [each for each in columns if Reading.NUMBER in each.readings]
    best: dict[RelationColumn, _Limit] = {}
    for column, limit in _limits(engine, source, offered, grouping, numeric):
        if column not in best or limit.agree > best[column].agree:
            best[column] = limit
    made = {column: _measure(limit, k) for k, (column, limit) in enumerate(best.items())}
    found = [
        Found(column, measure, best[column].agree, best[column].agree, (measure,))
        for column, (measure, _) in made.items()
    ]
    return found, Search(
        tuple(aggregate for _, aggregate in made.values()),
        tuple(measure for measure, _ in made.values()),
    )


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
    columns: Sequence[RelationColumn],
) -> Iterator[tuple[RelationColumn, _Limit]]:
    if not columns:
        return
    keys = {pair.origin.sql for pair in grouping.keys if isinstance(pair.form, Same)}
    added = [each for each in source.columns if Reading.NUMBER in each.readings][:_MOST_ADDED]
    asked = [(each, sql) for each in source.columns if (sql := _ordered(each))]
    _look_at(engine, offered, columns)
    for x, sql in asked[:_MOST_ASKED]:
        if x.sql in keys:
            continue
        for way in (_UP, _DOWN):
            taken = _Taken(sql, way, tuple(each for each in added if each is not x))
            values = taken.of(engine, source, grouping, len(columns))
            for column, what, seen in _seen(values, taken.measured(values), columns):
                yield column, _Limit(x, sql, way, what, *seen)


def _look_at(engine: Engine, offered: str, columns: Sequence[RelationColumn]) -> None:
    """Keep some offered rows as `looked_at`, those with most figures, and these as `number<k>`."""
    figures = "".join(
        f", {column.read(Reading.NUMBER)} AS number{k}, {tolerance(engine, column)} AS allowed{k}"
        for k, column in enumerate(columns)
    )
    empty = " + ".join(f"({column.sql} IS NULL)::INT" for column in columns)
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE looked_at AS SELECT child.*{figures} "
        f"FROM {offered} AS child ORDER BY {empty}, hash(n) LIMIT {_MOST_GROUPS}"
    )


def _seen(
    values: Mapping[str, Any],
    measured: Iterable[tuple[_What, Numbers]],
    columns: Sequence[RelationColumn],
) -> Iterator[tuple[RelationColumn, _What, tuple[float, float, int]]]:
    """The columns that are what was measured from a common value on, and that value's bounds."""
    steps = _Steps.of_values(values)
    figures = [
        Figures(plain(values[f"number{k}"]), plain(values[f"allowed{k}"]))
        for k in range(len(columns))
    ]
    for what, numbers in measured:
        for column, its in zip(columns, figures, strict=True):
            seen = _common(steps, its, numbers)
            if seen is not None:
                yield column, what, seen


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
        self, engine: Engine, source: Relation, grouping: Grouping, figures: int
    ) -> Mapping[str, Any]:
        """Return what rows come to until each value of their group, beside each row looked at.

        And that many `figures` of the row.
        """
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
        beside = "".join(f", number{k}, allowed{k}" for k in range(figures))
        return engine.columns(
            f"SELECT n{beside}, g.* "
            f"FROM looked_at AS child JOIN ({cumulated}) g ON {tied_to_group(grouping.keys)}"
        )

    def measured(self, values: Mapping[str, Any]) -> Iterator[tuple[_What, Numbers]]:
        """Yield what may be offered of such rows, and what it comes to."""
        yield ("rows", None), plain(values["rows"])
        for p, column in enumerate(self.added):
            sums, counts = plain(values[f"s{p}"]), plain(values[f"c{p}"])
            yield ("sum", column), sums
            with np.errstate(invalid="ignore", divide="ignore"):
                yield ("mean", column), sums / counts


@dataclass(frozen=True)
class _Steps:
    """The values of groups, one after the other: which offered row is beside it (`of`), from where
    on it is taken (`until`), and from where on the next is, too (`after`).
    """

    of: Any
    until: Numbers
    after: Numbers

    @classmethod
    def of_values(cls, values: Mapping[str, Any]) -> "_Steps":
        return cls(values["n"], plain(values["x"]), plain(values["next"], nothing=-np.inf))


def _common(steps: _Steps, figures: Figures, measured: Numbers) -> tuple[float, float, int] | None:
    """The interval in which the value asked for lies in the most groups, if in enough of them."""
    agrees = figures.telling & figures.agreeing(measured)
    if not agrees.any():
        return None
    groups, each = np.unique(steps.of[figures.telling], return_counts=True)
    until, after = steps.until[agrees], steps.after[agrees]
    asked = np.unique(until)
    starts = np.searchsorted(np.sort(after), asked, side="left")
    ends = np.searchsorted(np.sort(until), asked, side="left")
    place = int(np.argmax(starts - ends))
    within = (after < asked[place]) & (until >= asked[place])
    agree = len(np.unique(steps.of[agrees][within]))
    chance = float((1 / (each + 1)).sum())
    if agree < max(_ENOUGH, _MOSTLY * len(groups), _BY_CHANCE * chance + 2):
        return None
    return float(after[within].max()), float(until[within].min()), agree


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
