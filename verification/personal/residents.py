"""Resident and foreigner numbers of a column: gathered batch by batch, judged at the end."""

from dataclasses import dataclass, field
from enum import IntFlag
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.findings import Severity
from verification.kernels import characters
from verification.kernels.check_digits import (
    AGED,
    BARCODE,
    BORN,
    CORPORATE,
    Numbers,
    Truths,
    born,
    traits,
)
from verification.personal.headers import Says
from verification.personal.hits import Heading, Hit
from verification.personal.judge import Chosen, Header, Sureness, Why, judge
from verification.personal.keywords import Word
from verification.personal.located import Located
from verification.personal.patterns import EXPONENT, SOME_PARTIAL
from verification.personal.sampling import Sample
from verification.personal.seen import Finds, Seen
from verification.personal.shapes import Shape


class _Mark(IntFlag):
    """What a row holds. The marks of numbers without a gap are those with one, shifted."""

    ANY = 1
    BORN = 2
    NOT_CORPORATE = 4
    NOT_BARCODE = 8
    NAMED = 256
    SHORTENED = 512
    EXPONENT = 1024
    PARTIAL = 2048
    FRONT_AND_MARK = 4096
    OTHER_FRONT = 8192
    BACK = 16384


_BARE = 4
_OF_CHOSEN = {
    Chosen.ALL: _Mark.ANY,
    Chosen.BORN: _Mark.BORN,
    Chosen.NOT_CORPORATE: _Mark.NOT_CORPORATE,
    Chosen.NOT_BARCODE: _Mark.NOT_BARCODE,
}
_CODES = {
    Sureness.CONFIRMED: ("resident-number", Severity.ERROR),
    Sureness.SUSPECTED: ("resident-number-suspected", Severity.WARNING),
    Sureness.HARMLESS: ("serial-like-resident-number", Severity.NOTE),
}
_GROUNDS = {
    Why.HEADER: "열 이름이 주민등록번호이고 생년월일이 맞습니다",
    Why.NAMED: "바로 앞에 주민등록번호라고 적혀 있습니다",
    Why.CHECK_DIGITS: "생년월일과 검증번호가 맞습니다",
    Why.BIRTHDAYS: "13자리 숫자가 거의 모두 생년월일로 시작합니다",
    Why.LOST_ZEROS: "앞자리 0이 사라졌거나 지수로 적힌 값이 생년월일로 시작합니다",
    Why.HEADER_ALONE: "열 이름은 주민등록번호이나 생년월일이 맞지 않습니다",
    Why.SOME_BIRTHDAYS: "우연이라기에는 생년월일로 시작하는 값이 많습니다",
    Why.ONE_AGE: "생년월일로 시작하지만 날짜로 매긴 일련번호일 수 있습니다",
    Why.TOO_OLD: "생년월일로 시작하지만 살아 있기 어려운 나이가 많아 일련번호일 수 있습니다",
    Why.OTHER_HEADER: "생년월일로 시작하지만 열 이름은 다른 번호를 가리킵니다",
    Why.PERHAPS_COMPANY: "생년월일로 시작하지만 법인등록번호의 검증번호가 맞습니다",
    Why.PERHAPS_GOODS: "생년월일로 시작하지만 국내 상품번호의 검증번호가 맞습니다",
    Why.PERHAPS_CLOCK: "생년월일로 시작하지만 시각을 밀리초로 적은 값일 수 있습니다",
    Why.AMONG_OTHERS: "다른 번호가 모인 열에 생년월일로 시작하는 값이 섞여 있습니다",
    Why.CORPORATE: "법인등록번호의 검증번호가 맞습니다",
    Why.BARCODE: "상품번호의 검증번호가 맞습니다",
    Why.CLOCK: "시각을 밀리초로 적은 값으로 보입니다",
    Why.CHANCE: "생년월일처럼 보이는 값이 우연만큼만 있습니다",
}
_HEADER = (Says.RESIDENT, Says.CORPORATE, Says.BARCODE, Says.CLOCK, Says.SERIAL)
"""In the order of the judge's `Header`."""
_AT_LEAST = 5
"""Of fewer cells nobody says that all are alike."""
_LONGEST_EXPONENT = 32


@dataclass(frozen=True)
class Residents:
    """What was gathered: the distinct numbers by how they are written, and the rows of each kind.

    `gapped` have a gap after the sixth digit, `bare` none there; `short` are cells of ten to twelve
    digits, which may have lost zeros.
    """

    gapped: Sample = field(default_factory=Sample)
    bare: Sample = field(default_factory=Sample)
    short: Sample = field(default_factory=Sample)
    rows: Located = field(default_factory=Located)

    def update(self, seen: Seen) -> "Residents":
        """Return them with one batch more."""
        marks = seen.marks()
        gapped = self._numbers(
            seen, seen.shaped(Shape.N_6_7, Shape.SPACED_13, words=True), marks, shift=0
        )
        bare = self._numbers(seen, seen.shaped(Shape.N_13), marks, shift=_BARE)
        spread = _spread(seen, marks)
        short = _shortened(seen, marks)
        _partial(seen, marks)
        return Residents(
            gapped=self.gapped.update(gapped),
            bare=self.bare.update(bare).update(spread),
            short=self.short.update(short),
            rows=self.rows.update(marks, seen.positions),
        )

    @staticmethod
    def _numbers(seen: Seen, found: Finds, marks: Any, *, shift: int) -> Any:
        """Mark the rows of 13-digit numbers, and return those that are to be judged."""
        words = found["words"]
        named = words & Word.RESIDENT != 0
        other = words & (Word.SERIAL | Word.CORPORATE if shift else Word.CORPORATE) != 0
        found, named = found.where(named | ~other), named[named | ~other]
        alive = _mark(found["value"], found["cell"], marks, shift=shift)
        marks[found["cell"][named & alive]] |= _Mark.NAMED
        return found["value"]

    def merge(self, other: "Residents") -> "Residents":
        """Return what both parts of a column hold."""
        return Residents(
            self.gapped.merge(other.gapped),
            self.bare.merge(other.bare),
            self.short.merge(other.short),
            self.rows.merge(other.rows),
        )

    def judged(self, heading: Heading) -> list[Hit]:
        """Return one hit for each sureness, surest first; a row counts for the surest alone."""
        grounds = self._grounds(heading)
        hits, surer = [], 0
        for sureness, (code, severity) in _CODES.items():
            alike = [ground for ground in grounds if ground.sureness is sureness]
            bits = sum({ground.mark for ground in alike})
            reasons = tuple(dict.fromkeys(_GROUNDS[ground.why] for ground in alike))
            hits.append(Hit(code, severity, reasons, self.rows.having(bits, lacking=surer)))
            surer |= bits
        hits.append(self._companies(grounds, surer))
        hits.append(self._cut_short(heading))
        return [hit for hit in hits if hit.count]

    def _grounds(self, heading: Heading) -> "list[_Ground]":
        header = Header(*(each in heading.says for each in _HEADER))
        grounds = [_Ground(Sureness.CONFIRMED, Why.NAMED, _Mark.NAMED)]
        for sample, shift in ((self.gapped, 0), (self.bare, _BARE)):
            for judged in judge(sample.numbers, header, gapped=not shift):
                mark = _OF_CHOSEN[judged.chosen] << shift
                grounds.append(_Ground(judged.sureness, judged.why, mark))
        grounds = [ground for ground in grounds if self.rows.having(ground.mark).count]
        known = any(ground.sureness is Sureness.CONFIRMED for ground in grounds)
        if known or header.resident:
            shortened = _Mark.SHORTENED | _Mark.EXPONENT
            grounds.append(_Ground(Sureness.CONFIRMED, Why.LOST_ZEROS, shortened))
        elif _all_lost_zeros(self.short.numbers):
            grounds.append(_Ground(Sureness.CONFIRMED, Why.LOST_ZEROS, _Mark.SHORTENED))
        return [ground for ground in grounds if self.rows.having(ground.mark).count]

    def _companies(self, grounds: "list[_Ground]", surer: int) -> Hit:
        """The rest of a column that is explained as corporate numbers: those without a birthday."""
        marks = sum(ground.mark for ground in grounds if ground.why is Why.CORPORATE)
        everyone = sum(_Mark.ANY << shift for shift in (0, _BARE) if marks & _Mark.BORN << shift)
        spot = self.rows.having(everyone, lacking=surer)
        reasons = (_GROUNDS[Why.CORPORATE], "법인의 번호이므로 개인정보가 아닙니다")
        return Hit("corporate-number", Severity.NOTE, reasons, spot)

    def _cut_short(self, heading: Heading) -> Hit:
        """Numbers of which only a part is there."""
        bits = int(_Mark.PARTIAL)
        if heading.any(Says.RESIDENT):
            bits |= _Mark.FRONT_AND_MARK | _Mark.BACK
        elif self._all_fronts():
            bits |= _Mark.FRONT_AND_MARK
        reasons = ("주민등록번호의 일부가 보입니다", "생년월일과 성별이 남아 있습니다")
        spot = self.rows.having(bits)
        return Hit("resident-number-partial", Severity.WARNING, reasons, spot)

    def _all_fronts(self) -> bool:
        """Whether nearly every cell of its shape is a birthday and a mark."""
        fronts = self.rows.having(_Mark.FRONT_AND_MARK).count
        others = self.rows.having(_Mark.OTHER_FRONT).count
        return fronts >= _AT_LEAST and fronts >= (fronts + others) * 0.9


@dataclass(frozen=True)
class _Ground:
    """What some marks of a column are taken for, and why."""

    sureness: Sureness
    why: Why
    mark: int


def _mark(numbers: Numbers, cells: Any, marks: Any, *, shift: int) -> Truths:
    """Mark the rows of some numbers of 13 digits; return which of them bear a birthday."""
    of_each = traits(numbers)
    marks[cells] |= _Mark.ANY << shift
    alive: Truths = of_each & BORN != 0
    marks[cells[alive]] |= _Mark.BORN << shift
    for check, mark in ((CORPORATE, _Mark.NOT_CORPORATE), (BARCODE, _Mark.NOT_BARCODE)):
        marks[cells[of_each & (BORN | AGED | check) == BORN]] |= mark << shift
    return alive


def _spread(seen: Seen, marks: Any) -> np.ndarray[Any, Any]:
    """Mark cells of 13 digits grouped in no known way; return their numbers."""
    known = marks & (_Mark.ANY | _Mark.ANY << _BARE) != 0
    cells = np.flatnonzero(seen.whole(13) & ~known)
    numbers: np.ndarray[Any, Any] = seen.cells["value"][cells]
    _mark(numbers, cells, marks, shift=_BARE)
    return numbers


def _shortened(seen: Seen, marks: Any) -> np.ndarray[Any, Any]:
    """Mark whole numbers that lost leading zeros, or that a spreadsheet shows with an exponent.

    Returns those that lost zeros. Such a number has little to show for itself, so it counts only
    where the column is known to hold resident numbers, or where nearly all are like it.
    """
    cells = np.flatnonzero(seen.bare(10, 11, 12) & (seen.cells["value"] >= 10**9))
    numbers: np.ndarray[Any, Any] = seen.cells["value"][cells]
    marks[cells[born(numbers)]] |= _Mark.SHORTENED
    some = seen.having(characters.LATIN) & ~seen.having(characters.HANGUL, characters.AT)
    shown = seen.matching(EXPONENT, some & (seen.lengths() < _LONGEST_EXPONENT))
    if len(shown):
        plain = pc.cast(pc.utf8_trim_whitespace(seen.texts.take(pa.array(shown))), pa.float64())
        written = np.asarray(plain).astype(np.uint64)
        marks[shown[born(written)]] |= _Mark.EXPONENT
    return numbers


def _all_lost_zeros(numbers: Numbers) -> bool:
    """Whether nearly all bear a birthday, of several years, and none is a moment in digits."""
    if len(numbers) < _AT_LEAST:
        return False
    alive = born(numbers)
    year, month = numbers // 10**8, numbers // 10**6 % 100
    dated = (year >= 1900) & (year < 2100) & (month >= 1) & (month <= 12)
    several = len(np.unique(numbers[alive] // 10**11)) >= 3
    return bool(several and alive.mean() >= 0.9 and dated.mean() < 0.9)


def _partial(seen: Seen, marks: Any) -> None:
    """Mark numbers that are masked in part, or of which only one part is there."""
    masked = seen.having(characters.MASKING, characters.EX) & (seen.cells["digits"] >= 7)
    marks[seen.matching(SOME_PARTIAL, masked)] |= _Mark.PARTIAL
    seven = seen.whole(7)
    fronts = seen.shaped(Shape.N_6_1)
    fronts = fronts.where(seven[fronts["cell"]] & (seen.cells["runs"][fronts["cell"]] == 2))
    dated = born(fronts["value"] * np.uint64(10**6))
    marks[fronts["cell"]] |= _Mark.OTHER_FRONT
    marks[fronts["cell"][dated]] ^= _Mark.OTHER_FRONT | _Mark.FRONT_AND_MARK
    back = seen.bare(7) & (seen.cells["value"] >= 10**6) & (seen.cells["value"] < 9 * 10**6)
    marks[back] |= _Mark.BACK
