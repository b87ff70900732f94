"""What shared content comes to."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest

from tests.verification.overlap.tables import WHOLE, Written, some, written
from verification.overlap.comparing import Compared, compared
from verification.overlap.judging import Overlap, Verdict, is_strong, judged, verdict_of
from verification.sketches import Candidate

ALL = Compared(((0, 0),), 100, 1.0, 1.0, 1.0, 1.0, 900.0, measured=True)


def candidate(table: Written, number: int, **more: bool) -> Candidate:
    path, sketch = table
    return Candidate(
        UUID(int=number), 1, "표", "CC-BY-4.0", "public", 0, sketch, lambda: path, **more
    )


def told(offered: Written, *published: tuple[Candidate, Written]) -> list[tuple[int, bool]]:
    """The datasets of the overlaps told of, and whether each is explained."""
    found = [(each, compared(offered, table)) for each, table in published]
    overlaps: tuple[Overlap, ...] = judged(offered[1], found)
    return [(each.candidate.dataset.int, each.explained) for each in overlaps]


@pytest.mark.parametrize(
    ("change", "strong"),
    [
        ({}, True),
        ({"bits": 31.0}, False),
        ({"share": 0.3, "of_published": 0.0}, True),
        ({"share": 0.29, "of_published": 0.1}, False),
        ({"rows": 30, "share": 0.3, "of_published": 0.1}, False),
        ({"rows": 30, "share": 0.5, "of_published": 0.1}, True),
        ({"share": 0.1, "of_published": 0.5}, True),
        ({"explained": 0.3, "explains": 0.3}, False),
        ({"explained": 0.45, "explains": 0.3}, True),
        ({"explained": 0.8, "measured": False}, False),
        ({"explained": 0.95, "measured": False}, True),
        ({"explained": 0.3, "explains": 1.0, "measured": False}, False),
    ],
)
def test_rows_columns_and_chance_are_all_asked(change: dict[str, float], *, strong: bool) -> None:
    assert is_strong(replace(ALL, **change)) is strong  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, Verdict.SAME),
        ({"of_published": 0.2}, Verdict.SUBSET),
        ({"explains": 0.8}, Verdict.SUBSET),
        ({"share": 0.2}, Verdict.SUPERSET),
        ({"share": 0.9, "of_published": 0.9}, Verdict.NEAR),
    ],
)
def test_a_verdict_looks_both_ways(change: dict[str, float], verdict: Verdict) -> None:
    assert verdict_of(replace(ALL, **change)) is verdict  # type: ignore[arg-type]


def test_of_two_that_hold_the_same_one_explains_the_other(tmp_path: Path) -> None:
    offered, one, other = (written(tmp_path, WHOLE) for _ in range(3))

    assert told(offered, (candidate(other, 2), other), (candidate(one, 1), one)) == [
        (1, False),
        (2, True),
    ]


def test_parts_that_are_declared_explain_their_union_together(tmp_path: Path) -> None:
    offered, union = written(tmp_path, WHOLE), written(tmp_path, WHOLE)
    parts = [written(tmp_path, some(WHOLE, rows)) for rows in (range(150), range(150, 400))]
    declared = [
        (candidate(part, place, declared=True), part) for place, part in enumerate(parts, start=5)
    ]

    assert told(offered, (candidate(union, 1), union), *declared) == [(1, True)]
    assert told(offered, (candidate(union, 1), union), declared[0]) == [(1, False)]


def test_two_months_are_two_sources(tmp_path: Path) -> None:
    offered = written(tmp_path, WHOLE)
    months = [written(tmp_path, some(WHOLE, rows)) for rows in (range(40), range(360, 400))]
    found = [(candidate(month, place), month) for place, month in enumerate(months, start=1)]

    assert told(offered, *found) == [(1, False), (2, False)]


def test_an_ancestor_is_told_of_as_explained(tmp_path: Path) -> None:
    offered, source = written(tmp_path, some(WHOLE, range(90))), written(tmp_path, WHOLE)

    assert told(offered, (candidate(source, 1, explained=True), source)) == [(1, True)]


def test_rows_nobody_could_compare_one_by_one_are_explained_by_all_of_them_alone(
    tmp_path: Path,
) -> None:
    table = written(tmp_path, WHOLE)
    blind = replace(ALL, columns=((0, 0), (1, 1)), inside=None)
    half = replace(blind, share=0.6)

    def explained(first: Compared) -> bool:
        found = [(candidate(table, 1, declared=True), first), (candidate(table, 2), blind)]
        return judged(table[1], found)[0].explained

    assert (explained(blind), explained(half)) == (True, False)
    assert np.isfinite(blind.bits)
