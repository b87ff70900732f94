"""Hostile recipes: each is stopped by the look at its text, and by the process it would run in."""

import os
import resource
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.verification.evidence.replay.attacks import (
    BOMBS,
    CHANCE,
    FILES,
    LONG,
    SETTINGS,
    SOCKETS,
    STATEMENTS,
    TELLS,
    WRITES,
)
from verification.evidence.replay.bounds import Bounds
from verification.evidence.replay.gate import Passed, Refused, gate
from verification.evidence.replay.sandbox import Ran, Stopped, run_apart
from verification.limits import MEBIBYTE

SECRET = "tesserae-4711"
QUICK = Bounds(seconds=20, memory_bytes=400 * MEBIBYTE, result_bytes=64 * MEBIBYTE)

NAMES = frozenset({"s1", "s1_2"})


@pytest.fixture(scope="module")
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("CREATE VIEW s1 AS SELECT 1 AS a, 'x' AS n")
        connection.execute("CREATE VIEW s1_2 AS SELECT 1 AS a, 2 AS c")
        yield connection


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A source of three rows; beside the folder the recipe runs in stand secrets."""
    (tmp_path / "run").mkdir()
    for name in ("secret.txt", "secret.csv"):
        (tmp_path / name).write_text(SECRET)
    pq.write_table(pa.table({"a": [SECRET]}), tmp_path / "secret.parquet")
    path = tmp_path / "source.parquet"
    pq.write_table(pa.table({"a": [1, 2, 3], "n": ["가", "나", "다"]}), path)
    return path


def run(sql: str, source: Path, *, gated: bool = True, bounds: Bounds = QUICK) -> Ran | Stopped:
    folder = source.parent / "run"
    return run_apart(sql, {"s1": source}, folder=folder, bounds=bounds, gated=gated)


def rows(ran: Ran | Stopped) -> list[tuple[object, ...]]:
    assert isinstance(ran, Ran), ran
    return [tuple(row.values()) for row in pq.read_table(ran.result).to_pylist()]


def said(sql: str, source: Path, port: int = 9) -> str:
    return sql.format(secret=source.parent / "secret", port=port)


# The look at the text.

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
    text = said(sql, tmp_path / "source.parquet")
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
    assert gate(sql, NAMES, engine) == Passed(reads)


def test_a_refusal_names_what_it_is_about(engine: duckdb.DuckDBPyConnection) -> None:
    assert gate("SELECT uuid() FROM s1", NAMES, engine) == Refused("function-not-allowed", "uuid")
    assert gate("SELECT * FROM S9", NAMES, engine) == Refused("table-unknown", "S9")


# The process, the look at the text left out.


@pytest.mark.parametrize("sql", FILES.values(), ids=FILES.keys())
def test_the_process_reads_no_other_file(source: Path, sql: str) -> None:
    stopped = run(said(sql, source), source, gated=False)

    assert isinstance(stopped, Stopped)
    assert SECRET not in str(stopped)


@pytest.mark.parametrize("sql", WRITES.values(), ids=WRITES.keys())
def test_the_process_writes_nowhere_else(source: Path, sql: str) -> None:
    before = source.read_bytes()

    assert isinstance(run(said(sql, source), source, gated=False), Stopped)
    assert source.read_bytes() == (source.parent / "run" / "in" / "0.parquet").read_bytes()
    assert source.read_bytes() == before
    assert not [path.name for path in source.parent.glob("secret.out*")]


@pytest.mark.parametrize("sql", SOCKETS.values(), ids=SOCKETS.keys())
def test_the_process_opens_no_socket(source: Path, sql: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)
        text = said(sql, source, listening.getsockname()[1])

        assert isinstance(run(text, source, gated=False), Stopped)
        with pytest.raises(TimeoutError):
            listening.accept()


@pytest.mark.parametrize("sql", SETTINGS.values(), ids=SETTINGS.keys())
def test_the_process_changes_no_setting(source: Path, sql: str) -> None:
    assert isinstance(run(said(sql, source), source, gated=False), Stopped)


@pytest.mark.parametrize("sql", TELLS.values(), ids=TELLS.keys())
def test_the_process_knows_nothing_worth_telling(source: Path, sql: str) -> None:
    ran = run(said(sql, source), source, gated=False)

    told = str(pq.read_table(ran.result).to_pylist()) if isinstance(ran, Ran) else str(ran)
    # Where it runs is known to itself; where the house is, and what was set there, is not.
    for known in (str(source), str(Path(__file__).parents[4]), os.environ.get("HOME", "/root")):
        assert known not in told.replace(str(source.parent / "run"), "")


# Bounds.


@pytest.mark.parametrize("sql", BOMBS.values(), ids=BOMBS.keys())
def test_memory_is_bounded(source: Path, sql: str) -> None:
    with most_memory() as most:
        stopped = run(sql, source, bounds=Bounds(seconds=2, memory_bytes=300 * MEBIBYTE))

    assert isinstance(stopped, Stopped)
    assert stopped.code in {"recipe-too-large", "recipe-too-slow"}
    assert most[0] < 330 * MEBIBYTE


@pytest.mark.parametrize("sql", LONG.values(), ids=LONG.keys())
def test_time_is_bounded(source: Path, sql: str) -> None:
    began = time.monotonic()

    stopped = run(said(sql, source), source, bounds=Bounds(seconds=1))

    assert stopped == Stopped("recipe-too-slow", "time")
    assert time.monotonic() - began < 2


def test_the_result_is_bounded(source: Path) -> None:
    sql = "SELECT hash(i) AS a, hash(i + 1) AS b FROM range(2000000) t(i)"
    bounds = Bounds(seconds=10, result_bytes=MEBIBYTE, spill_bytes=MEBIBYTE)

    assert run(sql, source, bounds=bounds) == Stopped("recipe-too-large", "result")


def test_nothing_is_left_running(source: Path) -> None:
    run(LONG["a long sum"], source, bounds=Bounds(seconds=0.6))

    assert [each for each in _children() if each[1]] == []


# What it is for.


def test_a_recipe_gives_its_rows(source: Path) -> None:
    ran = run("SELECT n, a * 1.5 AS b FROM s1 WHERE a > 1 ORDER BY a DESC", source)

    assert [(str(n), float(b)) for n, b in rows(ran)] == [("다", 4.5), ("나", 3.0)]
    assert isinstance(ran, Ran)
    assert ran.reads == ("s1",)


def test_sums_of_whole_numbers_are_exact(source: Path) -> None:
    ran = run(
        'SELECT sum(a) + 9007199254740993 AS "합""계", n FROM s1 GROUP BY ALL LIMIT 1', source
    )

    assert isinstance(ran, Ran)
    assert pq.read_schema(ran.result).names == ['합"계', "n"]
    assert int(rows(ran)[0][0]) == 9007199254740994  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("sql", "stopped"),
    [
        ("SELECT b FROM s1", Stopped("recipe-failed", "name-unknown", "b")),
        ("SELECT n::INTEGER FROM s1", Stopped("recipe-failed", "value-does-not-convert")),
        ("SELECT uuid() FROM s1", Stopped("recipe-refused", "function-not-allowed", "uuid")),
        ("SELECT", Stopped("recipe-refused", "no-sql")),
    ],
)
def test_what_ends_a_recipe_is_said_without_a_cell(
    source: Path, sql: str, stopped: Stopped
) -> None:
    assert run(sql, source) == stopped


def test_sources_beyond_the_bound_are_not_even_copied(source: Path) -> None:
    stopped = run("FROM s1", source, bounds=Bounds(sources_bytes=10))

    assert stopped == Stopped("recipe-too-large", "sources")
    assert list((source.parent / "run").iterdir()) == []


class most_memory:  # noqa: N801  read as a word, where it is used
    """Look at the memory of this process's children, again and again, while the block runs."""

    def __enter__(self) -> list[int]:
        self._most, self._done = [0], threading.Event()
        self._watch = threading.Thread(target=self._look)
        self._watch.start()
        return self._most

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._done.wait(0.005):
            self._most[0] = max([self._most[0], *(size for _, size in _children())])


def _children() -> list[tuple[int, int]]:
    """The recipes this process has begun, and the memory of each, in bytes."""
    found = []
    for task in Path("/proc/self/task").iterdir():
        for child in (task / "children").read_text().split():
            try:
                begun = Path(f"/proc/{child}/cmdline").read_text()
                pages = Path(f"/proc/{child}/statm").read_text().split()[1]
            except (FileNotFoundError, ProcessLookupError):
                continue
            if "replay.child" in begun:  # until then it has the memory of its parent
                found.append((int(child), int(pages) * resource.getpagesize()))
    return found
