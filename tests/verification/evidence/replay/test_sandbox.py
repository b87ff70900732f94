"""Hostile recipes, the look at their text left out: each is stopped by the process it runs in."""

import os
import resource
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.verification.evidence.replay.attacks import (
    BOMBS,
    FILES,
    LARGE,
    LONG,
    SETTINGS,
    SOCKETS,
    TELLS,
    WRITES,
)
from tests.verification.evidence.replay.one_child import STOPPED, all_in_one
from verification.evidence.replay.bounds import Bounds
from verification.evidence.replay.sandbox import Ran, Stopped, run_apart
from verification.limits import MEBIBYTE

SECRET = "tesserae-4711"
QUICK = Bounds(seconds=20, memory_bytes=400 * MEBIBYTE, result_bytes=64 * MEBIBYTE)


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


def first(attacks: Mapping[str, str]) -> str:
    return next(iter(attacks.values()))


def ended(attacks: Mapping[str, str], source: Path, port: int = 9) -> Mapping[str, tuple[str, str]]:
    """How attacks of a kind end in one confined process."""
    texts = {name: said(sql, source, port) for name, sql in attacks.items()}
    return all_in_one(texts, source, source.parent / "one", QUICK)


def not_stopped(ends: Mapping[str, tuple[str, str]]) -> list[str]:
    return [name for name, (end, _) in ends.items() if end not in STOPPED]


def test_the_process_reads_no_other_file(source: Path) -> None:
    (source.parent / "link.parquet").symlink_to(source.parent / "secret.parquet")

    ends = ended(FILES, source)

    assert not_stopped(ends) == []
    assert [name for name, (_, told) in ends.items() if SECRET in told] == []


def test_the_process_writes_nowhere_else(source: Path) -> None:
    before = source.read_bytes()

    assert not_stopped(ended(WRITES, source)) == []
    assert source.read_bytes() == (source.parent / "one" / "in" / "0.parquet").read_bytes()
    assert source.read_bytes() == before
    assert not [path.name for path in source.parent.glob("secret.out*")]


def test_the_process_opens_no_socket(source: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)

        assert not_stopped(ended(SOCKETS, source, listening.getsockname()[1])) == []
        with pytest.raises(TimeoutError):
            listening.accept()


def test_the_process_changes_no_setting(source: Path) -> None:
    assert not_stopped(ended(SETTINGS, source)) == []


def test_the_process_knows_nothing_worth_telling(source: Path) -> None:
    # Where it runs is known to itself; where the house is, and what was set there, is not.
    secret = (str(source), str(Path(__file__).parents[4]), os.environ.get("HOME", "/root"))
    own = str(source.parent / "one")

    for name, (_, told) in ended(TELLS, source).items():
        assert not [known for known in secret if known in told.replace(own, "")], name


@pytest.mark.parametrize("sql", [first(kind) for kind in (FILES, WRITES, SOCKETS, SETTINGS)])
def test_a_recipe_of_its_own_is_stopped_just_so(source: Path, sql: str) -> None:
    assert isinstance(run(said(sql, source), source, gated=False), Stopped)


# Bounds.


@pytest.mark.parametrize("sql", BOMBS.values(), ids=BOMBS.keys())
def test_memory_is_bounded(source: Path, sql: str) -> None:
    with most_memory() as most:
        stopped = run(sql, source, bounds=Bounds(seconds=1.5, memory_bytes=300 * MEBIBYTE))

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


@pytest.mark.parametrize("sql", LARGE.values(), ids=LARGE.keys())
def test_a_result_is_no_more_than_a_file_may_be(source: Path, sql: str) -> None:
    bounds = replace(QUICK, rows=2_000, columns=5, cells=4_000, result_bytes=8 * MEBIBYTE)

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
        (
            "SELECT n::INTEGER AS 가 FROM s1",
            Stopped("recipe-failed", "value-does-not-convert"),
        ),
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
