"""Which columns tell where a table comes from."""

import numpy as np
import pytest

from verification.overlap.columns import asks, density, is_frame, is_measure, tells
from verification.sketches import ColumnSketch

NONE = np.empty(0, dtype=np.uint64)


def column(kind: str, distinct: int, *ends: float, decimals: int = 0) -> ColumnSketch:
    least, greatest = ends or (None, None)
    return ColumnSketch("c", kind, distinct, NONE, least, greatest, decimals)


@pytest.mark.parametrize(
    ("told", "telling"),
    [
        (column("string", 50), True),
        (column("string", 49), False),
        (column("integer", 365, 1, 365), False),
        (column("integer", 12_000, 1, 130_000), True),
        (column("number", 78, 0.001, 0.089, decimals=3), False),
        (column("number", 14_000, 34.1, 38.5, decimals=6), True),
        (column("integer", 610, 20170501, 20181231), False),
        (column("integer", 240, 200001, 201912), False),
        (column("date", 400), False),
        (column("boolean", 60), False),
    ],
)
def test_what_stands_in_many_tables_tells_nothing(told: ColumnSketch, *, telling: bool) -> None:
    assert tells(told) is telling


@pytest.mark.parametrize(
    ("told", "measuring"),
    [
        (column("number", 100, 33.1, 38.2, decimals=4), True),
        (column("integer", 100, 3, 40_000), True),
        (column("integer", 100, 11010, 39999), False),
        (column("integer", 100, 20240101, 20241231), False),
        (column("integer", 7, 3, 40_000), False),
        (column("string", 100), False),
    ],
)
def test_codes_and_dates_measure_nothing(told: ColumnSketch, *, measuring: bool) -> None:
    assert is_measure(told) is measuring


def test_decimals_lie_as_close_as_their_last_place_says() -> None:
    assert density(column("number", 99, 0.01, 0.99, decimals=2)) == pytest.approx(1.0)
    assert density(column("string", 99)) == 0.0


@pytest.mark.parametrize(
    ("asking", "rows", "does"),
    [
        (column("string", 30), 30, True),
        (column("string", 17), 30, False),
        (column("string", 49), 400, False),
        (column("string", 7), 7, False),
        (column("integer", 30, 1, 30), 30, False),
        (column("date", 30), 30, False),
    ],
)
def test_few_rows_ask_by_what_tells_them_apart(
    asking: ColumnSketch, rows: int, *, does: bool
) -> None:
    assert asks(asking, rows) is does


@pytest.mark.parametrize(
    ("said", "framing"),
    [
        (column("date", 365), True),
        (column("integer", 240, 200001, 201912), True),
        (column("string", 7), True),
        (column("string", 250), False),
        (column("integer", 40, 0, 900), False),
    ],
)
def test_days_and_categories_are_what_rows_are_of(said: ColumnSketch, *, framing: bool) -> None:
    assert is_frame(said) is framing
