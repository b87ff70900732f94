from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from marketplace.access.errors import (
    ColumnUnknown,
    RowsTooSlow,
    RowsUnreadable,
    ValueRefused,
)
from marketplace.access.rows import Column, RowsLimits, RowsPage, read_rows

STOPS = {
    "정류장": ["도담동", "새롬동", None, "한솔동"],
    "승차": [120, 35, 35, None],
    "비율": [0.5, float("nan"), 2.5, None],
    "개통": [date(2020, 1, 2), None, date(2021, 5, 1), date(2019, 3, 3)],
}


@pytest.fixture
def stops(tmp_path: Path) -> Path:
    return written(tmp_path, STOPS)


def written(folder: Path, columns: dict[str, list[object]]) -> Path:
    path = folder / "table.parquet"
    pq.write_table(pa.table(columns), path, compression="zstd")
    return path


def names(page: RowsPage) -> list[object]:
    return [row[0] for row in page.rows]


def test_a_page_has_columns_rows_and_the_count_of_all(stops: Path) -> None:
    page = read_rows(stops, {"per_page": ["2"], "page": ["2"]})

    assert page == RowsPage(
        columns=(
            Column("정류장", "VARCHAR"),
            Column("승차", "BIGINT"),
            Column("비율", "DOUBLE"),
            Column("개통", "DATE"),
        ),
        rows=((None, 35, 2.5, "2021-05-01"), ("한솔동", None, None, "2019-03-03")),
        count=4,
        page=2,
        per_page=2,
    )


def test_what_is_no_number_is_nothing_in_json(stops: Path) -> None:
    assert read_rows(stops, {"select": ["비율"]}).rows == ((0.5,), (None,), (2.5,), (None,))


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        (["승차:eq:35"], ["새롬동", None]),
        (["승차:ne:35"], ["도담동"]),
        (["승차:gt:34.6"], ["도담동", "새롬동", None]),
        (["승차:lt:34.6"], []),
        (["승차:le:35"], ["새롬동", None]),
        (["승차:lt:99999999999999999999999"], ["도담동", "새롬동", None]),
        (["개통:ge:2020-01-02"], ["도담동", None]),
        (["정류장:contains:롬"], ["새롬동"]),
        (["정류장:contains:%"], []),
        (["정류장:isnull:"], [None]),
        (["정류장:isnull:false", "승차:isnull:true"], ["한솔동"]),
        (["정류장:eq:x' OR '1'='1"], []),
    ],
)
def test_conditions_hold_together_in_the_type_of_their_column(
    stops: Path, conditions: list[str], found: list[object]
) -> None:
    page = read_rows(stops, {"where": conditions})

    assert (names(page), page.count) == (found, len(found))


def test_rows_are_sorted_with_missing_values_last_and_equals_as_in_the_file(stops: Path) -> None:
    up = read_rows(stops, {"sort": ["승차"]})
    down = read_rows(stops, {"sort": ["-승차"]})

    assert names(up) == ["새롬동", None, "도담동", "한솔동"]
    assert names(down) == ["도담동", "새롬동", None, "한솔동"]


@pytest.mark.parametrize(
    "condition", ["승차:eq:많음", "개통:eq:2020-13-01", "비율:gt:", "정류장:isnull:maybe"]
)
def test_a_value_of_another_type_is_refused_without_repeating_it(
    stops: Path, condition: str
) -> None:
    with pytest.raises(ValueRefused) as refused:
        read_rows(stops, {"where": [condition]})

    assert condition.split(":")[2] == "" or condition.split(":")[2] not in str(refused.value)


def test_names_from_outside_are_data_never_statements(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        {'a"; DROP TABLE t; --': ["1"], "A": ["2"], "a": ["3"], "file_row_number": ["4"]},
    )

    page = read_rows(path, {"where": ["a:eq:3"], "sort": ["file_row_number"]})

    assert [column.name for column in page.columns] == [
        'a"; DROP TABLE t; --',
        "A",
        "a",
        "file_row_number",
    ]
    assert page.rows == (("1", "2", "3", "4"),)


def test_moments_and_truths_are_written_as_json_has_them(tmp_path: Path) -> None:
    path = written(tmp_path, {"at": [datetime(2024, 5, 1, 9, 30)], "ok": [True]})  # noqa: DTZ001

    assert read_rows(path, {"where": ["ok:eq:true"]}).rows == (("2024-05-01T09:30:00", True),)


def test_an_unknown_column_is_refused(stops: Path) -> None:
    with pytest.raises(ColumnUnknown):
        read_rows(stops, {"select": ["비밀번호"]})


def test_a_question_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = written(tmp_path, {"n": list(range(300_000))})

    with pytest.raises(RowsTooSlow):
        read_rows(path, {"where": ["n:contains:x"] * 40}, RowsLimits(seconds=0))


def test_a_broken_copy_is_a_fault_that_quotes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "broken.parquet"
    path.write_bytes(b"PAR1 900101-1234567 PAR1")

    with pytest.raises(RowsUnreadable) as fault:
        read_rows(path, {})

    assert "900101" not in str(fault.value)
    assert fault.value.__cause__ is None
