"""Numbers out of registers: licences, cards, accounts, insurance, devices, firms, parcels.

Few of them can be told by their looks alone, so most count only where a header or a word before
them names them, or where a column's check digits cannot be chance.
"""

from dataclasses import dataclass, field
from enum import IntFlag
from typing import Any

import numpy as np

from verification.findings import Severity
from verification.kernels.check_digits import Numbers, Truths, business, luhn
from verification.kernels.tokens import TIGHT
from verification.personal.headers import Says
from verification.personal.hits import Heading, Hit
from verification.personal.keywords import Word
from verification.personal.located import Located
from verification.personal.sampling import Sample
from verification.personal.seen import Finds, Seen
from verification.personal.shapes import Shape


class _Mark(IntFlag):
    """What a row holds. NAMED: a word before it says so. WHOLE: the cell is one such number."""

    LICENCE_NAMED = 1
    LICENCE_SHAPED = 2
    LICENCE_WHOLE = 4
    HEALTH_NAMED = 8
    HEALTH_WHOLE = 16
    ACCOUNT_NAMED = 32
    ACCOUNT_WHOLE = 64
    CARD_NAMED = 128
    CARD_GROUPED = 256
    CARD_PASSING = 512
    CARD_WHOLE = 1024
    IMEI_NAMED = 2048
    IMEI_PASSING = 4096
    IMEI_WHOLE = 8192
    FIRM_NAMED = 16384
    FIRM_GROUPED = 32768
    FIRM_WHOLE = 65536
    PARCEL_WHOLE = 131072


_REGIONS = np.isin(np.arange(100), [*range(11, 27), 28])
"""The first two digits of a driving licence."""
_ISSUERS = np.isin(np.arange(10), (3, 4, 5, 6, 9))
"""The first digit of a payment card; 9 is domestic."""
_PROVINCES = np.isin(np.arange(100), (*range(11, 13), *range(26, 32), 36, *range(41, 53)))
"""The first two digits of a legal area's code."""
_AT_LEAST = 5
_NO_CHANCE = 0.6
"""Where so many of a column pass a check digit (by chance one in ten would), it is theirs."""


@dataclass(frozen=True)
class Registered:
    """The rows of each kind; the distinct cells of 16, 15 and 10 digits, for their check digits."""

    cards: Sample = field(default_factory=Sample)
    devices: Sample = field(default_factory=Sample)
    firms: Sample = field(default_factory=Sample)
    rows: Located = field(default_factory=Located)

    def update(self, seen: Seen) -> "Registered":
        """Return them with one batch more."""
        marks = seen.marks()
        if seen.long_enough:
            _licences(seen, marks)
            _insured(seen, marks)
            _accounts(seen, marks)
            _cards(seen, marks)
            _devices(seen, marks)
            _firms(seen, marks)
            _parcels(seen, marks)
        value = seen.cells["value"]
        return Registered(
            self.cards.update(value[seen.whole(16)]),
            self.devices.update(value[seen.whole(15)]),
            self.firms.update(value[seen.whole(10)]),
            self.rows.update(marks, seen.positions),
        )

    def merge(self, other: "Registered") -> "Registered":
        """Return what both parts of a column hold."""
        return Registered(
            self.cards.merge(other.cards),
            self.devices.merge(other.devices),
            self.firms.merge(other.firms),
            self.rows.merge(other.rows),
        )

    def judged(self, heading: Heading) -> list[Hit]:
        """Return the hits of every kind."""
        hits = (
            *self._licences(heading),
            *self._cards(heading),
            self._named(heading, Says.HEALTH, "health-insurance-number", "건강보험증 번호"),
            self._named(heading, Says.ACCOUNT, "bank-account", "계좌번호"),
            self._devices(heading),
            self._firms(heading),
            self._parcels(heading),
        )
        return [hit for hit in hits if hit.count]

    def _licences(self, heading: Heading) -> list[Hit]:
        named = int(_Mark.LICENCE_NAMED)
        if heading.any(Says.LICENCE):
            named |= _Mark.LICENCE_SHAPED | _Mark.LICENCE_WHOLE
        sure = ("운전면허번호라고 적혀 있고 지역번호가 맞습니다",)
        perhaps = ("운전면허번호의 꼴입니다(2-2-6-2)",)
        return [
            Hit("driving-licence", Severity.ERROR, sure, self.rows.having(named)),
            Hit(
                "personal-number-suspected",
                Severity.WARNING,
                perhaps,
                self.rows.having(_Mark.LICENCE_SHAPED, lacking=named),
            ),
        ]

    def _cards(self, heading: Heading) -> list[Hit]:
        sure = _Mark.CARD_NAMED | _Mark.CARD_GROUPED
        why = "카드사 번호로 시작하고 검증번호(Luhn)가 맞습니다"
        if heading.any(Says.CARD):
            sure |= _Mark.CARD_WHOLE
            why = "열 이름이 카드번호이고 카드사 번호로 시작합니다"
        elif _passing(luhn(self.cards.numbers)):
            sure |= _Mark.CARD_PASSING
        perhaps = self.rows.having(_Mark.CARD_PASSING, lacking=sure)
        if len(self.cards) >= _AT_LEAST:
            # One in ten of any numbers passes: among many others that says nothing.
            perhaps = self.rows.having(0)
        maybe = "카드번호일 수 있습니다: 16자리이고 검증번호(Luhn)가 맞습니다"
        return [
            Hit("payment-card", Severity.WARNING, (why,), self.rows.having(sure)),
            Hit("personal-number-suspected", Severity.WARNING, (maybe,), perhaps),
        ]

    def _named(self, heading: Heading, says: Says, code: str, what: str) -> Hit:
        """Numbers that nothing but a header or a word can tell."""
        named, whole = _BY_NAME[says]
        bits = named | whole if heading.any(says) else named
        why = (
            f"열 이름이 {what}입니다"
            if heading.any(says)
            else f"바로 앞에 {what}라고 적혀 있습니다"
        )
        return Hit(code, Severity.WARNING, (why,), self.rows.having(bits))

    def _devices(self, heading: Heading) -> Hit:
        bits, why = int(_Mark.IMEI_NAMED), "바로 앞에 기기 식별번호라고 적혀 있습니다"
        if heading.any(Says.DEVICE):
            bits, why = bits | _Mark.IMEI_WHOLE, "열 이름이 기기 식별번호입니다"
        elif _passing(luhn(self.devices.numbers)):
            bits, why = bits | _Mark.IMEI_PASSING, "15자리이고 검증번호(Luhn)가 맞습니다(IMEI)"
        return Hit("device-identifier", Severity.WARNING, (why,), self.rows.having(bits))

    def _firms(self, heading: Heading) -> Hit:
        numbers = self.firms.numbers
        bits, why = int(_Mark.FIRM_NAMED), "바로 앞에 사업자등록번호라고 적혀 있습니다"
        if heading.any(Says.BUSINESS):
            bits, why = (
                bits | _Mark.FIRM_GROUPED | _Mark.FIRM_WHOLE,
                "열 이름이 사업자등록번호입니다",
            )
        elif _passing(business(numbers)):
            bits, why = bits | _Mark.FIRM_GROUPED | _Mark.FIRM_WHOLE, "검증번호가 맞습니다"
        else:
            bits |= _Mark.FIRM_GROUPED
        own = numbers // 10**5 % 100
        traders = int(np.count_nonzero((own < 80) | (own >= 90)))
        reasons: tuple[str, ...] = (why, "그 자체로는 개인정보가 아닙니다")
        if traders:
            reasons += (
                f"서로 다른 {len(numbers)}개 가운데 {traders}개는 개인사업자의 번호대입니다",
            )
        return Hit("business-number", Severity.NOTE, reasons, self.rows.having(bits))

    def _parcels(self, heading: Heading) -> Hit:
        why = "19자리 필지 고유번호(PNU)입니다"
        more = "소유자 자료와 이어질 수 있으나 그 자체로는 개인정보가 아닙니다"
        spot = self.rows.having(_Mark.PARCEL_WHOLE)
        return Hit("parcel-number", Severity.NOTE, (why, more), spot)


_BY_NAME = {
    Says.HEALTH: (_Mark.HEALTH_NAMED, _Mark.HEALTH_WHOLE),
    Says.ACCOUNT: (_Mark.ACCOUNT_NAMED, _Mark.ACCOUNT_WHOLE),
}


def _passing(truths: Truths) -> bool:
    """Whether more of a column's numbers pass a check digit than chance lets pass."""
    return len(truths) >= _AT_LEAST and float(truths.mean()) >= _NO_CHANCE


def _named(found: Finds, word: Word) -> Truths:
    return np.asarray(found["words"] & word != 0)


def _licences(seen: Seen, marks: Any) -> None:
    found = seen.shaped(Shape.N_2_2_6_2, Shape.N_12)
    found = found.where(_REGIONS[(found["value"] // 10**10).astype(np.int64) % 100])
    marks[found["cell"][_named(found, Word.LICENCE)]] |= _Mark.LICENCE_NAMED
    marks[found["cell"][found["shape"] == Shape.N_2_2_6_2]] |= _Mark.LICENCE_SHAPED
    marks[found["cell"][found["shape"] == Shape.N_12]] |= _Mark.LICENCE_WHOLE
    old = seen.shaped(Shape.N_2_6_2)
    old = old.where(_named(old, Word.REGION))
    marks[old["cell"]] |= _Mark.LICENCE_SHAPED
    marks[old["cell"][_named(old, Word.LICENCE)]] |= _Mark.LICENCE_NAMED


def _insured(seen: Seen, marks: Any) -> None:
    found = seen.shaped(Shape.N_1_10, Shape.N_11)
    found = found.where((found["value"] >= 10**10) & _named(found, Word.HEALTH))
    marks[found["cell"]] |= _Mark.HEALTH_NAMED
    marks[seen.whole(11) & (seen.cells["value"] >= 10**10)] |= _Mark.HEALTH_WHOLE


def _accounts(seen: Seen, marks: Any) -> None:
    """Mark rows of 10 to 14 digits after a bank's name, or in a cell of their own."""
    marks[seen.whole(10, 11, 12, 13, 14)] |= _Mark.ACCOUNT_WHOLE
    runs = seen.runs
    if not np.any(runs["words"] & Word.ACCOUNT):
        return
    starts = np.flatnonzero(runs["gap"] != TIGHT)
    totals = np.add.reduceat(runs["digits"].astype(np.int64), starts)
    first = runs[starts]
    dated = (first["digits"] == 4) & (first["value"] // 100 >= 19) & (first["value"] // 100 <= 20)
    phone = (first["digits"] <= 3) & (first["value"] < 100)
    phone &= first["value"] < 10 ** (first["digits"].astype(np.int64) - 1).clip(0)
    chosen = (first["words"] & Word.ACCOUNT != 0) & (totals >= 10) & (totals <= 14)
    marks[first["cell"][chosen & ~dated & ~phone]] |= _Mark.ACCOUNT_NAMED


def _cards(seen: Seen, marks: Any) -> None:
    found = seen.shaped(Shape.N_4_4_4_4, Shape.N_16, Shape.N_4_6_5, chains=False)
    long = found["shape"] != Shape.N_4_6_5
    issuer = np.where(long, found["value"] // 10**15, found["value"] // 10**14)
    found = found.where(_ISSUERS[issuer.astype(np.int64) % 10])
    passing = luhn(found["value"])
    grouped = found["shape"] != Shape.N_16
    marks[found["cell"][_named(found, Word.CARD)]] |= _Mark.CARD_NAMED
    marks[found["cell"][grouped & passing]] |= _Mark.CARD_GROUPED
    marks[found["cell"][~grouped & passing & ~_named(found, Word.SERIAL)]] |= _Mark.CARD_PASSING
    whole = seen.whole(14, 15, 16)
    width = seen.cells["digits"].astype(np.int64)[whole]
    first = seen.cells["value"][whole] // 10 ** (width - 1).astype(np.uint64)
    marks[np.flatnonzero(whole)[_ISSUERS[first.astype(np.int64) % 10]]] |= _Mark.CARD_WHOLE


def _devices(seen: Seen, marks: Any) -> None:
    found = seen.shaped(Shape.N_15)
    marks[found["cell"][_named(found, Word.DEVICE)]] |= _Mark.IMEI_NAMED
    cells = np.flatnonzero(seen.whole(15))
    marks[cells] |= _Mark.IMEI_WHOLE
    marks[cells[luhn(seen.cells["value"][cells])]] |= _Mark.IMEI_PASSING


def _firms(seen: Seen, marks: Any) -> None:
    found = seen.shaped(Shape.N_3_2_5, Shape.N_10, chains=False)
    named, grouped = _named(found, Word.BUSINESS), found["shape"] == Shape.N_3_2_5
    marks[found["cell"][named]] |= _Mark.FIRM_NAMED
    marks[found["cell"][grouped & business(found["value"])]] |= _Mark.FIRM_GROUPED
    marks[seen.whole(10)] |= _Mark.FIRM_WHOLE


def _parcels(seen: Seen, marks: Any) -> None:
    """Mark codes of 19 digits: the legal area, 1 for land and 2 for hills, the lot and its part."""
    whole = np.flatnonzero(seen.whole(19))
    value: Numbers = seen.cells["value"][whole]
    area = _PROVINCES[(value // 10**17).astype(np.int64) % 100]
    kind = value // 10**8 % 10
    marks[whole[area & (kind >= 1) & (kind <= 9)]] |= _Mark.PARCEL_WHOLE
