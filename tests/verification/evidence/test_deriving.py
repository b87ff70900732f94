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


def lines_by_day(measure: str, name: str) -> Columns:
    """A row for each day, a column for each line."""
    days = sorted(set(BOARDINGS["사용일자"]))
    lines = sorted(set(BOARDINGS["노선"]))
    sums = {(day, line): 0 for day in days for line in lines}
    for day, line, value in zip(
        BOARDINGS["사용일자"], BOARDINGS["노선"], BOARDINGS[measure], strict=True
    ):
        sums[day, line] += value
    return {"사용일자": days} | {line: [sums[day, line] for day in days] for line in lines}


def by_day(keep: Callable[[str], bool] = lambda line: True) -> Columns:
    """How many got on each day, at the lines that are kept."""
    days = sorted(set(BOARDINGS["사용일자"]))
    rows = list(zip(BOARDINGS["사용일자"], BOARDINGS["노선"], BOARDINGS["승차"], strict=True))
    return {
        "사용일자": days,
        "승차": [sum(on for d, line, on in rows if d == day and keep(line)) for day in days],
    }


TOTALS = by_day()["승차"]
RUNNING = [sum(TOTALS[: place + 1]) for place in range(len(TOTALS))]
RANKS = [1 + sum(other > own for other in TOTALS) for own in TOTALS]
WIDE = lines_by_day("승차", "노선")


@pytest.mark.parametrize(
    ("how", "child", "column", "form"),
    [
        ("aggregate", WIDE, "2호선", "sum"),
        ("clean", WIDE, "2호선", "sum"),
        ("aggregate", {**by_day(), "누적": RUNNING}, "누적", "running-sum"),
        ("aggregate", {**by_day(), "순위": RANKS}, "순위", "rank"),
        ("aggregate", by_day(lambda line: line == "2호선"), "승차", "sum"),
        (
            "clean",
            {**MARCH, "합": [a + b for a, b in zip(MARCH["승차"], MARCH["하차"], strict=True)]},
            "합",
            "computed",
        ),
        ("subset", {"Unnamed: 0": list(range(MONTH)), **MARCH}, "Unnamed: 0", "numbering"),
    ],
)
def test_a_column_is_told_for_what_it_is(
    tmp_path: Path, how: str, child: Columns, column: str, form: str
) -> None:
    """And a cell of it that is changed is named."""
    honest = compare(tmp_path, how, child, BOARDINGS)
    forged = compare(
        tmp_path, how, changed(child, column, lambda n, cell: cell + 7 * (n == 5)), BOARDINGS
    )

    assert verdict(honest) is Verdict.CONSISTENT
    assert [each.form for each in honest.columns if each.name == column] == [form]
    assert form == "numbering" or (5, column) in differing(forged)


def test_of_which_rows_an_aggregate_is_made_is_told(tmp_path: Path) -> None:
    compared = compare(tmp_path, "aggregate", by_day(lambda line: line == "2호선"), BOARDINGS)

    assert compared.selected == ("category", "노선", "2호선")


def test_what_was_rounded_and_then_multiplied_is_found(tmp_path: Path) -> None:
    scaled = {**DAILY, "평균하차": [round(cell, 1) * 1000 for cell in DAILY["평균하차"]]}

    compared = compare(tmp_path, "aggregate", scaled, BOARDINGS)

    assert (verdict(compared), differing(compared)[0]) == (
        Verdict.CONTRADICTED,
        (0, "평균하차"),
    )


def test_of_many_groups_some_are_looked_at_and_all_are_held_to_it(tmp_path: Path) -> None:
    long = {
        "날": [f"2024-{1 + day % 12:02}-{1 + day % 28:02}" for day in range(2_400)],
        "곳": [f"곳{(place * 7) % 50}" for place in range(2_400)],
        "수": [(place * 31) % 977 for place in range(2_400)],
    }
    sums: dict[tuple[str, str], int] = {}
    for day, place, count in zip(*long.values(), strict=True):
        sums[day, place] = sums.get((day, place), 0) + count
    child: Columns = {
        "날": [day for day, _ in sums],
        "곳": [place for _, place in sums],
        "합": list(sums.values()),
    }
    assert len(child["합"]) > 256

    forged = changed(child, "합", lambda n, cell: cell + (n == 300))

    assert verdict(compare(tmp_path, "aggregate", child, long)) is Verdict.CONSISTENT
    assert differing(compare(tmp_path, "aggregate", forged, long)) == [(300, "합")]


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("기간", lambda day: f"{day // 10000}-{day // 100 % 100:02}"),
        ("때", lambda day: f"{day // 100 % 100}월"),
        ("월", lambda day: day // 100 % 100),
        ("나눔", lambda day: "상반기" if day // 100 % 100 < 7 else "하반기"),
        ("철", lambda day: {0: "겨울", 1: "봄", 2: "여름", 3: "가을"}[day // 100 % 100 % 12 // 3]),
    ],
)
def test_parts_of_days_say_themselves(
    tmp_path: Path, name: str, write: Callable[[int], object]
) -> None:
    """Whatever their column is called; bare numbers are months where it is called so."""
    year: Columns = {
        "날": [20240000 + 100 * (1 + n % 12) + 1 + n % 28 for n in range(600)],
        "수": [(n * 37) % 613 for n in range(600)],
    }
    sums: dict[object, int] = {}
    for day, count in zip(*year.values(), strict=True):
        sums[write(day)] = sums.get(write(day), 0) + count

    compared = compare(tmp_path, "aggregate", {name: list(sums), "합계": list(sums.values())}, year)

    assert verdict(compared) is Verdict.CONSISTENT


def test_names_made_of_longer_texts_speak_for_no_other_source(tmp_path: Path) -> None:
    """Districts cut out of addresses stand whole in no column: that alone contradicts nothing."""
    addresses: Columns = {
        "주소": [f"한빛시 구역{chr(0xAC00 + n % 20)}동 {n}번지" for n in range(400)],
        "값": [(n * 29) % 97 + 0.5 for n in range(400)],
    }
    own: Columns = {
        "구역": [f"구역{chr(0xAC00 + n)}동" for n in range(20)],
        "지수": [n * 0.37 for n in range(20)],
    }

    assert verdict(compare(tmp_path, "aggregate", own, addresses)) is Verdict.UNDECIDABLE
