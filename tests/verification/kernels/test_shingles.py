"""Rows are known again by some of their cells, and whole ones without any one cell."""

import numpy as np
import pytest

from verification.kernels.shingles import whole_rows

WHOLE = np.uint64(2**64 - 2)


def numbers(*rows: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """The number of each row, and of what is left of it without each of its cells."""
    cells = np.array(rows, dtype=np.uint64).T.copy()
    wholes = np.empty(len(rows), dtype=np.uint64)
    left = np.empty(cells.shape, dtype=np.uint64)
    whole_rows(cells, wholes, left)
    return wholes, left


@pytest.mark.parametrize("dropped", range(3))
def test_what_is_left_of_a_row_is_the_whole_row_of_a_table_without_that_column(
    dropped: int,
) -> None:
    row = (12, 34, 56)
    kept = tuple(cell for place, cell in enumerate(row) if place != dropped)

    _, left = numbers(row)
    wholes, _ = numbers(kept[::-1])

    assert left[dropped][0] & WHOLE == wholes[0]
    assert left[dropped][0] != wholes[0], "which of both it is, is told by the last bit"


def test_an_empty_cell_is_no_cell_and_one_alone_is_no_row() -> None:
    wholes, left = numbers((12, 34, 0), (12, 0, 0))

    assert wholes[0] == numbers((34, 12))[0][0]
    assert left[:, 0].tolist() == [0, 0, 0]
    assert wholes[1] == 0


def test_cells_are_told_apart_by_row_not_by_place() -> None:
    wholes, _ = numbers((12, 34, 56), (56, 12, 34), (12, 34, 57), (12, 12, 34), (12, 34, 34))

    assert wholes[0] == wholes[1]
    assert len({*wholes.tolist()}) == 4
