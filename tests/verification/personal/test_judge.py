import numpy as np
import pytest

from bench.numbers import (
    barcode_number,
    corporate_number,
    people,
    resident_number,
    serials,
)
from verification.kernels.check_digits import Numbers
from verification.personal.judge import Header, judge


def numbers_of(texts: list[str]) -> Numbers:
    return np.array([int(each) for each in texts], dtype=np.uint64)


PLAIN = Header()
RESIDENT = Header(resident=True)
CORPORATE = Header(corporate=True)

OLD = people(100)
NEW = people(100, checked=False)
SERIALS = serials(300)
COMPANIES = [corporate_number("110111", f"{n:06d}") for n in range(100_000, 100_040)]
GOODS = [barcode_number(f"880115{n:06d}") for n in range(100_000, 100_040)]
CLOCK = [str(1_706_000_000_000 + n * 37_123_457) for n in range(60)]
DATED = [f"201{n % 3}0{n % 9 + 1}1{n % 9}{n:05d}" for n in range(30)]
RECEIPTS = [
    f"20{month:02d}{day:02d}{n}{month:02d}{day:02d}11"
    for month in (1, 5)
    for day in (3, 9, 21)
    for n in range(1, 8)
]


@pytest.mark.parametrize(
    ("numbers", "header", "sureness", "why"),
    [
        (OLD, PLAIN, "confirmed", "check-digits"),
        (NEW, PLAIN, "confirmed", "birthdays"),
        (NEW, RESIDENT, "confirmed", "header"),
        (OLD[:1], PLAIN, "confirmed", "check-digits"),
        (NEW[:1], PLAIN, "confirmed", "birthdays"),
        (OLD, CORPORATE, "confirmed", "check-digits"),
        ([resident_number("900101", "512345", foreign=True)], PLAIN, "confirmed", "check-digits"),
        ([*OLD[:8], *SERIALS], PLAIN, "confirmed", "check-digits"),
        ([*NEW[:30], *SERIALS[:200]], PLAIN, "suspected", "some-birthdays"),
        ([*NEW[:1], "9999999999999", "9999999999998"], PLAIN, "suspected", "some-birthdays"),
        (["1234561234567"], RESIDENT, "suspected", "header-alone"),
        (RECEIPTS, PLAIN, "suspected", "one-age"),
        (SERIALS, PLAIN, "harmless", "chance"),
        (serials(3000), PLAIN, "harmless", "chance"),
        (COMPANIES, PLAIN, "harmless", "corporate"),
        (COMPANIES[:1], CORPORATE, "harmless", "corporate"),
        (GOODS, PLAIN, "harmless", "barcode"),
        (CLOCK, PLAIN, "harmless", "clock"),
        (["1707123456789"], PLAIN, "suspected", "perhaps-clock"),
        (["1707123456789"], Header(clock=True), "harmless", "clock"),
        (DATED, PLAIN, "suspected", "too-old"),
        (COMPANIES[:1], PLAIN, "suspected", "perhaps-company"),
        (GOODS[:1], PLAIN, "suspected", "perhaps-goods"),
        (GOODS[:1], Header(barcode=True), "harmless", "barcode"),
    ],
)
def test_what_the_numbers_of_a_column_are_taken_for(
    numbers: list[str], header: Header, sureness: str, why: str
) -> None:
    judgements = judge(numbers_of(numbers), header)

    assert [(each.sureness, each.why) for each in judgements] == [(sureness, why)]


def test_a_school_class_is_not_taken_for_a_clock() -> None:
    pupils = [
        resident_number(f"15{n % 12 + 1:02d}{n % 28 + 1:02d}", f"3{n:05d}") for n in range(90)
    ]

    assert [each.why for each in judge(numbers_of(pupils), PLAIN)] == ["check-digits"]


def test_only_numbers_that_bear_a_birthday_are_chosen() -> None:
    (judgement,) = judge(numbers_of([*OLD[:3], "9999999999999"]), PLAIN)

    assert judgement.chosen == "born"


def test_numbers_without_any_birthday_say_nothing() -> None:
    assert judge(numbers_of([]), RESIDENT) == ()
    assert judge(numbers_of(["9999999999999"]), PLAIN) == ()


def test_a_person_among_companies_is_not_explained_away() -> None:
    gapped = judge(numbers_of([*COMPANIES, OLD[0]]), PLAIN, gapped=True)
    bare = judge(numbers_of([*COMPANIES, OLD[0]]), PLAIN)

    assert [(each.sureness, each.why, each.chosen) for each in gapped] == [
        ("confirmed", "among-others", "not-corporate"),
        ("harmless", "corporate", "born"),
    ]
    assert [(each.sureness, each.why) for each in bare] == [
        ("suspected", "among-others"),
        ("harmless", "corporate"),
    ]


def test_the_chance_of_many_birthdays_is_bounded_in_long_columns_too() -> None:
    (judgement,) = judge(numbers_of([*people(300, checked=False), *serials(2000)]), PLAIN)

    assert judgement.why == "some-birthdays"
