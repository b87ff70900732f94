"""Which versions are watched, and why."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.diagnoses.watch import (
    RULES,
    WatchBounds,
    Watched,
    WatchFacts,
    WatchReason,
    gravity,
    watched,
)

TODAY = date(2026, 11, 2)
FRESH = WatchFacts(registered=TODAY, reaches_to=TODAY, update_cycle="monthly", outcome="clean")


def reasons(
    today: date = TODAY, bounds: WatchBounds | None = None, **facts: object
) -> list[Watched]:
    known = WatchFacts(**{**vars(FRESH), **facts})  # type: ignore[arg-type]
    return list(watched(known, bounds or WatchBounds(), today=today))


def test_what_is_fresh_and_clean_is_not_watched() -> None:
    assert reasons() == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"private": 2}, Watched(WatchReason.PERSONAL_DATA, 2)),
        ({"outcome": "lost"}, Watched(WatchReason.LOST, 1)),
        ({"outcome": "crashed"}, Watched(WatchReason.CRASHED, 1)),
        ({"errors": 41}, Watched(WatchReason.ERRORS, 41)),
        ({"error_reports": 2}, Watched(WatchReason.ERROR_REPORTS, 2)),
        ({"open_disputes": 1}, Watched(WatchReason.DISPUTED, 1)),
        ({"fall": 5.0}, Watched(WatchReason.DRIFTING, 5.0)),
        ({"columns_changed": 3}, Watched(WatchReason.SCHEMA_CHANGED, 3)),
        ({"reaches_to": TODAY - timedelta(days=93)}, Watched(WatchReason.STALE, 3.0)),
        ({"registered": TODAY - timedelta(days=31 + 15)}, Watched(WatchReason.OVERDUE, 15)),
    ],
)
def test_each_reason_applies_alone_and_with_its_figure(
    facts: dict[str, object], expected: Watched
) -> None:
    assert reasons(**facts) == [expected]


@pytest.mark.parametrize(
    "facts",
    [
        {"fall": 4.99},
        {"reaches_to": TODAY - timedelta(days=62)},
        {"registered": TODAY - timedelta(days=31 + 14)},
        {"reaches_to": date(2001, 1, 1), "registered": date(2001, 1, 1), "update_cycle": "once"},
        {"reaches_to": date(2001, 1, 1), "registered": date(2001, 1, 1), "update_cycle": None},
        {"outcome": None},
        {"outcome": "findings"},
    ],
)
def test_up_to_its_bound_nothing_is_watched(facts: dict[str, object]) -> None:
    assert reasons(**facts) == []


def test_without_a_period_age_counts_from_the_registration() -> None:
    found = reasons(registered=TODAY - timedelta(days=93), reaches_to=None)

    assert found == [Watched(WatchReason.STALE, 3.0), Watched(WatchReason.OVERDUE, 62)]


def test_the_gravest_reason_comes_first_and_more_of_them_before_fewer() -> None:
    private, stale, both = (
        tuple(reasons(private=1)),
        tuple(reasons(reaches_to=date(2020, 1, 1))),
        tuple(reasons(private=1, errors=1)),
    )

    assert sorted((stale, private, both), key=gravity) == [both, private, stale]


def test_every_reason_has_a_rule_in_the_order_of_gravity() -> None:
    assert list(RULES) == list(WatchReason)


def test_every_reason_stands_in_the_documentation_in_its_order() -> None:
    text = (Path(__file__).parents[3] / "docs" / "quality.md").read_text(encoding="utf-8")
    table = text.split("## Improvements")[0]

    assert re.findall(r"^\| `([a-z-]+)` \|", table, re.M) == [each.value for each in WatchReason]


@given(st.integers(0, 4000), st.integers(0, 400))
def test_what_is_stale_stays_so(days: int, later: int) -> None:
    facts = WatchFacts(registered=TODAY, reaches_to=TODAY, update_cycle="quarterly")
    then = watched(facts, WatchBounds(), today=TODAY + timedelta(days=days))
    after = watched(facts, WatchBounds(), today=TODAY + timedelta(days=days + later))

    assert {each.reason for each in then} <= {each.reason for each in after}
