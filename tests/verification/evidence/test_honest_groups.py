"""What people make of groups in their usual ways is not contradicted; what is wrong in it is."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.verification.evidence.tables import Columns, compare, differing, verdict
from verification.evidence.differences import Compared, Verdict

RANDOM = np.random.default_rng(5)
ROWS = 600
TIMES = pd.Timestamp("2022-01-01") + pd.to_timedelta(np.arange(ROWS) * 13, unit="h")
SALES = pd.DataFrame(
    {
        "일시": TIMES.strftime("%Y-%m-%d %H:%M"),
        "지점": RANDOM.choice([f"{name}점" for name in "가나다라마바사아자차카타"], ROWS),
        "갈래": RANDOM.choice(["공립", "사립", "학교", "전문"], ROWS, p=[0.4, 0.3, 0.29, 0.01]),
        "나이": RANDOM.integers(0, 90, ROWS),
        "단가": RANDOM.integers(10, 99, ROWS) * 100,
        "수량": RANDOM.integers(1, 30, ROWS),
        "남": RANDOM.integers(0, 999, ROWS),
        "여": RANDOM.integers(0, 999, ROWS),
    }
)
DAYS = SALES.assign(일자=SALES["일시"].str[:10]).drop(columns="일시")
WHEN = pd.to_datetime(SALES["일시"])
Made = pd.DataFrame


def columns(made: Made) -> Columns:
    """A frame as columns; what is not there is nothing."""
    return {
        str(name): [None if pd.isna(cell) else cell for cell in made[name].tolist()]
        for name in made
    }


def compared(folder: Path, child: Made) -> Compared:
    """A frame held to what it is of: the days where it has any, or else the times."""
    source = DAYS if {"일자", "월"} & set(child) or "일평균" in child else SALES
    return compare(folder, "aggregate", columns(child), columns(source))


def by(key: str, of: str = "남", function: str = "sum", rows: pd.DataFrame = SALES) -> pd.DataFrame:
    """A column of some rows by a key."""
    return rows.groupby(key, as_index=False).agg({of: function}).round(2)


def by_time(part: "pd.Series[Any]", name: str) -> pd.DataFrame:
    """The sum of a column by a part of the times."""
    return by(name, rows=SALES.assign(**{name: part}))


def ends(rule: str) -> pd.DataFrame:
    """The sums of periods that are called after their last day."""
    made = (
        DAYS.assign(일자=pd.to_datetime(DAYS["일자"])).set_index("일자")["남"].resample(rule).sum()
    )
    return made.reset_index().assign(일자=lambda each: each["일자"].dt.strftime("%Y-%m-%d"))


def with_total() -> pd.DataFrame:
    """Sums with their shares, and a row that adds them up."""
    made = by("지점").assign(비율=lambda each: (each["남"] / each["남"].sum() * 100).round(2))
    total = pd.DataFrame({"지점": ["합계"], "남": [made["남"].sum()], "비율": [100.0]})
    return pd.concat([made, total], ignore_index=True)


def two_steps() -> pd.DataFrame:
    """The mean of a branch's daily sums."""
    daily = DAYS.groupby(["일자", "지점"], as_index=False)["남"].sum()
    return by("지점", function="mean", rows=pd.DataFrame(daily)).rename(columns={"남": "일평균"})


def pivot(function: Any, fill_value: int | None = None) -> pd.DataFrame:
    """Categories side by side: `전문` has no row at many a branch."""
    return (
        SALES.pivot_table(
            index="지점", columns="갈래", values="남", aggfunc=function, fill_value=fill_value
        )
        .round(1)
        .reset_index()
    )


MEAN_CHANGES = (
    DAYS.assign(월=DAYS["일자"].str[:7]).groupby("월")["남"].mean().diff().round(2).reset_index()
)

HONEST: dict[str, Made] = {
    "hours": by_time(WHEN.dt.hour, "시간"),
    "hours from another": by_time(WHEN.dt.hour, "시각"),
    "quarters": by_time(WHEN.dt.strftime("%Y년 ") + WHEN.dt.quarter.astype(str) + "분기", "분기"),
    "month ends": ends("ME"),
    "weeks": ends("W"),
    "shares beside a total": with_total(),
    "two steps": two_steps(),
    "empty counts": pivot("count"),
    "empty means as nought": pivot("mean", fill_value=0),
    "products": by("지점", "매출", rows=SALES.assign(매출=SALES["단가"] * SALES["수량"])),
    "thousands": by("지점", "단가").assign(단가=lambda each: (each["단가"] / 1000).round() * 1000),
    "some categories": by("지점", rows=SALES[SALES["갈래"].isin(["공립", "학교"])]),
    "all but one": by("지점", function="mean", rows=SALES[SALES["갈래"] != "사립"]),
    "a band": by("지점", rows=SALES[SALES["나이"].between(20, 39)]),
    "some months": by("지점", rows=SALES[WHEN.dt.month.isin([6, 7, 8])]),
    "some days": by("지점", rows=DAYS[DAYS["일자"].between("2022-03-01", "2022-08-15")]),
    "decades": by(
        "연령대", rows=SALES.assign(연령대=[f"{age // 10 * 10}대" for age in SALES["나이"]])
    ),
    "fives": by(
        "나이",
        rows=SALES.assign(나이=[f"{age // 5 * 5}~{age // 5 * 5 + 4}세" for age in SALES["나이"]]),
    ),
    "many enough": by(
        "지점", function="mean", rows=SALES.groupby("지점").filter(lambda rows: len(rows) >= 45)
    ),
}
UNTOLD: dict[str, Made] = {
    "a constant of its own": by("지점").assign(기준연도=2020),
    "a rate by what is not there": by("지점").assign(
        전국대비율=lambda each: (each["남"] / 1234567).round(6)
    ),
    "two conditions": by("지점", rows=SALES[(SALES["갈래"] == "공립") & (SALES["나이"] >= 20)]),
    "targets of two groups": by("갈래", function="mean")
    .head(2)
    .assign(목표=[50, 60], 조사원수=[3, 9]),
    "changes of means": MEAN_CHANGES.dropna(),
    "few of a category": SALES.assign(수=SALES["갈래"] == "전문")
    .groupby("지점", as_index=False)
    .sum()[["지점", "수"]],
    "parts of other names": pivot("count", 0).set_axis(list("abcde"), axis=1),
}


def off(made: Made, column: str, change: float = 40) -> Made:
    """The same with its fourth cell changed."""
    cells = made[column].copy()
    cells.iloc[3] += change
    return made.assign(**{column: cells})


def moved(made: Made, column: str) -> Made:
    """The same with the cells of a column in other rows."""
    return made.assign(**{column: np.roll(made[column].to_numpy(), 1)})


FORGED: dict[str, tuple[Made, tuple[int | None, str | None]]] = {
    "an hour dropped": (HONEST["hours"].drop(index=13), (None, None)),
    "a month dropped": (HONEST["month ends"].drop(index=3), (None, None)),
    "a month's end": (off(HONEST["month ends"], "남"), (3, "남")),
    "a share beside a total": (off(HONEST["shares beside a total"], "비율", 3), (3, "비율")),
    "two steps": (off(HONEST["two steps"], "일평균"), (3, "일평균")),
    "two steps in tens": (
        HONEST["two steps"].assign(일평균=lambda each: each["일평균"] * 10),
        (0, "일평균"),
    ),
    "products": (off(HONEST["products"], "매출", 700), (3, "매출")),
    "some categories": (off(HONEST["some categories"], "남"), (3, "남")),
    "a band in thousands": (
        by("지점", rows=SALES[SALES["나이"] >= 65]).assign(남=lambda x: x["남"] * 1000),
        (0, "남"),
    ),
    "above, moved": (moved(by("지점", rows=SALES[SALES["나이"] >= 65]), "남"), (0, "남")),
    "a category, moved": (moved(by("지점", rows=SALES[SALES["갈래"] == "공립"]), "남"), (0, "남")),
    "exchanged columns": (
        SALES.groupby("지점", as_index=False)[["남", "여"]]
        .sum()
        .rename(columns={"남": "여", "여": "남"}),
        (0, "여"),
    ),
    "greatest called mean": (
        by("나이", "남", "max").rename(columns={"남": "남 평균"}),
        (0, "남 평균"),
    ),
    "moved beside the true": (moved(by("지점").assign(총합=lambda x: x["남"]), "남"), (0, "남")),
    "parts exchanged": (
        pivot("sum").rename(columns={"공립": "사립", "사립": "공립"}),
        (0, "사립"),
    ),
}


@pytest.mark.parametrize("child", HONEST.values(), ids=HONEST)
def test_what_is_made_in_usual_ways_is_consistent(tmp_path: Path, child: Made) -> None:
    assert verdict(compared(tmp_path, child)) is Verdict.CONSISTENT


@pytest.mark.parametrize("child", UNTOLD.values(), ids=UNTOLD)
def test_what_nothing_tells_is_not_contradicted(tmp_path: Path, child: Made) -> None:
    assert verdict(compared(tmp_path, child)) is not Verdict.CONTRADICTED


@pytest.mark.parametrize(("child", "where"), FORGED.values(), ids=FORGED)
def test_what_is_wrong_in_it_is_found(
    tmp_path: Path, child: Made, where: tuple[int | None, str | None]
) -> None:
    found = compared(tmp_path, child)

    assert verdict(found) is Verdict.CONTRADICTED
    assert differing(found)[0] == where
