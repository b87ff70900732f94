from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.verification.treatment.bench import lines, opened, treated, treatment
from verification.errors import StepRefused

QUICK = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)


def aggregate(*by: str, **more: Any) -> dict[str, Any]:
    return {"step": "aggregate", "by": list(by), **more}


def people(**counts: int) -> dict[str, list[str | None]]:
    """So many rows of each, as `가남=7`."""
    places = [name for name, count in counts.items() for _ in range(count)]
    return {"동": [each[0] for each in places], "성별": [each[1] for each in places]}


def test_rows_become_groups_with_counts(tmp_path: Path) -> None:
    table = opened({"동": ["나"] * 6 + ["가"] * 7 + [None] * 5, "b": ["."] * 18})

    _, content = treated(tmp_path, table, aggregate("동"))

    assert lines(content) == [["동", "건수"], ["", "5"], ["가", "7"], ["나", "6"]]


def test_sums_and_means_are_those_of_pandas(tmp_path: Path) -> None:
    amounts = [f"{at * 1.25:.2f}" for at in range(40)]
    places = ["가", "나"] * 20
    table = opened({"동": places, "금액": amounts}, rows=7)

    _, content = treated(tmp_path, table, aggregate("동", sums=["금액"], means=["금액"]))

    frame = pd.DataFrame({"동": places, "금액": [float(each) for each in amounts]})
    expected = frame.groupby("동")["금액"].agg(["size", "sum", "mean"])
    both = (expected.index, expected.to_numpy())
    found = {name: [float(each) for each in rest] for name, *rest in lines(content)[1:]}
    assert found == {name: list(row) for name, row in zip(*both, strict=True)}


def test_small_groups_and_what_shields_them_are_not_shown(tmp_path: Path) -> None:
    table = opened(people(가남=3, 가여=20, 나남=30, 나여=40, 다남=50, 다여=60), rows=50)

    found, content = treated(tmp_path, table, aggregate("동", "성별"))

    assert lines(content)[1:] == [
        ["가", "남", "x"],
        ["가", "여", "x"],
        ["나", "남", "x"],
        ["나", "여", "x"],
        ["다", "남", "50"],
        ["다", "여", "60"],
    ]
    assert dict(found.log[0].figures) == {"groups": "6", "small": "1", "shielding": "3"}


def test_a_sum_of_one_number_in_a_large_group_is_not_shown(tmp_path: Path) -> None:
    table = opened({"동": ["가"] * 9 + ["나"] * 9, "소득": ["700", *["-"] * 8, *["5"] * 9]}, rows=5)

    _, content = treated(tmp_path, table, aggregate("동", sums=["소득"]))

    assert lines(content)[1:] == [["가", "x", "x"], ["나", "x", "x"]]


def product_of(names: Iterable[str]) -> set[str]:
    """All combinations of the places and sexes that occur."""
    return {a[0] + b[1] for a, b in product(names, repeat=2)}


@given(st.lists(st.integers(0, 9), min_size=6, max_size=6))
@QUICK
def test_no_small_count_is_total_less_the_rest(tmp_path: Path, counts: list[int]) -> None:
    named = dict(zip(map("".join, product("가나다", "남여")), counts, strict=True))
    try:
        _, content = treated(tmp_path, opened(people(**named), rows=9), aggregate("동", "성별"))
    except StepRefused as refused:
        assert refused.code == "aggregate-open"
        return

    shown = {place + sex: count for place, sex, count in lines(content)[1:]}
    small = {name for name, count in named.items() if 0 < count < 5}
    assert all(shown[name] == "x" for name in small)
    assert all(shown[name] in {"x", str(count)} for name, count in named.items() if count)
    for line in [*("가나다"), *("남여")]:
        hidden = {name for name in shown if line in name and shown[name] == "x"}
        others = {name for name in product_of(shown) if line in name}
        # A line of one cell has the cell for its total: it is no total of anything.
        assert len(hidden) != 1 or len(others) == 1 or not hidden & small


def test_what_cannot_be_shielded_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StepRefused) as refused:
        treated(tmp_path, opened({"동": ["가"] * 3, "b": ["."] * 3}), aggregate("동"))

    assert (refused.value.code, refused.value.about, refused.value.place) == (
        "aggregate-open",
        "동",
        0,
    )


def test_as_many_groups_as_rows_are_refused(tmp_path: Path) -> None:
    table = opened({"번호": [str(at) for at in range(6000)], "b": ["."] * 6000}, rows=1000)

    with pytest.raises(StepRefused) as refused:
        treated(tmp_path, table, aggregate("번호"))

    assert refused.value.code == "aggregate-too-fine"


def test_a_new_column_takes_no_name_that_is_there() -> None:
    with pytest.raises(StepRefused) as refused:
        treatment(aggregate("동", count="동")).names_after(("동",))

    assert refused.value.code == "column-taken"


def test_an_empty_table_has_no_groups(tmp_path: Path) -> None:
    _, content = treated(tmp_path, opened({"동": [], "b": []}), aggregate("동", "b"))

    assert lines(content) == [["동", "b", "건수"]]
