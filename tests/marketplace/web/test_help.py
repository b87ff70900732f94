import pytest

from marketplace.web.report_labels import CHECKS
from tests.marketplace.web.browser import Browser
from verification.suite import SUITE


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/help", "심사 2명"),
        ("/help/licences", "공공누리 제1유형 (출처표시)"),
        ("/help/points", "분석 결과 올리기 10"),
    ],
)
def test_help_is_for_everyone(anyone: Browser, address: str, said: str) -> None:
    assert said in anyone.page(address)


def test_the_rules_of_points_are_those_in_force(anyone: Browser) -> None:
    page = anyone.page("/help/points")

    assert "메뉴는 다음만 인정합니다: 이 데이터로 만들기, 인용문 받기, 행 골라 받기." in page
    assert "자기가 제공한 데이터의 내려받기는 인정하지 않습니다." in page


def test_every_check_has_a_name() -> None:
    assert {check.name for check in SUITE} - CHECKS.keys() == set()
