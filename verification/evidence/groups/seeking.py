"""Finds which aggregate of its group each column of an aggregated table is: what agrees in most."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from verification.evidence.engine import Engine
from verification.evidence.groups.beside import SURELY, Beside, Figures, Truths, beside
from verification.evidence.groups.measures import Measure, likeness, meant
from verification.evidence.readings import Reading
from verification.evidence.relations import RelationColumn
from verification.evidence.rounding import zeros_of

_MOSTLY = 0.5
_MOST_RIVALS = 4
_PLAIN = ("rows", "sum", "mean", "count", "min", "max", "different")
_MANY = 5
"""Of fewer groups than this that agree one other at most may be wrong."""


@dataclass(frozen=True)
class Found:
    """A column offered, the aggregate it is taken to be, and in how many groups they agree.

    `rivals` agree in as many, itself among them. `suspected`: they agree in few, and yet it is that
    aggregate, multiplied or set into other rows; or it is called so, and another one.
    """

    column: RelationColumn
    measure: Measure
    agree: int
    compared: int
    rivals: tuple[Measure, ...] = ()
    suspected: str | None = None


def explained_by(
    engine: Engine,
    columns: Sequence[RelationColumn],
    measures: Sequence[Measure],
    *,
    selected: bool = False,
) -> tuple[list[Found], list[RelationColumn]]:
    """Return what columns are found to be, and those that no measure explains.

    `selected`: of some rows of the source alone; of a group that has none of these figures tell
    that these are not the rows.
    """
    said = {
        column: _said_of(engine, column, measures)
        for column in columns
        if Reading.NUMBER in column.readings
    }
    counted: dict[RelationColumn, dict[Measure, _Counts]] = {column: {} for column in said}
    every = list(dict.fromkeys(each for asked in said.values() for each in asked))
    for batch in beside(engine, list(said), every):
        for column in said:
            counted[column] |= _counts(batch, column, selected=selected)
    best = {
        column: _best(column, [(each, counted[column][each]) for each in asked])
        for column, asked in said.items()
    }
    found = [each for column in columns if (each := best.get(column)) is not None]
    return found, [column for column in columns if best.get(column) is None]


def _said_of(engine: Engine, column: RelationColumn, measures: Sequence[Measure]) -> list[Measure]:
    """The measures, those in the unit that a column says it is in, and rounded as it is."""
    in_units = (each.in_unit_of(column.name) for each in measures)
    zeros = zeros_of(engine, column)
    rounded = (each.rounded(zeros) for each in measures) if zeros else ()
    return [*measures, *(each for each in (*in_units, *rounded) if each is not None)]


@dataclass(frozen=True)
class _Counts:
    """In how many groups a measure agrees, of how many; and of those that lack no value.

    And of those that are offered with more than what rounds to nothing; `chance` is how probable
    (log) it is that any measure agrees there.
    """

    chance: float
    agree: int
    filled: int
    whole_agree: int
    whole: int
    telling_agree: int
    telling: int

    def is_usual(self, tried: int, *, plain: bool, called: bool) -> bool:
        """Whether it is what most groups hold, and not by chance, of so many that were tried.

        Where all agree with a `plain` measure, or five with what it is `called`, it is no chance.
        """
        share = max(_share(self.agree, self.filled), _share(self.whole_agree, self.whole))
        if share < _MOSTLY or self.telling_agree < _MOSTLY * self.telling:
            return False
        if not self.telling:
            # Of nought alone: what is added up may come to it, what is rounded to it says nothing.
            return plain and self.agree == self.filled
        differing = self.telling - self.telling_agree
        sure = (plain and not differing) or (called and self.telling_agree >= _MANY)
        return (differing <= 1 or self.telling_agree >= _MANY) and (
            sure or self.chance + math.log(tried) < SURELY
        )


def _best(column: RelationColumn, counted: Sequence[tuple[Measure, _Counts]]) -> Found | None:
    """The measure that agrees in most groups, the likeliest by name of equals; none below half.

    Half of all groups, or of those that lack nothing.
    """
    alike = {measure: likeness(column, measure) for measure, _ in counted}
    usual = [
        (measure, counts)
        for measure, counts in counted
        if counts.is_usual(
            len(counted),
            plain=measure.function in _PLAIN,
            called=measure.named or alike[measure] > 0,
        )
    ]
    if not usual:
        return None
    usual.sort(key=lambda each: (-each[1].agree, -alike[each[0]]))
    measure, best = usual[0]
    rivals = tuple(each for each, counts in usual if counts.agree == best.agree)
    called = meant(column, measure, (each for each, _ in counted))
    if called is not None and called[0] not in rivals:
        return Found(column, called[0], 0, best.filled, suspected=f"= {called[1]}")
    return Found(column, measure, best.agree, best.filled, rivals[:_MOST_RIVALS])


def _counts(batch: Beside, column: RelationColumn, *, selected: bool) -> dict[Measure, _Counts]:
    figures = batch.figures[column]
    agree = figures.agreeing(batch.measured)
    filled = ~np.isnan(batch.measured) & figures.there
    whole = ~batch.partial & figures.there
    if selected:
        without = np.isnan(batch.measured) & figures.telling
        filled, whole = filled | without, whole | without
    # Where groups that lack nothing agree, those alone are asked.
    by_whole = (agree & whole).sum(axis=1) >= _MOSTLY * np.maximum(whole.sum(axis=1), 1)
    telling = np.where(by_whole[:, None], whole, filled) & figures.telling
    each = (agree, filled, agree & whole, whole, agree & telling, telling)
    counts = np.stack([which.sum(axis=1) for which in each], axis=1).tolist()
    return {
        measure: _Counts(_chance(figures, right, numbers), *numbers)
        for measure, numbers, right in zip(batch.measures, counts, agree & telling, strict=True)
    }


def _chance(figures: Figures, right: Truths, numbers: Sequence[int]) -> float:
    """How probable (log) it is that a measure agrees there; asked of what agrees in most alone."""
    agree, filled, whole_agree, whole, telling_agree, telling = numbers
    usual = 2 * agree >= filled or 2 * whole_agree >= whole
    return figures.chance(right) if usual and 2 * telling_agree >= telling else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def keep_values(engine: Engine, found: Sequence[Found]) -> None:
    """Keep the values of what was found, and whether they are partial, as columns of `grouped`."""
    values = "".join(
        f", {each.measure.value} AS v{k}, {each.measure.partial} AS v{k}_partial"
        for k, each in enumerate(found)
    )
    engine.run(f"CREATE OR REPLACE TEMP TABLE grouped_on AS SELECT *{values} FROM grouped")
    engine.run("DROP TABLE grouped")
    engine.run("ALTER TABLE grouped_on RENAME TO grouped")
