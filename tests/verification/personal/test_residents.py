import pytest

from bench.numbers import dashed, people, serials
from tests.verification.personal.columns import hits_of, rows_of

ONE, TWO, THREE = people(3)
YOUNG = [number for number in people(400) if number.startswith("0")]


RESIDENTS = {
    "resident-number": "confirmed",
    "resident-number-suspected": "suspected",
    "serial-like-resident-number": "harmless",
}


def residents(*cells: str | None, name: str = "비고") -> list[tuple[str, list[int]]]:
    return [
        (RESIDENTS[hit.code], hit.first.tolist())
        for hit in hits_of(name, cells)
        if hit.code in RESIDENTS
    ]


def mobiles(*cells: str | None, name: str = "비고") -> list[int]:
    return rows_of("mobile-number", name, cells)


@pytest.mark.parametrize(
    "cell",
    [
        ONE,
        dashed(ONE),
        f"{ONE[:6]} {ONE[6:]}",
        f"{ONE}.0",
        f" '{ONE} ",
        dashed(ONE).translate({ord(str(d)): ord("０") + d for d in range(10)}),
        f"{ONE[:4]}\u200b{ONE[4:]}",
        f"민원인({dashed(ONE)})이 요청",
        f"주민번호는 {ONE}",
    ],
)
def test_a_resident_number_is_found_however_it_is_written(cell: str) -> None:
    assert residents(None, "소음이 심합니다", cell, None) == [("confirmed", [2])]


def test_every_row_of_a_repeated_number_is_found() -> None:
    assert residents(ONE, "x", ONE, dashed(ONE), TWO) == [("confirmed", [0, 2, 3, 4])]


def test_two_numbers_in_a_cell_are_one_row() -> None:
    assert residents(f"{dashed(ONE)}, {dashed(TWO)}") == [("confirmed", [0])]


def test_a_column_of_serial_numbers_is_not_taken_for_people() -> None:
    ((sureness, rows),) = residents(*serials(300), name="접수번호")

    assert (sureness, 0 < len(rows) < 20) == ("harmless", True)


def test_a_number_that_the_text_names_counts_even_among_serial_numbers() -> None:
    assert residents(*serials(300), f"주민등록번호 {THREE}")[0] == ("confirmed", [300])


def test_whole_numbers_that_lost_a_zero_count_where_the_column_is_known() -> None:
    lost = [str(int(number)) for number in YOUNG[:2]]

    assert residents(ONE, *lost) == [("confirmed", [0, 1, 2])]
    assert residents(*lost, name="주민등록번호") == [("confirmed", [0, 1])]
    assert residents(*lost) == []


def test_a_column_of_nothing_but_shortened_numbers_is_found() -> None:
    lost = [str(int(number)) for number in YOUNG if not number.startswith("00")]

    assert residents(*lost) == [("confirmed", list(range(len(lost))))]


def test_a_number_shown_with_an_exponent_counts_where_the_column_is_known() -> None:
    shown = f"{ONE[0]}.{ONE[1:]}e+12"

    assert residents(shown, name="주민번호") == [("confirmed", [0])]
    assert residents(shown) == []


def test_ordinary_numbers_and_dates_are_no_hits() -> None:
    assert (
        residents("2024-04-10", "20240410123300", "36.594201", "198763.1234567", "044-300-1234")
        == []
    )
    assert residents() == []
    assert residents(None, None) == []


def test_numbers_masked_in_part_are_found() -> None:
    cells = ("900101-1******", "******-*******", "900101-1", None)

    assert rows_of("resident-number-partial", "비고", cells) == [0]
    assert rows_of("resident-number-partial", "주민번호", cells) == [0, 2]


def test_a_number_split_over_two_columns_is_found_by_its_header() -> None:
    cells = ("1234567", "900101", None)

    assert rows_of("resident-number-partial", "주민번호 뒷자리", cells) == [0]
    assert rows_of("resident-number-partial", "접수번호", cells) == []


def test_mobile_numbers_are_found_in_cells_and_in_text() -> None:
    cells = ["010-1234-5678", "문의는 ０１０-1234-5678", "+82 10 1234 5678", "044-300-1234", None]

    assert mobiles(*cells) == [0, 1, 2]


def test_a_mobile_number_that_lost_its_zero_needs_a_header() -> None:
    assert mobiles("1012345678", "1012345678.0", name="휴대전화") == [0, 1]
    assert mobiles("1012345678") == []


def test_eleven_digit_serial_numbers_are_not_taken_for_mobile_numbers() -> None:
    cells = [f"{n:011d}" for n in range(0, 99_000_000_000, 990_000_001)]

    assert mobiles(*cells, "01012345678", "0181234567") == []
    assert mobiles(*cells, "010-1234-5678") == [len(cells)]
    assert mobiles("01012345678") == [0]
