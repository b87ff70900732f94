"""However the rows are parted, exact values merge exactly, and the others hold their bound."""

from collections import Counter
from functools import reduce
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verification.accumulators.distinct import Distinct
from verification.accumulators.frequent import Frequent
from verification.accumulators.located import Located
from verification.accumulators.sampled import Sampled, most_rows, rank_error
from verification.accumulators.spread import Moments, Numbers
from verification.batches import ScannedColumn, scanned

CELLS = st.lists(st.sampled_from(["", "가", "b", "c", "12", "다른 값", "x" * 9]), max_size=80)
CUTS = st.lists(st.integers(0, 80), max_size=4)


def parts(cells: list[str], cuts: list[int]) -> list[ScannedColumn]:
    edges = sorted({0, len(cells), *(min(cut, len(cells)) for cut in cuts)})
    return [
        scanned(pa.array(cells[start:end], pa.string()), np.arange(start, end))
        for start, end in pairwise(edges)
    ]


def frequent(column: ScannedColumn, most: int) -> Frequent:
    values = column.values
    return Frequent.of(values.hashes, values.counts, values.firsts, column.text, most=most)


@given(CELLS, CUTS)
def test_counts_of_few_values_are_those_of_the_whole(cells: list[str], cuts: list[int]) -> None:
    merged = reduce(
        Frequent.merge, (frequent(part, 100) for part in parts(cells, cuts)), Frequent()
    )

    counted = dict(zip(merged.texts.to_pylist(), merged.counts.tolist(), strict=True))
    assert counted == Counter(cell for cell in cells if cell)
    assert merged.error == 0


@given(CELLS, CUTS, st.integers(1, 4))
def test_counts_of_too_many_values_are_too_low_by_no_more_than_they_say(
    cells: list[str], cuts: list[int], most: int
) -> None:
    parted = (frequent(part, most) for part in parts(cells, cuts))
    merged = reduce(Frequent.merge, parted, Frequent(most=most))

    kept = dict(zip(merged.texts.to_pylist(), merged.counts.tolist(), strict=True))
    assert len(kept) <= most
    for cell, truth in Counter(cell for cell in cells if cell).items():
        assert truth - merged.error <= kept.get(cell, 0) <= truth


@given(CELLS, CUTS)
def test_few_different_values_are_counted_exactly(cells: list[str], cuts: list[int]) -> None:
    made = (Distinct.of(part.values.hashes, most=10) for part in parts(cells, cuts))
    merged = reduce(Distinct.merge, made, Distinct(most=10))

    assert (merged.count, merged.exact) == (len({cell for cell in cells if cell}), True)


@pytest.mark.parametrize("truth", [1_000, 20_000, 300_000])
def test_many_different_values_are_counted_within_the_bound(truth: int) -> None:
    cells = pa.array(map(str, range(truth)), pa.string())
    hashes = scanned(cells, np.arange(truth)).hashes
    halves = (Distinct.of(half, most=512) for half in (hashes[: truth // 3], hashes[truth // 4 :]))
    merged = reduce(Distinct.merge, halves, Distinct(most=512))

    assert not merged.exact
    assert abs(merged.count - truth) <= merged.relative_error * truth


@given(st.lists(st.booleans(), max_size=40), st.integers(0, 40))
def test_places_are_those_of_the_whole(truths: list[bool], cut: int) -> None:
    def located(start: int, end: int) -> Located:
        cells = pa.array(map(str, range(start, end)), pa.string())
        return Located.of(np.array(truths[start:end], dtype=bool), np.arange(start, end), cells)

    cut = min(cut, len(truths))
    merged = located(0, cut).merge(located(cut, len(truths)))

    places = [place for place, truth in enumerate(truths) if truth]
    assert (merged.count, merged.places.tolist()) == (len(places), places)
    assert merged.cells == tuple(map(str, places))


@given(st.lists(st.lists(st.floats(-1e9, 1e9), max_size=20), max_size=5))
def test_sums_and_ends_are_those_of_the_whole(batches: list[list[float]]) -> None:
    made = (Numbers(len(some), min(some), max(some), sum(some), 0.0) for some in batches if some)
    merged = reduce(Numbers.merge, made, Numbers())

    every = [number for some in batches for number in some]
    assert merged.count == len(every)
    if every:
        assert (merged.least, merged.greatest) == (min(every), max(every))
        assert merged.mean == pytest.approx(np.mean(every), abs=1e-6)


def test_ends_of_moments_are_those_of_both() -> None:
    assert Moments(3, 5).merge(Moments(1, 4)) == Moments(1, 5)


def drawn(start: int, end: int, most: int) -> Sampled:
    draws = np.array([(place * 2654435761) % 2**32 for place in range(start, end)], np.uint64)
    order = np.argsort(draws)[:most]
    values = np.arange(start, end, dtype=np.float64)
    return Sampled(most, draws[order], {0: values[order]})


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 40))
def test_the_drawn_rows_are_those_drawn_from_the_whole(first: int, second: int, most: int) -> None:
    merged = drawn(0, first, most).merge(drawn(first, first + second, most))
    whole = drawn(0, first + second, most)

    assert merged.draws.tolist() == whole.draws.tolist()
    assert merged.values[0].tolist() == whole.values[0].tolist()


def test_wide_tables_keep_fewer_rows_and_say_so() -> None:
    assert (most_rows(16), most_rows(1000)) == (65_536, 4_194)
    assert rank_error(most_rows(1000)) == pytest.approx(0.04, abs=0.001)
