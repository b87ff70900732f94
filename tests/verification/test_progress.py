"""How far the reading of an offer is, as it is told while it goes on."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pytest

from tests.verification.reading import parquet, workbook
from verification.errors import TellingBroke
from verification.limits import Deadline, Limits
from verification.progress import TOLD_EVERY, ReadingProgress, Stage
from verification.reading import OfferedFile, read_file
from verification.tables import OpenTable, TableHead

Heard = list[tuple[int, int | None, int | None]]


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def nothing() -> Iterator[pa.RecordBatch]:
    return iter(())


def table_of(rows: int | None) -> OpenTable:
    return OpenTable(TableHead("a", ("x",)), nothing, expected=lambda: rows)


def telling(heard: Heard, clock: Clock) -> ReadingProgress:
    def hear(stage: Stage, done: int, of: int | None, *, files: int | None = None) -> None:
        assert stage is Stage.READING
        heard.append((done, of, files))

    return ReadingProgress(hear, clock)


def test_rows_are_told_of_all_tables_and_a_file_is_done_with_its_last_table() -> None:
    heard: Heard = []
    reading = telling(heard, Clock())
    for tables in ((table_of(10), table_of(20)), (), (table_of(5),)):
        reading.opened(tables)
    reading.all_opened()

    reading.done(0)
    reading.rows(1, 20)
    reading.done(1)

    # The first table broke off before any row; documents, which have no table, are done with.
    assert heard[4:] == [(0, 35, 1), (0, 25, 1), (20, 25, 2)]


def test_of_how_many_is_not_told_where_one_table_does_not_know() -> None:
    heard: Heard = []
    reading = telling(heard, Clock())
    reading.opened((table_of(10), table_of(None)))
    reading.all_opened()

    reading.done(1)

    assert [of for _, of, _ in heard] == [None, None, None, 10]


def test_an_estimate_is_never_less_than_what_was_read() -> None:
    heard: Heard = []
    clock = Clock()
    reading = telling(heard, clock)
    reading.opened((table_of(10),))
    reading.all_opened()

    clock.now += TOLD_EVERY
    reading.rows(0, 12)

    assert heard[-1] == (12, 12, 0)


def test_rows_are_told_a_few_times_a_second_at_the_most() -> None:
    heard: Heard = []
    clock = Clock()
    reading = telling(heard, clock)
    reading.opened((table_of(1000),))
    reading.all_opened()
    heard.clear()

    for row in range(1000):
        clock.now += 0.001
        reading.rows(0, row)

    assert 1 <= len(heard) <= 4


def test_what_the_told_one_raises_is_no_fault_of_the_file() -> None:
    def break_off(stage: Stage, done: int, of: int | None, *, files: int | None = None) -> None:
        raise KeyError("x")

    with pytest.raises(TellingBroke) as raised:
        ReadingProgress(break_off)

    assert isinstance(raised.value.error, KeyError)


LINES = 80_000
TEXT = "n,곳\n" + "".join(f'{n},"가나다 {n}"\n' for n in range(100_000, 100_000 + LINES))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_how_many_rows_a_text_has_is_told_near_from_its_beginning_and_right_at_its_end(
    tmp_path: Path, encoding: str
) -> None:
    (table,) = opened(tmp_path, "a.csv", TEXT.encode(encoding), Limits(record_bytes=1 << 16))

    told = [table.expected(), *(table.expected() for _ in table.batches())]

    assert len(told) > 5
    assert all(of == pytest.approx(LINES, rel=0.03) for of in told)
    assert told[-1] == LINES


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"x,y\n1,2\n3,4\n5,6"),
        ("a.jsonl", b'{"x": 1}\n{"x": 2}\n{"x": 3}\n'),
        ("a.json", b'[{"x": 1}, {"x": 2}, {"x": 3}]'),
        ("a.json", b'{"x": [1, 2, 3], "y": [4, 5, 6]}'),
        ("a.xlsx", workbook(["x", "y"], [1, 2], [3, 4], [5, 6])),
        ("a.parquet", parquet(pa.table({"x": [1, 2, 3]}))),
    ],
)
def test_every_format_tells_how_many_rows_there_are(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (table,) = opened(tmp_path, name, content)

    assert table.expected() == 3


def opened(
    folder: Path, name: str, content: bytes, limits: Limits | None = None
) -> tuple[OpenTable, ...]:
    path = folder / "offered"
    path.write_bytes(content)
    bounds = limits or Limits()
    offered, deadline = OfferedFile(name, path), Deadline(bounds.seconds)
    return read_file(offered, folder=folder, limits=bounds, deadline=deadline).tables
