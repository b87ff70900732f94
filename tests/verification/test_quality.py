from datetime import UTC, date, datetime

import pytest

from verification.quality import Score, Timeliness, timeliness

EVENING = datetime(2026, 1, 31, 16, 0, tzinfo=UTC)  # in Seoul it is already February


def test_a_score_is_errors_over_what_was_checked() -> None:
    total = Score(1, 100) + Score(0, 300)

    assert (total, total.score) == (Score(1, 400), 99.75)
    assert (Score().score, Score(9, 3).score) == (None, 0.0)


@pytest.mark.parametrize(
    ("elapsed", "cycle", "score"),
    [(0, 31, 100.0), (31, 31, 100.0), (62, 31, 50.0), (93, 31, 0.0), (900, 31, 0.0)],
)
def test_timeliness_falls_from_one_cycle_to_three(elapsed: int, cycle: int, score: float) -> None:
    assert Timeliness(elapsed, cycle).score == score


def test_days_are_those_of_seoul() -> None:
    assert timeliness("monthly", date(2026, 1, 31), at=EVENING) == Timeliness(1, 31)


def test_what_has_no_cycle_or_no_end_is_not_judged() -> None:
    assert timeliness("irregular", date(2026, 1, 1), at=EVENING).score is None
    assert timeliness(None, None, at=EVENING) == Timeliness()


def test_data_that_reaches_into_the_future_is_not_old() -> None:
    assert timeliness("yearly", date(2026, 12, 31), at=EVENING).elapsed_days == 0
