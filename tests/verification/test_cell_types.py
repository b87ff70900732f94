import pyarrow as pa
import pytest

from verification.cell_types import Guess, converted, fits, guessed
from verification.declaration import ColumnType

T = ColumnType


def column(*cells: str | None) -> pa.ChunkedArray:
    return pa.chunked_array([list(cells[:1]), list(cells[1:])], pa.string())


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (T.STRING, ["", "x"], []),
        (
            T.INTEGER,
            ["1", "-2", "+3", "007", "1,234", " 5 "],
            ["1.0", "12,34", "1_000", "x", "1e3"],
        ),
        (T.NUMBER, ["1", ".5", "5.", "-1.5e-3", "1,234.5"], ["nan", "1.2.3", "45.2%", "-", "약 3"]),
        (T.BOOLEAN, ["Y", "n", "TRUE", "예", "0"], ["2", "있음"]),
        (
            T.DATE,
            ["2024-02-29", "2024.1.5.", "20240131", "2024년 7월 1일"],
            ["2023-02-29", "24.1.5"],
        ),
        (T.DATE, ["2024. 1. 5", "2024/12/31"], ["20241301", "2024-00-10", "0000-01-01", "2024-01"]),
        (T.DATETIME, ["2024-01-01 9:05", "2024-01-01T10:00:00.123Z", "20240101235959"], ["9:05"]),
        (T.DATETIME, ["2024-01-01 24:00", "2024-01-01"], ["2024-01-01 24:01", "2024-01-01 10:60"]),
        (T.TIME, ["23:59", "1:02:03", "24:00"], ["24:01", "12:60", "12"]),
        (T.YEAR, ["2024", "2024년"], ["24", "20245"]),
        (T.YEARMONTH, ["2024-01", "202412", "2024년 7월"], ["202413", "2024"]),
    ],
)
def test_cells_are_judged_by_the_whole_of_their_text(
    kind: ColumnType, good: list[str], bad: list[str]
) -> None:
    judged = fits(kind, column(*good, *bad, None))

    assert judged.to_pylist() == [True] * len(good) + [False] * len(bad) + [None]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["1", "-20", None], T.INTEGER),
        (["1", "2.5"], T.NUMBER),
        (["00012", "3"], T.STRING),
        (["20240101", "20240102"], T.INTEGER),
        (["2024-01-01", "2024.1.2"], T.DATE),
        (["2024-01-01 10:00", "2024-01-02"], T.DATETIME),
        (["true", "FALSE"], T.BOOLEAN),
        (["Y", "N"], T.STRING),
        ([None, None], T.STRING),
        ([], T.STRING),
    ],
)
def test_a_type_is_guessed_where_every_cell_agrees(cells: list[str | None], kind: T) -> None:
    assert guessed(column(*cells)) == Guess(kind)


def test_a_few_strangers_are_told_from_a_column_of_numbers() -> None:
    guess = guessed(column(*map(str, range(30)), "없음"))

    assert guess.type is ColumnType.INTEGER
    assert guess.good is not None
    assert guess.good.to_pylist() == [True] * 30 + [False]


@pytest.mark.parametrize(
    ("kind", "cells", "values"),
    [
        (T.INTEGER, ["1,234", "+5", None], [1234, 5, None]),
        (T.INTEGER, ["1" * 19], ["1" * 19]),
        (T.NUMBER, ["1,234.5", " 2 "], [1234.5, 2.0]),
        (T.BOOLEAN, ["Y", "0", None], [True, False, None]),
        (T.YEARMONTH, ["2024-01"], ["2024-01"]),
        (T.DATETIME, ["2024-01-01 10:00:00Z"], ["2024-01-01 10:00:00Z"]),
    ],
)
def test_values_are_made_only_where_they_are_exact(
    kind: ColumnType, cells: list[str], values: list[object]
) -> None:
    assert converted(kind, column(*cells)).to_pylist() == values


def test_dates_become_dates_and_moments_keep_their_fraction() -> None:
    dates = converted(T.DATE, column("20240131", "2024.2.1", None)).cast(pa.string())
    moments = converted(T.DATETIME, column("2024-01-01 10:00:00.25")).cast(pa.string())

    assert dates.to_pylist() == ["2024-01-31", "2024-02-01", None]
    assert moments.to_pylist() == ["2024-01-01 10:00:00.250000"]


def test_days_that_repeat_are_read_like_others() -> None:
    text = column("2024-01-02", None, "x", *["2024-01-02", "2024-02-30"] * 5)

    assert fits(T.DATE, text).to_pylist() == [True, None, False, *[True, False] * 5]
