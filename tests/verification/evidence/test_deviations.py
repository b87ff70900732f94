import pytest

from verification.evidence.deviations import declared
from verification.evidence.differences import CellClass, Difference, Why

CELL = Difference(
    3, "미세먼지", CellClass.DIFFERS, Why.VALUE, key=(("측정일시", "2024-03-05"), ("구", "중구"))
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, False),
        ("", False),
        ("일부 값을 고쳤습니다.", False),
        ("2024-03-05은 다시 쟀습니다.", True),
        ("2024년 3월 5일 값", True),
        ("20240305", True),
        ("2024-03-06", False),
        ("미세먼지 단위를 바꾸었습니다.", True),
        ("초미세먼지 단위를 바꾸었습니다.", False),
        ("중구", False),
    ],
)
def test_a_difference_is_declared_by_its_day_or_its_column(text: str | None, told: bool) -> None:
    assert declared(CELL, text) is told
