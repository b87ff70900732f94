"""Joins: each cell is held to the side it came from, and to no other."""

from functools import partial
from pathlib import Path

import pytest

from tests.verification.evidence.tables import Columns, changed, differing, kept, verdict, written
from verification.evidence.differences import Compared, Verdict
from verification.evidence.engine import Bounds, opened
from verification.evidence.joining import joined
from verification.evidence.relations import Held, offered, united
from verification.evidence.sides import Side

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
    ],
    ids=["another name on one side", "a namesake by chance", "what has no partner", "inner"],
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
    ],
    ids=["a value", "a unit", "a name of both", "moved", "a name of few rows", "a day"],
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
