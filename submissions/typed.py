"""Resident numbers in what somebody types: a title, a reason, the name of a file.

What stands in a file is weighed by column and can be looked at; typed text goes straight into
tables and pages, so it is refused before any of it is kept. Pure, and without the engines.
"""

import re
from collections.abc import Iterator

from submissions.faults import Fault, escaped
from verification.personal.patterns import DAY, MONTH, RESIDENT, fold

_BORN = re.compile(rf"[0-9]{{2}}{MONTH}{DAY}[1-8][0-9]{{6}}")
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_MODULUS = 11
_FOREIGN = 2
"""Foreigners' check digits are two higher, before the tens are dropped."""

MESSAGE = "주민등록번호로 보이는 숫자가 있습니다. 지우고 다시 보내 주세요."
NOT_KEPT = frozenset({"password"})
"""Members that are never kept as they came."""


def holds_resident_number(text: str) -> bool:
    """Tell whether a text holds what looks like the number of a person.

    A number with a dash or a gap needs a birthday in it, one without also its check digit.
    """
    folded, _ = fold(text)
    return any(_is_one(found) for found in RESIDENT.finditer(folded))


def personal_faults(document: object, pointer: str = "") -> Iterator[Fault]:
    """Yield a fault for each text in a JSON value that holds such a number."""
    match document:
        case str() if holds_resident_number(document):
            yield Fault(pointer, "personal-data", MESSAGE)
        case list():
            for position, each in enumerate(document):
                yield from personal_faults(each, f"{pointer}/{position}")
        case dict():
            for name, each in document.items():
                if holds_resident_number(name):
                    yield Fault(pointer, "personal-data", MESSAGE)
                elif name not in NOT_KEPT:
                    yield from personal_faults(each, f"{pointer}/{escaped(name)}")
        case _:
            return


def _is_one(found: re.Match[str]) -> bool:
    bare = found["bare"]
    digits = bare or found["front"] + found["back"]
    return bool(_BORN.fullmatch(digits)) and (bare is None or _passes(digits))


def _passes(digits: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(digits[:12], _WEIGHTS, strict=True))
    check = _MODULUS - total % _MODULUS
    return int(digits[12]) in {check % 10, (check + _FOREIGN) % 10}
