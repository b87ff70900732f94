"""Columns by a rule, and rows that come more often than in the source: all are counted."""

from pathlib import Path

import pytest

from tests.verification.evidence.tables import Columns, changed, compare, differing, verdict
from verification.evidence.differences import CellClass, Verdict, Why

ROWS = 1_500
LONG: Columns = {
    "번호": [f"M{place}" for place in range(ROWS)],
    "남": [100 + place * 37 % 811 for place in range(ROWS)],
    "여": [None if place % 50 == 7 else 90 + place * 53 % 787 for place in range(ROWS)],
    "구": [f"구{place * 7 % 9}" for place in range(ROWS)],
}
SUMS = [one + (other or 0) for one, other in zip(LONG["남"], LONG["여"], strict=True)]
SHARES = [
    0.0 if other is None else round(one / other, 4)
    for one, other in zip(LONG["남"], LONG["여"], strict=True)
]


def repeated(table: Columns, place: int, times: int) -> Columns:
    return {name: [*cells, *[cells[place]] * times] for name, cells in table.items()}


def test_all_breaks_of_a_rule_are_counted(tmp_path: Path) -> None:
    long: Columns = {
        "남": [100 + place * 37 % 6_007 for place in range(6_000)],
        "여": [90 + place * 53 % 5_987 for place in range(6_000)],
    }
    sums = [one + other for one, other in zip(long["남"], long["여"], strict=True)]
    table = {**long, "합": [sum + (place % 5 == 0) for place, sum in enumerate(sums)]}

    compared = compare(tmp_path, "clean", table, long)

    assert len(compared.differences) == 1_200
    assert compared.rows[CellClass.DIFFERS] == compared.cells[CellClass.DIFFERS] == 1_200


def test_where_one_of_two_is_empty_a_sum_is_the_other(tmp_path: Path) -> None:
    honest = compare(tmp_path, "clean", {**LONG, "합": SUMS}, LONG)
    forged = changed({**LONG, "합": SUMS}, "합", lambda n, cell: cell + (n == 57))

    assert verdict(honest) is Verdict.CONSISTENT
    assert differing(compare(tmp_path, "clean", forged, LONG)) == [(57, "합")]


def test_what_is_given_though_nothing_can_be_computed_is_no_lie_and_not_passed_over(
    tmp_path: Path,
) -> None:
    compared = compare(tmp_path, "clean", {**LONG, "비": SHARES}, LONG)

    assert verdict(compared) is Verdict.PARTLY
    assert compared.rows[CellClass.SOURCE_INCOMPLETE] == 30
    assert {(each.column, each.why) for each in compared.differences} == {("비", Why.FILLED)}


@pytest.mark.parametrize("how", ["subset", "clean"])
def test_a_row_that_comes_more_often_than_in_the_source_is_told(tmp_path: Path, how: str) -> None:
    source = repeated(LONG, 7, 2)

    honest = compare(tmp_path, how, source, source)
    forged = compare(tmp_path, how, repeated(source, 7, 40), source)

    assert verdict(honest) is Verdict.CONSISTENT
    assert verdict(forged) is Verdict.CONTRADICTED
    assert [each.why for each in forged.differences] == [Why.REPEATED] * 40
    assert differing(forged)[0] == (ROWS + 2, None)
    assert forged.rows[CellClass.DIFFERS] == 40


def test_rows_are_alike_where_columns_are_left_out(tmp_path: Path) -> None:
    """And where cleaning parted one into several, they are alike without what parted them."""
    districts: Columns = {"구": [*LONG["구"], "구0", "구0"]}
    columns = {name: LONG[name] for name in ("번호", "남")}

    assert verdict(compare(tmp_path, "subset", {"구": LONG["구"]}, LONG)) is Verdict.CONSISTENT
    assert verdict(compare(tmp_path, "subset", districts, LONG)) is Verdict.CONTRADICTED
    assert verdict(compare(tmp_path, "clean", repeated(columns, 3, 2), LONG)) is Verdict.CONSISTENT
