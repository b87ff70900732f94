"""Columns made up to hide numbers of people who do not exist: no dash, full width, in texts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from bench.numbers import (
    birthday,
    card_number,
    corporate_number,
    dashed,
    key,
    resident_number,
)

WIDE = {ord(str(digit)): chr(ord("０") + digit) for digit in range(10)} | {ord("-"): "－"}
SAYINGS = (
    "소음이 심합니다",
    "가로등이 꺼져 있습니다",
    "3동 앞 도로 파손",
    "2024-03-05 접수",
    "문의 1588-1234",
)


@dataclass(frozen=True)
class Hidden:
    """A column, what it is to be found out as, and in which rows."""

    name: str
    cells: list[str]
    code: str
    rows: list[int]


def person(random: Random, *, checked: bool = True, foreign: bool = False) -> str:
    """A resident number of someone born from 1945 to 2019; unchecked ones may pass by chance."""
    year = random.randint(1945, 2019)
    mark = (5 if foreign else 1) + 2 * (year >= 2000) + random.randint(0, 1)
    front, back = birthday(random, year), f"{mark}{random.randrange(10**5):05d}"
    if checked:
        return resident_number(front, back, foreign=foreign)
    return f"{front}{back}{random.randint(0, 9)}"


def every(name: str, code: str, cells: list[str]) -> Hidden:
    return Hidden(name, cells, code, list(range(len(cells))))


def among(random: Random, name: str, code: str, wordings: list[str]) -> Hidden:
    """Sayings, and in some rows among them the wordings that are to be found."""
    rows = sorted(random.sample(range(20 * len(wordings)), len(wordings)))
    cells = [random.choice(SAYINGS) for _ in range(20 * len(wordings))]
    for row, wording in zip(rows, wordings, strict=True):
        cells[row] = f"{cells[row]} {wording}"
    return Hidden(name, cells, code, rows)


def people(random: Random, count: int = 40, *, checked: bool = True) -> list[str]:
    return [person(random, checked=checked) for _ in range(count)]


def without_dash_and_check_digits(random: Random) -> Hidden:
    return every("c1", "resident-number", people(random, checked=False))


def in_full_width(random: Random) -> Hidden:
    cells = [dashed(each).translate(WIDE) for each in people(random)]
    return every("필드3", "resident-number", cells)


def spaced(random: Random) -> Hidden:
    cells = [f" {each[:6]} {each[6:]} " for each in people(random, 20)]
    return every("x", "resident-number", [*cells, *(" ".join(each) for each in people(random, 20))])


def grouped_anyhow(random: Random) -> Hidden:
    cells = [f"{each[:4]} {each[4:8]} {each[8:]}" for each in people(random)]
    return every("Unnamed: 4", "resident-number", cells)


def in_texts(random: Random) -> Hidden:
    forms: tuple[Callable[[str], str], ...] = (
        dashed,
        lambda each: f"({dashed(each)})",
        lambda each: f"주민번호는{each}",
        lambda each: f"{each[:6]} – {each[6:]}입니다",
        lambda each: dashed(each).translate(WIDE),
    )
    texts = [random.choice(forms)(each) for each in people(random, 15)]
    return among(random, "내용", "resident-number", texts)


def foreigners(random: Random) -> Hidden:
    numbers = [person(random, foreign=True, checked=n % 2 == 0) for n in range(40)]
    return every("구분값", "resident-number", numbers)


def as_a_spreadsheet_left_them(random: Random) -> Hidden:
    cells = [
        random.choice((f"'{each}", f"{each}.0", f"{each[:6]}\u200b{each[6:]}", f"{each} "))
        for each in people(random)
    ]
    return every("열2", "resident-number", cells)


def among_companies(random: Random) -> Hidden:
    firms = [corporate_number("110111", f"{random.randrange(10**6):06d}") for _ in range(60)]
    cells = [dashed(each) for each in firms]
    rows = sorted(random.sample(range(60), 3))
    for row in rows:
        number = person(random)
        while corporate_number(number[:6], number[6:12]) == number:
            number = person(random)
        cells[row] = dashed(number)
    return Hidden("번호", cells, "resident-number", rows)


def masked_in_part(random: Random) -> Hidden:
    signs = ("******", "XXXXXX", "●●●●●●", f"{random.randrange(100):02d}****")
    cells = [f"{each[:6]}-{each[6]}{random.choice(signs)}" for each in people(random)]
    return every("v2", "resident-number-partial", cells)


def mobiles(random: Random) -> Hidden:
    forms = ("010-{}-{}", "010{}{}", "010 {} {}", "010.{}.{}", "+82-10-{}-{}", "(010){}-{}")
    cells = []
    for n in range(60):
        parts = (f"{random.randrange(10**4):04d}", f"{random.randrange(10**4):04d}")
        cells.append(forms[n % len(forms)].format(*parts))
    return every("a", "mobile-number", [*cells, *(each.translate(WIDE) for each in cells[:6])])


def mobiles_in_texts(random: Random) -> Hidden:
    texts = [f"연락처 010{random.randrange(10**8):08d}로 주세요" for _ in range(15)]
    return among(random, "memo", "mobile-number", texts)


def mails(random: Random) -> Hidden:
    texts = [f"메일 kim{random.randrange(1000)}@mail.example.kr 로 회신" for _ in range(15)]
    return among(random, "비고", "email-address", texts)


def cards(random: Random) -> Hidden:
    numbers = [card_number(random.choice("4569"), random) for _ in range(30)]
    return every("col7", "payment-card", numbers)


def cards_in_texts(random: Random) -> Hidden:
    numbers = [card_number("4", random) for _ in range(15)]
    texts = [f"결제 {each[:4]}-{each[4:8]}-{each[8:12]}-{each[12:]}" for each in numbers]
    return among(random, "비고", "payment-card", texts)


def accounts(random: Random) -> Hidden:
    parts = [(random.randrange(10**6), random.randrange(10**6)) for _ in range(14)]
    texts = [f"국민은행 {first:06d}-01-{last:06d}" for first, last in parts]
    return among(random, "환불", "bank-account", texts)


def plates(random: Random) -> Hidden:
    cells = [
        f"{random.randint(10, 699)}{random.choice('가나다라마')}{random.randint(1000, 9999)}"
        for _ in range(30)
    ]
    return every("c9", "vehicle-plate", cells)


def names(random: Random) -> Hidden:
    first, later = "김이박최정강조윤장임", "가나다라마바하서준민지현우영수"
    cells = [
        random.choice(first) + random.choice(later) + random.choice("현우영수민지준서")
        for _ in range(60)
    ]
    return every("col3", "person-name", cells)


def flats(random: Random) -> Hidden:
    cells = [
        f"세종특별자치시 한누리대로 {random.randint(1, 900)}, {random.randint(101, 130)}동 "
        f"{random.randint(1, 25)}0{random.randint(1, 4)}호"
        for _ in range(30)
    ]
    return every("c4", "home-address", cells)


def keys(random: Random) -> Hidden:
    return every("CI", "connecting-information", [key(random, 86) + "==" for _ in range(10)])


def machines(random: Random) -> Hidden:
    hosts = [".".join(str(random.randint(11, 126)) for _ in range(4)) for _ in range(10)]
    cards = [":".join(f"{random.randrange(256):02X}" for _ in range(6)) for _ in range(10)]
    return every("c8", "device-identifier", hosts + cards)


def licences(random: Random) -> Hidden:
    cells = [
        f"{random.randint(11, 26)}-{random.randint(10, 99)}-{random.randint(10**5, 10**6 - 1)}-11"
        for _ in range(20)
    ]
    return every("운전면허번호", "driving-licence", cells)


def passports(random: Random) -> Hidden:
    texts = [f"여권번호 M{random.randrange(10**8):08d}" for _ in range(8)]
    return among(random, "내용", "passport-number", texts)


HOSTILE: Mapping[str, Callable[[Random], Hidden]] = {
    made.__name__: made
    for made in (
        without_dash_and_check_digits,
        in_full_width,
        spaced,
        grouped_anyhow,
        in_texts,
        foreigners,
        as_a_spreadsheet_left_them,
        among_companies,
        masked_in_part,
        mobiles,
        mobiles_in_texts,
        mails,
        cards,
        cards_in_texts,
        accounts,
        plates,
        names,
        flats,
        keys,
        machines,
        licences,
        passports,
    )
}
