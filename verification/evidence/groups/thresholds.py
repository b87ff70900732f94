"""Columns that count, add up or average the rows of a group from some value on: `PM10 > 80`.

Which value that is shows in the groups together: set in order, each group's rows come to the
offered figure between two of its values, and the value asked for lies between these in all groups.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from verification.evidence.engine import Engine
from verification.evidence.forms import Same
from verification.evidence.groups.beside import Figures, Numbers
from verification.evidence.groups.grouping import Grouping
from verification.evidence.groups.measures import Aggregate, Measure
from verification.evidence.groups.steps import Common, Steps, Taken, What, filtered, look_at
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn

_MOST_ADDED, _MOST_ASKED = 6, 12
_UP, _DOWN = 1, -1
_FACTORS = tuple(10.0**power for power in (-4, -3, -2, -1, 1, 2, 3, 4, 6))
_FEWEST = 5
"""Of so many different figures all have to be multiples of what they come to, to be suspected."""


@dataclass(frozen=True)
class Limit:
    """From where on rows are taken (`x` in SQL): above, or below it; and what of them."""

    x: RelationColumn
    sql: str
    way: int
    what: What
    common: Common
    suspected: str | None = None

    @property
    def agree(self) -> int:
        """In how many groups the rows come to what is offered."""
        return self.common.agree

    def measured(self, engine: Engine, number: int) -> tuple[Measure, Aggregate]:
        """Return the measure, and what to gather for it."""
        return filtered(self.what, f"limited_{number}", *self._condition)

    @property
    def _condition(self) -> tuple[str, str]:
        """The condition in SQL, and in words; by the roundest number that does."""
        after, until = self.way * self.common.after, self.way * self.common.until
        value = _roundest(*sorted((after, until)))
        if _length(after) < _length(value) or not math.isfinite(value):
            sign, word, value = (">", ">", after) if self.way == _UP else ("<", "<", after)
        else:
            sign, word = (">=", "≥") if self.way == _UP else ("<=", "≤")
        return f"{self.sql} {sign} {value!r}", f"{self.x.name} {word} {value:.12g}"


@dataclass(frozen=True)
class Limits:
    """The rows to look at, taken by each column both ways; `whole`: all offered rows are."""

    gone: tuple["_Gone", ...]
    columns: tuple[RelationColumn, ...]
    whole: bool

    @classmethod
    def of(
        cls,
        engine: Engine,
        source: Relation,
        offered: str,
        grouping: Grouping,
        columns: Sequence[RelationColumn],
    ) -> "Limits":
        """Take the rows of a source to look at, beside number columns of offered rows."""
        whole = look_at(engine, offered, columns)
        gone = tuple(_gone_through(engine, source, grouping, len(columns)))
        return cls(gone, tuple(columns), whole)

    def found(self, column: RelationColumn) -> Limit | None:
        """Return from where on most groups come to what is offered, beyond what chance makes."""
        k = self.columns.index(column)
        tried = sum(len(each.come_to) for each in self.gone)
        found = _seen(
            self.gone, lambda each, come_to: each.steps.common(each.figures[k], come_to, tried)
        )
        return max(found, key=lambda limit: limit.agree, default=None)

    def suspected(self, column: RelationColumn) -> Limit | None:
        """Return what all groups come to under one factor; or else in other rows."""
        k = self.columns.index(column)
        for factor in _FACTORS:
            found = _seen(self.gone, partial(_multiple, k, factor))
            best = max(found, key=lambda limit: limit.agree, default=None)
            if best is not None:
                return replace(best, suspected=f"{factor:.6g}")
        if not self.whole:
            return None
        moved = _seen(self.gone, lambda each, come_to: each.steps.moved(each.figures[k], come_to))
        first = next(moved, None)
        return None if first is None else replace(first, suspected="elsewhere")


@dataclass(frozen=True)
class _Gone:
    """The rows taken by a column one way, beside the figures of every column offered."""

    x: RelationColumn
    sql: str
    way: int
    steps: Steps
    figures: Sequence[Figures]
    come_to: Sequence[tuple[What, Numbers]]


def _gone_through(
    engine: Engine, source: Relation, grouping: Grouping, figures: int
) -> Iterator[_Gone]:
    keys = {pair.origin.sql for pair in grouping.keys if isinstance(pair.form, Same)}
    added = [each for each in source.columns if Reading.NUMBER in each.readings][:_MOST_ADDED]
    asked = [(each, sql) for each in source.columns if (sql := _ordered(each))]
    for x, sql in asked[:_MOST_ASKED]:
        for way in (_UP, _DOWN) if x.sql not in keys else ():
            taken = Taken(sql, way, tuple(each for each in added if each is not x))
            yield _Gone(x, sql, way, *taken.beside(engine, source, grouping, figures))


def _multiple(k: int, factor: float, gone: _Gone, come_to: Numbers) -> Common | None:
    figures = gone.figures[k]
    there = Figures(figures.number / factor, figures.allowed / factor)
    common = gone.steps.common(there, come_to, len(_FACTORS))
    groups = gone.steps.groups
    different = len(np.unique(there.number[there.there]))
    if common is None or common.agree < groups or different < _FEWEST:
        return None
    return common


def _seen(
    gone: Sequence[_Gone], common: Callable[[_Gone, Numbers], Common | None]
) -> Iterator[Limit]:
    for each in gone:
        for what, come_to in each.come_to:
            found = common(each, come_to)
            if found is not None:
                yield Limit(each.x, each.sql, each.way, what, found)


def _ordered(column: RelationColumn) -> str | None:
    """SQL of a column's numbers, or of its days as numbers; None if it has neither."""
    if Reading.DATE in column.readings:
        return f"strftime({column.read(Reading.DATE)}, '%Y%m%d')::DOUBLE"
    return column.read(Reading.NUMBER) if Reading.NUMBER in column.readings else None


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
