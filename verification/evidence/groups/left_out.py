"""Groups of the source that an offered table leaves out although it is whole around them.

Leaving out is no fault where a rule explains it: a range, some values of a key, a threshold. What
is told is the hole: a few that lie between others which are all there.
"""

from collections.abc import Sequence

from verification.evidence.differences import MOST_KEPT, CellClass, Difference, Why
from verification.evidence.engine import Engine
from verification.evidence.groups.grouping import is_ordered
from verification.evidence.groups.reconciling import Reconciled
from verification.evidence.matching import Pair

_FEW = 0.1
"""A hole is at most this share of what lies between the ends."""


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
