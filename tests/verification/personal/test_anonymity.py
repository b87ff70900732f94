import numpy as np
import pandas as pd
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from verification.personal.anonymity import Anonymity, anonymity, small_cells
from verification.personal.located import Spot

VALUES = st.sampled_from(["가", "나", "다", None])


def column(*cells: str | None) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(cells, type=pa.string())])


def test_rows_that_share_all_their_facts_with_too_few_are_told() -> None:
    sex = column("남", "남", "남", "여", None)
    place = column("가", "가", "가", "가", "가")

    found = anonymity([sex, place], k=3)

    assert found == Anonymity(5, 3, 1, Spot(2, np.array([3, 4])))
    assert found.share == 0.4


def test_no_rows_or_no_columns_make_no_groups() -> None:
    assert anonymity([], k=5) == anonymity([column()], k=5) == Anonymity(0, 0, 0, Spot())
    assert anonymity([], k=5).share == 0.0


@given(st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=1, max_size=40))
def test_groups_are_those_of_pandas(rows: list[tuple[str | None, ...]]) -> None:
    columns = [column(*cells) for cells in zip(*rows, strict=True)]
    sizes = pd.DataFrame(rows).fillna("-").groupby([0, 1, 2]).size()

    found = anonymity(columns, k=3)

    assert (found.groups, found.smallest) == (len(sizes), sizes.min())
    assert found.below.count == sizes[sizes < 3].sum()


def test_counts_from_one_to_four_are_small_and_none_is_not() -> None:
    counts = column("0", "1", " 4 ", "5", "14", "3명", "2.0", None, "x")

    assert small_cells(counts) == Spot(4, np.array([1, 2, 5, 6]))
