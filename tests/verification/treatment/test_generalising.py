from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.verification.treatment.bench import column, opened, treated
from verification.treatment.applying import Asked

QUICK = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30
)


def step(name: str, **more: Any) -> dict[str, Any]:
    return {"step": name, "column": "a", **more}


def test_ages_become_bands(tmp_path: Path) -> None:
    cells = ["34", "만 34세", " 9살", "90", "104", "34.0", "서른", "-3", None]

    assert column(tmp_path, cells, step("age-band")) == [
        *("30~39", "30~39", "0~9", "90 이상", "90 이상", "30~39", "", "", "")
    ]
    assert column(tmp_path, ["4", "83", "86"], step("age-band", width=5, top=85)) == [
        *("0~4", "80~84", "85 이상")
    ]


@pytest.mark.parametrize(
    ("unit", "after"),
    [
        ("month", ["1990-01", "2024-07", "", "", "1990-12", "2024-01", "", ""]),
        ("quarter", ["1990-Q1", "2024-Q3", "2023-Q1", "", "1990-Q4", "2024-Q1", "", ""]),
        ("year", ["1990", "2024", "2023", "2024", "1990", "2024", "", ""]),
        (
            "decade",
            ["1990년대", "2020년대", "2020년대", "2020년대", "1990년대", "2020년대", "", ""],
        ),
    ],
)
def test_dates_become_months_or_years(tmp_path: Path, unit: str, after: list[str]) -> None:
    cells = ["1990.01.02.", "2024년 7월", "2023/1분기", "2024", "'90.12.1"]
    cells += ["2024-01-02 03:04", "2024-02-30", "봄"]

    assert column(tmp_path, cells, step("date-to", unit=unit)) == after


def test_amounts_become_bands(tmp_path: Path) -> None:
    cells = ["999.9", "1,000", "4999", "5000", "△3", "많음"]

    assert column(tmp_path, cells, step("amount-band", edges=[1000, 5000])) == [
        "1000 미만",
        "1000 이상 5000 미만",
        "1000 이상 5000 미만",
        "5000 이상",
        "1000 미만",
        "",
    ]


def test_numbers_are_rounded_exactly(tmp_path: Path) -> None:
    assert column(tmp_path, ["15", "-15", "14", "0.3", "x"], step("round", to=10)) == [
        *("20", "-20", "10", "0", "")
    ]
    # In floating point 0.15 / 0.1 is less than one and a half.
    assert column(tmp_path, ["0.15", "1.005"], step("round", to=0.1)) == ["0.2", "1"]
    assert column(tmp_path, ["36.48012", "127.28951"], step("grid")) == ["36.48", "127.29"]


def test_figures_finer_than_are_read_are_taken_as_fine_as_they_are(tmp_path: Path) -> None:
    assert column(tmp_path, ["1"], step("amount-band", edges=[0.12345678912])) == [
        "0.12345678912 이상"
    ]
    assert column(tmp_path, ["1"], step("round", to=0.0000012345678)) == ["1.000000495"]


ADDRESSES = {
    "세종특별자치시 조치원읍 신안리 123-4": "세종특별자치시 조치원읍",
    "세종특별자치시 한누리대로 2130 (보람동)": "세종특별자치시 보람동",
    "세종특별자치시 소담동 한누리대로 229, 109동 2404호": "세종특별자치시 소담동",
    "세종 한솔동 노을3로 15": "세종 한솔동",
    "세종특별자치시 조치원읍 새내로 123": "세종특별자치시 조치원읍",
    "서울특별시 종로구 종로1가 12": "서울특별시 종로구 종로1가",
    "경기도 수원시 팔달구 인계동 12-3": "경기도 수원시 팔달구 인계동",
    "서울 마포구 월드컵북로 400 101동": "서울 마포구",
    "대구 동구 신암3동 11": "대구 동구 신암3동",
    "보람동123-4": "보람동",
    "한누리대로 12": "",
    "109동 2404호": "",
    "30123": "",
}


def test_addresses_are_cut_behind_their_area(tmp_path: Path) -> None:
    assert column(tmp_path, list(ADDRESSES), step("address-to")) == list(ADDRESSES.values())


def test_addresses_are_cut_behind_district_or_province(tmp_path: Path) -> None:
    cells = ["경기도 수원시 팔달구 인계동 12", "세종특별자치시 보람동 1", "보람동"]

    assert column(tmp_path, cells, step("address-to", level="시군구")) == [
        *("경기도 수원시 팔달구", "세종특별자치시", "")
    ]
    assert column(tmp_path, cells, step("address-to", level="시도")) == [
        *("경기도", "세종특별자치시", "")
    ]


GENERALISING = [
    step("age-band"),
    step("date-to", unit="month"),
    step("date-to", unit="decade"),
    step("amount-band", edges=[10, 50]),
    step("round", to=10),
    step("address-to"),
]
CELL = st.one_of(
    st.none(),
    st.integers(-5, 120).map(str),
    st.dates().map(str),
    st.sampled_from([*ADDRESSES, "1990년대", "?"]),
)


@pytest.mark.parametrize("rule", GENERALISING, ids=lambda rule: str(rule["step"]))
@given(cells=st.lists(CELL, min_size=1, max_size=12))
@QUICK
def test_a_wider_class_taken_twice_is_taken_once(
    tmp_path: Path, rule: dict[str, Any], cells: list[str | None]
) -> None:
    table = opened({"a": cells, "b": ["."] * len(cells)})

    assert treated(tmp_path, table, rule, rule)[1] == treated(tmp_path, table, rule)[1]


@pytest.mark.parametrize("rule", GENERALISING, ids=lambda rule: str(rule["step"]))
@given(cells=st.lists(st.tuples(CELL, st.sampled_from("남여")), min_size=1, max_size=20))
@QUICK
def test_a_wider_class_never_makes_rows_less_alike(
    tmp_path: Path, rule: dict[str, Any], cells: list[tuple[str | None, str]]
) -> None:
    table = opened({"a": [one for one, _ in cells], "b": [other for _, other in cells]})

    found, _ = treated(tmp_path, table, rule, asked=Asked(("a", "b")))

    assert found.alike_before is not None
    assert found.alike_after is not None
    assert (found.alike_after.k or 0) >= (found.alike_before.k or 0)
    assert found.alike_after.rows_under <= found.alike_before.rows_under


def test_what_a_rule_cannot_read_is_emptied_and_told(tmp_path: Path) -> None:
    table = opened({"a": ["34", "홍길동"], "b": [".", "."]})

    found, _ = treated(tmp_path, table, step("age-band"))

    told = found.log[0]
    assert (told.unread, [(each.record, each.before) for each in told.unread_at]) == (
        1,
        [(2, "***")],
    )
    assert told.cells_changed == 2
