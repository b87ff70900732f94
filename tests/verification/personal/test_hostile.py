from random import Random

import pytest

from tests.verification.personal.columns import rows_of
from tests.verification.personal.hostile import HOSTILE


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", HOSTILE)
def test_every_hidden_number_is_found_and_nothing_else(kind: str, seed: int) -> None:
    hidden = HOSTILE[kind](Random(seed))  # noqa: S311 (made-up numbers, not secrets)

    assert rows_of(hidden.code, hidden.name, hidden.cells) == hidden.rows
