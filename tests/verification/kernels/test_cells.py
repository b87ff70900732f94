import math
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.verification.kernels import reference
from tests.verification.kernels.scanning import column
from verification.declaration import ColumnType
from verification.kernels import traits
from verification.kernels.traits import FITS

T = ColumnType
FRAGMENTS = st.sampled_from(
    [*"0123456789", *"+-.,eE:/ TZyn", "년", "월", "일", "예", "2024", "12", "31", "00", ",123", "x"]
)
NEAR_VALUES = st.lists(FRAGMENTS, max_size=12).map("".join)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (T.STRING, [" ", "x"], []),
        (
            T.INTEGER,
            ["1", "-2", "+3", "007", "1,234", " 5 ", "\u00a05\u3000"],
            ["1.0", "12,34", "1_000", "x", "1e3", "37.55"],
        ),
        (T.NUMBER, ["1", ".5", "5.", "-1.5e-3", "1,234.5"], ["nan", "1.2.3", "45.2%", "-", "약 3"]),
        (T.BOOLEAN, ["Y", "n", "TRUE", "예", "0"], ["2", "있음"]),
        (
            T.DATE,
            ["2024-02-29", "2024.1.5.", "20240131", "2024년 7월 1일"],
            ["2023-02-29", "24.1.5"],
        ),
        (T.DATE, ["2024. 1. 5", "2024/12/31"], ["20241301", "2024-00-10", "0000-01-01", "2024-01"]),
        (T.DATETIME, ["2024-01-01 9:05", "2024-01-01T10:00:00.123Z", "20240101235959"], ["9:05"]),
        (T.DATETIME, ["2024-01-01 24:00", "2024-01-01"], ["2024-01-01 24:01", "2024-01-01 10:60"]),
        (T.TIME, ["23:59", "1:02:03", "24:00"], ["24:01", "12:60", "12"]),
        (T.YEAR, ["2024", "2024년"], ["24", "20245"]),
        (T.YEARMONTH, ["2024-01", "202412", "2024년 7월"], ["202413", "2024"]),
    ],
)
def test_cells_are_judged_by_the_whole_of_their_text(
    kind: ColumnType, good: list[str], bad: list[str]
) -> None:
    cells = column(*good, *bad, "", packed=kind in {T.DATE, T.DATETIME, T.YEARMONTH})

    assert cells.has(FITS[kind]).tolist() == [True] * len(good) + [False] * (len(bad) + 1)


@given(st.lists(NEAR_VALUES.filter(bool), min_size=1, max_size=30), st.booleans())
def test_every_cell_has_the_traits_that_patterns_and_the_calendar_give_it(
    cells: list[str], packed: bool
) -> None:
    found = column(*cells, packed=packed).traits.astype(np.int64) & reference.TYPES

    assert found.tolist() == [reference.traits_of(cell, packed=packed) for cell in cells]


@given(
    st.lists(
        st.one_of(
            st.decimals(allow_nan=False, allow_infinity=False).map(lambda d: f"{d:f}"),
            st.floats(allow_nan=False, allow_infinity=False).map(repr),
            st.integers(-(10**17), 10**17).map(lambda n: f"{n:,}"),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_numbers_are_the_nearest_doubles_to_what_is_written(cells: list[str]) -> None:
    scanned = column(*cells)

    fitting = scanned.has(FITS[T.NUMBER]).tolist()
    for cell, fits, double in zip(cells, fitting, scanned.doubles.tolist(), strict=True):
        if fits:
            assert double == float(cell.replace(",", ""))
        else:
            assert math.isnan(double)


@given(st.integers(-(10**18) + 1, 10**18 - 1))
def test_whole_numbers_of_eighteen_digits_are_exact(number: int) -> None:
    scanned = column(str(number), f"{number:+,}")

    assert scanned.wholes.tolist() == [number, number]
    assert not scanned.has(traits.LONG).any()


def test_longer_ones_are_told_apart() -> None:
    assert column("1" * 19, "-" + "9" * 30).has(traits.LONG).tolist() == [True, True]


@given(st.datetimes(datetime(1000, 1, 1), datetime(9999, 12, 31)))  # noqa: DTZ001 -- cells have none
def test_moments_are_microseconds_since_1970(moment: datetime) -> None:
    cells = column(moment.isoformat(sep=" "), f"{moment:%Y-%m-%d}")
    since = moment.replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)

    assert (
        cells.wholes[0] == since.days * 86_400_000_000 + since.seconds * 10**6 + since.microseconds
    )
    assert cells.wholes[1] == since.days * 86_400_000_000


@pytest.mark.parametrize(
    ("cells", "trait", "expected"),
    [
        (["", " ", "x"], traits.FILLED, [False, True, True]),
        (["", " \u3000", "x"], traits.BLANK, [False, True, False]),
        (["2024-01-01 10:00Z", "2024-01-01 10:00"], traits.ZONED, [True, False]),
        (["007", "0", "10", "0.5"], traits.PADDED, [True, False, False, False]),
        (["=1+1", "-5", "@x", "a=b"], traits.FORMULA, [True, True, True, False]),
        (["-", "비공개", "x1", "길고도 긴 설명글"], traits.SHORT, [True, True, False, False]),
        (
            ["é", "깨�짐", "占쏙옙", "바른 글", "plain"],
            traits.BROKEN,
            [True, True, True, False, False],
        ),
    ],
)
def test_other_traits(cells: list[str], trait: int, expected: list[bool]) -> None:
    assert column(*cells).has(trait).tolist() == expected


PERSONAL = [
    "900101-1234567",
    "9001011234567",
    "９００１０１－１２３４５６７",
    "900101 1234567",
    "전화 010-1234-5678",
    "연락처:01012345678번",
    "someone@example.org",
    "M12345678",
    "12가3456 차량",
    "192.168.10.23",
    "00:1A:2B:3C:4D:5E",
    "4111 1111 1111 1111",
    "a" * 64,
    "9001011234567.0",
    "900101-1******",
    "900101-1",
    "010-****-1517",
    "M123A4567",
    "00-1A-2B-3C-4D-5E",
]
HARMLESS = [
    "",
    "2024-01-02 03:04:05",
    "127.1234567",
    "1,234,567",
    "세종특별자치시 한누리대로 2130",
    "TX0000000001",
    "4bc1e44000f840",
    "보통의 글",
    "12345678",
]


def test_what_may_name_a_person_is_let_through_and_what_plainly_does_not_is_held_back() -> None:
    assert column(*PERSONAL).has(traits.PERSONAL).tolist() == [True] * len(PERSONAL)
    assert column(*HARMLESS).has(traits.PERSONAL).tolist() == [False] * len(HARMLESS)


@given(st.lists(st.text(max_size=20), min_size=1, max_size=40))
def test_equal_cells_have_equal_hashes_and_others_do_not(cells: list[str]) -> None:
    cells = [cell.encode(errors="ignore").decode() for cell in cells]

    hashes = column(*cells).hashes.tolist()

    for cell, code in zip(cells, hashes, strict=True):
        for other, another in zip(cells, hashes, strict=True):
            assert (cell == other) == (code == another)


@given(st.lists(st.sampled_from(["", "a", "나", "1", "\u3000 값", "x" * 30]), max_size=60))
def test_different_values_are_counted_with_the_first_place_of_each(cells: list[str]) -> None:
    scanned = column(*cells)
    values = scanned.values

    found = {
        cells[first]: (count, first)
        for first, count in zip(values.firsts.tolist(), values.counts.tolist(), strict=True)
    }
    filled = [cell for cell in cells if cell]
    assert found == {cell: (filled.count(cell), cells.index(cell)) for cell in filled}
    assert scanned.lengths.tolist() == [len(cells[first]) for first in values.firsts]


@given(st.text(max_size=15))
def test_white_space_is_what_arrow_takes_for_it(cell: str) -> None:
    cell = cell.encode(errors="ignore").decode()
    trimmed = pc.utf8_trim_whitespace(pa.array([cell])).to_pylist()[0]

    blank = column(cell).has(traits.BLANK).tolist() == [True]

    assert blank == (bool(cell) and not trimmed)
