from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from verification.accumulators.pairs import MOST, Pairs
from verification.batches import ScannedColumn, Truths, scanned
from verification.gathering.plan import PairWatch, RowWatch, TablePlan
from verification.gathering.rowwise import Rowwise

Cells = list[tuple[str, str]]
CELLS = st.lists(st.tuples(st.sampled_from(["", "1", "2"]), st.sampled_from(["", "a", "b"])))


def alike(columns: Mapping[str, ScannedColumn]) -> Truths:
    return np.asarray(columns["x"].hashes == columns["y"].hashes)


def breaking(columns: Mapping[str, ScannedColumn]) -> Truths:
    raise ValueError(len(columns))


PLAN = TablePlan(
    (),
    by_name={"x": 0, "y": 1},
    rows=(RowWatch(("x", "y"), "alike", alike), RowWatch(("y",), "breaking", breaking)),
    pairs=(PairWatch(("x", "y"), "pairs"),),
)


def looked(cells: Cells, start: int = 0) -> Rowwise:
    places = np.arange(start, start + len(cells), dtype=np.int64)
    columns = [
        scanned(pa.array([row[place] for row in cells], pa.string()), places) for place in (0, 1)
    ]
    return Rowwise.of(columns, places, PLAN)


def told(found: Rowwise) -> object:
    located, pairs = found.located["alike"], found.pairs["pairs"]
    assert located is not None
    assert pairs is not None
    return (
        (located.count, located.places.tolist(), located.cells),
        [each.tolist() for each in (pairs.first, pairs.second, pairs.places, pairs.counts)],
    )


@given(CELLS, CELLS)
def test_two_parts_come_to_what_the_whole_comes_to(one: Cells, other: Cells) -> None:
    merged = Rowwise.none(PLAN).merge(looked(one)).merge(looked(other, len(one)))

    assert told(merged) == told(looked(one + other))


def test_a_watch_that_breaks_breaks_no_other() -> None:
    both = looked([("1", "1")]).merge(looked([("2", "a")], 1))

    assert both.located["breaking"] is None
    alike = both.located["alike"]
    assert alike is not None
    assert (alike.count, alike.places.tolist(), alike.cells) == (1, [0], ("1",))


def test_of_too_many_pairs_nothing_is_said() -> None:
    hashes = np.arange(1, MOST + 2, dtype=np.uint64)
    places = np.arange(len(hashes), dtype=np.int64)
    half = len(hashes) // 2
    halves = (slice(half), slice(half, None))
    parts = [Pairs.of(hashes[each], hashes[each], places[each]) for each in halves]

    assert [part.exact for part in parts] == [True, True]
    assert not parts[0].merge(parts[1]).exact
