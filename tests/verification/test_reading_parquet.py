"""Reading Parquet: every type becomes text, and what is odd inside is said."""

from datetime import date
from pathlib import Path

import pyarrow as pa

from tests.verification.reading import cells, parquet, read


def test_every_type_of_parquet_becomes_text(tmp_path: Path) -> None:
    table = pa.table(
        {
            "i": pa.array([1, None], pa.int32()),
            "s": pa.array(["", "x"]),
            "d": pa.array([date(2024, 1, 2), None]),
            "b": pa.array([b"\xff", None]),
            "l": pa.array([[1, 2], None]),
        }
    )

    found = read(tmp_path, "a.parquet", parquet(table))

    assert cells(found.tables[0]) == {
        "i": ["1", None],
        "s": [None, "x"],
        "d": ["2024-01-02", None],
        "b": ["\\xFF", None],
        "l": ["[1, 2]", None],
    }
    assert [(noticed.code, noticed.count) for noticed in found.facts.noticed] == [
        ("nested-column", 1)
    ]


def test_moments_that_no_count_of_nanoseconds_holds_stay_what_they_are(tmp_path: Path) -> None:
    last = pa.array(["9999-12-31 03:00:00"]).cast(pa.timestamp("us"))
    content = parquet(pa.table({"a": last}), use_deprecated_int96_timestamps=True)

    (table,) = read(tmp_path, "a.parquet", content).tables

    assert cells(table) == {"a": ["9999-12-31 03:00:00.000000"]}


def test_rows_of_nulls_in_parquet_are_rows(tmp_path: Path) -> None:
    (table,) = read(tmp_path, "a.parquet", parquet(pa.table({"a": [None, 1, None]}))).tables

    assert (table.rows, list(table.table.blank)) == (3, [])


def test_a_parquet_file_without_rows_has_columns(tmp_path: Path) -> None:
    empty = pa.table({"a": pa.array([], pa.string())})

    (table,) = read(tmp_path, "a.parquet", parquet(empty)).tables

    assert cells(table) == {"a": []}
    assert (table.rows, table.table.all_records) == (0, 0)


def test_text_that_is_none_in_parquet_is_replaced_and_not_believed(tmp_path: Path) -> None:
    raw = pa.array([b"\xff\xfex", b"ok", None]).view(pa.string())

    (table,) = read(tmp_path, "a.parquet", parquet(pa.table({"a": raw}))).tables

    assert cells(table) == {"a": ["��x", "ok", None]}
