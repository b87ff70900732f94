"""Columns of figures that are one of the source, but in other rows."""

from math import gcd

from verification.evidence.engine import Engine
from verification.evidence.forms import Rounded, Same, Scaled
from verification.evidence.matching import Pair
from verification.evidence.readings import Reading
from verification.evidence.relations import RelationColumn
from verification.evidence.rounding import MOST_DECIMALS, usual_decimals
from verification.evidence.scales import scale_of

_FEWEST = 20
_MANY = 500
_NEARLY_ALL = 0.95
_OFTEN = 0.8
_BY_CHANCE = 1e-6
_IN_FULL = 12
_STEPS = (1, 2, 3, 5, 10, 100, 1000)


def stands_elsewhere(engine: Engine, column: RelationColumn, origin: RelationColumn) -> Pair | None:
    """Return a column of figures as one of the source, if its figures stand there; else None.

    In the unit that the names of both say. Nearly all, each as often as there at most, and not for
    standing close: figures a few steps beside them must stand there so seldom that chance does not
    bring all of these together.
    """
    written = usual_decimals(engine, column.sql, "child")
    if written is None:
        return None
    digits = written if written < MOST_DECIMALS else _IN_FULL
    ratio = scale_of(column.name) / scale_of(origin.name)
    engine.run(
        "CREATE OR REPLACE TEMP TABLE ours AS SELECT figure, count(*) AS times "
        f"FROM (SELECT {_figure(column, digits, 1)} AS figure FROM child) "
        "WHERE figure IS NOT NULL GROUP BY figure"
    )
    figures = [
        figure
        for (figure,) in engine.rows(f"SELECT figure FROM ours ORDER BY hash(figure) LIMIT {_MANY}")
    ]
    if len(figures) < _FEWEST:
        return None
    unit = gcd(*figures) or 1
    steps = [sign * unit * step for step in _STEPS for sign in (-1, 1)]
    engine.run(
        "CREATE OR REPLACE TEMP TABLE steps AS SELECT figure + step AS figure, step "
        "FROM (SELECT unnest(?::BIGINT[]) AS figure), (SELECT unnest(?::BIGINT[]) AS step)",
        [figures, steps],
    )
    engine.run(
        "CREATE OR REPLACE TEMP TABLE theirs AS SELECT figure, count(*) AS times "
        f"FROM (SELECT {_figure(origin, digits, ratio)} AS figure FROM source) SEMI JOIN "
        "(SELECT figure FROM ours UNION SELECT figure FROM steps) USING (figure) GROUP BY figure"
    )
    if not _are_theirs(engine) or _are_by_chance(engine, len(figures)):
        return None
    if ratio != 1:
        return Pair(column, origin, Scaled(ratio, digits))
    finer = (usual_decimals(engine, origin.sql, "source") or 0) > digits
    return Pair(column, origin, Rounded(digits) if finer else Same(Reading.NUMBER))


def _figure(column: RelationColumn, digits: int, ratio: float) -> str:
    """SQL of the figures of a column over a ratio, in units of the last of so many digits."""
    number = f"{column.read(Reading.NUMBER)} / {ratio!r}"
    return f"TRY_CAST(round({number} * 1e{digits}) AS BIGINT)"


def _are_theirs(engine: Engine) -> bool:
    share = engine.one(
        "SELECT sum(least(ours.times, coalesce(theirs.times, 0))) / sum(ours.times) "
        "FROM ours LEFT JOIN theirs USING (figure)"
    )
    return bool((share or 0) >= _NEARLY_ALL)


def _are_by_chance(engine: Engine, figures: int) -> bool:
    beside = engine.one(
        "SELECT max(found) FROM (SELECT avg((figure IN (SELECT figure FROM theirs))::INT) AS found "
        "FROM steps GROUP BY step)"
    )
    return bool(beside > _OFTEN or beside**figures > _BY_CHANCE)
