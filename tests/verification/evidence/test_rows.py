"""What is told of rows that are those of a source but for some cells, row by row."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.verification.evidence.tables import Columns, changed, compare, differing, verdict
from verification.evidence.differences import Verdict

DAYS = [f"2023-{1 + day // 28:02}-{1 + day % 28:02}" for day in range(336)]
CLINIC: Columns = {
    "일자": DAYS,
    "체온": [(351 + day * 37 % 48) / 10 for day in range(336)],
    "편차": [round((day * 29 % 97) / 10 - 5, 1) for day in range(336)],
    "전화": [f"044-300-{1000 + day * 7}" for day in range(336)],
    "비고": [f"키 {(1200 + day * 13 % 700) / 10}cm" for day in range(336)],
    "점검": [f"2023-{1 + day * 5 % 12}-{1 + day * 11 % 28}" for day in range(336)],
}


@pytest.mark.parametrize(
    ("column", "change", "clean"),
    [
        ("체온", lambda _, cell: round(cell * 10), False),
        ("편차", lambda _, cell: abs(cell), False),
        ("비고", lambda n, cell: cell.replace(".", "") if n == 5 else cell, False),
        ("점검", lambda n, cell: "2023-1-13" if n == 74 else cell, False),
        ("전화", lambda _, cell: cell.replace("-", ""), True),
        ("비고", lambda _, cell: f" {cell.replace(' ', '')}.", True),
        ("점검", lambda _, cell: cell.replace("-", "."), True),
    ],
)
def test_cleaning_takes_marks_away_and_no_points_or_signs(
    tmp_path: Path, column: str, change: Callable[[int, Any], Any], *, clean: bool
) -> None:
    compared = compare(tmp_path, "clean", changed(CLINIC, column, change), CLINIC)

    assert verdict(compared) is (Verdict.CONSISTENT if clean else Verdict.CONTRADICTED)
    assert clean or {where for _, where in differing(compared)} == {column}


NUMBERED: Columns = {
    "번호": list(range(5001, 5337)),
    "일자": DAYS,
    "지역": [f"지역{day * 5 % 9}" for day in range(336)],
    "체온": CLINIC["체온"],
    "등급": ["가나다"[day * day % 7 % 3] for day in range(336)],
}


@pytest.mark.parametrize("columns", [("일자", "체온", "등급"), ("번호", "지역", "등급")])
def test_what_has_few_values_was_changed_and_not_what_tells_rows_apart(
    tmp_path: Path, columns: tuple[str, ...]
) -> None:
    """Though the row stands in the source, on another day or under another number."""
    source = {name: NUMBERED[name] for name in columns}

    for place in range(0, 336, 48):
        child = changed(
            source,
            "등급",
            lambda n, cell, place=place: ("나" if cell == "가" else "가") if n == place else cell,
        )
        assert differing(compare(tmp_path, "subset", child, source)) == [(place, "등급")]


def test_a_name_given_up_throughout_is_cleaning(tmp_path: Path) -> None:
    child = changed(NUMBERED, "등급", lambda _, cell: "나" if cell == "가" else cell)

    compared = compare(tmp_path, "clean", child, NUMBERED)

    assert verdict(compared) is Verdict.CONSISTENT
    assert compared.figures["renamed"] == NUMBERED["등급"].count("가")


PLACES: Columns = {
    "이름": [f"곳{chr(0xAC00 + place)}" for place in range(200)],
    "위도": [36.4 + place * 37 % 199 / 701 for place in range(200)],
    "경도": [127.1 + place * 53 % 199 / 607 for place in range(200)],
    "대수": [place * 29 % 61 for place in range(200)],
}
WRITTEN: Columns = {
    **PLACES,
    "위도": [float(f"{cell:.15g}") for cell in PLACES["위도"]],
    "경도": [float(f"{cell:.15g}") for cell in PLACES["경도"]],
}


@pytest.mark.parametrize(
    ("names", "column", "change"),
    [
        (tuple(PLACES), None, None),
        (("a", "b", "c", "d"), None, None),
        (tuple(PLACES), "대수", lambda n, cell: cell + (n == 9)),
        (tuple(PLACES), "위도", lambda n, cell: cell + 1e-9 * (n == 9)),
        (tuple(PLACES), "이름", lambda n, cell: "곳" if n == 9 else cell),
    ],
)
def test_fractions_of_which_fifteen_figures_are_written_are_the_same(
    tmp_path: Path,
    names: tuple[str, ...],
    column: str | None,
    change: Callable[[int, Any], Any] | None,
) -> None:
    child = WRITTEN if column is None or change is None else changed(WRITTEN, column, change)

    compared = compare(tmp_path, "subset", dict(zip(names, child.values(), strict=True)), PLACES)

    assert differing(compared) == ([] if column is None else [(9, column)])


def test_beside_fractions_that_are_written_so_a_shuffled_column_is_told(tmp_path: Path) -> None:
    counts = WRITTEN["경도"][7:] + WRITTEN["경도"][:7]

    compared = compare(tmp_path, "subset", {**WRITTEN, "경도": counts}, PLACES)

    assert len(differing(compared)) == 200


PEOPLE: Columns = {
    "번호": [f"K{place}" for place in range(200)],
    "성별": ["남여"[place * place % 5 % 2] for place in range(200)],
    "동의": ["YN"[place * 7 % 11 % 2] for place in range(200)],
    "등급": [1 + place * 3 % 7 % 3 for place in range(200)],
    "날짜": [f"23.{1 + place % 12:02}.{1 + place % 28:02}" for place in range(200)],
}


@pytest.mark.parametrize(
    ("column", "change"),
    [
        ("성별", lambda cell: {"남": 1, "여": 2}[cell]),
        ("동의", lambda cell: cell == "Y"),
        ("등급", lambda cell: "_상중하"[cell]),
        ("날짜", lambda cell: f"20{cell.replace('.', '-')}"),
    ],
)
def test_codes_for_names_and_names_for_codes_are_cleaning(
    tmp_path: Path, column: str, change: Callable[[Any], Any]
) -> None:
    child = changed(PEOPLE, column, lambda _, cell: change(cell))
    other = next(cell for cell in child[column] if cell != child[column][30])
    forged = changed(child, column, lambda n, cell: other if n == 30 else cell)

    assert verdict(compare(tmp_path, "clean", child, PEOPLE)) is Verdict.CONSISTENT
    assert differing(compare(tmp_path, "clean", forged, PEOPLE)) == [(30, column)]


@pytest.mark.parametrize(
    ("column", "change"),
    [
        ("성별", lambda cell: "여남"["남여".index(cell)]),
        ("등급", lambda cell: cell % 3 + 1),
        ("등급", lambda cell: cell * 10),
    ],
)
def test_what_changes_places_or_scale_throughout_is_no_cleaning(
    tmp_path: Path, column: str, change: Callable[[Any], Any]
) -> None:
    child = changed(PEOPLE, column, lambda _, cell: change(cell))

    assert verdict(compare(tmp_path, "clean", child, PEOPLE)) is Verdict.CONTRADICTED


MOVED: Columns = {
    "구": [f"구{chr(0xAC00 + place % 60)}" for place in range(600)],
    "해": [2014 + place // 60 for place in range(600)],
    "수": [1000 + place * place * 7 % 90_001 for place in range(600)],
    "몫": [place * 7919 % 60_013 / 7 for place in range(600)],
    "등수": [place * 31 % 97 for place in range(600)],
}


@pytest.mark.parametrize(
    ("column", "name", "write"),
    [
        ("수", "b", lambda cell: cell),
        ("몫", "b", lambda cell: round(cell, 2)),
        ("수", "b(천명)", lambda cell: round(cell / 1000, 2)),
    ],
)
def test_figures_in_other_rows_are_told_though_no_row_is(
    tmp_path: Path, column: str, name: str, write: Callable[[Any], Any]
) -> None:
    """Under another name, of one year that is not offered: each row may be any of ten years."""
    one = [write(cell) for cell in MOVED[column][120:180]]
    child: Columns = {"a": MOVED["구"][120:180], name: one}

    honest = compare(tmp_path, "subset", child, MOVED)
    forged = compare(tmp_path, "subset", {**child, name: one[7:] + one[:7]}, MOVED)

    assert verdict(honest) is Verdict.CONSISTENT
    assert verdict(forged) is Verdict.CONTRADICTED
    assert len(differing(forged)) == 60


@pytest.mark.parametrize(
    "figures",
    [
        [1000 + place * place * 13 % 90_001 for place in range(300, 360)],
        # Where figures fill their range, any others stand there, too.
        [place * 7 % 41 for place in range(60)],
    ],
)
def test_other_figures_are_not_those_of_the_source(tmp_path: Path, figures: list[int]) -> None:
    child: Columns = {"a": MOVED["구"][120:180], "b": figures}

    assert verdict(compare(tmp_path, "clean", child, MOVED)) is Verdict.UNDECIDABLE


def test_several_empty_cells_of_a_row_may_be_filled(tmp_path: Path) -> None:
    table: Columns = {
        **{name: PLACES[name] for name in ("이름", "대수")},
        "위도": [None if place % 9 == 4 else cell for place, cell in enumerate(PLACES["위도"])],
        "경도": [None if place % 9 == 4 else cell for place, cell in enumerate(PLACES["경도"])],
    }
    child = {name: [0.5 if cell is None else cell for cell in table[name]] for name in table}

    assert verdict(compare(tmp_path, "clean", child, table)) is Verdict.PARTLY


def test_multiplied_beginnings_of_codes_are_found(tmp_path: Path) -> None:
    source: Columns = {
        "법정동코드": [f"{11110 + 10 * place}101{place:02}" for place in range(90)],
        "법정동명": [f"마을{place}" for place in range(90)],
    }
    codes = [int(code[:5]) for code in source["법정동코드"]]
    told = {"시군구": codes, "이름": source["법정동명"]}
    times = {"항목": [code * 1000 for code in codes], "이름": source["법정동명"]}

    assert verdict(compare(tmp_path, "subset", told, source)) is Verdict.CONSISTENT
    assert differing(compare(tmp_path, "subset", times, source))[0] == (0, "항목")
