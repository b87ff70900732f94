"""How sure we are that the 13-digit numbers of one column are resident numbers, and why.

A number alone says little: three random ones in a hundred bear a birthday. Those of a whole
column say much, so they are weighed together: how many bear a birthday, how many of these pass
the check digit, what the header says, and whether something harmless explains them better.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import comb
from types import MappingProxyType
from typing import Any

import numpy as np

from verification.kernels.check_digits import (
    AGED,
    BARCODE,
    BORN,
    CORPORATE,
    RESIDENT,
    Numbers,
    Truths,
    traits,
)

BY_CHANCE_BORN = 0.03
"""Share of random 13-digit numbers that bear a birthday and a mark of the living."""
BY_CHANCE_PASSING = 0.1
"""Share of random numbers that pass a check digit."""
FEW = 20
"""Below so many numbers a share means nothing, and caution decides."""


class Sureness(StrEnum):
    """What the numbers of a column are taken for."""

    CONFIRMED = "confirmed"
    SUSPECTED = "suspected"
    HARMLESS = "harmless"


class Why(StrEnum):
    """The weightiest ground of a judgement."""

    HEADER = "header"
    NAMED = "named"
    CHECK_DIGITS = "check-digits"
    BIRTHDAYS = "birthdays"
    LOST_ZEROS = "lost-zeros"
    HEADER_ALONE = "header-alone"
    SOME_BIRTHDAYS = "some-birthdays"
    ONE_AGE = "one-age"
    TOO_OLD = "too-old"
    OTHER_HEADER = "other-header"
    PERHAPS_COMPANY = "perhaps-company"
    PERHAPS_GOODS = "perhaps-goods"
    PERHAPS_CLOCK = "perhaps-clock"
    AMONG_OTHERS = "among-others"
    CORPORATE = "corporate"
    BARCODE = "barcode"
    CLOCK = "clock"
    CHANCE = "chance"


class Chosen(StrEnum):
    """Which numbers of a column a judgement speaks of."""

    BORN = "born"
    ALL = "all"
    NOT_CORPORATE = "not-corporate"
    NOT_BARCODE = "not-barcode"


@dataclass(frozen=True)
class Header:
    """What the name of a column says of its numbers."""

    resident: bool = False
    corporate: bool = False
    barcode: bool = False
    clock: bool = False
    serial: bool = False


@dataclass(frozen=True)
class Judgement:
    """What was decided of a column's numbers: how sure, on which ground, and of which of them."""

    sureness: Sureness
    why: Why
    chosen: Chosen = Chosen.BORN


@dataclass(frozen=True)
class Tally:
    """The counts a judgement rests on. `shaped` counts different numbers of 13 digits."""

    shaped: int
    born: int
    passing: int
    corporate: int
    barcode: int
    old: int
    one_age: bool
    one_time: bool
    any_age: bool
    ticking: bool
    company: bool
    goods: bool

    @property
    def few(self) -> bool:
        return self.shaped < FEW

    @property
    def aged(self) -> bool:
        """Whether far more of them than lives would be in their nineties and beyond."""
        return self.born >= self.shaped * 0.5 and self.old > self.born * 0.2


def judge(numbers: Numbers, header: Header, *, gapped: bool = False) -> tuple[Judgement, ...]:
    """Return what the different 13-digit numbers of one column are; nothing if nothing is to say.

    All must be written alike (all with a gap, or all without), for a gap is evidence of its own.
    Where something harmless explains the column, the few that it does not explain are judged too.
    """
    if not len(numbers):
        return ()
    of_each = traits(numbers)
    if not np.any(of_each & BORN):
        alone = Judgement(Sureness.SUSPECTED, Why.HEADER_ALONE, Chosen.ALL)
        return (alone,) if header.resident else ()
    why = _weigh(_tally(numbers, of_each), header, gapped=gapped)
    judgement = Judgement(_SURENESS[why], why)
    if why not in _EXPLAINED:
        return (judgement,)
    check, chosen = _EXPLAINED[why]
    left = of_each[of_each & (BORN | AGED | check) == BORN]
    sureness = _of_the_rest(left, gapped=gapped)
    rest = [Judgement(sureness, Why.AMONG_OTHERS, chosen)] if sureness else []
    return (*rest, judgement)


def _tally(numbers: Numbers, of_each: np.ndarray[Any, Any]) -> Tally:
    living = numbers[of_each & BORN != 0]
    # Serial numbers that start with a date or a clock share a year, and do not care that those
    # born in it would all be children or all be old.
    children = int(np.isin(living // 10**6 % 10, (3, 4, 7, 8)).sum())
    any_age = len(living) * 0.05 < children < len(living) * 0.95
    in_century = living // 10**11
    years = len(np.unique(in_century))
    passing = {bit: int(np.count_nonzero(of_each & bit)) for bit in (CORPORATE, BARCODE, AGED)}
    # One number may be both a company's and a person's; two that are a company's are two companies.
    sure = CORPORATE | RESIDENT if len(numbers) == 1 else CORPORATE
    companies = (of_each & sure == CORPORATE) & _registered(numbers)
    goods = (of_each & BARCODE != 0) & (numbers // 10**10 == 880)
    return Tally(
        shaped=len(numbers),
        born=len(living),
        passing=int(np.count_nonzero(of_each & (BORN | RESIDENT) == BORN | RESIDENT)),
        corporate=passing[CORPORATE],
        barcode=passing[BARCODE],
        old=passing[AGED],
        one_age=any_age and len(living) >= FEW and years <= 3,
        one_time=len(living) > 1 and int(np.ptp(in_century)) <= 2,
        any_age=any_age,
        ticking=_ticks(numbers),
        company=bool(companies.all()),
        goods=bool(goods.all()),
    )


def _registered(numbers: Numbers) -> Truths:
    """Whether they begin as corporate numbers do: a registry's four digits, then the kind."""
    kind = numbers // 10**7 % 100
    return np.asarray((numbers // 10**9 % 100 == 1) & (kind >= 11) & (kind <= 89))


def _ticks(numbers: Numbers) -> bool:
    """Whether all may be milliseconds of a clock, within ten years of each other."""
    ten_years = 10 * 366 * 86_400_000
    return bool(np.all(numbers // 10**12 == 1) and np.ptp(numbers) < ten_years)


def _weigh(tally: Tally, header: Header, *, gapped: bool) -> Why:
    """The first ground that holds, weightiest first."""
    sure_clock = header.clock or (tally.any_age and not tally.few)
    grounds = (
        (_explained(tally.corporate, tally, by_header=header.corporate), Why.CORPORATE),
        (header.resident, Why.HEADER),
        (_explained(tally.barcode, tally, by_header=header.barcode), Why.BARCODE),
        (tally.company, Why.PERHAPS_COMPANY),
        (tally.goods and not gapped, Why.PERHAPS_GOODS),
        (_checked(tally, header, gapped=gapped), Why.CHECK_DIGITS),
        (tally.ticking and sure_clock and not gapped, Why.CLOCK),
        (tally.ticking and not gapped, Why.PERHAPS_CLOCK),
        (tally.one_age or (tally.few and tally.one_time and not gapped), Why.ONE_AGE),
        (tally.aged, Why.TOO_OLD),
        (tally.few and header.serial and not gapped, Why.OTHER_HEADER),
        (tally.born >= tally.shaped * 0.5, Why.BIRTHDAYS),
        (_too_many_born(tally), Why.SOME_BIRTHDAYS),
    )
    return next((ground for holds, ground in grounds if holds), Why.CHANCE)


_SURENESS = MappingProxyType(
    {
        Why.HEADER: Sureness.CONFIRMED,
        Why.CHECK_DIGITS: Sureness.CONFIRMED,
        Why.BIRTHDAYS: Sureness.CONFIRMED,
        Why.SOME_BIRTHDAYS: Sureness.SUSPECTED,
        Why.ONE_AGE: Sureness.SUSPECTED,
        Why.TOO_OLD: Sureness.SUSPECTED,
        Why.OTHER_HEADER: Sureness.SUSPECTED,
        Why.PERHAPS_COMPANY: Sureness.SUSPECTED,
        Why.PERHAPS_GOODS: Sureness.SUSPECTED,
        Why.PERHAPS_CLOCK: Sureness.SUSPECTED,
        Why.CORPORATE: Sureness.HARMLESS,
        Why.BARCODE: Sureness.HARMLESS,
        Why.CLOCK: Sureness.HARMLESS,
        Why.CHANCE: Sureness.HARMLESS,
    }
)

_EXPLAINED: Mapping[Why, tuple[int, Chosen]] = MappingProxyType(
    {
        Why.CORPORATE: (CORPORATE, Chosen.NOT_CORPORATE),
        Why.BARCODE: (BARCODE, Chosen.NOT_BARCODE),
    }
)
"""Grounds that speak for each number by itself: what passes no such check is left over."""


def _of_the_rest(left: np.ndarray[Any, Any], *, gapped: bool) -> Sureness | None:
    """How sure we are of numbers with a birthday among others that something else explains.

    A slip of the pen in those others looks the same, so one number without a gap is not enough.
    """
    passing = int(np.count_nonzero(left & RESIDENT))
    if passing and (gapped or _chance(passing, len(left), BY_CHANCE_PASSING) < 2e-2):
        return Sureness.CONFIRMED
    return Sureness.SUSPECTED if passing or (gapped and len(left)) else None


def _explained(passing: int, tally: Tally, *, by_header: bool) -> bool:
    """Whether another number's check digit explains the column: by chance 1 in 10 would pass."""
    if by_header:
        return passing >= tally.shaped * 0.8
    return tally.shaped >= 3 and passing >= tally.shaped * 0.9


def _checked(tally: Tally, header: Header, *, gapped: bool) -> bool:
    """Whether more of those with a birthday pass the check digit than chance lets pass.

    Of a few numbers one is enough, if they are written as resident numbers are or most are like
    it, and if no clock, no order of dates and no header makes them something else.
    """
    if tally.few and not tally.aged and not tally.ticking and not (header.serial and not gapped):
        return tally.passing > 0 and (gapped or tally.passing * 4 >= tally.shaped)
    return tally.passing >= 3 and _chance(tally.passing, tally.born, BY_CHANCE_PASSING) < 1e-3


def _too_many_born(tally: Tally) -> bool:
    if tally.few:
        return True
    return tally.born >= 3 and _chance(tally.born, tally.shaped, BY_CHANCE_BORN) < 1e-4


def _chance(least: int, of: int, share: float) -> float:
    """The probability that at least so many of `of` hold by chance, if each does with `share`."""
    mean = of * share
    if least <= mean:
        return 1.0
    if of > 1000:
        # A bound (Bernstein) does where the exact sum would be long: it never claims too little.
        over = least - mean
        return float(np.exp(-(over**2) / (2 * (mean * (1 - share) + over / 3))))
    fewer = sum(comb(of, n) * share**n * (1 - share) ** (of - n) for n in range(least))
    return max(0.0, 1.0 - fewer)
