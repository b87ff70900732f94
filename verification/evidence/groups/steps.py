"""What the rows of groups come to, taken one value of a column after the other."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from verification.evidence.engine import Engine
from verification.evidence.groups.beside import SURELY, Figures, Numbers, in_some_order, plain
from verification.evidence.groups.grouped import tied_to_group
from verification.evidence.groups.grouping import Grouping
from verification.evidence.groups.measures import Aggregate, Measure
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn
from verification.evidence.rounding import tolerance

What = tuple[str, RelationColumn | None]
"""A function of rows, and of which column of theirs."""

_MOST_GROUPS = 64
_MOSTLY, _ENOUGH, _MANY = 0.5, 3, 5
_MOST_LIMITS = 2_000


@dataclass(frozen=True)
class Common:
    """Where a limit lies: above `after` and up to `until`, in so many groups that agree."""

    after: float
    until: float
    agree: int


@dataclass(frozen=True)
class Steps:
    """The values of groups in order: beside which offered row each is (`of`), up to where a limit
    takes it (`until`), and up to where it takes the next one, too (`after`).
    """

    of: Any
    until: Numbers
    after: Numbers

    @cached_property
    def groups(self) -> int:
        """How many offered rows have values beside them."""
        return len(np.unique(self.of))

    def different(self, figures: Figures) -> int:
        """How many different figures there are."""
        return len(np.unique(figures.number[figures.there]))

    def common(self, figures: Figures, what: What, measured: Numbers, tried: int) -> Common | None:
        """Return where the limit lies by which most groups come to the figures offered.

        None if that may be chance, of so many ways that are tried: in each group one of its values
        would agree with anything; and where rows are counted, groups of one size come to the same
        number of them by any limit, as far as such numbers spread (Poisson).
        """
        agrees = figures.telling & figures.agreeing(measured)
        if not agrees.any():
            return None
        groups, first, each = np.unique(
            self.of[figures.telling], return_index=True, return_counts=True
        )
        until, after = self.until[agrees], self.after[agrees]
        asked = np.unique(until)
        starts = np.searchsorted(np.sort(after), asked, side="left")
        ends = np.searchsorted(np.sort(until), asked, side="left")
        place = int(np.argmax(starts - ends))
        within = (after < asked[place]) & (until >= asked[place])
        agree = len(np.unique(self.of[agrees][within]))
        if agree < max(_ENOUGH, _MOSTLY * len(groups)):
            return None
        if agree < min(_MANY, len(groups) - 1):
            return None
        alike = 1 / (each + 1)
        if what[0] == "rows":
            counts = figures.number[figures.telling][first]
            alike = np.maximum(alike, 1 / (1 + np.sqrt(2 * np.pi * np.abs(counts))))
        if tried * _at_least(agree, float(alike.sum())) >= math.exp(SURELY):
            return None
        return Common(float(after[within].max()), float(until[within].min()), agree)

    def moved(self, figures: Figures, measured: Numbers) -> Common | None:
        """Return by which limit all groups together come to the figures, each to another's."""
        groups, first = np.unique(self.of, return_index=True)
        ours, allowed = figures.number[first], figures.allowed[first]
        limits = np.unique(self.until)
        if np.isnan(ours).any() or not 0 < len(limits) <= _MOST_LIMITS:
            return None
        if in_some_order(Figures(ours, allowed)) + math.log(len(limits)) >= SURELY:
            return None
        come_to = np.stack([self._at(limits, self.of == each, measured) for each in groups], axis=1)
        order = np.argsort(ours)
        far = np.abs(np.sort(come_to, axis=1) - ours[order])
        as_it_is = (np.abs(come_to - ours) <= allowed).all(axis=1)
        fits = np.flatnonzero((far <= allowed[order]).all(axis=1) & ~as_it_is)
        if not len(fits):
            return None
        place = int(fits[0])
        after = float(limits[place - 1]) if place else -math.inf
        return Common(after, float(limits[place]), 0)

    def _at(self, limits: Numbers, which: Any, measured: Numbers) -> Numbers:
        """What one group comes to by each limit; nothing where none of its values is reached."""
        order = np.argsort(self.until[which])
        until, values = self.until[which][order], measured[which][order]
        places = np.searchsorted(until, limits, side="left")
        return np.append(values, 0.0)[places]


def _at_least(count: int, expected: float) -> float:
    """How probable it is that so many or more happen, if so many are expected (Poisson)."""
    if count <= expected:
        return 1.0
    return math.exp(count * math.log(expected) - expected - math.lgamma(count + 1))


def look_at(engine: Engine, offered: str, columns: Sequence[RelationColumn]) -> bool:
    """Keep some offered rows as `looked_at`, those with most figures, and these as `number<k>`.

    Return whether these are all rows of the offered table.
    """
    figures = "".join(
        f", {column.read(Reading.NUMBER)} AS number{k}, {tolerance(engine, column)} AS allowed{k}"
        for k, column in enumerate(columns)
    )
    empty = " + ".join(f"({column.sql} IS NULL)::INT" for column in columns)
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE looked_at AS SELECT child.*{figures} "
        f"FROM {offered} AS child ORDER BY {empty}, hash(n) LIMIT {_MOST_GROUPS}"
    )
    kept, rows = engine.row("SELECT (SELECT count(*) FROM looked_at), (SELECT count(*) FROM child)")
    return bool(kept == rows)


def filtered(what: What, name: str, condition: str, words: str) -> tuple[Measure, Aggregate]:
    """Return the measure of the rows of a group that fulfil a condition, and what to gather."""
    function, of = what
    value = "*" if of is None else of.read(Reading.NUMBER)
    gathered = {"rows": "count", "sum": "fsum", "mean": "avg"}[function]
    aggregate = Aggregate(name, f"{gathered}({value}) FILTER (WHERE {condition})")
    return Measure(function, name, () if of is None else (of,), note=words), aggregate


@dataclass(frozen=True)
class Taken:
    """Rows of a source taken by `x` (SQL): from the greatest down (`way` 1), or the least up (-1).

    Columns `added` are added up.
    """

    x: str
    way: int
    added: tuple[RelationColumn, ...]

    def beside(
        self, engine: Engine, source: Relation, grouping: Grouping, figures: int
    ) -> tuple[Steps, list[Figures], list[tuple[What, Numbers]]]:
        """Return the steps of the rows looked at, so many figures of these, and what is come to."""
        values = self._values(engine, source, grouping, figures)
        steps = Steps(values["n"], plain(values["x"]), plain(values["next"], nothing=-np.inf))
        offered = [
            Figures(plain(values[f"number{k}"]), plain(values[f"allowed{k}"]))
            for k in range(figures)
        ]
        return steps, offered, list(self._come_to(values))

    def _values(
        self, engine: Engine, source: Relation, grouping: Grouping, figures: int
    ) -> Mapping[str, Any]:
        named = "".join(f"{pair.source} AS k{k}, " for k, pair in enumerate(grouping.keys))
        groups = "".join(f"k{k}, " for k in range(len(grouping.keys)))
        sums = "".join(
            f", fsum({value}) AS s{p}, count({value}) AS c{p}"
            for p, value in enumerate(each.read(Reading.NUMBER) for each in self.added)
        )
        by = f"PARTITION BY {groups.rstrip(', ')} " if groups else ""
        over = f"OVER ({by}ORDER BY x DESC)"
        running = "".join(
            f", sum(s{p}) {over} AS s{p}, sum(c{p}) {over} AS c{p}" for p in range(len(self.added))
        )
        tied = " AND ".join(
            f"{pair.child} IS NOT DISTINCT FROM {pair.source}" for pair in grouping.keys
        )
        each_value = (
            f"SELECT {named}{self.way} * ({self.x}) AS x, count(*) AS rows{sums} "
            f"FROM {source.name} AS source SEMI JOIN looked_at AS child ON {tied or 'true'} "
            f"WHERE ({self.x}) IS NOT NULL GROUP BY {groups}x"
        )
        cumulated = (
            f"SELECT {groups}x, lead(x) {over} AS next, sum(rows) {over} AS rows{running} "
            f"FROM ({each_value})"
        )
        offered = "".join(f", number{k}, allowed{k}" for k in range(figures))
        return engine.columns(
            f"SELECT n{offered}, g.* "
            f"FROM looked_at AS child JOIN ({cumulated}) g ON {tied_to_group(grouping.keys)}"
        )

    def _come_to(self, values: Mapping[str, Any]) -> Iterator[tuple[What, Numbers]]:
        yield ("rows", None), plain(values["rows"])
        for p, column in enumerate(self.added):
            sums, counts = plain(values[f"s{p}"]), plain(values[f"c{p}"])
            yield ("sum", column), sums
            with np.errstate(invalid="ignore", divide="ignore"):
                yield ("mean", column), sums / counts
