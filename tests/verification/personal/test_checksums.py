from verification.personal.checksums import barcode, born, corporate, digits_of, resident


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

    assert dict(zip(numbers, born(digits_of(list(numbers))).tolist(), strict=True)) == numbers


def test_check_digits_of_residents_and_foreigners_follow_their_mark() -> None:
    numbers = {
        "9001011234568": True,
        "9001011234567": False,
        "9001015234561": True,
        "9001015234563": False,
    }

    assert dict(zip(numbers, resident(digits_of(list(numbers))).tolist(), strict=True)) == numbers


def test_a_published_corporate_number_passes() -> None:
    assert corporate(digits_of(["1101110062432", "1101110062433"])).tolist() == [True, False]


def test_a_barcode_passes() -> None:
    assert barcode(digits_of(["4006381333931", "4006381333932"])).tolist() == [True, False]


def test_no_numbers_give_no_truths() -> None:
    assert born(digits_of([])).tolist() == []
