import pytest

from verification.evidence.deviations import declared, hides_undeclared
from verification.evidence.differences import (
    MOST_KEPT,
    CellClass,
    ColumnEvidence,
    Compared,
    Difference,
    Why,
)

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
        ("미세먼지는 고쳤습니다.", True),
        ("미세먼지값을 고쳤습니다.", True),
        ("미세먼지수정", True),
        ("미세먼지농도", False),
    ],
)
def test_a_difference_is_declared_by_its_day_or_its_column(text: str | None, told: bool) -> None:
    assert declared(CELL, text) is told


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("일", "일부 시설명을 고쳤습니다", False),
        ("일", "일, 월 컬럼을 나누었습니다", True),
        ("수", "수정한 것은 없습니다", False),
        ("수", "수(명)를 고쳤습니다", True),
        ("PM2", "PM2.5를 고쳤습니다", False),
        ("PM10", "PM10을 고쳤습니다", True),
        ("승차(천명)", "승차(천명)의 단위", True),
    ],
)
def test_a_column_is_named_by_a_whole_word(name: str, text: str, told: bool) -> None:
    assert declared(Difference(3, name, CellClass.DIFFERS, Why.VALUE), text) is told


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("1", "100개를 고쳤습니다", False),
        ("1", "1개를 고쳤습니다", False),
        ("1", "2.1을 더했습니다", False),
        ("1", "1월은 다시 셌습니다", True),
        ("1", "1과 2를 고쳤습니다", True),
        ("2호선", "2호선은 다시 셌습니다", True),
    ],
)
def test_a_row_is_named_by_its_whole_key(key: str, text: str, told: bool) -> None:
    cell = Difference(3, "값", CellClass.DIFFERS, Why.VALUE, key=(("월", key),))

    assert declared(cell, text) is told


@pytest.mark.parametrize(("text", "hidden"), [("비고는 고쳤습니다", True), ("비고, 금액", False)])
def test_cells_beyond_those_that_are_kept_have_to_be_declared_too(text: str, hidden: bool) -> None:
    cell = Difference(0, "비고", CellClass.DIFFERS, Why.VALUE)
    compared = Compared(
        {CellClass.DIFFERS: MOST_KEPT},
        (
            ColumnEvidence("비고", "비고", "same", {CellClass.DIFFERS: MOST_KEPT}),
            ColumnEvidence("금액", "금액", "same", {CellClass.DIFFERS: 1}),
        ),
        (cell,) * MOST_KEPT,
    )

    assert hides_undeclared(compared, text) is hidden
