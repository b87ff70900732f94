"""Nobody who knows all totals works out a hidden count, whatever tables there might be."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verification.treatment.suppression import Cell, Counts, Suppressed, suppressed

SMALLEST = 5


def lines_of(shape: tuple[int, ...]) -> Iterator[tuple[Any, ...]]:
    """Each line of a table: all places but one fixed."""
    for axis, _ in enumerate(shape):
        others = [range(size) for at, size in enumerate(shape) if at != axis]
        for fixed in product(*others):
            yield (*fixed[:axis], slice(None), *fixed[axis:])


def possible(counts: Counts, hidden: np.ndarray) -> dict[Cell, set[int]]:
    """What each hidden count may be for somebody who sees the rest and knows every line's total.

    Gone through cell by cell: a line whose last hidden cell is set must come to its total.
    """
    cells = [tuple(each) for each in np.argwhere(hidden).tolist()]
    lines = list(lines_of(counts.shape))
    left = {place: int(counts[line][hidden[line]].sum()) for place, line in enumerate(lines)}
    member = {
        cell: [place for place, line in enumerate(lines) if _holds(line, cell)] for cell in cells
    }
    last = {
        place: max((at for at, c in enumerate(cells) if place in member[c]), default=-1)
        for place in left
    }
    found: dict[Cell, set[int]] = {cell: set() for cell in cells}
    chosen: list[int] = []

    def go(at: int) -> None:
        if at == len(cells):
            for cell, value in zip(cells, chosen, strict=True):
                found[cell].add(value)
            return
        mine = member[cells[at]]
        most = min(left[place] for place in mine)
        ends = [left[place] for place in mine if last[place] == at]
        values = range(most + 1) if not ends else ([ends[0]] if ends[0] <= most else [])
        for value in values:
            if any(end != value for end in ends):
                continue
            for place in mine:
                left[place] -= value
            chosen.append(value)
            go(at + 1)
            chosen.pop()
            for place in mine:
                left[place] += value

    go(0)
    return found


def _holds(line: tuple[Any, ...], cell: Cell) -> bool:
    return all(isinstance(at, slice) or at == place for at, place in zip(line, cell, strict=True))


def small_tables(*shape: int) -> st.SearchStrategy[Counts]:
    count = st.one_of(st.integers(0, 7), st.integers(0, 20))
    size = int(np.prod(shape))
    return st.lists(count, min_size=size, max_size=size).map(
        lambda values: np.array(values, dtype=np.int64).reshape(shape)
    )


def guarded(counts: Counts) -> Suppressed:
    found = suppressed(counts, smallest=SMALLEST)
    if found.open:
        return found
    for cell, values in possible(counts, found.hidden).items():
        if found.small[cell]:
            assert len(values) > 1, f"{counts.tolist()} gives {cell} away"
    return found


@given(small_tables(4))
@settings(deadline=None)
def test_one_row_of_counts_gives_no_small_one_away(counts: Counts) -> None:
    guarded(counts)


@given(small_tables(3, 3))
@settings(deadline=None, max_examples=60)
def test_a_table_gives_no_small_count_away(counts: Counts) -> None:
    guarded(counts)


@given(small_tables(2, 2, 2))
@settings(deadline=None, max_examples=60)
def test_a_table_in_three_directions_gives_no_small_count_away(counts: Counts) -> None:
    guarded(counts)


def test_one_small_count_alone_would_be_its_total_less_the_rest() -> None:
    counts = np.array([[3, 20, 30], [40, 50, 60]])
    alone = counts == 3

    assert possible(counts, alone)[0, 0] == {3}
    assert max(possible(counts, suppressed(counts, smallest=5).hidden)[0, 0]) > 3


def test_two_hidden_counts_in_each_line_are_not_enough() -> None:
    """Two rings that one cell joins: every line has two hidden, and still the joint is known."""
    counts = np.full((4, 4), 9)
    ring = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (2, 3), (3, 2), (3, 3), (1, 2)]
    hidden = np.zeros((4, 4), dtype=np.bool_)
    for cell in ring:
        hidden[cell] = True

    assert possible(counts, hidden)[1, 2] == {9}


def test_no_count_is_hidden_where_none_is_small() -> None:
    counts = np.array([[5, 0, 30], [40, 50, 60]])

    assert not suppressed(counts, smallest=5).hidden.any()


def test_the_least_that_shields_is_hidden() -> None:
    counts = np.array([[3, 20, 30], [40, 50, 60]])

    hidden = suppressed(counts, smallest=5).hidden

    assert hidden.tolist() == [[True, True, False], [True, True, False]]


def test_a_nought_may_shield() -> None:
    counts = np.array([[3, 20], [40, 0]])

    found = suppressed(counts, smallest=5)

    assert (found.hidden.all(), found.open) == (True, 0)


def test_a_count_that_nothing_can_shield_is_told() -> None:
    assert suppressed(np.array([3]), smallest=5).open == 1
    assert suppressed(np.array([[3]]), smallest=5).open == 1


def test_further_cells_are_shielded_too() -> None:
    counts = np.array([30, 40, 50])

    found = suppressed(counts, smallest=5, also=counts == 40)

    assert found.hidden.tolist() == [True, True, False]


@pytest.mark.parametrize("shape", [(150, 60), (24, 12, 12)])
def test_a_large_table_is_done_in_a_moment(shape: tuple[int, ...]) -> None:
    drawn = np.random.default_rng(1).poisson(8, size=shape)

    found = suppressed(drawn.astype(np.int64), smallest=5)

    alone = [line for line in lines_of(shape) if found.hidden[line].sum() == 1]
    assert (found.open, alone) == (0, [])
