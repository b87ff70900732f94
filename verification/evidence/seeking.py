"""Finds which aggregate of its group each column of an aggregated table is: what agrees in most."""

from collections.abc import Sequence
from dataclasses import dataclass

from verification.evidence.engine import Engine
from verification.evidence.measuring import Measure, likeness
from verification.evidence.readings import Reading
from verification.evidence.relations import RelationColumn

_MOSTLY = 0.5
_MOST_DIGITS = 9
_CLOSE = 1e-9


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
            keep_values(engine, [best])
            found.append(best)
    return found, left


def seen_beside(engine: Engine, column: RelationColumn, measures: Sequence[Measure]) -> str:
    """Return the SQL of a column as `number`, what it is `allowed` to be off, and the measures.

    A measure is `m<place>`, and `p<place>` says whether its group lacks a value.
    """
    number = beside_group(column.read(Reading.NUMBER))
    allowed = beside_group(tolerance(engine, column))
    values = ", ".join(
        f"{each.value} AS m{place}, {each.partial} AS p{place}"
        for place, each in enumerate(measures)
    )
    return f"(SELECT {number} AS number, {allowed} AS allowed, {values} FROM grouped)"


def _best(
    engine: Engine, column: RelationColumn, measures: Sequence[Measure], *, kept: str
) -> Found | None:
    """The measure that agrees in most groups, the likeliest by name of equals; none below half.

    Half of all groups, or of those that lack nothing.
    """
    counts = ", ".join(
        f"count_if(abs(number - m{place}) <= allowed), count(m{place}), "
        f"count_if(NOT p{place} AND abs(number - m{place}) <= allowed), count_if(NOT p{place})"
        for place in range(len(measures))
    )
    seen = seen_beside(engine, column, measures)
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
    if shares[best] < _MOSTLY:
        return None
    return Found(column, measures[best], agree[best], filled[best], kept)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def keep_values(engine: Engine, found: Sequence[Found]) -> None:
    """Keep the value and the partiality of what was found as columns of `grouped`."""
    for each in found:
        engine.run(
            "CREATE OR REPLACE TEMP TABLE grouped_on AS SELECT *, "
            f"{each.measure.value} AS {each.kept}, {each.measure.partial} AS {each.kept}_partial "
            "FROM grouped"
        )
        engine.run("CREATE OR REPLACE TEMP TABLE grouped AS FROM grouped_on")
