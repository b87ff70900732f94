"""What tables of one kind share anyway is no sign that one comes from the other."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.verification.overlap.tables import some, written
from verification.overlap.comparing import compared
from verification.overlap.judging import is_strong

DAYS = [date(2023, 1, 1) + timedelta(day) for day in range(365)]
Columns = dict[str, Sequence[Any]]


def drawn(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  no secret


def weather(seed: int) -> Columns:
    """A station's year: on six days of ten it does not rain."""
    draw = drawn(seed)
    rain = [round(max(0.0, draw.gauss(-3, 10)), 1) for _ in DAYS]
    return {"일자": DAYS, "강수량": rain, "습도": [draw.randint(20, 99) for _ in DAYS]}


def openings(seed: int) -> Columns:
    draw = drawn(seed)
    open_, rest = ([draw.choice("YN") for _ in DAYS] for _ in range(2))
    return {"일자": DAYS, "요일": [f"{day:%a}" for day in DAYS], "운영": open_, "휴일": rest}


def cases(seed: int) -> Columns:
    """Received and done, as small numbers: the second is never far from the first."""
    draw = drawn(seed)
    received = [draw.randint(0, 30) for _ in DAYS]
    return {"접수": received, "처리": [max(0, n - draw.randint(0, 3)) for n in received]}


def yearly(seed: int) -> Columns:
    """A year's release: the codes and names of all years, and its own figures."""
    draw = drawn(seed)
    codes = [36_000 + 7 * n for n in range(250)]
    names = [f"읍면동 {n}" for n in range(250)]
    return {"코드": codes, "이름": names, "인구": [draw.randint(900, 90_000) for _ in codes]}


KINDS = [weather, openings, cases, yearly]


def strong(folder: Path, offered: Columns, published: Columns) -> bool:
    return is_strong(compared(written(folder, offered), written(folder, published)))


@pytest.mark.parametrize("kind", KINDS)
def test_two_tables_of_a_kind_are_no_copies(tmp_path: Path, kind: Any) -> None:
    assert not strong(tmp_path, kind(1), kind(2))


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_is_one_however_much_such_tables_share(tmp_path: Path, kind: Any) -> None:
    half = some(kind(1), range(1, 250, 2))

    assert strong(tmp_path, kind(1), kind(1))
    assert strong(tmp_path, half, kind(1))


def test_the_calendar_is_nobodys(tmp_path: Path) -> None:
    one, other = openings(1), openings(2)
    del one["휴일"]

    assert not strong(tmp_path, one, other)
    assert not strong(tmp_path, some(one, range(0, 365, 8)), other)


def test_the_same_days_without_rain_are_no_copy(tmp_path: Path) -> None:
    published = weather(1)
    near = {**weather(2), "강수량": [n and n + 0.1 for n in published["강수량"]]}

    assert not strong(tmp_path, near, published)


def test_most_of_the_figures_of_another_are_a_sign(tmp_path: Path) -> None:
    published, offered = yearly(1), yearly(2)
    mixed = [
        theirs if place % 5 < 3 else own
        for place, (own, theirs) in enumerate(zip(offered["인구"], published["인구"], strict=True))
    ]

    assert strong(tmp_path, {**offered, "인구": mixed}, published)
