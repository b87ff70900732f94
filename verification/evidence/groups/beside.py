"""Offered figures beside what measures come to in the same groups: arrays to compare at once.

Hundreds of measures are asked of one column after the other: each is worked out once, by the
engine, and compared in NumPy, where a comparison costs nothing to plan.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from verification.evidence.engine import Engine
from verification.evidence.groups.measures import Measure
from verification.evidence.readings import Reading
from verification.evidence.relations import RelationColumn
from verification.evidence.rounding import tolerance

Numbers = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]

LEAST = 1e-300
"""What a logarithm is taken of in place of nothing."""
_MOST_CELLS = 1_000_000


@dataclass(frozen=True)
class Figures:
    """The numbers of an offered column by rows, and how far each may be off; NaN for none."""

    number: Numbers
    allowed: Numbers

    @property
    def there(self) -> Truths:
        """Where there is a number."""
        return ~np.isnan(self.number)

    @property
    def telling(self) -> Truths:
        """Where it is more than what rounds to nothing: nought agrees with many a measure."""
        return np.abs(self.number) > self.allowed

    def chance(self, where: Truths) -> float:
        """Return how probable (log) it is that a measure agrees with the different numbers there.

        By their figures: with three of them one in a thousand values would, with one nearly any.
        """
        numbers, places = np.unique(self.number[where], return_index=True)
        each = 2 * self.allowed[where][places] / np.maximum(np.abs(numbers), LEAST)
        return float(np.log(np.clip(each, LEAST, 1)).sum())

    def agreeing(self, measured: Numbers) -> Truths:
        """Return where the numbers are what is measured, in the last axis of that."""
        with np.errstate(invalid="ignore"):
            return np.abs(self.number - measured) <= self.allowed


@dataclass(frozen=True)
class Beside:
    """Some measures of the groups of the offered rows (`measures` x rows), and columns beside.

    `partial` is where a group lacks a value; `also` what was asked for of each row.
    """

    measures: tuple[Measure, ...]
    measured: Numbers
    partial: Truths
    figures: Mapping[RelationColumn, Figures]
    also: Any


def beside_group(sql: str) -> str:
    """Return SQL about the offered table as SQL about the table `grouped`."""
    return sql.replace("child.", "grouped.")


def beside(
    engine: Engine,
    columns: Sequence[RelationColumn],
    measures: Sequence[Measure],
    *,
    also: str = "n",
) -> Iterator[Beside]:
    """Yield number columns of `grouped` beside measures of their groups, some measures at a time.

    `also` is a column of `grouped` to have beside them.
    """
    if not columns:
        return
    rows = engine.one("SELECT count(*) FROM grouped")
    at_once = max(1, _MOST_CELLS // max(rows, 1))
    offered = [part for column in columns for part in _offered(engine, column)]
    for start in range(0, len(measures), at_once):
        yield _batch(engine, columns, tuple(measures[start : start + at_once]), offered, also)


def _offered(engine: Engine, column: RelationColumn) -> tuple[str, str]:
    return (
        beside_group(column.read(Reading.NUMBER)),
        beside_group(tolerance(engine, column)),
    )


def _batch(
    engine: Engine,
    columns: Sequence[RelationColumn],
    measures: tuple[Measure, ...],
    offered: Sequence[str],
    also: str,
) -> Beside:
    # Many measures lack the same values: what is asked twice is answered once.
    lacking = list(dict.fromkeys(each.partial for each in measures))
    asked = [also, *offered, *(each.value for each in measures), *lacking]
    values = list(
        engine.columns(
            "SELECT "
            + ", ".join(f"{sql} AS a{place}" for place, sql in enumerate(asked))
            + " FROM grouped"
        ).values()
    )
    ours, theirs = 1, 1 + len(offered)
    lacks = dict(zip(lacking, values[theirs + len(measures) :], strict=True))
    return Beside(
        measures,
        np.stack([plain(each) for each in values[theirs : theirs + len(measures)]]),
        np.stack([np.ma.filled(lacks[each.partial], True).astype(bool) for each in measures]),
        {
            column: Figures(plain(values[ours + 2 * k]), plain(values[ours + 2 * k + 1]))
            for k, column in enumerate(columns)
        },
        np.ma.getdata(values[0]),
    )


def plain(values: Any, *, nothing: float = np.nan) -> Numbers:
    """Return numbers of the engine as an array without a mask: `nothing` for a null."""
    return np.ma.filled(np.ma.asarray(values).astype(np.float64), nothing)
