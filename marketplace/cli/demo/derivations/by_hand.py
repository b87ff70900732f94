"""Originals that officials hand in by hand: one for joint use, one that is blocked."""

from collections.abc import Iterator
from datetime import date

from marketplace.cli.demo.chance import Chance
from marketplace.cli.demo.city import MONTHS, TOWNS
from marketplace.cli.demo.derivations import names
from marketplace.cli.demo.derived import Derived, Fate
from marketplace.cli.demo.original import IN_TOWN, MONTH, TOWN, count, text
from marketplace.cli.demo.tables import Row


def _resident_number(chance: Chance, born: date) -> str:
    """Return a number that nobody has been given and that looks as if somebody had."""
    digits = f"{born:%y%m%d}{chance.between(1, 2)}{chance.between(0, 99_999):05}"
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return f"{digits[:6]}-{digits[6:]}{(11 - weighed % 11) % 10}"


def _fines(chance: Chance) -> Iterator[Row]:
    for month in MONTHS:
        for town in TOWNS:
            yield (month, town.name, chance.around(town.people / 300, 0.4))


def _sign_ups(chance: Chance) -> Iterator[Row]:
    for number_ in range(1, 9):
        born = chance.day(date(1960, 1, 1), date(1999, 12, 31))
        yield (f"A{number_:02}", chance.one(TOWNS).name, _resident_number(chance, born))


BY_HAND = (
    Derived(
        name=names.PARKING_FINES,
        maker="official1",
        category="교통물류",
        about="부서 사이에 함께 쓰는 읍면동별 월별 단속 건수입니다.",
        keywords=("주정차", "단속", "공동활용"),
        licence="KOGL-1",
        access="joint",
        columns=(MONTH, TOWN, count("단속건수", "그 달의 단속 건수")),
        make=lambda: _fines(Chance(names.PARKING_FINES)),
    ),
    Derived(
        name="시민 참여단 신청 접수",
        maker="official3",
        category="공공행정",
        about="주민등록번호가 들어 있어 차단되는 예입니다. 번호는 지어낸 것입니다.",
        keywords=("개인정보", "차단 예시"),
        licence="KOGL-1",
        columns=(
            text("접수번호", "접수를 가리키는 번호", key=True),
            IN_TOWN,
            text("주민등록번호", "공개해서는 안 되는 번호"),
        ),
        make=lambda: _sign_ups(Chance("시민 참여단 신청 접수")),
        fate=Fate.LEFT,
    ),
)
