"""What cleaning may change in a cell: how it is written, marks for nothing, names used throughout.

All else is a change of what the source says, which has to be declared.
"""

from verification.evidence.engine import Engine
from verification.evidence.matching import Pair
from verification.evidence.readings import Reading, loosely, read_as
from verification.evidence.rounding import decimals
from verification.evidence.rows.aligning import Alignment
from verification.evidence.rows.locating import Located

_NEARLY_ALL = 0.95
_CODES = ("BIGINT", "BOOLEAN")
MARKS = (
    "-", "--", "…", "...", ".", "*", "x", "na", "n/a", "#n/a", "null", "none", "nan", "미상",
    "없음", "해당없음", "결측", "-999", "-9999", "9999", "999", "#div/0!", "#ref!", "불명",
)  # fmt: skip
"""What stands in a cell for nothing."""


_DAYS = tuple(read_as(cell, "VARCHAR", Reading.DATE) for cell in ("given", "there"))
_WRITTEN_OTHERWISE = (
    f"CASE WHEN {_DAYS[0]} IS NOT NULL AND {_DAYS[1]} IS NOT NULL THEN {_DAYS[0]} = {_DAYS[1]} "
    f"ELSE {loosely('given')} = {loosely('there')} END"
)
"""Two days are held to be days: without their marks 2023-1-13 is 2023-11-3."""


def set_apart(engine: Engine, alignment: Alignment, located: Located) -> dict[str, int]:
    """Take what cleaning may change out of `differing`; return how many cells of each kind.

    `filled` cells stay apart in a table of that name: the source had nothing to compare with.
    """
    engine.run("CREATE OR REPLACE TEMP TABLE filled AS SELECT * FROM differing WHERE false")
    counts = {"rewritten": 0, "emptied": 0, "renamed": 0, "rounded": 0, "filled": 0}
    for k, pair in enumerate(located.pairs):
        if not located.in_column(pair):
            continue
        for kind, condition in _conditions(engine, k, pair).items():
            counts[kind] += _taken(engine, k, kind, condition)
    return counts


def _conditions(engine: Engine, k: int, pair: Pair) -> dict[str, str]:
    marks = ", ".join(f"'{mark}'" for mark in MARKS)
    nothing = f"(there IS NULL OR trim(there) = '' OR lower(trim(there)) IN ({marks}))"
    given_nothing = f"(given IS NULL OR trim(given) = '' OR lower(trim(given)) IN ({marks}))"
    offered = pair.offered.sql
    kept = f"SELECT {offered}::VARCHAR FROM child WHERE {offered} IS NOT NULL"
    throughout = f"coalesce(there NOT IN ({kept}), true)"
    conditions = {
        "rewritten": f"{_WRITTEN_OTHERWISE} OR ({nothing} AND {given_nothing})",
        "filled": f"{nothing} AND NOT {given_nothing}",
        "emptied": f"{given_nothing} AND times > 1 AND {throughout}",
    }
    if _names_may_change(pair):
        conditions["renamed"] = f"times > 1 AND alike >= {_NEARLY_ALL} * times AND {throughout}"
    if pair.offered.type in ("DOUBLE", "BIGINT") and pair.origin.type == "DOUBLE":
        digits = decimals("given")
        conditions["rounded"] = (
            f"{digits} < {decimals('there')} AND "
            f"abs(TRY_CAST(given AS DOUBLE) - TRY_CAST(there AS DOUBLE)) "
            f"<= 0.5 * pow(10, -{digits}) * (1 + 1e-9)"
        )
    return conditions


def _names_may_change(pair: Pair) -> bool:
    """Whether a side is of names: 남 becomes 1 throughout, or 1 남; no figure another figure."""
    names = (Reading.TEXT,)
    if pair.origin.readings == names:
        return True
    return pair.origin.type in _CODES and pair.offered.readings == names


def _taken(engine: Engine, k: int, kind: str, condition: str) -> int:
    """Take the differing cells of a column that meet a condition out; return how many they are.

    `times`: in how many cells the source's value is changed; `alike`: in how many to the same.
    """
    engine.run(
        "CREATE OR REPLACE TEMP TABLE taken AS SELECT n, k, given, there FROM "
        "(SELECT *, count(*) OVER (PARTITION BY there) AS times, "
        f"count(*) OVER (PARTITION BY there, given) AS alike FROM differing WHERE k = {k}) "
        f"WHERE {condition}"
    )
    count = int(engine.one("SELECT count(*) FROM taken"))
    if count:
        engine.run(f"DELETE FROM differing WHERE k = {k} AND n IN (SELECT n FROM taken)")
        if kind == "filled":
            engine.run("INSERT INTO filled FROM taken")
    return count
