"""The rows that two tables do not share, as multisets, and which of them belong together.

Both tables stand in an engine as views `submitted` and `reproduced`: a running number `n`, from 1,
the cells as they are (`x0`, `x1` …) and in canonical form (`c0`, `c1` …), pair by pair.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from verification.evidence.replay.alignment import Family, Pair

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PAIRED_AT_MOST = 1_000_000
"""So many rows that stand on one side alone are looked at for who belongs to whom."""
_COLUMNS_LEFT_OUT_AT_MOST = 40
_AGREEING = 0.5


def take_apart(engine: "DuckDBPyConnection", pairs: Sequence[Pair]) -> None:
    """Make tables of the rows that one side has more often: `extra` (submitted), `missing`.

    Of rows that are alike the last ones count as too many.
    """
    cells = ", ".join(f"c{place}" for place in range(len(pairs)))
    engine.execute(
        f"CREATE TABLE unlike AS SELECT {cells}, count(*) FILTER (WHERE here) AS here_times, "
        f"count(*) FILTER (WHERE NOT here) AS there_times FROM ("
        f"SELECT TRUE AS here, {cells} FROM submitted UNION ALL "
        f"SELECT FALSE, {cells} FROM reproduced) "
        f"GROUP BY {cells} HAVING here_times <> there_times"
    )
    same = _same("a", "u", range(len(pairs)))
    for table, view, others in (
        ("extra", "submitted", "there_times"),
        ("missing", "reproduced", "here_times"),
    ):
        own = ", ".join(f"a.c{place} AS c{place}" for place in range(len(pairs)))
        parted = ", ".join(f"a.c{place}" for place in range(len(pairs)))
        engine.execute(
            f"CREATE TABLE {table} AS SELECT n, {cells} FROM (SELECT a.n AS n, {own}, "
            f"u.{others} AS others, row_number() OVER (PARTITION BY {parted} ORDER BY a.n) AS time "
            f"FROM {view} a JOIN unlike u ON {same}) WHERE time > others"
        )


def pair_up(engine: "DuckDBPyConnection", pairs: Sequence[Pair], keys: Sequence[int]) -> None:
    """Move rows that belong together from `extra` and `missing` to `altered` (n, m).

    First those of one key, if one was declared; then those alike in all columns but one; then those
    alike in the columns that mostly agree.
    """
    engine.execute("CREATE TABLE altered (n BIGINT, m BIGINT)")
    if _few_enough(engine):
        for alike in _ways(engine, pairs, keys):
            _pair_by(engine, alike)


def _few_enough(engine: "DuckDBPyConnection") -> bool:
    counts = [_count(engine, table) for table in ("extra", "missing")]
    return min(counts) > 0 and max(counts) <= PAIRED_AT_MOST


def _ways(
    engine: "DuckDBPyConnection", pairs: Sequence[Pair], keys: Sequence[int]
) -> Iterator[tuple[int, ...]]:
    every = range(len(pairs))
    if keys and len(keys) < len(pairs) and _tells_apart(engine, keys):
        yield tuple(keys)
    if len(pairs) > 1:
        for left_out in sorted(every, key=lambda place: _steadiness(pairs, keys, place))[
            :_COLUMNS_LEFT_OUT_AT_MOST
        ]:
            yield tuple(place for place in every if place != left_out)
    steady = tuple(place for place in every if _agrees(engine, pairs, place))
    if steady and len(steady) < len(pairs) and _tells_apart(engine, steady):
        yield steady


def _steadiness(pairs: Sequence[Pair], keys: Sequence[int], place: int) -> tuple[bool, int, int]:
    """How unlikely a column is to be what was altered: figures first, keys last."""
    figures = {Family.NUMBER: 0, Family.WHOLE: 1, Family.TRUTH: 2, Family.TEXT: 3}
    return place in keys, figures.get(pairs[place].compared_as, 4), -place


def _agrees(engine: "DuckDBPyConnection", pairs: Sequence[Pair], place: int) -> bool:
    """Whether most values of a column stand on both sides among the rows that are left."""
    if pairs[place].compared_as is Family.NUMBER and not pairs[place].mixed:
        return False
    cell = f"c{place}"
    shared = engine.execute(
        f"SELECT count(*) FROM (SELECT {cell} FROM extra INTERSECT ALL SELECT {cell} FROM missing)"
    ).fetchall()[0][0]
    fewest = min(_count(engine, "extra"), _count(engine, "missing"))
    return fewest > 0 and int(shared) >= _AGREEING * fewest


def _tells_apart(engine: "DuckDBPyConnection", places: Sequence[int]) -> bool:
    """Whether no two rows that are left on one side are alike in these columns."""
    cells = ", ".join(f"c{place}" for place in places)
    return all(
        not engine.execute(
            f"SELECT 1 FROM {table} GROUP BY {cells} HAVING count(*) > 1 LIMIT 1"
        ).fetchall()
        for table in ("extra", "missing")
    )


def _pair_by(engine: "DuckDBPyConnection", places: Sequence[int]) -> None:
    """Pair the rows that are alike in these columns, in their order where several are."""
    cells = ", ".join(f"c{place}" for place in places)
    numbered = (
        f"SELECT n, {cells}, row_number() OVER (PARTITION BY {cells} ORDER BY n) AS time FROM"
    )
    engine.execute(
        f"CREATE OR REPLACE TABLE found AS SELECT a.n AS n, b.n AS m FROM "
        f"({numbered} extra) a JOIN ({numbered} missing) b "
        f"ON a.time = b.time AND {_same('a', 'b', places)}"
    )
    engine.execute("INSERT INTO altered FROM found")
    engine.execute("DELETE FROM extra WHERE n IN (SELECT n FROM found)")
    engine.execute("DELETE FROM missing WHERE n IN (SELECT m FROM found)")


def _same(one: str, other: str, places: Sequence[int]) -> str:
    return " AND ".join(f"{one}.c{place} IS NOT DISTINCT FROM {other}.c{place}" for place in places)


def _count(engine: "DuckDBPyConnection", table: str) -> int:
    return int(engine.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])
