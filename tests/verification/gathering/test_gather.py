"""One pass: what breaks off leaves no half copy, and what the first batch promised is mended."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.verification.offers import declare, offer
from verification.checks.small_groups import CHECKS
from verification.faults import FileFault
from verification.findings import Location
from verification.gathering.gather import Bench, gather
from verification.gathering.plan import plan_of
from verification.limits import Deadline, Limits
from verification.matching import Match
from verification.tables import OpenTable, TableHead

ROWS = 65_536


def opened(*columns: list[list[str]], broken: bool = False) -> OpenTable:
    """A table of batches, one list of cells a batch and column; it breaks off if it is broken."""
    names = tuple(f"c{place}" for place in range(len(columns)))

    def batches() -> Iterator[pa.RecordBatch]:
        for cells in zip(*columns, strict=True):
            arrays = [pa.array(each, pa.string()) for each in cells]
            yield pa.record_batch(arrays, names=list(map(str, range(len(arrays)))))
        if broken:
            raise FileFault("unreadable", "끊긴 파일입니다.", Location("a"))

    return OpenTable(TableHead("a", names, header=names), batches)


def bench(folder: Path) -> Bench:
    limits = Limits()
    return Bench(folder, limits, Deadline(limits.seconds))


def test_a_table_that_breaks_off_while_its_copy_is_written_is_a_fault(tmp_path: Path) -> None:
    texts = [[f"{batch}-{row}-{'x' * 40}" for row in range(ROWS)] for batch in range(4)]
    table = opened(texts, texts, broken=True)
    plan = plan_of(table.head, Match(undeclared=table.head.names), ())

    with pytest.raises(FileFault):
        gather(table, plan, tmp_path / "copy.parquet", bench(tmp_path))

    assert list(tmp_path.iterdir()) == []


def test_a_copy_whose_types_did_not_hold_is_written_again(tmp_path: Path) -> None:
    table = opened([["1"] * ROWS, ["x"]], [[""] * ROWS, ["5"]])
    plan = plan_of(table.head, Match(undeclared=table.head.names), ())
    copy = tmp_path / "copy.parquet"

    gather(table, plan, copy, bench(tmp_path))

    stored = pq.read_table(copy)
    assert stored.schema.types == [pa.string(), pa.int64()]
    assert stored["c0"][ROWS].as_py() == "x"
    assert stored["c1"].to_pylist() == [None] * ROWS + [5]


def test_groups_are_looked_for_by_what_the_whole_table_tells() -> None:
    # The first batch says nothing of people; the next does, by its cells alone.
    sexes = [["-"] * 10, ["남", "여"] * 5_000]
    ages = [["-"] * 10, ["20대", "30대"] * 4_999 + ["90대", "20대"]]
    subject = offer(opened(sexes, ages), declared=declare())

    found = [(each.code, each.at.row) for check in CHECKS for each in check.find(subject)]

    assert ("quasi-identifiers", None) in found
    assert ("small-groups", 10_009) in found
