"""Groups of the source that an offered table leaves out although it is whole around them.

Leaving out is no fault where a rule explains it: a range, some values of a key, a threshold. What
is told is the hole: a few that lie between others which are all there.
"""

from collections.abc import Sequence

from verification.evidence.differences import MOST_KEPT, CellClass, Difference, Why
from verification.evidence.engine import Engine
from verification.evidence.groups.grouping import in_order
from verification.evidence.groups.reconciling import Reconciled
from verification.evidence.matching import Pair

_FEW = 0.1
"""A hole is at most this share of what lies between the ends."""
_BETWEEN = {"year-month": "-", "quarter-of-year": "-Q"}


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
    found = tuple(
        Difference(
            None,
            None,
            CellClass.DIFFERS,
            Why.MISSING,
            key=tuple(
                (pair.offered.name, _shown(pair, value))
                for pair, value in zip(keys, values, strict=True)
            ),
        )
        for values in rows
    )
    return found, int(left_out) - int(missing)


def _shown(pair: Pair, value: str | None) -> str | None:
    """A key as people write it: a midnight as its day, 202407 as 2024-07, 20243 as 2024-Q3."""
    if value is None:
        return None
    between = _BETWEEN.get(pair.form.name)
    if between is not None:
        return f"{value[:4]}{between}{value[4:]}"
    return value.removesuffix(" 00:00:00")


def _not_offered(keys: Sequence[Pair]) -> str:
    tied = " AND ".join(f"{pair.child} IS NOT DISTINCT FROM g.k{k}" for k, pair in enumerate(keys))
    return f"ANTI JOIN child ON {tied}"


def _within(keys: Sequence[Pair]) -> str:
    """Between the ends of ordered keys, and of the values that other keys have."""
    return " AND ".join(_within_key(k, pair) for k, pair in enumerate(keys))


def _within_key(k: int, pair: Pair) -> str:
    type = in_order(pair)
    if type is None:
        return f"g.k{k} IN (SELECT {pair.child} FROM child)"
    ends = (
        f"(SELECT {end}(TRY_CAST({pair.child} AS {type})) FROM child)" for end in ("min", "max")
    )
    return f"TRY_CAST(g.k{k} AS {type}) BETWEEN {' AND '.join(ends)}"


def _explained(engine: Engine, made: Reconciled) -> bool:
    """Whether a rule leaves out all that is missing: a threshold, or that a value is lacking.

    A rule holds for what is there too: who leaves out what lacks a value offers none that does.
    """
    rules = [
        (each.measure.value, f"v{k}", each.measure.partial, f"v{k}_partial")
        for k, each in enumerate(made.found)
        if "OVER" not in each.measure.value
    ]
    counted = [ends[2] for each in made.found if (ends := each.measure.ends)]
    rules += [(each, each, "false", "false") for each in ("group_rows", *counted)]
    return any(_leaves_out(engine, *rule) for rule in rules)


def _leaves_out(engine: Engine, value: str, kept: str, partial: str, kept_partial: str) -> bool:
    """Whether all that is missing is below or above what is kept, or lacks what that has."""
    below, above, lacking, kept_lacking, count = engine.row(
        "SELECT count(*) FILTER (WHERE v < least), count(*) FILTER (WHERE v > greatest), "
        "count(*) FILTER (WHERE v IS NULL OR partial), any_value(lacking), count(*) "
        f"FROM (SELECT {value} AS v, {partial} AS partial FROM hole), "
        f"(SELECT min({kept}) AS least, max({kept}) AS greatest, "
        f"count(*) FILTER (WHERE {kept_partial}) AS lacking FROM grouped)"
    )
    ruled = (
        below,
        above,
        *(() if kept_lacking else (lacking, below + lacking, above + lacking)),
    )
    return bool(count and count in ruled)
