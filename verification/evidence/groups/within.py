"""Columns that are of the rows of some categories of a column: of 7 to 9 o'clock, of all but one.

Of few categories every set is tried; of more the single ones, pairs, all but these, and what lies
between two of them. What their rows come to in all groups is set beside the figures offered.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Any

import numpy as np
import numpy.typing as npt

from verification.evidence.engine import Engine
from verification.evidence.groups.beside import Beside, Figures, Numbers, Truths, plain
from verification.evidence.groups.categories import Kind, kinds_of
from verification.evidence.groups.grouped import tied_to_group
from verification.evidence.groups.grouping import Grouping
from verification.evidence.groups.hiding import factors_of, in_other_rows
from verification.evidence.groups.measures import Aggregate, Measure
from verification.evidence.groups.steps import What, filtered, look_at
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn

Places = npt.NDArray[np.int64]

_ALL_SETS, _MOST_PAIRED, _MOST_CATEGORIES = 8, 40, 400
_MOST_ADDED, _MOST_KINDS = 6, 10
_MOSTLY, _ENOUGH, _MANY = 0.5, 3, 5
_SURELY = math.log(0.01)
_MOST_NAMED = 12


@dataclass(frozen=True)
class Sets:
    """Sets of categories: `some` (sets x categories), then those from `first` to `last`."""

    some: Truths
    first: Places
    last: Places

    def __len__(self) -> int:
        return len(self.some) + len(self.first)

    def added_up(self, values: Numbers) -> Numbers:
        """Return what values (groups x categories) come to in each set (sets x groups)."""
        until = np.concatenate([np.zeros((1, len(values))), values.T.cumsum(axis=0)])
        return np.concatenate([self.some @ values.T, until[self.last + 1] - until[self.first]])

    def members(self, place: int, names: Sequence[str]) -> tuple[str, ...]:
        """Return the categories of one of the sets."""
        if place < len(self.some):
            return tuple(np.array(names)[self.some[place]].tolist())
        run = place - len(self.some)
        return tuple(names[self.first[run] : self.last[run] + 1])


@dataclass(frozen=True)
class Apart:
    """What the rows of each category of a kind come to in each group: arrays, groups first."""

    kind: Kind
    names: tuple[str, ...]
    rows: Numbers
    added: Mapping[RelationColumn, tuple[Numbers, Numbers]]

    def come_to(self, sets: Sets) -> Iterator[tuple[What, Numbers]]:
        """Yield what the rows of sets of categories come to (sets x groups)."""
        yield ("rows", None), sets.added_up(self.rows)
        for column, (sums, counts) in self.added.items():
            total, count = sets.added_up(sums), sets.added_up(counts)
            yield ("sum", column), total
            with np.errstate(invalid="ignore", divide="ignore"):
                yield ("mean", column), total / count


@dataclass(frozen=True)
class OfCategories:
    """A column that is of the rows of some categories, in so many groups; or hides that."""

    apart: Apart
    what: What
    categories: tuple[str, ...]
    agree: int
    suspected: str | None = None

    def measured(self, engine: Engine, number: int) -> tuple[Measure, Aggregate]:
        """Return the measure, and what to gather for it; the categories are kept in a table."""
        table, name = f"within_{number}", f"within_categories_{number}"
        engine.run(
            f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT unnest(?::VARCHAR[]) AS v",
            [list(self.categories)],
        )
        return filtered(self.what, name, f"{self.apart.kind.text} IN (FROM {table})", self._words)

    @property
    def _words(self) -> str:
        names = self.categories
        column = self.apart.kind.column.name
        if len(names) <= _MOST_NAMED:
            return f"{column} = {', '.join(names)}"
        others = [each for each in self.apart.names if each not in names]
        if len(others) <= _MOST_NAMED:
            return f"{column} ≠ {', '.join(others)}"
        return f"{column} = {names[0]} … {names[-1]}"


@dataclass(frozen=True)
class Within:
    """The rows looked at, parted by every kind of category; `whole`: all offered rows are."""

    figures: Mapping[RelationColumn, Figures]
    parted: tuple[Apart, ...]
    whole: bool

    @classmethod
    def of(
        cls,
        engine: Engine,
        source: Relation,
        offered: str,
        grouping: Grouping,
        columns: Sequence[RelationColumn],
    ) -> "Within":
        """Part the rows of a source to look at, beside number columns of offered rows."""
        whole = look_at(engine, offered, columns)
        values = engine.columns("SELECT * FROM looked_at ORDER BY n")
        figures = {
            column: Figures(plain(values[f"number{k}"]), plain(values[f"allowed{k}"]))
            for k, column in enumerate(columns)
        }
        kinds = islice(kinds_of(engine, source, grouping, _MOST_CATEGORIES), _MOST_KINDS)
        parted = (_apart(engine, source, grouping, kind, values["n"]) for kind in kinds)
        return cls(figures, tuple(parted), whole)

    def found(self, column: RelationColumn) -> OfCategories | None:
        """Return of which categories' rows most groups are, beyond what chance makes of it."""
        figures = self.figures[column]
        asked = [(apart, _sets(apart.names)) for apart in self.parted]
        tried = sum(len(sets) * (1 + 2 * len(apart.added)) for apart, sets in asked)
        best: OfCategories | None = None
        for apart, sets in asked:
            for what, come_to in apart.come_to(sets):
                agree = figures.agreeing(come_to) & figures.telling
                place = int(np.argmax(agree.sum(axis=1)))
                count = int(agree[place].sum())
                better = best is None or count > best.agree
                if better and _is_beyond_chance(figures, agree[place], tried):
                    best = OfCategories(apart, what, sets.members(place, apart.names), count)
        return best

    def suspected(self, column: RelationColumn) -> OfCategories | None:
        """Return of which category, or all but one, it is under a factor, or in other rows."""
        figures = self.figures[column]
        tried = sum(2 * len(apart.names) * (1 + 2 * len(apart.added)) for apart in self.parted)
        for apart in self.parted:
            sets = _single(len(apart.names))
            for what, come_to in apart.come_to(sets):
                hidden = _hidden(column, figures, come_to, tried, moved=self.whole)
                if hidden is not None:
                    place, said = hidden
                    return OfCategories(apart, what, sets.members(place, apart.names), 0, said)
        return None


def _hidden(
    column: RelationColumn, figures: Figures, come_to: Numbers, tried: int, *, moved: bool
) -> tuple[int, str] | None:
    """The place of what a column hides, and under which factor, or that it is in other rows."""
    places = tuple(Measure(str(place), "") for place in range(len(come_to)))
    nothing = np.zeros(come_to.shape, dtype=bool)
    batch = Beside(places, come_to, nothing, {column: figures}, None)
    factors = factors_of(batch, column, tried)
    if factors:
        measure, factor = next(iter(factors.items()))
        return int(measure.function), f"{factor:.6g}"
    elsewhere = next(in_other_rows(batch, column, tried), None) if moved else None
    return None if elsewhere is None else (int(elsewhere.function), "elsewhere")


def _is_beyond_chance(figures: Figures, agree: Truths, tried: int) -> bool:
    count, telling = int(agree.sum()), int(figures.telling.sum())
    return (
        count >= max(_ENOUGH, _MOSTLY * telling)
        and (telling - count <= 1 or count >= _MANY)
        and figures.chance(agree) + math.log(tried) < _SURELY
    )


def _sets(names: Sequence[str]) -> Sets:
    """The sets of categories that are tried, the plainest first."""
    count = len(names)
    some = [_single(count).some]
    if count <= _ALL_SETS:
        every = (np.arange(1, 2**count - 1)[:, None] >> np.arange(count)) & 1
        some.append(every.astype(bool))
    elif count <= _MOST_PAIRED:
        pairs = np.zeros((count * (count - 1) // 2, count), dtype=bool)
        for row, pair in enumerate(combinations(range(count), 2)):
            pairs[row, list(pair)] = True
        some += [pairs, ~pairs]
    first, last = np.triu_indices(count, 1)
    part = last - first < count - 1
    return Sets(np.concatenate(some), first[part], last[part])


def _single(count: int) -> Sets:
    """Each category alone, and all but it."""
    one = np.eye(count, dtype=bool)
    none = np.array([], dtype=np.int64)
    return Sets(np.concatenate([one, ~one]), none, none)


def _apart(engine: Engine, source: Relation, grouping: Grouping, kind: Kind, places: Any) -> Apart:
    added = [each for each in source.columns if Reading.NUMBER in each.readings]
    added = [each for each in added if each is not kind.column][:_MOST_ADDED]
    named = "".join(f"{pair.source} AS k{k}, " for k, pair in enumerate(grouping.keys))
    groups = "".join(f"k{k}, " for k in range(len(grouping.keys)))
    sums = "".join(
        f", fsum({value}) AS s{p}, count({value}) AS c{p}"
        for p, value in enumerate(each.read(Reading.NUMBER) for each in added)
    )
    values = engine.columns(
        "SELECT n, g.* FROM looked_at AS child JOIN "
        f"(SELECT {named}{kind.text} AS category, count(*) AS rows{sums} "
        f"FROM {source.name} AS source WHERE category IS NOT NULL GROUP BY {groups}category) g "
        f"ON {tied_to_group(grouping.keys)}"
    )
    names = sorted(set(np.ma.getdata(values["category"]).tolist()), key=_in_order)
    at = (
        np.searchsorted(places, values["n"]),
        np.array([names.index(each) for each in values["category"]], dtype=int),
    )

    def spread(name: str) -> Numbers:
        """A value for each group and category; nothing where there are no rows."""
        cells = np.zeros((len(places), len(names)))
        cells[at] = plain(values[name], nothing=0)
        return cells

    both = {each: (spread(f"s{p}"), spread(f"c{p}")) for p, each in enumerate(added)}
    return Apart(kind, tuple(names), spread("rows"), both)


def _in_order(name: str) -> tuple[float, str]:
    """Numbers by their size, before names by their letters."""
    try:
        return float(name), name
    except ValueError:
        return math.inf, name
