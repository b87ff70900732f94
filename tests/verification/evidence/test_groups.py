"""What groups are named by, and of which of their rows a column is taken."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.verification.evidence.tables import Columns, changed, compare, differing, verdict
from verification.evidence.differences import Verdict

ROWS = 900
PLACES = ["가람", "나루", "다솜", "라온", "마루", "바다", "사랑"]
VISITS: Columns = {
    "날": [20210000 + 100 * (1 + n % 12) + 1 + (n * 5) % 28 for n in range(ROWS)],
    "정정일": [20210000 + 100 * (1 + (n + 1) % 12) + 1 + (n * 5) % 28 for n in range(ROWS)],
    "곳": [PLACES[n % 7] for n in range(ROWS)],
    "주소": [f"{PLACES[n % 7]}시 {'동서남북'[n % 4]}구 {n}" for n in range(ROWS)],
    "구역코드": [1_000_000 * (11 + n % 7) + n % 977 for n in range(ROWS)],
    "갈래": ["어른" if n % 3 else "아이" for n in range(ROWS)],
    "해": [1960 + (n * 7) % 60 for n in range(ROWS)],
    "수": [(n * 37) % 613 for n in range(ROWS)],
    "농도": [((n * 53) % 1201) / 10 for n in range(ROWS)],
}


def grouped(
    key: str,
    of: Callable[[dict[str, Any]], object],
    *measures: tuple[str, Callable[[list[dict[str, Any]]], object]],
    keep: Callable[[dict[str, Any]], bool] = lambda row: True,
) -> Columns:
    """The visits that are kept, by a key: each measure of a group's rows, in their first order."""
    groups: dict[object, list[dict[str, Any]]] = {}
    for cells in zip(*VISITS.values(), strict=True):
        row = dict(zip(VISITS, cells, strict=True))
        if keep(row):
            groups.setdefault(of(row), []).append(row)
    made: Columns = {key: list(groups)}
    for name, measure in measures:
        made[name] = [measure(rows) for rows in groups.values()]
    return made


def total(rows: list[dict[str, Any]]) -> int:
    return sum(row["수"] for row in rows)


def _weekend(day: int) -> bool:
    return date(day // 10000, day // 100 % 100, day % 100).weekday() >= 5


CASES = [
    ("기간", grouped("기간", lambda row: f"2021-{row['정정일'] // 100 % 100:02}", ("합", total))),
    ("시", grouped("시", lambda row: row["주소"].split()[0], ("행수", len), ("합", total))),
    ("구", grouped("구", lambda row: row["주소"].split()[1], ("행수", len), ("합", total))),
    ("연대", grouped("연대", lambda row: row["해"] // 10 * 10, ("합", total))),
    ("시도코드", grouped("시도코드", lambda row: row["구역코드"] // 1_000_000, ("합", total))),
    ("계절", grouped("계절", lambda row: row["날"] // 100 % 100 % 12 // 3, ("합", total))),
    (
        "곳",
        grouped("곳", lambda row: row["곳"], ("짙은 날", len), keep=lambda row: row["농도"] > 80),
    ),
    ("곳", grouped("곳", lambda row: row["곳"], ("수", total), keep=lambda row: row["해"] >= 1990)),
    (
        "곳",
        grouped("곳", lambda row: row["곳"], ("합", total), keep=lambda row: _weekend(row["날"])),
    ),
    (
        "곳",
        grouped(
            "곳",
            lambda row: row["곳"],
            ("합", total),
            ("행수", len),
            ("한 행에", lambda rows: round(total(rows) / len(rows), 1)),
        ),
    ),
]


@pytest.mark.parametrize(
    ("key", "child"), CASES, ids=[f"{k}-{n}" for n, (k, _) in enumerate(CASES)]
)
def test_a_grouped_table_is_held_to_its_source(tmp_path: Path, key: str, child: Columns) -> None:
    """And a figure of it that is changed is named."""
    last = list(child)[-1]
    forged = changed(child, last, lambda n, cell: cell + 9 * (n == 2))

    honest = compare(tmp_path, "aggregate", child, VISITS)

    assert (verdict(honest), honest.keys) == (Verdict.CONSISTENT, (key,))
    assert differing(compare(tmp_path, "aggregate", forged, VISITS)) == [(2, last)]


MONTHS = [(year, month) for year in (2023, 2024) for month in range(1, 13)]
WRITTEN = {
    "2024-05": lambda year, month: f"{year}-{month:02}",
    "202405": lambda year, month: year * 100 + month,
    "2024년 5월": lambda year, month: f"{year}년 {month}월",
    "2024.05, read as a number": lambda year, month: year + month / 100,
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
@pytest.mark.parametrize(
    ("key", "of"),
    [
        ("분기", lambda year, month: f"{year}-Q{(month + 2) // 3}"),
        ("연도", lambda year, _: year),
        ("월", lambda _, month: f"{month}월"),
        ("반기", lambda _, month: "상반기" if month < 7 else "하반기"),
    ],
)
def test_months_are_as_good_as_days(
    tmp_path: Path, key: str, of: Callable[[int, int], object], written: Callable[..., object]
) -> None:
    sums: dict[object, int] = {}
    for place, month in enumerate(MONTHS):
        sums[of(*month)] = sums.get(of(*month), 0) + place * 37 % 613
    source = {
        "기준연월": [written(*month) for month in MONTHS],
        "수": [place * 37 % 613 for place, _ in enumerate(MONTHS)],
    }
    child = {key: list(sums), "수": list(sums.values())}
    forged = changed(child, "수", lambda n, cell: cell + 700 * (n == 1))

    assert verdict(compare(tmp_path, "aggregate", child, source)) is Verdict.CONSISTENT
    assert differing(compare(tmp_path, "aggregate", forged, source)) == [(1, "수")]


def test_what_some_rows_may_come_to_is_not_called_impossible(tmp_path: Path) -> None:
    """A sum over rows that nothing tells is undecidable, and so is one figure of nobody knows what.

    Two above those of all rows are of something else.
    """
    odd = grouped("곳", lambda row: row["곳"], ("값", total), keep=lambda row: row["수"] % 2 == 1)
    above = changed(odd, "값", lambda n, cell: cell * 10**6 + n)
    both = {**above, "또": [cell * 3 + 7 * n for n, cell in enumerate(above["값"])]}

    assert verdict(compare(tmp_path, "aggregate", odd, VISITS)) is Verdict.UNDECIDABLE
    assert verdict(compare(tmp_path, "aggregate", above, VISITS)) is Verdict.UNDECIDABLE
    assert verdict(compare(tmp_path, "aggregate", both, VISITS)) is Verdict.CONTRADICTED


def test_nought_agrees_with_no_measure(tmp_path: Path) -> None:
    """Of a column that is nought nearly everywhere the rest is asked."""
    rare = grouped(
        "날", lambda row: row["날"], ("드묾", lambda rows: 40 if rows[0]["수"] == 37 else 0)
    )

    assert verdict(compare(tmp_path, "aggregate", rare, VISITS)) is Verdict.UNDECIDABLE


def test_a_change_begins_anew_with_each_name(tmp_path: Path) -> None:
    months: dict[tuple[str, int], int] = {}
    for day, place, count in zip(VISITS["날"], VISITS["곳"], VISITS["수"], strict=True):
        months[place, day // 100] = months.get((place, day // 100), 0) + count
    rows = sorted(months)
    child: Columns = {
        "곳": [place for place, _ in rows],
        "기간": [f"{month // 100}-{month % 100:02}" for _, month in rows],
        "합": [months[row] for row in rows],
        "증감": [
            None if before[0] != row[0] else months[row] - months[before]
            for before, row in zip([("", 0), *rows], rows, strict=False)
        ],
    }

    assert verdict(compare(tmp_path, "aggregate", child, VISITS)) is Verdict.CONSISTENT
