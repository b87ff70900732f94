from datetime import UTC, date, datetime

import pytest

from marketplace.ledger.days import day_of


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 12, 31, 14, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 15, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_seoul(at: datetime, day: date) -> None:
    assert day_of(at) == day
