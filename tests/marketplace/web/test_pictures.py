import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.web.pictures import (
    BARS_HIGH,
    BARS_WIDE,
    RADAR_HIGH,
    RADAR_WIDE,
    STRIP_WIDE,
    Bar,
    Part,
    bars,
    radar,
    strip,
)

COUNTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=60)
SCORES = st.lists(st.none() | st.floats(0, 100), min_size=3, max_size=8)


def test_bars_of_one_width_stand_for_their_counts() -> None:
    assert bars([1, 0, 4], [0, 10, 20, 30]) == (
        Bar(0.0, 72.0, 106.67, 24.0),
        Bar(106.67, 96.0, 106.67, 0.0),
        Bar(213.33, 0.0, 106.67, 96.0),
    )


def test_a_bar_twice_as_wide_with_twice_the_count_is_as_high() -> None:
    narrow, wide = bars([10, 20], [0, 1, 3])

    assert (narrow.height, wide.height) == (96.0, 96.0)
    assert wide.width == pytest.approx(2 * narrow.width, abs=0.02)


def test_edges_that_do_not_rise_give_bars_of_one_width() -> None:
    assert bars([3], [5, 5]) == bars([3]) == (Bar(0.0, 0.0, 320.0, 96.0),)
    assert bars([0, 0]) == (Bar(0.0, 96.0, 160.0, 0.0), Bar(160.0, 96.0, 160.0, 0.0))


@given(COUNTS)
def test_bars_stay_in_their_picture_and_what_is_there_is_seen(counts: list[int]) -> None:
    made = bars(counts)

    assert all(0 <= bar.y <= BARS_HIGH and 0 <= bar.x <= BARS_WIDE for bar in made)
    assert [bar.height > 0 for bar in made] == [count > 0 for count in counts]
    assert made[-1].x + made[-1].width <= BARS_WIDE + 0.02


def test_a_strip_is_shared_in_proportion() -> None:
    assert strip([3, 1]) == (Part(0.0, 240.0), Part(240.0, 80.0))
    assert strip([0]) == (Part(0.0, 0.0),)


@given(COUNTS)
def test_a_strip_is_full_and_no_part_of_it_is_lost(counts: list[int]) -> None:
    made = strip(counts)

    assert [part.width > 0 for part in made] == [count > 0 for count in counts]
    assert sum(part.width for part in made) <= STRIP_WIDE + 0.01 * len(made)


def test_a_radar_has_its_full_scores_on_its_rim_and_none_where_there_is_none() -> None:
    drawn = radar([100.0, 50.0, None, 0.0])

    up, right, down, left = drawn.axes
    assert up.dot == (up.x, up.y) == (160.0, 56.0)
    assert right.dot == (206.0, 148.0)
    assert down.dot is None
    assert left.dot == drawn.centre
    assert [axis.anchor for axis in drawn.axes] == ["middle", "start", "middle", "end"]
    assert drawn.outline == "160,56 206,148 160,148"


@given(SCORES)
def test_a_radar_stays_in_its_picture(scores: list[float | None]) -> None:
    drawn = radar(scores)

    assert len(drawn.axes) == len(scores)
    for axis in drawn.axes:
        for x, y in ((axis.x, axis.y), (axis.label_x, axis.label_y + 17), axis.dot or (0.0, 0.0)):
            assert 0 <= x <= RADAR_WIDE
            assert 0 <= y <= RADAR_HIGH
