"""Aggregates a source as an offered table is grouped.

Two tables come of it: `groups`, a row for each group of the source, and `grouped`, each offered row
beside its group. `totals` parts the rows that add up others: what is taken of all rows together, as
shares are, is taken of those alike.
"""

from collections.abc import Sequence

from verification.evidence.engine import Engine
from verification.evidence.groups.grouping import Grouping
from verification.evidence.groups.keys import is_total
from verification.evidence.groups.measures import Aggregate
from verification.evidence.matching import Pair
from verification.evidence.relations import Relation

_USUAL = 0.8


def group_source(
    engine: Engine,
    source: Relation,
    grouping: Grouping,
    aggregates: Sequence[Aggregate],
    *,
    offered: str = "child",
) -> None:
    """Make `groups` and `grouped`; rows that add up several groups get a coarser one.

    `offered` names the rows that are set beside: all offered ones, or some.
    """
    totals = [_total(engine, k, pair) for k, pair in enumerate(grouping.keys)]
    patterns = _patterns(engine, totals, offered)
    finest = (False,) * len(grouping.keys)
    # Of what the source has in the finest groups more is asked later: whether any row is of them.
    named = {finest: "groups"} | {
        pattern: f"groups_{number}" for number, pattern in enumerate(patterns) if pattern != finest
    }
    for pattern, name in named.items():
        keys = [grouping.keys[k] for k in _fine(pattern)]
        engine.run(f"CREATE OR REPLACE TEMP TABLE {name} AS {_groups(source, keys, aggregates)}")
    values = ", ".join(("group_rows", "of_tables", *(each.name for each in aggregates)))
    parts = [
        f"SELECT child.*, {number} AS totals, {values} "
        f"FROM ({_like(totals, pattern, offered)}) AS child "
        f"LEFT JOIN {named[pattern]} g "
        f"ON {tied_to_group([grouping.keys[k] for k in _fine(pattern)])}"
        for number, pattern in enumerate(patterns)
    ]
    engine.run(f"CREATE OR REPLACE TEMP TABLE grouped AS {' UNION ALL BY NAME '.join(parts)}")


def tied_to_group(keys: Sequence[Pair]) -> str:
    """Return the SQL that ties an offered row to its group `g`."""
    tied = (f"{pair.child} IS NOT DISTINCT FROM g.k{k}" for k, pair in enumerate(keys))
    return " AND ".join(tied) or "true"


def usual_rows(engine: Engine) -> int | None:
    """Return how many rows of the source most groups have; None where they differ."""
    usual, share = engine.row(
        "SELECT any_value(usual), count(*) FILTER (WHERE group_rows = usual) / count(*) "
        "FROM groups, (SELECT mode(group_rows) AS usual FROM groups)"
    )
    return int(usual) if usual is not None and share >= _USUAL else None


def of_no_total(engine: Engine, grouping: Grouping) -> str:
    """Return the SQL of whether an offered row is of one group, and adds up no others."""
    totals = [_total(engine, k, pair) for k, pair in enumerate(grouping.keys)]
    return " AND ".join(f"NOT {total}" for total in totals) or "true"


def _total(engine: Engine, k: int, pair: Pair) -> str:
    """SQL of whether a row stands for all of a key; a name that the source has does not."""
    text = f"({pair.child})::VARCHAR"
    # The source is long: it is asked for the few that look like it alone, or not at all.
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE totals_{k} AS SELECT DISTINCT {text} AS v FROM child "
        f"WHERE {is_total(text)}"
    )
    if not engine.one(f"SELECT count(*) FROM totals_{k}"):
        return "false"
    engine.run(
        f"DELETE FROM totals_{k} WHERE v IN "
        f"(SELECT v FROM totals_{k} SEMI JOIN source ON v = ({pair.source})::VARCHAR)"
    )
    return f"coalesce({text} IN (SELECT v FROM totals_{k}), false)"


def _patterns(engine: Engine, totals: Sequence[str], offered: str) -> list[tuple[bool, ...]]:
    """Which keys are totals, for each way in which they are in some row."""
    if not totals:
        return [()]
    marks = ", ".join(f"{total} AS total_{k}" for k, total in enumerate(totals))
    return sorted(engine.rows(f"SELECT DISTINCT {marks} FROM {offered} AS child"))


def _groups(source: Relation, keys: Sequence[Pair], aggregates: Sequence[Aggregate]) -> str:
    """SQL of the groups of the source by some keys."""
    named = "".join(f"{pair.source} AS k{k}, " for k, pair in enumerate(keys))
    by = f" GROUP BY {', '.join(f'k{k}' for k in range(len(keys)))}" if keys else ""
    values = "".join(f", {each.sql} AS {each.name}" for each in aggregates)
    # A bit for each table: a set in one number, which costs next to nothing.
    tables = "bit_or(1::UBIGINT << least(t, 63))"
    return (
        f"SELECT {named}count(*) AS group_rows, {tables} AS of_tables{values} "
        f"FROM {source.name} AS source{by}"
    )


def _like(totals: Sequence[str], pattern: tuple[bool, ...], offered: str) -> str:
    """SQL of the offered rows of a pattern."""
    like = (
        f"{total} = {str(is_one).lower()}" for total, is_one in zip(totals, pattern, strict=True)
    )
    return f"SELECT * FROM {offered} AS child WHERE {' AND '.join(like) or 'true'}"


def _fine(pattern: tuple[bool, ...]) -> list[int]:
    return [k for k, is_total_of in enumerate(pattern) if not is_total_of]
