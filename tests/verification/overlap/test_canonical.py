"""Values are one however they are written and stored."""

import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from verification.overlap.canonical import HashedColumn, hashes_of, opened


def codes(*values: Any, kind: Any = None) -> list[int]:
    found: list[int] = hashes_of(pa.array(values, kind or pa.string())).tolist()
    return found


WHOLE, DOUBLE, MOMENT = pa.int64(), pa.float64(), pa.timestamp("us")
NOON = 1_514_808_000_000_000
"""2018-01-01 12:00, in µs."""


@pytest.mark.parametrize(
    ("texts", "stored", "kind"),
    [
        (("1500", "1,500", "1500.0", " 1500 ", "01500", "1.5e3"), 1500, WHOLE),
        (("1500", "1500.00"), 1500.0, DOUBLE),
        (("0.3", ".30", "0.30000000000000004"), 0.3, DOUBLE),
        (("-7", "-7.0"), -7, WHOLE),
        (("12345678901234567",), 12345678901234567, WHOLE),
        (("20180101", "2018-01-01", "2018.1.1", "2018. 1. 1."), 20180101, WHOLE),
        (("2018년 1월 1일", "2018/01/01", "2018-01-01 00:00:00"), date(2018, 1, 1), pa.date32()),
        (("20180101120000", "2018-01-01 12:00"), NOON, MOMENT),
        (("2018-01-01 12:00:00.25",), NOON + 250_000, MOMENT),
        (("1600-02-29",), date(1600, 2, 29), pa.date32()),
        (("2018-01", "2018년 1월", "2018-1"), 201801, WHOLE),
        (("Y", "예", "1", "true"), True, pa.bool_()),
        (("n", "0", "아니오"), False, pa.bool_()),
        (("", "  ", "-", "NaN", "null"), None, DOUBLE),
    ],
)
def test_a_value_is_one_however_it_is_written(
    texts: tuple[str, ...], stored: object, kind: Any
) -> None:
    assert {*codes(*texts)} == {*codes(stored, kind=kind)}


def test_letters_are_one_in_any_case_and_composition() -> None:
    apart = unicodedata.normalize("NFD", "도담동")

    assert len({*codes("도담동", " 도담동 ", apart)}) == 1
    assert len({*codes("ABC", "abc")}) == 1


def test_different_values_are_different_and_nothing_is_nothing() -> None:
    values = ("1", "2", "1.5", "가", "나", "2018-01-01", "12:30", "10", "도담동 1")

    assert len({*codes(*values)}) == len(values)
    assert codes("", None) == [0, 0]
    assert 0 not in codes(*values)


def test_what_a_dictionary_holds_is_hashed_as_what_stands_there() -> None:
    cells = pa.array(["가", None, "나", "가"])

    column = HashedColumn.of(cells.dictionary_encode())

    assert column.hashes.tolist() == hashes_of(cells).tolist()
    assert {*column.values.tolist()} == {*codes("가", "나")}


def test_columns_are_read_as_asked_whatever_their_names_mean(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"a": [1], "a.b": ["x"], "c": [2.5]}), path)

    with opened(path) as table:
        (batch,) = table.batches((2, 0))

    assert [column.cells.to_pylist() for column in batch.columns] == [[2.5], [1]]
