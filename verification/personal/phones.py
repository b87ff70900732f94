"""Phone numbers of a column: those of people, and those of offices, which name nobody."""

from dataclasses import dataclass, field
from enum import IntFlag
from typing import Any

import numpy as np

from verification.findings import Severity
from verification.kernels import characters
from verification.kernels.phones import CITY_HALL, LANDLINE, MOBILE, phone_kinds
from verification.personal.headers import Says
from verification.personal.hits import Heading, Hit
from verification.personal.judge import FEW
from verification.personal.keywords import Word
from verification.personal.located import Located
from verification.personal.patterns import MASKED_MOBILE
from verification.personal.sampling import Sample
from verification.personal.seen import Seen
from verification.personal.shapes import Shape

Values = np.ndarray[Any, np.dtype[np.uint64]]


class _Mark(IntFlag):
    """What a row holds."""

    MOBILE = 1
    BARE_MOBILE = 2
    LOST_ZERO = 4
    MASKED = 8
    LANDLINE = 16
    PRIVATE_LANDLINE = 32
    OFFICE = 64


_GROUPED = {
    Shape.SPACED_11: 11,
    Shape.N_2_4_4: 10,
    Shape.N_2_3_4: 9,
    Shape.N_3_4_4: 11,
    Shape.N_3_3_4: 10,
    Shape.N_3_8: 11,
    Shape.N_3_7: 10,
    Shape.N_4_4_4: 12,
    Shape.N_4_3_4: 11,
    Shape.N_7_4: 11,
    Shape.N_9: 9,
    Shape.N_10: 10,
    Shape.N_11: 11,
}
"""Groups that a phone number may have, and how many digits they are."""
_ABROAD = {
    Shape.N_2_2_4_4: 12,
    Shape.N_2_2_3_4: 11,
    Shape.N_2_2_8: 12,
    Shape.N_2_10: 12,
    Shape.N_2_3_4_4: 13,
    Shape.N_2_1_2_4_4: 13,
    Shape.N_12: 12,
}
"""The same, with the country's number before them."""
_DIGITS = np.zeros(len(Shape), dtype=np.int64)
_DIGITS[[*_GROUPED, *_ABROAD]] = [*_GROUPED.values(), *_ABROAD.values()]
_IS_ABROAD = np.zeros(len(Shape), dtype=np.bool_)
_IS_ABROAD[list(_ABROAD)] = True
_IS_BARE = np.zeros(len(Shape), dtype=np.bool_)
_IS_BARE[[Shape.N_9, Shape.N_10, Shape.N_11]] = True
_SHARED = (15, 16, 18)
"""15xx, 16xx and 18xx: numbers of firms and offices for the whole country."""
_OLD_PREFIXES = (11, 16, 17, 18, 19)


@dataclass(frozen=True)
class Phones:
    """The rows of each kind, and the distinct cells of ten or eleven digits and nothing else."""

    bare: Sample = field(default_factory=Sample)
    rows: Located = field(default_factory=Located)

    def update(self, seen: Seen) -> "Phones":
        """Return them with one batch more."""
        marks = seen.marks()
        _known(seen, marks)
        _spread(seen, marks)
        masked = seen.having(characters.MASKING, characters.EX) & (seen.cells["digits"] >= 7)
        marks[seen.matching(MASKED_MOBILE, masked)] |= _Mark.MASKED
        numbers = seen.cells["value"][seen.bare(10, 11)]
        return Phones(self.bare.update(numbers), self.rows.update(marks, seen.positions))

    def merge(self, other: "Phones") -> "Phones":
        """Return what both parts of a column hold."""
        return Phones(self.bare.merge(other.bare), self.rows.merge(other.rows))

    def judged(self, heading: Heading) -> list[Hit]:
        """Return the hits: numbers of people for a privacy reviewer, masked ones for the record."""
        mobile, reasons = self._mobile(heading)
        landline, why = self._landline(heading)
        warning, note = Severity.WARNING, Severity.NOTE
        masked = self.rows.having(_Mark.MASKED, lacking=mobile)
        hits = (
            Hit("mobile-number", warning, reasons, self.rows.having(mobile)),
            Hit("landline-number", warning, why, self.rows.having(landline, lacking=mobile)),
            Hit("mobile-number-partial", note, ("휴대전화번호의 일부가 보입니다",), masked),
        )
        return [hit for hit in hits if hit.count]

    def _mobile(self, heading: Heading) -> tuple[int, tuple[str, ...]]:
        """Which rows count as mobile numbers, and why.

        Cells that are nothing but digits count only if the header says so or if a good part of the
        column's cells of that length look like it: serial numbers may start like a mobile number.
        """
        form = "휴대전화번호의 꼴입니다"
        if heading.any(Says.PHONE):
            bits = _Mark.MOBILE | _Mark.BARE_MOBILE | _Mark.LOST_ZERO
            return bits, (form, "열 이름이 전화번호입니다")
        if len(self.bare) < FEW or _mobile_share(self.bare.numbers) >= 0.2:
            return _Mark.MOBILE | _Mark.BARE_MOBILE, (form,)
        return int(_Mark.MOBILE), (form,)

    def _landline(self, heading: Heading) -> tuple[int, tuple[str, ...]]:
        """Which rows count as landlines of people, and why."""
        if heading.any(Says.OFFICE):
            return 0, ()
        if heading.any(Says.PRIVATE):
            return _Mark.LANDLINE | _Mark.PRIVATE_LANDLINE, ("열 이름이 개인의 전화번호입니다",)
        if heading.any(Says.PHONE) and heading.of_people:
            whose = "이름이나 생년월일 옆에 있는 전화번호입니다"
            return _Mark.LANDLINE | _Mark.PRIVATE_LANDLINE, (whose,)
        if heading.any(Says.NOTHING) and self._mostly_landlines():
            unknown = "유선전화번호의 꼴인데 열 이름으로는 누구의 것인지 알 수 없습니다"
            return _Mark.LANDLINE | _Mark.PRIVATE_LANDLINE, (unknown,)
        return int(_Mark.PRIVATE_LANDLINE), ("바로 앞에 개인의 연락처라고 적혀 있습니다",)

    def _mostly_landlines(self) -> bool:
        """Whether offices' numbers are few among them: a list of offices holds both."""
        landlines = self.rows.having(_Mark.LANDLINE).count
        return landlines > 4 * self.rows.having(_Mark.OFFICE).count


def _known(seen: Seen, marks: Any) -> None:
    """Mark the phone numbers among what has the groups of one."""
    found = seen.shaped(*_GROUPED, *_ABROAD, Shape.N_4_4, chains=False)
    shape, cells, words = found["shape"], found["cell"], found["words"]
    kinds = phone_kinds(found["value"], _DIGITS[shape], abroad=_IS_ABROAD[shape])
    # Twelve digits in a row are abroad only with the plus that says so.
    kinds[(shape == Shape.N_12) & (found["before"] != characters.PLUS)] = 0
    bare = _IS_BARE[shape]
    alone = bare & seen.bare(9, 10, 11)[cells]
    mobile, line = kinds == MOBILE, kinds == LANDLINE
    shared = (shape == Shape.N_4_4) & np.isin(found["value"] // 10**6, _SHARED)
    office = (kinds == CITY_HALL) | (line & (words & Word.OFFICE != 0)) | shared
    private = line & ~office & (words & Word.PRIVATE != 0)
    marks[cells[mobile & alone]] |= _Mark.BARE_MOBILE
    marks[cells[mobile & ~alone]] |= _Mark.MOBILE
    marks[cells[office]] |= _Mark.OFFICE
    marks[cells[private]] |= _Mark.PRIVATE_LANDLINE
    # A row of nine to eleven digits in a text may be any number; only a mobile one says so.
    marks[cells[line & ~office & ~private & (alone | ~bare)]] |= _Mark.LANDLINE


def _spread(seen: Seen, marks: Any) -> None:
    """Mark whole cells: grouped in some other way, or without the zero."""
    cells = np.flatnonzero(seen.whole(11) & (seen.cells["runs"] > 1))
    abroad = np.zeros(len(cells), dtype=np.bool_)
    kinds = phone_kinds(seen.cells["value"][cells], np.full(len(cells), 11), abroad=abroad)
    marks[cells[kinds == MOBILE]] |= _Mark.MOBILE
    short = np.flatnonzero(seen.bare(9, 10))
    value = seen.cells["value"][short]
    lost = (value // 10**8 == 10) | np.isin(value // 10**7, _OLD_PREFIXES)
    marks[short[lost | np.isin(value // 10**8, _OLD_PREFIXES)]] |= _Mark.LOST_ZERO


def _mobile_share(numbers: Values) -> float:
    """The share of mobile numbers among cells of ten and eleven digits, a zero before either."""
    old = np.isin(numbers // 10**7, _OLD_PREFIXES) | np.isin(numbers // 10**8, _OLD_PREFIXES)
    return float(np.mean(old | (numbers // 10**8 == 10)))
