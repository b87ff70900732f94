"""Finds which aggregate of its group each column of an aggregated table is: what agrees in most."""

from collections.abc import Sequence
from dataclasses import dataclass

from verification.evidence.engine import Engine
from verification.evidence.measures import Measure, likeness
from verification.evidence.readings import Reading
from verification.evidence.relations import RelationColumn

_MOSTLY = 0.5
_MOST_DIGITS = 9
_CLOSE = 1e-9
_MOST_RIVALS = 4


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


def tolerance(engine: Engine, column: RelationColumn) -> str:
    """Return the SQL of how far a number may be off.

    Half a unit of the last place the column is written to, which is what rounding takes; where its
    numbers are written out in full, 1e-9 of them. A few cells with more places do not decide.
    """
    text = f"{column.sql}::VARCHAR"
    most = 0
    if column.type != "BIGINT":
        decimals = f"length(rtrim(split_part({text}, '.', 2), '0'))"
        most = (
            engine.one(
                f"SELECT quantile_disc({decimals}, 0.95) FROM child WHERE NOT contains({text}, 'e')"
            )
            or 0
        )
    close = f"{_CLOSE} * greatest(abs({column.read(Reading.NUMBER)}), 1e-6)"
    return close if most >= _MOST_DIGITS else f"(0.5 * 1e-{most} + {close})"


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
        best = _best(engine, column, measures) if Reading.NUMBER in column.readings else None
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
    counts = ", ".join(
        f"count(*) FILTER (WHERE abs(number - m{place}) <= allowed), count(m{place}), "
        f"count(*) FILTER (WHERE NOT p{place} AND abs(number - m{place}) <= allowed), "
        f"count(*) FILTER (WHERE NOT p{place})"
        for place in range(len(measures))
    )
    seen = seen_beside(engine, column, measures)
    counted = engine.row(f"SELECT {counts} FROM {seen} WHERE number IS NOT NULL")
    agree, filled = counted[::4], counted[1::4]
    wholly = [_share(*counted[4 * k + 2 : 4 * k + 4]) for k in range(len(measures))]
    usual = [
        place
        for place in range(len(measures))
        if max(_share(agree[place], filled[place]), wholly[place]) >= _MOSTLY
    ]
    if not usual:
        return None
    ranked = sorted(
        usual, key=lambda place: (-agree[place], -likeness(column, measures[place]), place)
    )
    best = ranked[0]
    rivals = tuple(measures[place] for place in ranked if agree[place] == agree[best])
    return Found(column, measures[best], agree[best], filled[best], rivals[:_MOST_RIVALS])


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
