from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verification.gathering.repeats import Repeats


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


@given(prints=st.lists(st.integers(0, 40), max_size=120), cut=st.integers(0, 120))
def test_what_stands_again_is_found_and_nothing_else(
    folder: Path, prints: list[int], cut: int
) -> None:
    # So few bits that nearly all of them are shared.
    with closing(Repeats(folder / "prints", bits=64)) as repeats:
        for part in (prints[:cut], prints[cut:]):
            repeats.add(np.array(part, dtype=np.uint64))
        found = repeats.places().tolist()

    again = [place for place, code in enumerate(prints) if code and code in prints[:place]]
    assert found == again
    assert list(folder.iterdir()) == []
