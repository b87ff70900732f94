"""Days of the source that an offered table leaves out although it is whole around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from verification.evidence.differences import MOST_KEPT, CellClass, Difference, Why
from verification.evidence.engine import Engine
from verification.evidence.forms import Same
from verification.evidence.matching import Pair
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation
from verification.evidence.rows.aligning import tie
from verification.evidence.rows.rules import ByRule, left_out_by_rule

_FEW = 0.1
"""A hole is at most this share of what lies between the ends."""
_WHOLE = 0.98
_STEADY = 0.7
_MOST_NAMES = 30


def days_left_out(
    engine: Engine, tied: Sequence[Pair], child: Relation, source: Relation
) -> tuple[Difference, ...]:
    """Return the days of which the source has rows and the offered table none, in the midst of it.

    They are looked for where the offered table is whole otherwise: it holds nearly all rows that
    the source has of its days, for the names it has. Those that a rule leaves out are no fault;
    where that may be or not they are not compared.
    """
    days = _days(tied)
    if not days:
        return ()
    day = days[0]
    if not _leaves_days_out(engine, day):
        return ()
    around = _around_hole(engine, tied, day, child, source)
    if around is None:
        return ()
    _keep_found(engine, tied)
    _keep_left_out(engine, day, around.of_names)
    columns = [column for column in source.columns if column.sql != day.origin.sql]
    by_rule = left_out_by_rule(engine, columns, day.source, around.present)
    if by_rule is ByRule.YES:
        return ()
    told = CellClass.DIFFERS if by_rule is ByRule.NO else CellClass.NOT_COMPARED
    found = engine.rows(
        "SELECT DISTINCT strftime(d, '%Y-%m-%d') AS day FROM left_out "
        f"ORDER BY day LIMIT {MOST_KEPT}"
    )
    return tuple(
        Difference(None, None, told, Why.MISSING, key=((day.offered.name, value),))
        for (value,) in found
    )


@dataclass(frozen=True)
class _Around:
    """The days between the ends, of rows of some names (SQL): how many of them are offered.

    `small`: but a few are; `whole`: with nearly all rows of the source.
    """

    of_names: str
    present: int
    small: bool
    whole: bool


def _around_hole(
    engine: Engine, tied: Sequence[Pair], day: Pair, child: Relation, source: Relation
) -> _Around | None:
    """What is whole around a few days: everything, or all of the names that are offered or not."""
    names = tuple(_names_offered(tied))
    around = None
    for terms in [(), names] if _is_steady(engine, day) else [names]:
        around = _around(engine, day, child, terms)
        if around.small and around.whole:
            return around
    if around is None or around.whole:
        return None
    _keep_found(engine, tied)
    around = _around(engine, day, child, (*names, *_names_not_offered(source, tied)))
    return around if around.small and around.whole else None


def _around(engine: Engine, day: Pair, child: Relation, terms: Sequence[str]) -> _Around:
    """Make the table `days` of those of the source between the ends, and look at them."""
    of_names = " AND ".join(terms) or "true"
    engine.run(
        "CREATE OR REPLACE TEMP TABLE days AS SELECT d, count(*) AS there FROM "
        f"(SELECT {day.source} AS d FROM source WHERE {of_names}) WHERE d BETWEEN "
        f"(SELECT min({day.child}) FROM child) AND (SELECT max({day.child}) FROM child) GROUP BY d"
    )
    missing, present, whole = engine.row(
        "SELECT count(*) FILTER (WHERE NOT offered), count(*) FILTER (WHERE offered), "
        "coalesce(sum(there) FILTER (offered), 0) "
        f"FROM (SELECT *, d IN (SELECT {day.child} FROM child) AS offered FROM days)"
    )
    small = 0 < missing <= _FEW * (missing + present)
    return _Around(of_names, int(present), small, child.rows >= _WHOLE * whole)


def _is_steady(engine: Engine, day: Pair) -> bool:
    """Whether the source goes from day to day, and not from thing to thing, each with some day."""
    return bool(
        engine.one(
            "SELECT max(times) >= ? * sum(times) FROM (SELECT count(*) AS times FROM "
            "(SELECT d - lag(d) OVER (ORDER BY d) AS gap FROM "
            f"(SELECT DISTINCT {day.source} AS d FROM source)) WHERE gap IS NOT NULL GROUP BY gap)",
            [_STEADY],
        )
    )


def _names_offered(tied: Sequence[Pair]) -> Iterator[str]:
    """SQL of whether a row of the source has a name that is offered, for each column of names."""
    for pair in tied:
        if pair.offered.readings == (Reading.TEXT,) and isinstance(pair.form, Same):
            yield f"({pair.source} IS NULL OR {pair.source} IN (SELECT {pair.child} FROM child))"


def _names_not_offered(source: Relation, tied: Sequence[Pair]) -> Iterator[str]:
    """The same of columns that are not offered, where the rows found have few names in them.

    Who keeps the rows of one line may leave out which line it is.
    """
    offered = {pair.origin.sql for pair in tied}
    for column in source.columns:
        if column.type == "VARCHAR" and column.sql not in offered:
            name = column.sql
            yield (
                f"({name} IS NULL OR {name} IN (SELECT {name} FROM kept AS source) "
                f"OR (SELECT count(DISTINCT {name}) > {_MOST_NAMES} FROM kept AS source))"
            )


def has_day(engine: Engine, tied: Sequence[Pair], name: str, day: str) -> bool | None:
    """Tell whether the source has rows of a day; None if no column called so is of days there."""
    for pair in _days(tied):
        if pair.offered.name == name:
            return bool(
                engine.one(
                    f"SELECT count(*) FROM source WHERE {pair.source} = try_cast(? AS TIMESTAMP)",
                    [day],
                )
            )
    return None


def _days(tied: Sequence[Pair]) -> list[Pair]:
    return [
        replace(pair, form=Same(Reading.DATE))
        for pair in tied
        if isinstance(pair.form, Same)
        and Reading.DATE in pair.offered.readings
        and Reading.DATE in pair.origin.readings
    ]


def _leaves_days_out(engine: Engine, day: Pair) -> bool:
    """Whether the source has any day between the ends that is not offered."""
    offered = f"SELECT {day.child} FROM child WHERE {day.child} IS NOT NULL"
    return bool(
        engine.one(
            f"SELECT count(*) FROM (SELECT DISTINCT {day.source} AS d FROM source) "
            f"WHERE d BETWEEN (SELECT min({day.child}) FROM child) "
            f"AND (SELECT max({day.child}) FROM child) AND d NOT IN ({offered})"
        )
    )


def _keep_found(engine: Engine, tied: Sequence[Pair]) -> None:
    """Keep the rows of the source that are offered as `kept`."""
    engine.run(
        "CREATE OR REPLACE TEMP TABLE kept AS "
        f"SELECT source.* FROM source SEMI JOIN child ON {tie(tied)}"
    )


def _keep_left_out(engine: Engine, day: Pair, of_names: str) -> None:
    """Keep the rows of the source that are left out with their day (`d`) as `left_out`."""
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE left_out AS SELECT {day.source} AS d, source.* FROM source "
        f"WHERE {of_names} AND {day.source} IN (SELECT d FROM days WHERE d NOT IN "
        f"(SELECT {day.child} FROM child WHERE {day.child} IS NOT NULL))"
    )
