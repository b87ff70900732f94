from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verification.gathering import groups
from verification.gathering.groups import GroupPrints

PRINTS = st.lists(st.sampled_from([0, 1, 2, 3, 2**63, 2**64 - 1]), max_size=60)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


@given(
    prints=PRINTS, cut=st.integers(0, 60), k=st.integers(1, 10), at_once=st.sampled_from([5, 99])
)
def test_groups_are_those_that_counting_finds(
    folder: Path, prints: list[int], cut: int, k: int, at_once: int
) -> None:
    # So few at once that there are several parts.
    with pytest.MonkeyPatch.context() as patch, closing(GroupPrints(folder / "groups")) as taken:
        patch.setattr(groups, "_AT_ONCE", at_once)
        for part in (prints[:cut], prints[cut:]):
            taken.add(np.array(part, dtype=np.uint64))
        found = taken.groups((1, 4))

    sizes = Counter(code for code in prints if code)
    below = [place for place, code in enumerate(prints) if code and sizes[code] < k]
    assert (found.columns, found.rows, found.count) == ((1, 4), sum(sizes.values()), len(sizes))
    assert found.smallest == min(sizes.values(), default=0)
    assert (found.below(k).count, found.below(k).first.tolist()) == (len(below), below)
    assert list(folder.iterdir()) == []
