import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from verification.findings import LOCATED_AT_MOST
from verification.personal.located import Located, Spot


def located(marks: list[int], start: int = 0) -> Located:
    positions = np.arange(start, start + len(marks), dtype=np.int64)
    return Located().update(np.array(marks, dtype=np.int64), positions)


def test_rows_are_counted_once_however_many_kinds_they_hold() -> None:
    rows = located([1, 3, 2, 0, 4])

    assert rows.having(1 | 2) == Spot(3, np.array([0, 1, 2]))
    assert rows.having(2, lacking=1) == Spot(1, np.array([2]))
    assert rows.having(8) == Spot()


@given(st.lists(st.integers(0, 7), max_size=60), st.integers(0, 60))
def test_two_parts_are_as_good_as_the_whole(marks: list[int], cut: int) -> None:
    parts = located(marks[:cut]).merge(located(marks[cut:], start=min(cut, len(marks))))

    assert parts == located(marks)


def test_only_the_first_rows_are_located() -> None:
    spot = located([1, 2] * 2000).having(3)

    assert (spot.count, spot.first.tolist()) == (4000, list(range(LOCATED_AT_MOST)))
