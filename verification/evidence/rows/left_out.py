"""Days of the source that an offered table leaves out although it is whole around them."""

from collections.abc import Sequence

from verification.evidence.differences import MOST_KEPT, CellClass, Difference, Why
from verification.evidence.engine import Engine
from verification.evidence.forms import Same
from verification.evidence.matching import Pair
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation

_FEW = 0.1
"""A hole is at most this share of what lies between the ends."""
_WHOLE = 0.98


def days_left_out(engine: Engine, tied: Sequence[Pair], child: Relation) -> tuple[Difference, ...]:
    """Return the days of which the source has rows and the offered table none, in the midst of it.

    They are looked for where the offered table is whole otherwise: it holds nearly all rows that
    the source has of its days, for the names it has.
    """
    days = _days(tied)
    if not days:
        return ()
    day = days[0]
    if not _leaves_days_out(engine, day):
        return ()
    names = [
        pair
        for pair in tied
        if pair.offered.type == "VARCHAR" and isinstance(pair.form, Same) and pair is not day
    ]
    kept = (
        " AND ".join(f"{pair.source} IN (SELECT {pair.child} FROM child)" for pair in names)
        or "true"
    )
    engine.run(
        "CREATE OR REPLACE TEMP TABLE days AS SELECT d, count(*) AS there FROM "
        f"(SELECT {day.source} AS d FROM source WHERE {kept}) WHERE d BETWEEN "
        f"(SELECT min({day.child}) FROM child) AND (SELECT max({day.child}) FROM child) GROUP BY d"
    )
    missing, present, whole = engine.row(
        "SELECT count(*) FILTER (WHERE NOT offered), count(*) FILTER (WHERE offered), "
        "coalesce(sum(there) FILTER (offered), 0) "
        f"FROM (SELECT *, d IN (SELECT {day.child} FROM child) AS offered FROM days)"
    )
    if not missing or missing > _FEW * (missing + present) or child.rows < _WHOLE * whole:
        return ()
    found = engine.rows(
        f"SELECT strftime(d, '%Y-%m-%d') FROM days WHERE d NOT IN (SELECT {day.child} FROM child "
        f"WHERE {day.child} IS NOT NULL) ORDER BY d LIMIT {MOST_KEPT}"
    )
    if _lacking(engine, tied, day, kept):
        return ()
    return tuple(
        Difference(None, None, CellClass.DIFFERS, Why.MISSING, key=((day.offered.name, value),))
        for (value,) in found
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
        pair for pair in tied if isinstance(pair.form, Same) and pair.form.reading is Reading.DATE
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


def _lacking(engine: Engine, tied: Sequence[Pair], day: Pair, kept: str) -> bool:
    """Whether all rows of the days left out lack a value that no offered row lacks."""
    for pair in tied:
        if engine.one(f"SELECT count(*) FILTER (WHERE {pair.child} IS NULL) FROM child"):
            continue
        rows, lacking = engine.row(
            f"SELECT count(*), count(*) FILTER (WHERE {pair.source} IS NULL) "
            f"FROM source WHERE {kept} "
            f"AND {day.source} IN (SELECT d FROM days WHERE d NOT IN "
            f"(SELECT {day.child} FROM child WHERE {day.child} IS NOT NULL))"
        )
        if rows and rows == lacking:
            return True
    return False
