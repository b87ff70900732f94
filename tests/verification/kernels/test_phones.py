import numpy as np
import pytest

from verification.kernels.phones import CITY_HALL, LANDLINE, MOBILE, phone_kinds


def kind(digits: str, *, abroad: bool = False) -> int:
    number = np.array([int(digits)], dtype=np.uint64)
    return int(phone_kinds(number, np.array([len(digits)]), abroad=np.array([abroad]))[0])


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("01012345678", MOBILE),
        ("0111234567", MOBILE),
        ("01912345678", MOBILE),
        ("0101234567", 0),
        ("01212345678", 0),
        ("021234567", LANDLINE),
        ("0212345678", LANDLINE),
        ("0448651234", LANDLINE),
        ("07012345678", LANDLINE),
        ("05021234567", LANDLINE),
        ("050512345678", LANDLINE),
        ("0443001234", CITY_HALL),
        ("0451234567", 0),
        ("1012345678", 0),
        ("12345678", 0),
        ("12345678901234", 0),
    ],
)
def test_a_number_is_told_by_its_first_digits_and_its_length(digits: str, expected: int) -> None:
    assert kind(digits) == expected


@pytest.mark.parametrize("digits", ["821012345678", "8201012345678", "82111234567"])
def test_the_countrys_number_may_be_followed_by_a_zero(digits: str) -> None:
    assert kind(digits, abroad=True) == MOBILE
    assert kind(digits) == 0


def test_another_country_is_not_ours() -> None:
    assert kind("811012345678", abroad=True) == 0
