from pathlib import Path

import pytest

from tests.verification.treatment.bench import lines, opened, treated, treatment
from verification.errors import StepRefused
from verification.treatment.step import Given

LEGAL = {
    "3600000000": "세종특별자치시(폐지)",
    "3611000000": "세종특별자치시",
    "3611010200": "세종특별자치시 소담동",
    "3611010300": "세종특별자치시 보람동",
    "1100000000": "서울특별시",
    "1111000000": "서울특별시 종로구",
    "1111010300": "서울특별시 종로구 보람동",
}
CODES = {"step": "area-names", "column": "코드", "into": "지역명"}


def test_codes_are_given_their_names(tmp_path: Path) -> None:
    table = opened({"코드": ["3611010200", "1111000000", "9", None], "b": ["."] * 4})

    found, content = treated(tmp_path, table, CODES, areas={"법정동": LEGAL})

    assert lines(content) == [
        ["코드", "지역명", "b"],
        ["3611010200", "세종특별자치시 소담동", "."],
        ["1111000000", "서울특별시 종로구", "."],
        ["9", "", "."],
        ["", "", "."],
    ]
    assert [each.record for each in found.log[0].unread_at] == [3]


@pytest.mark.parametrize("code", ["36", "36110", "3600000000", "3611000000"])
def test_sejong_is_a_province_without_districts(tmp_path: Path, code: str) -> None:
    table = opened({"코드": [code], "b": ["."]})

    _, content = treated(tmp_path, table, CODES, areas={"법정동": LEGAL})

    assert lines(content)[1][1] == "세종특별자치시"


def test_names_are_given_their_codes_where_only_one_has_the_name(tmp_path: Path) -> None:
    cells = ["세종특별자치시 보람동", "소담동", "보람동", "세종특별자치시"]
    step = {**CODES, "column": "이름", "into": "법정동코드", "to": "code"}
    table = opened({"이름": cells, "b": ["."] * 4})

    _, content = treated(tmp_path, table, step, areas={"법정동": LEGAL})

    assert [line[1] for line in lines(content)[1:]] == [
        "3611010300",
        "3611010200",
        "",
        "3611000000",
    ]


def test_a_short_name_is_looked_for_within_a_province(tmp_path: Path) -> None:
    step = {**CODES, "column": "이름", "into": "코드", "to": "code", "within": "36"}
    table = opened({"이름": ["보람동"], "b": ["."]})

    _, content = treated(tmp_path, table, step, areas={"법정동": LEGAL})

    assert lines(content)[1][1] == "3611010300"


def test_one_list_does_not_stand_for_the_other() -> None:
    with pytest.raises(StepRefused) as refused:
        treatment({**CODES, "areas": "행정동"}).needs(Given(areas={"법정동": LEGAL}))

    assert (refused.value.code, refused.value.about) == ("areas-needed", "행정동")
