from random import Random

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.verification.personal.clean import CLEAN
from tests.verification.personal.columns import hits_of, tallied
from tests.verification.personal.hostile import HOSTILE
from verification.findings import LOCATED_AT_MOST
from verification.personal.sampling import KEPT
from verification.personal.tally import PersonalTally


def mixed() -> list[str]:
    """Return a few cells of every kind there is, in any order."""
    random = Random(5)  # noqa: S311 (made-up numbers, not secrets)
    cells = [cell for made in HOSTILE.values() for cell in made(random).cells[:8]]
    cells += [cell for made in CLEAN.values() for cell in made(random)[1][:8]]
    random.shuffle(cells)
    return cells


CELLS = mixed()


@settings(deadline=None, max_examples=40)
@given(
    st.sampled_from(["c1", "내용", "주민등록번호", "전화번호", "성명"]),
    st.lists(st.integers(0, len(CELLS)), max_size=4),
)
def test_any_split_of_the_rows_gives_the_same_tally(name: str, cuts: list[int]) -> None:
    ends = [*sorted(cuts), len(CELLS)]
    parts = [
        tallied(name, CELLS[start:end], start=start)
        for start, end in zip([0, *ends], ends, strict=False)
    ]
    merged = PersonalTally.of(name)
    for part in parts:
        merged = merged.merge(part)

    assert merged == tallied(name, CELLS)
    assert merged.judged() == hits_of(name, CELLS)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=12), st.lists(st.one_of(st.none(), st.text(max_size=60)), max_size=6))
def test_nothing_a_cell_or_a_header_holds_breaks_a_tally(
    name: str, cells: list[str | None]
) -> None:
    hits = hits_of(name, cells, (name, "성명"))

    assert all(0 < hit.count <= len(cells) and hit.reasons for hit in hits)


def test_batches_one_after_the_other_give_the_same_as_one() -> None:
    tally = PersonalTally.of("c1")
    for start in range(0, len(CELLS), 7):
        some = CELLS[start : start + 7]
        positions = np.arange(start, start + len(some), dtype=np.int64)
        tally = tally.update(positions, pa.array(some, type=pa.string()))

    assert tally == tallied("c1", CELLS)


def test_positions_are_those_of_the_table() -> None:
    tally = PersonalTally.of("주민번호").update(
        np.array([4, 90], dtype=np.int64), pa.array(["900101-1234568", "900101-1234568"])
    )

    assert [(hit.code, hit.first.tolist()) for hit in tally.judged()] == [
        ("resident-number", [4, 90])
    ]


def test_a_long_column_is_counted_whole_and_located_at_its_beginning() -> None:
    cells = [f"010-1234-{n % 10_000:04d}" for n in range(3000)]

    (hit,) = hits_of("연락처", cells)

    assert (hit.code, hit.count, hit.first.tolist()) == (
        "mobile-number",
        3000,
        list(range(LOCATED_AT_MOST)),
    )


@pytest.mark.parametrize("name", ["접수번호", "c1"])
def test_more_numbers_than_are_kept_are_judged_by_a_sample(name: str) -> None:
    random = Random(3)  # noqa: S311 (made-up numbers, not secrets)
    cells = [f"{random.randrange(10**12, 10**13)}" for _ in range(2 * KEPT)]

    tally = tallied(name, cells)

    assert len(tally.residents.bare) == KEPT
    assert [hit.code for hit in tally.judged()] == ["serial-like-resident-number"]


def test_no_cells_hold_nothing() -> None:
    assert hits_of("c1", []) == []
    assert hits_of("c1", [None, ""]) == []
