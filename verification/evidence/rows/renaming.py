"""Columns that name anew what the source has under other names: one name for each, throughout.

`중구` always `Jung-gu`: which names belong together is learned from the rows, so that only names
that come up twice say anything. The file a row came from may be named so, too.
"""

from collections.abc import Sequence

from verification.evidence.differences import Why
from verification.evidence.engine import Engine
from verification.evidence.matching import Pair
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn
from verification.evidence.rows.aligning import tie
from verification.evidence.rows.ruled import Ruled, keep_unruled

_NEARLY_ALL = 0.95
_MANY_NAMES = 0.5


def renamed(
    engine: Engine, source: Relation, alone: Sequence[RelationColumn], tied: Sequence[Pair]
) -> tuple[Ruled, ...]:
    """Return which of the columns that nothing explains name anew what the source names."""
    if not alone or not tied:
        return ()
    used = {pair.origin.sql for pair in tied}
    texts = [
        column for column in source.columns if column.type == "VARCHAR" and column.sql not in used
    ]
    found = (_renamed(engine, column, [None, *texts], tied) for column in alone)
    return tuple(each for each in found if each is not None)


def _renamed(
    engine: Engine,
    column: RelationColumn,
    origins: Sequence[RelationColumn | None],
    tied: Sequence[Pair],
) -> Ruled | None:
    for origin in origins:
        _learn(engine, column, origin, tied)
        agreeing, repeated, names, olds = engine.row(
            "SELECT count(*) FILTER (WHERE times > 1 AND new = usual), "
            "count(*) FILTER (WHERE times > 1), count(DISTINCT new), "
            "count(DISTINCT old) FROM named JOIN learned USING (old)"
        )
        one_to_one = names >= _MANY_NAMES * olds and olds > 1
        if repeated and agreeing >= _NEARLY_ALL * repeated and one_to_one:
            wrong = keep_unruled(
                engine,
                column,
                "SELECT n, new AS given, usual FROM named JOIN learned USING (old) "
                "WHERE new IS DISTINCT FROM usual",
            )
            confirmed = engine.one(
                "SELECT count(*) FROM named JOIN learned USING (old) "
                "WHERE new = usual AND times > 1"
            )
            of = None if origin is None else origin.name
            return Ruled(
                column, "renamed", of, Why.RENAMED, int(confirmed), wrong.breaking, wrong.broken
            )
    return None


def _learn(
    engine: Engine,
    column: RelationColumn,
    origin: RelationColumn | None,
    tied: Sequence[Pair],
) -> None:
    """Make `named` (n, old, new), and `learned` (old, usual, times): the name most rows give."""
    old = "source.t::VARCHAR" if origin is None else origin.read(Reading.TEXT)
    new = column.read(Reading.TEXT)
    engine.run(
        "CREATE OR REPLACE TEMP TABLE named AS "
        f"SELECT n, min({old}) AS old, any_value({new}) AS new "
        f"FROM child JOIN source ON {tie(tied)} GROUP BY n HAVING count(DISTINCT {old}) = 1"
    )
    engine.run(
        "CREATE OR REPLACE TEMP TABLE learned AS "
        "SELECT old, mode(new) AS usual, count(*) AS times FROM named GROUP BY old"
    )
