"""Which days may be left out of a table, and which are missing."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.verification.evidence.tables import Columns, boardings, compare, kept, verdict
from verification.evidence.differences import Verdict, Why

FEASTS = {31 * place: f"행사{place}" for place in range(1, 10)}
YEAR: Columns = {
    "일자": [f"{date(2023, 1, 1) + timedelta(day)}" for day in range(365)],
    "먼지": [5 + (day * 149) % 163 for day in range(365)],
    "기온": [round((day * 211 % 409) / 10 - 9, 1) for day in range(365)],
    "휴일": ["Y" if day % 29 == 3 else "N" for day in range(365)],
    "행사": [FEASTS.get(day) for day in range(365)],
}
Keep = Callable[[Mapping[str, Any]], bool]


def without(table: Columns, *columns: str) -> Columns:
    return {name: cells for name, cells in table.items() if name not in columns}


@pytest.mark.parametrize(
    ("how", "keep", "dropped"),
    [
        ("filter", lambda row: row["먼지"] <= 155, ()),
        ("filter", lambda row: row["먼지"] <= 155, ("먼지",)),
        ("filter", lambda row: row["휴일"] == "N", ("휴일",)),
        ("filter", lambda row: row["행사"] is None, ("행사",)),
        ("filter", lambda row: row["일자"][5:7] != "08", ()),
        ("filter", lambda row: row["일자"][8:] != "01", ()),
        ("clean", lambda row: 8 < row["먼지"] < 165 and -8 < row["기온"] < 31, ()),
    ],
)
def test_days_that_a_rule_leaves_out_are_no_fault(
    tmp_path: Path, how: str, keep: Keep, dropped: tuple[str, ...]
) -> None:
    child = without(kept(YEAR, keep), *dropped)
    assert 0 < 365 - len(child["일자"]) < 36

    assert verdict(compare(tmp_path, how, child, YEAR)) is Verdict.CONSISTENT


@pytest.mark.parametrize("out", [["2023-05-17"], ["2023-03-02", "2023-09-20", "2023-10-30"]])
def test_days_taken_out_at_will_are_missing(tmp_path: Path, out: list[str]) -> None:
    compared = compare(tmp_path, "filter", kept(YEAR, lambda row: row["일자"] not in out), YEAR)

    assert verdict(compared) is Verdict.CONTRADICTED
    assert [each.key for each in compared.differences] == [(("일자", day),) for day in out]


def test_of_the_one_hottest_day_nothing_is_decided(tmp_path: Path) -> None:
    """Who leaves it out may have had a rule, and who takes a day out may have come upon it."""
    hottest = YEAR["일자"][YEAR["기온"].index(max(YEAR["기온"]))]

    compared = compare(tmp_path, "filter", kept(YEAR, lambda row: row["일자"] != hottest), YEAR)

    assert (verdict(compared), compared.undecided) == (Verdict.UNDECIDABLE, "days-left-out")
    assert [(each.why, each.key) for each in compared.differences] == [
        (Why.MISSING, (("일자", hottest),))
    ]


def test_a_day_of_one_line_is_missed_though_the_line_is_not_named(tmp_path: Path) -> None:
    """And its stations bear names that others bear, too."""
    table = boardings()
    lines = {**table, "역명": [f"역{int(name[1:]) % 3}" for name in table["역명"]]}
    one = kept(lines, lambda row: row["노선"] == "2호선" and row["사용일자"] != 20240315)

    compared = compare(tmp_path, "subset", without(one, "노선"), lines)

    assert [each.key for each in compared.differences] == [(("사용일자", "2024-03-15"),)]


def test_things_that_are_left_out_leave_no_days_out(tmp_path: Path) -> None:
    """A day at which each was built is none of a row of days."""
    things: Columns = {
        "이름": [f"시설{chr(0xAC00 + place * 37)}" for place in range(300)],
        "준공": [f"{date(1990, 1, 1) + timedelta(place * place % 9973)}" for place in range(300)],
        "층": [1 + place % 9 for place in range(300)],
    }
    some = kept(things, lambda row: ord(row["이름"][-1]) % 23 != 5)

    assert verdict(compare(tmp_path, "filter", some, things)) is Verdict.CONSISTENT
