"""Honest derivations of every kind agree; every forgery is contradicted, where it stands."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.verification.evidence.tables import (
    Columns,
    boardings,
    changed,
    compare,
    daily,
    differing,
    kept,
    renamed,
    verdict,
)
from verification.evidence.differences import CellClass, Verdict

BOARDINGS = boardings()
MARCH = kept(BOARDINGS, lambda row: row["사용일자"] < 20240401)
DAILY = daily(BOARDINGS)
WEATHER: Columns = {
    "관측소": [f"관측소{place % 10}" for place in range(200)],
    "기온": [round(-5 + place * 0.37, 2) for place in range(200)],
    "습도": [40 + place % 55 for place in range(200)],
}


def shuffled(cells: list[int]) -> list[int]:
    return [cells[(place * 7 + 3) % len(cells)] for place in range(len(cells))]


@pytest.mark.parametrize(
    ("how", "child"),
    [
        ("subset", MARCH),
        ("subset", renamed(MARCH, ("d", "line", "gate", "on", "off"))),
        ("subset", {name: MARCH[name] for name in ("역명", "사용일자", "승차")}),
        ("subset", kept(BOARDINGS, lambda row: row["승차"] % 3 == 0)),
        ("filter", kept(BOARDINGS, lambda row: row["노선"] == "2호선")),
        ("filter", kept(BOARDINGS, lambda row: row["승차"] > 1500)),
        ("filter", kept(BOARDINGS, lambda row: row["사용일자"] % 7 > 1)),
        ("clean", changed(MARCH, "역명", lambda _, cell: f" {cell} ")),
        ("clean", changed(MARCH, "노선", lambda _, cell: cell.replace("호선", " line"))),
        ("clean", changed(MARCH, "사용일자", lambda _, cell: f"2024-03-{cell % 100:02}")),
        ("aggregate", DAILY),
        ("aggregate", renamed(DAILY, ("day", "line", "on", "mean_off", "n"))),
        ("aggregate", kept(DAILY, lambda row: row["승차합계"] > 3200)),
        ("analyse", DAILY),
        ("visualise", MARCH),
    ],
)
def test_an_honest_derivation_is_consistent(tmp_path: Path, how: str, child: Columns) -> None:
    compared = compare(tmp_path, how, child, BOARDINGS)

    assert verdict(compared) is Verdict.CONSISTENT
    assert compared.cells[CellClass.DIFFERS] == 0


MONTH = len(MARCH["승차"])
FORGERIES: list[tuple[str, Columns, list[tuple[int | None, str | None]]]] = [
    ("subset", changed(MARCH, "승차", lambda n, cell: cell + (n == 7)), [(7, "승차")]),
    ("subset", changed(MARCH, "역명", lambda n, cell: "역99" if n == 9 else cell), [(9, "역명")]),
    ("clean", changed(MARCH, "하차", lambda n, cell: cell - 5 * (n == 3)), [(3, "하차")]),
    ("filter", kept(MARCH, lambda row: row["사용일자"] != 20240315), [(None, None)]),
    ("subset", {**MARCH, "승차": [cell * 1000 for cell in MARCH["승차"]]}, [(0, "승차")]),
    ("subset", {**MARCH, "승차": shuffled(MARCH["승차"])}, [(0, "승차")]),
    (
        "subset",
        {name: [*cells, cells[5] * 2] for name, cells in MARCH.items()},
        [(MONTH, None)],
    ),
    ("aggregate", changed(DAILY, "승차합계", lambda n, c: c + (n == 4)), [(4, "승차합계")]),
    ("aggregate", changed(DAILY, "역수", lambda n, c: c + (n == 8)), [(8, "역수")]),
    ("aggregate", kept(DAILY, lambda row: row["사용일자"] != 20240320), [(None, None)]),
    ("aggregate", {**DAILY, "승차합계": [c * 10 for c in DAILY["승차합계"]]}, [(0, "승차합계")]),
    ("aggregate", {**DAILY, "승차합계": shuffled(DAILY["승차합계"])}, [(0, "승차합계")]),
    (
        "aggregate",
        {
            name: [*cells, 20250101 if name == "사용일자" else cells[0]]
            for name, cells in DAILY.items()
        },
        [(120, None)],
    ),
    ("analyse", changed(DAILY, "승차합계", lambda n, c: c + (n == 4)), [(4, "승차합계")]),
]


@pytest.mark.parametrize(("how", "child", "where"), FORGERIES)
def test_a_forgery_is_contradicted_where_it_stands(
    tmp_path: Path, how: str, child: Columns, where: list[tuple[int | None, str | None]]
) -> None:
    compared = compare(tmp_path, how, child, BOARDINGS)

    assert verdict(compared) is Verdict.CONTRADICTED
    assert differing(compared)[:1] == where


@pytest.mark.parametrize(
    ("how", "child"), [("subset", MARCH), ("clean", MARCH), ("aggregate", DAILY)]
)
def test_what_is_of_another_dataset_is_contradicted(
    tmp_path: Path, how: str, child: Columns
) -> None:
    assert verdict(compare(tmp_path, how, child, WEATHER)) is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("how", "child", "why"),
    [
        ("analyse", WEATHER, "result-not-traced"),
        (
            "subset",
            {**MARCH, "혼잡도": [k % 9 * 1.1 for k in range(MONTH)]},
            "columns-not-in-source",
        ),
        (
            "aggregate",
            {**DAILY, "지수": [k % 11 * 3.3 for k in range(len(DAILY["역수"]))]},
            "columns-unexplained",
        ),
        (
            "aggregate",
            {"구간": ["적음", "많음"], "건수": [200, 120]},
            "groups-not-found",
        ),
    ],
)
def test_what_cannot_be_told_is_undecidable(
    tmp_path: Path, how: str, child: Columns, why: str
) -> None:
    compared = compare(tmp_path, how, child, BOARDINGS)

    assert (verdict(compared), compared.undecided) == (Verdict.UNDECIDABLE, why)


def test_a_code_may_be_shortened(tmp_path: Path) -> None:
    source = {
        "코드": [1100000000 + k * 100_000 for k in range(60)],
        "이름": [f"동네 {k}" for k in range(60)],
    }
    child = {"코드": [cell // 100_000 for cell in source["코드"]], "이름": source["이름"]}

    compared = compare(tmp_path, "subset", child, source)

    assert verdict(compared) is Verdict.CONSISTENT
    assert [column.form for column in compared.columns] == ["beginning", "same"]


def test_names_given_anew_are_held_to_one_for_each(tmp_path: Path) -> None:
    english = {"1호선": "Line 1", "2호선": "Line 2", "3호선": "Line 3"}
    child = {
        "no": [f"G{name[1:]}" for name in MARCH["역명"]],
        "line": [english[name] for name in MARCH["노선"]],
        **{name: MARCH[name] for name in ("사용일자", "승차", "하차")},
    }

    honest = compare(tmp_path, "subset", child, BOARDINGS)
    forged = compare(
        tmp_path,
        "subset",
        changed(child, "line", lambda n, c: "Line 2" if n == 0 else c),
        BOARDINGS,
    )

    assert verdict(honest) is Verdict.CONSISTENT
    assert {column.form for column in honest.columns} == {"same", "renamed"}
    assert differing(forged) == [(0, "line")]


Lacking = Callable[[Columns], Columns]


def test_groups_that_lack_a_value_may_differ_as_far_as_it_could_make_up(tmp_path: Path) -> None:
    lacking = changed(BOARDINGS, "하차", lambda n, cell: None if n == 0 else cell)
    child = changed(DAILY, "평균하차", lambda n, cell: cell)
    source = {**lacking, "하차": lacking["하차"]}

    made_up = compare(tmp_path, "aggregate", child, source)
    beyond = compare(
        tmp_path, "aggregate", changed(child, "평균하차", lambda n, c: c + 5000 * (n == 0)), source
    )

    assert verdict(made_up) is Verdict.PARTLY
    assert made_up.rows[CellClass.SOURCE_INCOMPLETE] == 1
    assert differing(beyond) == [(0, "평균하차")]


def test_the_tables_of_a_union_are_one_and_each_has_its_share(tmp_path: Path) -> None:
    first = kept(BOARDINGS, lambda row: row["사용일자"] < 20240315)
    second = kept(BOARDINGS, lambda row: row["사용일자"] >= 20240315)
    under_other_names = renamed(second, ("사용일자", "노선", "역명", "승차(명)", "하차(명)"))

    compared = compare(tmp_path, "aggregate", DAILY, first, under_other_names)

    assert verdict(compared) is Verdict.CONSISTENT
    assert [round(share, 2) for share in compared.shares] == [0.35, 0.65]
