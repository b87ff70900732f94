"""Finds which aggregate of its group each column of an aggregated table is: what agrees in most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from verification.evidence.engine import Engine
from verification.evidence.groups.measures import Measure, likeness
from verification.evidence.readings import Reading
from verification.evidence.relations import RelationColumn
from verification.evidence.rounding import tolerance

_MOSTLY = 0.5
_MOST_RIVALS = 4
_MOST_CELLS = 1_000_000


@dataclass(frozen=True)
class Found:
    """A column offered, the aggregate it is taken to be, and in how many groups they agree.

    `rivals` agree in as many, itself among them. `suspected`: they agree in few, and yet it is that
    aggregate, multiplied or set into other rows.
    """

    column: RelationColumn
    measure: Measure
    agree: int
    compared: int
    rivals: tuple[Measure, ...] = ()
    suspected: str | None = None


def beside_group(sql: str) -> str:
    """Return SQL about the offered table as SQL about the table `grouped`."""
    return sql.replace("child.", "grouped.")


def explained_by(
    engine: Engine, columns: Sequence[RelationColumn], measures: Sequence[Measure]
) -> tuple[list[Found], list[RelationColumn]]:
    """Return what columns are found to be, and those that no measure explains."""
    found: list[Found] = []
    left: list[RelationColumn] = []
    for column in columns:
        best = None
        if Reading.NUMBER in column.readings:
            in_units = (each.in_unit_of(column.name) for each in measures)
            said = [*measures, *(each for each in in_units if each is not None)]
            best = _best(engine, column, said)
        if best is None:
            left.append(column)
        else:
            found.append(best)
    return found, left


def seen_beside(
    engine: Engine, column: RelationColumn, measures: Sequence[Measure], *, also: str = "n"
) -> str:
    """Return the SQL of a column as `number`, what it is `allowed` to be off, and the measures.

    `also` is a column of `grouped` to have beside them. A measure is `m<place>`, and `p<place>`
    says whether its group lacks a value.
    """
    number = beside_group(column.read(Reading.NUMBER))
    allowed = beside_group(tolerance(engine, column))
    values = ", ".join(
        f"{each.value} AS m{place}, {each.partial} AS p{place}"
        for place, each in enumerate(measures)
    )
    return f"(SELECT {also}, {number} AS number, {allowed} AS allowed, {values} FROM grouped)"


def _best(engine: Engine, column: RelationColumn, measures: Sequence[Measure]) -> Found | None:
    """The measure that agrees in most groups, the likeliest by name of equals; none below half.

    Half of all groups, or of those that lack nothing.
    """
    counted = _counted(engine, column, measures)
    usual = [place for place, each in enumerate(counted) if each.is_usual]
    if not usual:
        return None
    ranked = sorted(
        usual, key=lambda place: (-counted[place].agree, -likeness(column, measures[place]), place)
    )
    best = counted[ranked[0]]
    rivals = tuple(measures[place] for place in ranked if counted[place].agree == best.agree)
    return Found(column, rivals[0], best.agree, best.filled, rivals[:_MOST_RIVALS])


@dataclass(frozen=True)
class _Counts:
    """In how many groups a measure agrees, of how many; and of those that lack no value.

    And of those that are offered with more than what rounds to nothing: nought agrees with many a
    measure.
    """

    agree: int
    filled: int
    whole_agree: int
    whole: int
    telling_agree: int
    telling: int

    @property
    def is_usual(self) -> bool:
        share = max(_share(self.agree, self.filled), _share(self.whole_agree, self.whole))
        return share >= _MOSTLY and (
            not self.telling or _share(self.telling_agree, self.telling) >= _MOSTLY
        )


def _counted(engine: Engine, column: RelationColumn, measures: Sequence[Measure]) -> list[_Counts]:
    """What the measures come to, some at a time: hundreds of counts in SQL take long to plan."""
    rows = engine.one("SELECT count(*) FROM grouped")
    at_once = max(1, _MOST_CELLS // max(rows, 1))
    counted: list[_Counts] = []
    for start in range(0, len(measures), at_once):
        batch = measures[start : start + at_once]
        seen = seen_beside(engine, column, batch)
        values = engine.columns(f"SELECT * FROM {seen} WHERE number IS NOT NULL")
        counted += (_counts(values, place) for place in range(len(batch)))
    return counted


def agreeing(values: Mapping[str, Any], place: int) -> Any:
    """Return where a measure is what the column holds, of what `seen_beside` gives (an array)."""
    measured = values[f"m{place}"]
    with np.errstate(invalid="ignore"):
        far = np.abs(np.ma.getdata(values["number"]) - np.ma.getdata(measured).astype(float))
    return ~np.ma.getmaskarray(measured) & (far <= np.ma.getdata(values["allowed"]))


def _counts(values: Mapping[str, Any], place: int) -> _Counts:
    agree = agreeing(values, place)
    filled = ~np.ma.getmaskarray(values[f"m{place}"])
    allowed = np.ma.getdata(values["allowed"])
    whole = ~np.ma.filled(values[f"p{place}"], True).astype(bool)
    # Where groups that lack nothing agree, those alone are asked.
    asked = whole if (agree & whole).sum() >= _MOSTLY * max(whole.sum(), 1) else filled
    telling = asked & (np.abs(np.ma.getdata(values["number"])) > allowed)
    return _Counts(
        int(agree.sum()),
        int(filled.sum()),
        int((agree & whole).sum()),
        int(whole.sum()),
        int((agree & telling).sum()),
        int(telling.sum()),
    )


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
