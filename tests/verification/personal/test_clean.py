from random import Random

import pytest

from tests.verification.personal.clean import CLEAN
from tests.verification.personal.columns import codes_of
from verification.codes import CODES

DATED = {"a_few_serial_numbers", "old_order_numbers", "short_dated_numbers", "a_few_milliseconds"}
"""What begins with a birthday as often as numbers of people do: a person may look at it."""


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", CLEAN)
def test_what_names_nobody_stops_nothing_and_calls_nobody(kind: str, seed: int) -> None:
    name, cells = CLEAN[kind](Random(seed))  # noqa: S311 (made-up numbers, not secrets)

    codes = codes_of(name, cells)

    assert {code for code in codes if CODES[code].blocks} == set()
    assert {code for code in codes if CODES[code].privacy} <= (
        {"resident-number-suspected"} if kind in DATED else set()
    )


@pytest.mark.parametrize("rows", [3, 7])
@pytest.mark.parametrize("kind", [kind for kind in CLEAN if kind != "short_dated_numbers"])
def test_a_few_rows_of_it_stop_nothing_either(kind: str, rows: int) -> None:
    _, cells = CLEAN[kind](Random(1))  # noqa: S311 (made-up numbers, not secrets)

    assert {code for code in codes_of("c1", cells[:rows]) if CODES[code].blocks} == set()
