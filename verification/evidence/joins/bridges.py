"""Two sides of a join, put together by a key that the sources share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from verification.evidence.engine import Engine
from verification.evidence.joins.sides import Side, Tied
from verification.evidence.matching import Pair
from verification.evidence.relations import Relation, RelationColumn, plain_name


@dataclass(frozen=True)
class Bridge:
    """Sides, and the key that joins them: pairs of a column of `one` and one of `other`.

    The SQL of a pair is that of `child` for the one, that of `source` for the other.
    """

    one: Tied
    other: Tied
    key: tuple[Pair, ...]


def put_together(engine: Engine, bridge: Bridge, name: str) -> Side:
    """Return the side that both are as one; `name`, of letters, tells it from others of this join.

    A row without a partner stands in it, too: a join may keep those of either side.
    """
    return Side(
        partial(_make, engine, bridge, name),
        bridge.one.side.owners | bridge.other.side.owners,
        (bridge.one.side, bridge.other.side),
        tuple(pair.offered.name for pair in bridge.key),
    )


def by_key(key: Sequence[Pair]) -> str:
    """Return the SQL that holds where both have the key, and the same: nothing joins nothing."""
    return " AND ".join(f"{pair.child} = {pair.source}" for pair in key)


def beyond(relation: Relation) -> int:
    """Return the number from which columns of another side are counted behind those of one."""
    return 1 + max(number_of(column) for column in relation.columns)


def behind(column: RelationColumn, first: int) -> RelationColumn:
    """Return a column of another side as it is counted there."""
    return replace(column, sql=f"source.s{first + number_of(column)}")


def number_of(column: RelationColumn) -> int:
    """Return which one a column is of its table: 3 of `source.s3`."""
    return int(column.sql.partition(".")[2][1:])


def _make(engine: Engine, bridge: Bridge, name: str) -> Relation:
    one = bridge.one.side.make()
    _call(engine, f"one_{name}")
    other = bridge.other.side.make()
    _call(engine, f"other_{name}")
    first = beyond(one)
    left, right = _without_namesakes(bridge, one, other)
    columns = (*left, *(behind(column, first) for column in right))
    taken = ", ".join(
        [f"one.s{number_of(column)}" for column in left]
        + [f"other.s{number_of(column)} AS s{first + number_of(column)}" for column in right]
    )
    sides = f"one_{name} AS one FULL JOIN other_{name} AS other"
    key = by_key([_of_sides(pair) for pair in bridge.key])
    engine.run(
        "CREATE OR REPLACE TEMP VIEW source AS "
        f"SELECT coalesce(one.t, 0) AS t, one.r AS r, {taken} FROM {sides} ON {key}"
    )
    return Relation("source", columns, max(one.rows, other.rows))


def _call(engine: Engine, name: str) -> None:
    engine.run(f"DROP VIEW IF EXISTS {name}")
    engine.run(f"ALTER VIEW source RENAME TO {name}")


def _without_namesakes(
    bridge: Bridge, one: Relation, other: Relation
) -> tuple[list[RelationColumn], list[RelationColumn]]:
    """The columns of both; of namesakes the one by which rows were found, or else that of `one`."""
    ours, theirs = (
        {pair.origin.sql for pair in each.alignment.tied} for each in (bridge.one, bridge.other)
    )
    lost = {
        column.sql
        for column in one.columns
        if column.sql not in ours
        and any(each.sql in theirs and _are_namesakes(column, each) for each in other.columns)
    }
    left = [column for column in one.columns if column.sql not in lost]
    right = [
        column
        for column in other.columns
        if column.sql in theirs or not any(_are_namesakes(column, each) for each in left)
    ]
    return left, right


def _are_namesakes(column: RelationColumn, other: RelationColumn) -> bool:
    names = {plain_name(name) for name in column.names}
    return any(plain_name(name) in names for name in other.names)


def _of_sides(pair: Pair) -> Pair:
    return replace(
        pair,
        offered=replace(pair.offered, sql=f"one.s{number_of(pair.offered)}"),
        origin=replace(pair.origin, sql=f"other.s{number_of(pair.origin)}"),
    )
