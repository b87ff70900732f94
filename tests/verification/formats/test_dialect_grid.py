"""Every dialect and every trap, through the door the runner reads by: whole rows compared."""

import pytest

from tests.factories.dialects import TRAPS, Dialect, grid
from tests.verification.reading import rows_of

GRID = tuple(grid())


def test_the_grid_holds_every_dialect_once() -> None:
    every = list(grid())

    assert len({dialect.name for dialect in every}) == len(every) == 40
    assert len({dialect.content for dialect in every}) == 40


@pytest.mark.parametrize("dialect", GRID, ids=lambda dialect: dialect.name)
def test_every_dialect_of_the_grid_is_read_as_it_was_written(dialect: Dialect) -> None:
    assert rows_of(dialect.content, dialect.file) == dialect.rows


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_no_trap_is_fallen_into(trap: Dialect) -> None:
    assert rows_of(trap.content, trap.file) == trap.rows
