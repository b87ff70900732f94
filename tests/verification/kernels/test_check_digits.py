from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.numbers import (
    barcode_number,
    corporate_number,
    resident_number,
)
from verification.kernels.check_digits import (
    AGED,
    BARCODE,
    BORN,
    CORPORATE,
    OLD,
    OLDEST,
    RESIDENT,
    YOUNGEST,
    Numbers,
    birth_years,
    born,
    business,
    luhn,
    traits,
)


def numbers_of(texts: list[str]) -> Numbers:
    return np.array([int(each) for each in texts], dtype=np.uint64)


def passing(bit: int, *texts: str) -> list[bool]:
    return [bool(found) for found in traits(numbers_of(list(texts))) & bit]


def test_a_birthday_must_exist_and_its_bearer_may_live() -> None:
    numbers = {
        "9001011000000": True,
        "9001012000000": True,
        "0402293000000": True,  # 2004 is a leap year
        "0302293000000": False,
        "0002294000000": True,  # and so is 2000
        "9013011000000": False,
        "9000011000000": False,
        "9004311000000": False,
        "9001005000000": False,
        "8507156000000": True,  # a foreigner
        "1507158000000": True,
        "1001019000000": False,  # the 1800s
        "1001010000000": False,
        "0501011000000": False,  # born in 1905
        "6001013000000": False,  # born in 2060
    }

    assert dict(zip(numbers, born(numbers_of(list(numbers))).tolist(), strict=True)) == numbers


def test_check_digits_of_residents_and_foreigners_follow_their_mark() -> None:
    numbers = {
        "9001011234568": True,
        "9001011234567": False,
        "9001015234561": True,
        "9001015234563": False,
    }

    assert dict(zip(numbers, passing(RESIDENT, *numbers), strict=True)) == numbers


def test_a_published_corporate_number_passes() -> None:
    assert passing(CORPORATE, "1101110062432", "1101110062433") == [True, False]


def test_a_barcode_passes() -> None:
    assert passing(BARCODE, "4006381333931", "4006381333932") == [True, False]


def test_business_numbers_pass_by_the_sum_with_its_tens() -> None:
    numbers = ["1168200276", "1348672683", "1234567891", "1234567890"]

    assert business(numbers_of(numbers)).tolist() == [True, True, True, False]


def test_payment_cards_and_devices_pass_by_luhn() -> None:
    numbers = ["4111111111111111", "4111111111111112", "490154203237518", "490154203237519"]

    assert luhn(numbers_of(numbers)).tolist() == [True, False, True, False]


def test_the_mark_tells_the_century() -> None:
    numbers = ["2501011000000", "2501013000000", "3001011000000", "2912316000000"]

    assert birth_years(numbers_of(numbers)).tolist() == [1925, 2025, 1930, 1929]
    assert passing(AGED, *numbers) == [True, False, False, True]


def test_no_numbers_give_no_truths() -> None:
    assert born(numbers_of([])).tolist() == []


def plain_traits(number: str) -> int:
    """What thirteen digits may be, digit by digit and by the calendar of the standard library."""
    century = (1800, 1900, 1900, 2000, 2000, 1900, 1900, 2000, 2000, 1800)[int(number[6])]
    year = century + int(number[:2])
    bits = 0
    try:
        date(year, int(number[2:4]), int(number[4:6]))
    except ValueError:
        pass
    else:
        bits |= BORN * (OLDEST <= year <= YOUNGEST) | AGED * (OLDEST <= year < OLD)
    foreign = number[6] in "5678"
    bits |= RESIDENT * (resident_number(number[:6], number[6:12], foreign=foreign) == number)
    bits |= CORPORATE * (corporate_number(number[:6], number[6:12]) == number)
    return bits | BARCODE * (barcode_number(number[:12]) == number)


@settings(deadline=None)
@given(st.lists(st.from_regex("[0-9]{2}[01][0-9][0-3][0-9]{8}", fullmatch=True)))
def test_many_numbers_are_what_each_is_by_itself(numbers: list[str]) -> None:
    assert traits(numbers_of(numbers)).tolist() == [plain_traits(each) for each in numbers]
