"""The statistics of columns, held against pandas and against awkward values."""

import numpy as np
import pandas as pd
import pytest

from bench.numbers import dashed, people
from tests.verification.offers import declare, table, through
from verification.declaration import ColumnType, DeclaredColumn
from verification.profile import QUANTILES, profile_of
from verification.report import ColumnFacts


def facts(cells: list[str | None], kind: ColumnType | None = None) -> ColumnFacts:
    said = declare(DeclaredColumn("a", kind)) if kind else declare()
    (rows,) = through(table({"a": cells}, blank_rows_count=True), declared=said)
    (found,) = profile_of(rows)
    return found


def test_exact_statistics_are_those_of_pandas() -> None:
    draw = np.random.default_rng(7)
    numbers = pd.Series(np.round(draw.normal(100, 25, 5_000), 2))
    cells = [*map(str, numbers), *[None] * 50]

    found = facts(cells)

    assert (found.type, found.nulls, found.distinct) == ("number", 50, numbers.nunique())
    assert found.mean == pytest.approx(numbers.mean(), rel=1e-12)
    assert (float(found.least or 0), float(found.greatest or 0)) == (numbers.min(), numbers.max())
    assert found.quantiles == {
        str(q): pytest.approx(numbers.quantile(q), rel=1e-12) for q in QUANTILES
    }
    assert found.histogram is not None
    assert sum(found.histogram.counts) == 5_000
    assert found.top[0][1] == numbers.value_counts().iloc[0]
    assert found.exact


def test_approximate_statistics_are_within_the_bounds_they_state() -> None:
    numbers = pd.Series(np.random.default_rng(8).exponential(1000, 200_000).round(4))

    found = facts(list(map(str, numbers)))

    distinct, bound = numbers.nunique(), found.approximate["distinct"]["relative_error"]
    assert abs(found.distinct - distinct) <= bound * distinct
    assert found.quantiles is not None
    for q in QUANTILES:
        rank = float((numbers <= found.quantiles[str(q)]).mean())
        assert abs(rank - q) <= found.approximate["quantiles"]["rank_error"]
    assert found.histogram is not None
    counts, _ = np.histogram(numbers, found.histogram.edges)
    shares = np.abs(np.array(found.histogram.counts) - counts) / len(numbers)
    assert shares.max() <= found.approximate["histogram"]["share_error"]
    assert found.mean == pytest.approx(numbers.mean(), rel=1e-12)


@pytest.mark.parametrize(
    "cells",
    [
        ["12345678901234567"] * 3,
        [str(12345678901234567 + step) for step in range(9)],
        ["1e308", "-1e308", "5"],
        ["9" * 400, "1"],
        ["9999-12-31"],
        ["0", "0.0", "-0"],
        ["1e400", "1"],
    ],
)
def test_values_at_the_edge_of_what_a_double_holds_are_told_without_breaking(
    cells: list[str],
) -> None:
    found = facts(list(cells))

    assert found.filled == len(cells)


def test_quantiles_are_of_the_declared_type_alone() -> None:
    assert facts(["5", "6", "7"], ColumnType.DATE).quantiles is None
    packed = facts(["20240101", "20240103"], ColumnType.DATE)
    assert packed.quantiles is not None
    assert packed.quantiles["0.5"] == "2024-01-02"
    assert facts(["2024-01-01", "2024-01-02", "7"], ColumnType.NUMBER).quantiles == dict.fromkeys(
        map(str, QUANTILES), 7.0
    )


def test_marks_are_told_from_what_is_withheld() -> None:
    found = facts([*map(str, range(40)), "-", "x", "*", "x"])

    assert (found.missing_marks, found.suppressed) == ({"-": 1}, {"x": 2, "*": 1})
    assert (found.type, found.nearest, found.fits, found.filled) == (
        "string",
        "string",
        44,
        44,
    ) or (found.nearest == "integer" and found.fits == 40)


def test_a_unit_in_the_name_and_a_key_are_seen() -> None:
    (rows,) = through(table({"금액(천원)": ["1", "2"], "구분": ["가", "가"]}))

    amount, kind = profile_of(rows)

    assert (amount.unit, amount.candidate_key) == ("천원", True)
    assert (kind.unit, kind.candidate_key, kind.top) == (None, False, (("가", 2),))


ROWS = 65_536
"""A batch has no more."""


def test_few_strangers_in_a_later_batch_are_located() -> None:
    found = facts([*map(str, range(ROWS)), *["abc"] * 3])

    assert (found.nearest, found.fits) == ("integer", ROWS)
    assert [(cell.row, cell.value) for cell in found.bad_cells] == [
        (ROWS + place, "abc") for place in (1, 2, 3)
    ]


def test_dates_among_numbers_do_not_count_as_numbers() -> None:
    found = facts([*map(str, range(ROWS)), *["2024-01-02"] * 100])

    assert found.histogram is not None
    assert found.histogram.edges[-1] <= ROWS


def test_ends_of_numbers_too_long_to_be_whole_are_those_of_all() -> None:
    found = facts([*map(str, range(ROWS)), "1234567890123456789", "-1234567890123456789"])

    assert (float(found.least or 0), float(found.greatest or 0)) == (
        -1234567890123456789.0,
        1234567890123456789.0,
    )


def test_a_column_that_repeats_is_known_to_be_no_key() -> None:
    assert facts([str(row % 50_000) for row in range(ROWS)]).candidate_key is False
    assert facts(list(map(str, range(ROWS + 9)))).candidate_key is True


def test_very_long_texts_are_counted_whole_and_kept_short() -> None:
    found = facts([*["가" * 5_000 + "1"] * 2, "가" * 5_000 + "2"])

    assert (found.distinct, [count for _, count in found.top]) == (2, [2])


def test_of_numbers_that_name_people_not_even_the_least_is_told() -> None:
    numbers = [number.replace("-", "") for number in map(dashed, people(30))]

    for kind in (None, ColumnType.INTEGER):
        found = facts(list(numbers), kind)

        assert (found.least, found.greatest, found.mean) == (None, None, None)
        assert (found.quantiles, found.histogram) == (None, None)
        assert {value for value, _ in found.top} <= {"*" * 13}
