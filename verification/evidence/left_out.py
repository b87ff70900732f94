"""Groups and days of the source that an offered table leaves out although it is whole around them.

Leaving out is no fault where a rule explains it: a range, some values of a key, a threshold. What
is told is the hole: a few that lie between others which are all there.
"""

from collections.abc import Sequence

from verification.evidence.differences import MOST_KEPT, CellClass, Difference, Why
from verification.evidence.engine import Engine
from verification.evidence.forms import Same
from verification.evidence.groupwise import Reconciled
from verification.evidence.matching import Pair
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation

_FEW = 0.1
"""A hole is at most this share of what lies between the ends."""
_WHOLE = 0.98


def groups_left_out(engine: Engine, made: Reconciled) -> tuple[tuple[Difference, ...], int]:
    """Return the groups that are missing without a rule, and how many are left out by one."""
    keys = made.grouping.keys
    if not keys:
        return (), 0
    left_out = engine.one(f"SELECT count(*) FROM groups g {_not_offered(keys)}")
    engine.run(
        "CREATE OR REPLACE TEMP TABLE hole AS SELECT g.* FROM groups g "
        f"{_not_offered(keys)} WHERE {_within(keys)}"
    )
    missing, there = engine.row(
        "SELECT (SELECT count(*) FROM hole), (SELECT count(*) FROM grouped)"
    )
    if not missing or missing > _FEW * (missing + there) or _explained(engine, made):
        return (), int(left_out)
    named = ", ".join(f"k{k}::VARCHAR" for k in range(len(keys)))
    order = ", ".join(f"k{k}" for k in range(len(keys)))
    rows = engine.rows(f"SELECT {named} FROM hole ORDER BY {order} LIMIT {MOST_KEPT}")
    names = [pair.offered.name for pair in keys]
    found = tuple(
        Difference(
            None,
            None,
            CellClass.DIFFERS,
            Why.MISSING,
            key=tuple(zip(names, map(_day, values), strict=True)),
        )
        for values in rows
    )
    return found, int(left_out) - int(missing)


def days_left_out(engine: Engine, tied: Sequence[Pair], child: Relation) -> tuple[Difference, ...]:
    """Return the days of which the source has rows and the offered table none, in the midst of it.

    They are looked for where the offered table is whole otherwise: it holds nearly all rows that
    the source has of its days, for the names it has.
    """
    days = [
        pair for pair in tied if isinstance(pair.form, Same) and pair.form.reading is Reading.DATE
    ]
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


def _day(value: str | None) -> str | None:
    """A midnight as its day."""
    return value.removesuffix(" 00:00:00") if value is not None else None


def _not_offered(keys: Sequence[Pair]) -> str:
    tied = " AND ".join(f"{pair.child} IS NOT DISTINCT FROM g.k{k}" for k, pair in enumerate(keys))
    return f"ANTI JOIN child ON {tied}"


def _within(keys: Sequence[Pair]) -> str:
    """Between the ends of ordered keys, and of the values that other keys have."""
    terms = []
    for k, pair in enumerate(keys):
        if is_ordered(pair):
            terms.append(
                f"g.k{k} BETWEEN (SELECT min({pair.child}) FROM child) "
                f"AND (SELECT max({pair.child}) FROM child)"
            )
        else:
            terms.append(f"g.k{k} IN (SELECT {pair.child} FROM child)")
    return " AND ".join(terms)


def is_ordered(pair: Pair) -> bool:
    """Whether a key has ends, as days and numbers have."""
    return Reading.DATE in pair.offered.readings or pair.form.name in ("year", "year-month")


def _explained(engine: Engine, made: Reconciled) -> bool:
    """Whether a rule leaves out all that is missing: a threshold, or that a value is lacking.

    A rule holds for what is there too: who leaves out what lacks a value offers none that does.
    """
    for k, found in enumerate(made.found):
        below, above, lacking, kept_lacking, count = engine.row(
            "SELECT count(*) FILTER (WHERE v < least), count(*) FILTER (WHERE v > greatest), "
            "count(*) FILTER (WHERE v IS NULL OR partial), any_value(lacking), count(*) "
            f"FROM (SELECT {found.measure.value} AS v, {found.measure.partial} AS partial "
            f"FROM hole), (SELECT min(v{k}) AS least, max(v{k}) AS greatest, "
            f"count(*) FILTER (WHERE v{k}_partial) AS lacking FROM grouped)"
        )
        rules = (
            below,
            above,
            *(() if kept_lacking else (lacking, below + lacking, above + lacking)),
        )
        if count and count in rules:
            return True
    return False
