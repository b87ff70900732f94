"""What may be a recipe: hostile texts are refused, queries over their tables pass."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.verification.evidence.replay.attacks import (
    CHANCE,
    FILES,
    SETTINGS,
    SOCKETS,
    STATEMENTS,
    TELLS,
    WRITES,
)
from verification.evidence.replay.gate import Passed, Refused, gate

NAMES = frozenset({"s1", "s1_2"})


@pytest.fixture(scope="module")
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("CREATE VIEW s1 AS SELECT 1 AS a, 'x' AS n")
        connection.execute("CREATE VIEW s1_2 AS SELECT 1 AS a, 2 AS c")
        yield connection


EVERY = {
    f"{kind}: {name}": sql
    for kind, attacks in (
        ("files", FILES),
        ("writes", WRITES),
        ("sockets", SOCKETS),
        ("settings", SETTINGS),
        ("tells", TELLS),
        ("chance", CHANCE),
        ("statements", STATEMENTS),
    )
    for name, sql in attacks.items()
}


@pytest.mark.parametrize("sql", EVERY.values(), ids=EVERY.keys())
def test_the_look_at_its_text_refuses(
    engine: duckdb.DuckDBPyConnection, sql: str, tmp_path: Path
) -> None:
    text = sql.format(secret=tmp_path / "secret", port=9)
    try:
        passed = gate(text, NAMES, engine)
    except (duckdb.Error, RecursionError):
        return  # no text of the engine's: it goes no further
    assert isinstance(passed, Refused)


@pytest.mark.parametrize(
    ("sql", "reads"),
    [
        ("SELECT a, sum(a) FROM s1 GROUP BY 1", ("s1",)),
        ("WITH x AS (SELECT * FROM s1) SELECT * FROM x JOIN s1_2 USING (a)", ("s1", "s1_2")),
        ("FROM S1", ("s1",)),
        ('SELECT "S1".a FROM "s1";', ("s1",)),
        ("VALUES (1)", ()),
        ("SELECT i FROM range(3) t(i)", ()),
        ("SELECT * EXCLUDE (a) FROM s1 UNION ALL SELECT n FROM s1", ("s1",)),
        ("SELECT a, row_number() OVER (ORDER BY n) FROM s1 QUALIFY a = 1", ("s1",)),
        ("SELECT * FROM (PIVOT s1 ON n IN ('x') USING sum(a))", ("s1",)),
        ("SELECT * FROM s1 UNPIVOT (v FOR k IN (a))", ("s1",)),
        ("SELECT nullif(a, 1), split_part(n, ',', 1), if(a = 1, 2, 3) FROM s1", ("s1",)),
        ("SELECT date_trunc('month', DATE '2024-01-02') + INTERVAL 1 MONTH", ()),
        ("SELECT median(a), string_agg(n, ',' ORDER BY n) FROM s1 GROUP BY ALL", ("s1",)),
        ("SELECT * FROM s1 WHERE EXISTS (SELECT 1 FROM s1_2 WHERE s1_2.a = s1.a)", ("s1", "s1_2")),
        ("SELECT x.current_date FROM (SELECT 1 AS current_date) x", ()),
    ],
)
def test_a_query_over_its_tables_passes(
    engine: duckdb.DuckDBPyConnection, sql: str, reads: tuple[str, ...]
) -> None:
    passed = gate(sql, NAMES, engine)

    assert isinstance(passed, Passed)
    assert passed.reads == reads


@pytest.mark.parametrize(
    ("sql", "holds"),
    [
        ("SELECT a, round(sum(a) / 3.0, 2) FROM s1 WHERE a > 5 GROUP BY a", False),
        ("SELECT CASE WHEN a > 5 THEN '많음' ELSE '적음' END, n FROM s1", False),
        ("SELECT count(CASE WHEN a > 5 THEN 1 ELSE 0 END) FROM s1", False),
        ("SELECT CASE n WHEN 'x' THEN 4 ELSE a END FROM s1", True),
        ("SELECT CASE WHEN n = 'y' THEN a ELSE 4 END FROM s1", True),
        ("SELECT * FROM (VALUES (1, 2)) WHERE (SELECT count(*) FROM s1) > 0", True),
        ("SELECT n, a FROM s1 UNION ALL SELECT 'z', 3", True),
        ("SELECT n, a FROM s1 UNION ALL SELECT n, 3 FROM s1", True),
        ("SELECT 2023 AS y, a FROM s1 UNION ALL SELECT 2024, a FROM s1_2", False),
        ("SELECT n, if(n = 'x', 4, a) FROM s1", True),
        ("SELECT n, [10, 20, 30][a] FROM s1", True),
        ("SELECT n, MAP {'x': 7}[n] FROM s1", True),
        ("SELECT if(a > 5, 1, 0), list_aggregate([a], 'sum') FROM s1", False),
        (f"SELECT a FROM s1 WHERE a IN ({', '.join(map(str, range(60)))})", True),
    ],
)
def test_values_of_its_own_are_seen(
    engine: duckdb.DuckDBPyConnection, sql: str, holds: bool
) -> None:
    passed = gate(sql, NAMES, engine)

    assert isinstance(passed, Passed)
    assert passed.holds_values is holds


def test_a_refusal_names_what_it_is_about(engine: duckdb.DuckDBPyConnection) -> None:
    assert gate("SELECT uuid() FROM s1", NAMES, engine) == Refused("function-not-allowed", "uuid")
    assert gate("SELECT * FROM S9", NAMES, engine) == Refused("table-unknown", "S9")
