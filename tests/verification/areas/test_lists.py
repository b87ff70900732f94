import re

import pytest

from verification.areas.lists import ADMINISTRATIVE, LEGAL, area_lists, is_listed


def test_the_lists_have_ten_digits_and_a_name_for_each() -> None:
    lists = area_lists()

    assert set(lists) == {ADMINISTRATIVE, LEGAL}
    assert all(re.fullmatch(r"\d{10}", code) for codes in lists.values() for code in codes)
    assert all(name.strip() == name != "" for codes in lists.values() for name in codes.values())
    assert lists[ADMINISTRATIVE]["3611025000"] == "세종특별자치시 조치원읍"
    assert lists[LEGAL]["3611010300"] == "세종특별자치시 보람동"


@pytest.mark.parametrize(
    ("code", "listed"),
    [
        ("3611000000", True),  # the city itself
        ("3611056000", True),  # 보람동, administrative
        ("3611010300", True),  # 보람동, legal
        ("3611025021", True),  # a 리 of 조치원읍: its 읍 is known
        ("3611099000", False),
        ("3612025000", False),  # Sejong has no districts
        ("1111051500", True),
        ("1199951500", False),
        ("4211051000", True),  # 춘천시 as it was
        ("5111051000", True),  # and under its new number
        ("5211113000", True),  # 전주시 완산구 under its new number
        ("2772025000", True),  # 군위군 in 대구
        ("4772025000", True),  # and in 경북 before
    ],
)
def test_a_code_is_looked_for_as_far_as_the_lists_go(code: str, listed: bool) -> None:
    assert is_listed(code) is listed
