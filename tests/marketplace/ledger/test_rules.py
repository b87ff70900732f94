from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from marketplace.ledger.errors import NoRulesInForce, RulesRefused
from marketplace.ledger.rules import in_force, pending_points, read_rules
from tests.marketplace.ledger.examples import RULES


def test_rules_read_back_what_they_write() -> None:
    assert read_rules(1, RULES.valid_from, RULES.body()) == RULES


@pytest.mark.parametrize(
    "change",
    [
        {"weights": {"download": 1, "menu": 1}},
        {"weights": {"download": -1, "menu": 1, "upload": {}}},
        {"weights": {"download": 1, "menu": 1, "upload": {"data": -5}}},
        {"weights": {"download": 1, "menu": 1, "upload": [5]}},
        {"menus_per_day": -1},
        {"menus_per_day": "many"},
        {"menus": 3},
        {"refuse": ["the-weather"]},
        {"refuse": ["withdrawn"]},
    ],
)
def test_rules_that_make_no_sense_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(RulesRefused) as refused:
        read_rules(7, RULES.valid_from, RULES.body() | change)

    assert refused.value.number == 7


def test_the_newest_rules_that_are_valid_on_a_day_are_in_force() -> None:
    second = replace(RULES, number=2, valid_from=date(2027, 1, 1))

    assert in_force([RULES, second], date(2026, 12, 31)) == RULES
    assert in_force([RULES, second], date(2027, 1, 1)) == second


def test_of_two_that_begin_on_one_day_the_later_one_is_in_force() -> None:
    second = replace(RULES, number=2)

    assert in_force([second, RULES], RULES.valid_from) == second


def test_before_the_first_rules_there_are_none() -> None:
    with pytest.raises(NoRulesInForce) as refused:
        in_force([RULES], date(1999, 12, 31))

    assert refused.value.day == date(1999, 12, 31)


def test_pending_is_what_approval_would_give() -> None:
    assert pending_points(["data", "analysis"], RULES) == 15
    assert pending_points([], RULES) == 0


def test_a_kind_without_a_weight_is_refused_not_worth_nothing() -> None:
    with pytest.raises(RulesRefused, match="'poem'"):
        RULES.upload("poem")
