"""A new version beside the one before: what the report says, and what is more than is likely."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.verification.offers import Shelf, declare, verified
from verification.comparison import nearest
from verification.earlier import tables_in
from verification.findings import Finding, Location
from verification.report import Report, as_json
from verification.sources import EarlierTable

DATASET = UUID(int=1)
Cells = Mapping[str, Sequence[object]]
FOUND = frozenset(
    (
        "rows-changed",
        "type-changed",
        "nulls-rose",
        "numbers-shifted",
        "distinct-fell",
        "categories-changed",
    )
)


def csv(cells: Cells) -> bytes:
    rows = zip(*cells.values(), strict=True)
    lines = [",".join(cells), *(",".join("" if c is None else str(c) for c in row) for row in rows)]
    return "\n".join(lines).encode() + b"\n"


def again(folder: Path, before: Cells, now: Cells) -> Report:
    """The report on a version that comes after another."""
    (folder / "before").mkdir()
    (folder / "now").mkdir()
    first = verified(folder / "before", {"2023.csv": csv(before)}, suite=())
    shelf = Shelf(earlier=tuple(tables_in(as_json(first.report))))
    said = declare(dataset=DATASET)
    return verified(folder / "now", {"2024.csv": csv(now)}, said, shelf=shelf).report


def told(report: Report) -> list[tuple[str, str | None]]:
    return [(f.code, f.at.column) for f in report.findings if f.code in FOUND]


def finding(report: Report, code: str) -> Finding:
    (found,) = [each for each in report.findings if each.code == code]
    return found


def table_of(size: int, **cells: Sequence[object]) -> Cells:
    return {"번호": [f"A{n}" for n in range(size)], **cells}


def test_the_report_says_what_differs_and_nothing_of_what_does_not(tmp_path: Path) -> None:
    before = table_of(20, 동=["가", "나"] * 10, 값=[1, 2] * 10, 점수=[5, 6] * 10)
    now = table_of(
        25,
        동=["가", "다", "가", "가", None] * 5,
        값=[1, 2.5, 2, 2, 2] * 5,
        점수=[5, 6, 5, 6, 6] * 5,
    )
    (body,) = as_json(again(tmp_path, before, now))["against_previous"]

    assert body == {
        "file": "2024.csv",
        "sheet": None,
        "earlier": {"file": "2023.csv", "sheet": None},
        "rows": {"before": 20, "now": 25, "share": 0.25},
        "columns": [
            {"name": "번호", "distinct": {"before": 20, "now": 25}},
            {
                "name": "동",
                "nulls": {"before": 0.0, "now": 0.2},
                "categories": {"new": ["다"], "gone": ["나"]},
            },
            {
                "name": "값",
                "type": {"before": "integer", "now": "number"},
                "distinct": {"before": 2, "now": 3},
                "max": {"before": "2", "now": "2.5"},
                "mean": {"before": 1.5, "now": 1.9},
            },
            {"name": "점수", "mean": {"before": 5.5, "now": 5.6}},
        ],
    }


def test_a_first_version_is_compared_with_nothing(tmp_path: Path) -> None:
    report = verified(tmp_path, {"a.csv": b"a\n1\n"}).report

    assert as_json(report)["against_previous"] == []


def test_the_same_again_differs_in_nothing(tmp_path: Path) -> None:
    cells = table_of(20, 값=[1, 2] * 10)
    report = again(tmp_path, cells, cells)

    assert told(report) == []
    assert as_json(report)["against_previous"][0]["columns"] == []


@pytest.mark.parametrize(
    ("before", "now", "codes"),
    [
        (100, 70, []),
        (100, 69, ["rows-changed"]),
        (100, 200, []),
        (100, 201, ["rows-changed"]),
        (20, 11, []),
        (20, 10, ["rows-changed"]),
    ],
)
def test_many_fewer_rows_or_more_than_twice_as_many_are_found(
    tmp_path: Path, before: int, now: int, codes: list[str]
) -> None:
    report = again(tmp_path, table_of(before), table_of(now))

    assert [code for code, _ in told(report)] == codes


@pytest.mark.parametrize(
    ("before", "now", "code"),
    [
        ([1] * 20, [1] * 19 + [1.5], "type-changed"),
        ([1, 2] * 10, [1, 2] * 9 + [None] * 2, None),
        ([1, 2] * 10, [1, 2] * 8 + [1] + [None] * 3, "nulls-rose"),
        ([1, 2] * 8 + [1] + [None] * 3, [1, 2] * 10, None),
        ([10, 20] * 10, [24, 25] * 10, None),
        ([10, 20] * 10, [26, 27] * 10, "numbers-shifted"),
        ([10] * 19 + [20], [10] * 19 + [30], None),
        ([10] * 19 + [20], [10] * 19 + [31], "numbers-shifted"),
        ([10, 20] * 10, [1000, 2000] * 10, "numbers-shifted"),
        ([7] * 20, [8] * 20, None),
        (list(range(20)), list(range(100, 120)), None),
        ([20240101, 20240131] * 10, [20240201, 20240229] * 10, None),
        ([2023, 2024] * 10, [2025, 2026] * 10, None),
        ([2023, 2024] * 10, [2025, 2226] * 10, "numbers-shifted"),
        ([*range(10)] * 2, [*range(5)] * 4, None),
        ([*"abcdefghij"] * 2, [*"abcd"] * 5, "distinct-fell"),
        (["가"] * 10 + ["나"] * 9 + ["다"], ["가"] * 11 + ["나"] * 9, "categories-changed"),
        (["가"] * 20 + ["나"] * 20, ["가"] * 20 + ["나"] * 19 + ["다"], None),
        (["가"] * 10 + ["나"] * 10, ["가"] * 10 + ["나 "] * 10, "categories-changed"),
        (["2023년"] * 20, ["2024년"] * 20, None),
    ],
)
def test_what_a_column_holds_is_compared_within_bounds(
    tmp_path: Path, before: Sequence[object], now: Sequence[object], code: str | None
) -> None:
    report = again(tmp_path, table_of(len(before), 값=before), table_of(len(now), 값=now))

    found = {each for each in told(report) if each[1] == "값"}
    assert ((code, "값") in found) if code else found == set()


def test_categories_that_came_and_went_are_shown(tmp_path: Path) -> None:
    before, now = ["가"] * 10 + ["나"] * 5 + ["다"] * 5, ["가"] * 10 + ["나"] * 5 + ["라"] * 5
    report = again(tmp_path, table_of(20, 동=before), table_of(20, 동=now))

    found = [each for each in report.findings if each.code == "categories-changed"]
    assert [(each.message[:9], each.samples) for each in found] == [
        ("이전 버전에 있던", ("다",)),
        ("이전 버전에 없던", ("라",)),
    ]


def test_the_ends_of_a_widened_range_are_samples_and_no_words(tmp_path: Path) -> None:
    report = again(tmp_path, table_of(20, 값=[10] * 19 + [20]), table_of(20, 값=[10] * 19 + [31]))

    assert finding(report, "numbers-shifted").samples == ("10~20", "10~31")


def test_of_what_holds_personal_data_no_values_are_compared(tmp_path: Path) -> None:
    names = ["김철수", "이영희"] * 10
    phones = ["010-1234-5678", "010-8765-4321"] * 10
    before = {"성명": names, "휴대전화": phones}
    now = {"성명": ["박민수", "이영희"] * 10, "휴대전화": ["010-1111-5678", "010-8765-4321"] * 10}
    body: Any = as_json(again(tmp_path, before, now))

    assert body["against_previous"][0]["columns"] == []
    assert all(column["categories"] is None for column in body["files"][0]["columns"])


def test_a_report_of_before_there_were_such_statistics_is_compared_as_far_as_it_goes() -> None:
    column = {"name": "a", "type": "integer", "nulls": 1, "distinct": 2}
    report = {"files": [{"name": "f", "sheet": None, "rows": 3, "columns": [column]}]}
    (table,) = tables_in(report)

    assert (table.rows, table.facts[0].filled, table.facts[0].categories) == (3, 2, None)


def test_of_tables_with_as_many_columns_that_of_the_same_sheet_comes_before() -> None:
    tables = [
        EarlierTable(file, sheet, (("a", "string"), *more))
        for file, sheet, more in (
            ("f", "1월", ()),
            ("f", "2월", ()),
            ("g", "2월", ()),
            ("h", "9월", (("b", "string"),)),
        )
    ]

    assert nearest(tables, ["a"], Location("g", "2월")) is tables[2]
    assert nearest(tables, ["a"], Location("x", "2월")) is tables[1]
    assert nearest(tables, ["a", "b"], Location("g", "2월")) is tables[3]
    assert nearest(tables, ["c"], Location("g", "2월")) is None
    assert nearest([], ["a"], Location()) is None
