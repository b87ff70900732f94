"""Rows that an offered table has more often than the source."""

from collections.abc import Sequence

from verification.evidence.engine import Engine
from verification.evidence.forms import Same
from verification.evidence.matching import Pair
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation


def keep_repeated(engine: Engine, source: Relation, tied: Sequence[Pair], *, cleaned: bool) -> None:
    """Make `repeated` (n) of the rows found that the source has not once more.

    Of what was `cleaned` only where it has all columns of the source: rows that were several, with
    something else in each, are alike without that.
    """
    engine.run("CREATE OR REPLACE TEMP TABLE repeated (n BIGINT)")
    exact = tied and all(isinstance(pair.form, Same) for pair in tied)
    every = {pair.origin.sql for pair in tied} >= {column.sql for column in source.columns}
    if not exact or (cleaned and not every):
        return
    cells = ", ".join(f"{pair.child} AS x{k}" for k, pair in enumerate(tied))
    there = ", ".join(f"{pair.source} AS x{k}" for k, pair in enumerate(tied))
    names = ", ".join(f"x{k}" for k in range(len(tied)))
    same = " AND ".join(f"a.x{k} IS NOT DISTINCT FROM b.x{k}" for k in range(len(tied)))
    as_is = f"hash({', '.join(map(_as_is, tied))})"
    engine.run(
        "CREATE OR REPLACE TEMP TABLE alike AS "
        f"SELECT {as_is} AS h FROM child GROUP BY h HAVING count(*) > 1"
    )
    if not engine.one("SELECT count(*) FROM alike"):
        return
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE often AS SELECT n, {cells} FROM child "
        f"WHERE {as_is} IN (FROM alike)"
    )
    engine.run(
        "INSERT INTO repeated SELECT n FROM "
        f"(SELECT *, row_number() OVER (PARTITION BY {names} ORDER BY n) AS time FROM often) a "
        f"JOIN (SELECT {names}, count(*) AS times FROM (SELECT {there} FROM source) b "
        f"SEMI JOIN often a ON {same} GROUP BY {names}) b ON {same} WHERE time > times"
    )


def _as_is(pair: Pair) -> str:
    """SQL of a cell that is the same where the cells are, and takes little to see."""
    column = pair.offered
    return column.glance(Reading.TEXT) if column.type == "VARCHAR" else column.sql
