"""Joins: each cell is held to the side it came from, and to no other."""

from functools import partial
from pathlib import Path

import pytest

from tests.verification.evidence.tables import (
    Columns,
    changed,
    differing,
    kept,
    renamed,
    verdict,
    written,
)
from verification.evidence.differences import Compared, Verdict
from verification.evidence.engine import Bounds, opened
from verification.evidence.joins.joining import joined
from verification.evidence.joins.sides import Side
from verification.evidence.relations import Held, offered, united

CODES = list(range(11010, 11070))
EARLIER: Columns = {
    "code": CODES,
    "name": [f"Gu{place}" for place in range(60)],
    "votes": [5000 + place * 37 for place in range(60)],
    "blank": [100 + place * 7 for place in range(60)],
}
LATER: Columns = {
    "code": CODES,
    "name": [f"Gu-{place}" if place == 5 else f"Gu{place}" for place in range(60)],
    "won": [4000 + place * 41 for place in range(60)],
    "blank": [90 + place * 11 for place in range(60)],
}
STATIONS: Columns = {
    "code": [f"ST-{place * 3}" for place in range(60)],
    "number": [f"{code:07}" for code in CODES],
    "racks": [5 + place % 9 for place in range(60)],
}
BOTH: Columns = {
    "code": CODES,
    "name": EARLIER["name"],
    "votes": EARLIER["votes"],
    "won": LATER["won"],
    "blank": LATER["blank"],
}
DAYS = [20240301 + place for place in range(30)]
VISITS: Columns = {"day": DAYS, "visits": [300 + place * place for place in range(30)]}
FEASTS: Columns = {"date": [20240301, 20240311, 20240505], "feast": ["삼일절", "장날", "어린이날"]}
MARKED: Columns = {
    **VISITS,
    "feast": ["삼일절" if day == 20240301 else "장날" if day == 20240311 else None for day in DAYS],
}


# A join by a code that is left out: `AREAS` stands in an order of its own.
MOVED = [(place * 7 + 3) % 60 for place in range(60)]
HOMES: Columns = {
    "code": CODES,
    "name": [f"Dong{place}" for place in range(60)],
    "homes": [200 + place * place for place in range(60)],
}
AREAS: Columns = {
    "id": list(range(1, 61)),
    "code": [CODES[place] for place in MOVED],
    "area": [7000 + place * 113 for place in MOVED],
}
SHOPS: Columns = {"name": HOMES["name"], "shops": [50 + place * 3 for place in range(60)]}
WITHOUT_CODE: Columns = {
    "name": HOMES["name"],
    "homes": HOMES["homes"],
    "area": [7000 + place * 113 for place in range(60)],
}
FEW = kept(AREAS, lambda row: row["code"] < 11040)
WITHOUT_PARTNERS = changed(WITHOUT_CODE, "area", lambda n, c: c if n < 30 else None)
# Many to one: each of the sixty comes up four times.
SALES: Columns = {
    "at": [CODES[place * 11 % 60] for place in range(240)],
    "paid": [1000 + place * 37 for place in range(240)],
}
SOLD: Columns = {
    "paid": SALES["paid"],
    "area": [7000 + (place * 11 % 60) * 113 for place in range(240)],
}
# Joined by year and code, of which the year is kept.
YEARS = [2018 + place % 6 for place in range(120)]
BY_YEAR: Columns = {
    "year": YEARS,
    "code": [CODES[place // 6] for place in range(120)],
    "fires": [40 + place * 13 for place in range(120)],
}
RESCUES: Columns = {**renamed(BY_YEAR, ("year", "code", "rescues"))} | {
    "rescues": [9000 + place * place for place in range(120)]
}
OF_YEARS: Columns = {"year": YEARS, "fires": BY_YEAR["fires"], "rescues": RESCUES["rescues"]}
# Joined by the month of a day, and by what a code begins with; neither is kept.
TAKINGS: Columns = {
    "date": [f"2024-{1 + place % 12:02}-{1 + place % 28:02}" for place in range(264)],
    "dong": [f"{CODES[place % 20]}{10100 + place}" for place in range(264)],
    "taken": [3000 + place * 19 for place in range(264)],
}
PRICES: Columns = {
    "month": [202401 + place for place in range(12)],
    "index": [90 + place * 1.7 for place in range(12)],
}
RATES: Columns = {"gu": CODES[:20], "rate": [place * 0.31 + 2 for place in range(20)]}
PRICED: Columns = {
    "taken": TAKINGS["taken"],
    "index": [PRICES["index"][place % 12] for place in range(264)],
}
RATED: Columns = {
    "taken": TAKINGS["taken"],
    "rate": [RATES["rate"][place % 20] for place in range(264)],
}


def moved(table: Columns, column: str) -> Columns:
    """A table with the cells of a column in other rows, those that are empty where they are."""
    places = [place for place, cell in enumerate(table[column]) if cell is not None]
    there = dict(zip(places, [*places[7:], *places[:7]], strict=True))
    return changed(table, column, lambda n, c: table[column][there[n]] if n in there else c)


def compare(folder: Path, child: Columns, *sides: Columns) -> Compared:
    with opened(folder, Bounds(seconds=60, memory_mb=256)) as engine:
        table = offered(engine, Held.of(written(folder, "child", child)))
        held = [Held.of(written(folder, f"side{k}", each)) for k, each in enumerate(sides)]
        made = [
            Side(partial(united, engine, [each]), frozenset([k])) for k, each in enumerate(held)
        ]
        return joined(engine, table, made)[0]


@pytest.mark.parametrize(
    ("child", "sides"),
    [
        (BOTH, (EARLIER, LATER)),
        (
            {"code": CODES, "votes": EARLIER["votes"], "racks": STATIONS["racks"]},
            (EARLIER, STATIONS),
        ),
        (MARKED, (VISITS, FEASTS)),
        (
            kept({**VISITS, "kept": VISITS["day"]}, lambda row: row["day"] != 20240315),
            (VISITS, kept({"kept": DAYS}, lambda row: row["kept"] != 20240315)),
        ),
        (WITHOUT_CODE, (HOMES, AREAS)),
        (WITHOUT_PARTNERS, (HOMES, FEW)),
        (SOLD, (SALES, AREAS)),
        (OF_YEARS, (BY_YEAR, RESCUES)),
        ({**WITHOUT_CODE, "shops": SHOPS["shops"]}, (HOMES, AREAS, SHOPS)),
        ({**HOMES, "base": [7] * 60}, (HOMES, {"base": [7]})),
        (PRICED, (TAKINGS, PRICES)),
        (RATED, (TAKINGS, RATES)),
    ],
    ids=[
        "another name on one side",
        "a namesake by chance",
        "what has no partner",
        "inner",
        "key left out",
        "key left out, some without partner",
        "key left out, many to one",
        "key left out but for the year",
        "key left out of two sides of three",
        "one row beside all",
        "by the month of a day",
        "by what a code begins with",
    ],
)
def test_an_honest_join_is_consistent(
    tmp_path: Path, child: Columns, sides: tuple[Columns, ...]
) -> None:
    compared = compare(tmp_path, child, *sides)

    assert (verdict(compared), differing(compared)) == (Verdict.CONSISTENT, [])


@pytest.mark.parametrize(
    ("child", "sides", "where"),
    [
        (changed(BOTH, "won", lambda n, c: c + (n == 4)), (EARLIER, LATER), [(4, "won")]),
        (changed(BOTH, "blank", lambda n, c: c * 1000), (EARLIER, LATER), [(0, "blank")]),
        (
            changed(BOTH, "name", lambda n, c: "Gu9" if n == 4 else c),
            (EARLIER, LATER),
            [(4, "name")],
        ),
        (
            changed(BOTH, "votes", lambda n, _: EARLIER["votes"][(n * 7 + 3) % 60]),
            (EARLIER, LATER),
            [(0, "votes")],
        ),
        (
            changed(MARKED, "feast", lambda n, c: "장날" if n == 0 else c),
            (VISITS, FEASTS),
            [(0, "feast")],
        ),
        (kept(MARKED, lambda row: row["day"] != 20240315), (VISITS, FEASTS), [(None, None)]),
        (moved(WITHOUT_CODE, "area"), (HOMES, AREAS), [(0, "area")]),
        (moved(WITHOUT_CODE, "homes"), (HOMES, AREAS), [(0, "homes")]),
        (moved(WITHOUT_PARTNERS, "area"), (HOMES, FEW), [(0, "area")]),
        (moved(SOLD, "area"), (SALES, AREAS), [(0, "area")]),
        (moved(OF_YEARS, "rescues"), (BY_YEAR, RESCUES), [(0, "rescues")]),
        (
            changed(WITHOUT_CODE, "area", lambda n, c: 7113 if n == 4 else c),
            (HOMES, AREAS),
            [(4, "area")],
        ),
        (
            changed(PRICED, "index", lambda n, c: PRICES["index"][7] if n == 4 else c),
            (TAKINGS, PRICES),
            [(4, "index")],
        ),
    ],
    ids=[
        "a value",
        "a unit",
        "a name of both",
        "moved",
        "a name of few rows",
        "a day",
        "key left out: moved",
        "key left out: moved on the other side",
        "key left out: moved, some without partner",
        "key left out: moved, many to one",
        "key left out but for the year: moved",
        "key left out: a value of another row",
        "by the month of a day: a value of another",
    ],
)
def test_a_forged_join_is_contradicted_where_it_stands(
    tmp_path: Path,
    child: Columns,
    sides: tuple[Columns, ...],
    where: list[tuple[int | None, str | None]],
) -> None:
    compared = compare(tmp_path, child, *sides)

    assert verdict(compared) is Verdict.CONTRADICTED
    assert differing(compared)[:1] == where


def test_a_column_of_no_side_leaves_a_join_undecidable(tmp_path: Path) -> None:
    compared = compare(
        tmp_path, {**BOTH, "index": [k % 11 * 3.3 for k in range(60)]}, EARLIER, LATER
    )

    assert (verdict(compared), compared.undecided) == (
        Verdict.UNDECIDABLE,
        "columns-not-in-source",
    )


def test_a_key_left_out_is_named_and_each_side_has_its_share(tmp_path: Path) -> None:
    compared = compare(tmp_path, WITHOUT_CODE, HOMES, AREAS)

    assert (compared.keys, compared.shares) == (("code",), (1.0, 1.0))


def test_sides_that_nothing_ties_to_each_other_leave_a_join_undecidable(tmp_path: Path) -> None:
    """What merely counts the rows of both is no key: they were joined by something else."""
    counted = {"id": list(range(1, 61)), **HOMES, "code": [f"A{code}" for code in CODES]}
    compared = compare(tmp_path, WITHOUT_CODE, counted, AREAS)

    assert (verdict(compared), compared.undecided) == (Verdict.UNDECIDABLE, "join-not-shown")
