"""What the columns of a table are told for, and that every cell is held to it."""

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
    verdict,
)
from verification.evidence.differences import Verdict

BOARDINGS = boardings()
MARCH = kept(BOARDINGS, lambda row: row["사용일자"] < 20240401)
DAILY = daily(BOARDINGS)
MONTH = len(MARCH["승차"])


def lines_by_day(measure: str) -> Columns:
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
WIDE = lines_by_day("승차")


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
        (
            "aggregate",
            {**by_day(), "승차(천명)": [round(total / 1000, 2) for total in TOTALS]},
            "승차(천명)",
            "sum",
        ),
        (
            "clean",
            {**MARCH, "하차(천명)": [n / 1000 for n in MARCH["하차"]]},
            "하차(천명)",
            "scaled",
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


@pytest.mark.parametrize("written", [str, lambda code: code[:5]])
def test_codes_under_another_name_are_found_in_other_rows(
    tmp_path: Path, written: Callable[[str], str]
) -> None:
    codes: Columns = {
        "코드": [f"{11110 + n * 7}{10100 + n % 9}" for n in range(300)],
        "이름": [f"마을{n}" for n in range(300)],
    }
    moved: Columns = {
        "갑": [written(codes["코드"][(n * 7 + 3) % 300]) for n in range(300)],
        "을": codes["이름"],
    }

    compared = compare(tmp_path, "subset", moved, codes)

    # Of a code and a name that each stand once either may be the one that was moved.
    assert verdict(compared) is Verdict.CONTRADICTED
    assert len(differing(compared)) == 300


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
        ("때", lambda day: f"{day // 10000}년 {(day // 100 % 100 + 2) // 3}/4분기"),
        ("때", lambda day: f"{day // 10000}/{(day // 100 % 100 + 2) // 3}"),
        ("때", lambda day: f"{(day // 100 % 100 + 2) // 3}/4분기"),
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


def test_what_stood_in_the_row_before_hides_nothing(tmp_path: Path) -> None:
    """Beside the figure itself: who sets last month's beside this month's moves nothing."""
    table = {**by_day(), "전일": [None, *TOTALS[:-1]]}

    compared = compare(tmp_path, "aggregate", table, BOARDINGS)

    assert (verdict(compared), compared.undecided) == (
        Verdict.UNDECIDABLE,
        "columns-unexplained",
    )
