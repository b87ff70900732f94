"""How sure we are that the 13-digit numbers of one column are resident numbers, and why.

A number alone says little: three random ones in a hundred bear a birthday. Those of a whole
column say much, so they are weighed together: how many bear a birthday, how many of these pass
the check digit, what the header says, and whether something harmless explains them better.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import comb

import numpy as np

from verification.personal.checksums import (
    TENS,
    Digits,
    Truths,
    barcode,
    born,
    corporate,
    resident,
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
    CORPORATE = "corporate"
    BARCODE = "barcode"
    CLOCK = "clock"
    CHANCE = "chance"


@dataclass(frozen=True)
class Header:
    """What the name of a column says of its numbers."""

    resident: bool = False
    corporate: bool = False


@dataclass(frozen=True)
class Judgement:
    """What was decided of a column's numbers: how sure, on which ground, and of which of them."""

    sureness: Sureness
    why: Why
    chosen: Truths


@dataclass(frozen=True)
class Tally:
    """The counts a judgement rests on. `shaped` counts different numbers of 13 digits."""

    shaped: int
    born: int
    passing: int
    corporate: int
    barcode: int
    one_age: bool
    clock: bool


def judge(numbers: Digits, header: Header) -> Judgement | None:
    """Return what the different 13-digit numbers of one column are; None if nothing is to say.

    All must be written alike (all with a gap, or all without), for a gap is evidence of its own.
    """
    if not len(numbers):
        return None
    alive = born(numbers)
    tally = _tally(numbers, alive)
    if not tally.born:
        everyone = np.full(len(numbers), fill_value=True)
        return (
            Judgement(Sureness.SUSPECTED, Why.HEADER_ALONE, everyone) if header.resident else None
        )
    sureness, why = _weigh(tally, header)
    return Judgement(sureness, why, alive)


def _tally(numbers: Digits, alive: Truths) -> Tally:
    living = numbers[alive]
    years = living[:, 0] * 10 + living[:, 1]
    # Serial numbers that start with a date or a clock share a year, and do not care that those
    # born in it would all be children or all be old.
    children = int(np.isin(living[:, 6], (3, 4, 7, 8)).sum())
    any_age = len(living) * 0.05 < children < len(living) * 0.95
    return Tally(
        shaped=len(numbers),
        born=len(living),
        passing=int(resident(living).sum()),
        corporate=int(corporate(numbers).sum()),
        barcode=int(barcode(numbers).sum()),
        one_age=any_age and len(living) >= FEW and len(np.unique(years)) <= 3,
        clock=any_age and len(numbers) >= FEW and _ticks(numbers),
    )


def _ticks(numbers: Digits) -> bool:
    """Whether all may be milliseconds of a clock, within ten years of each other."""
    values = numbers @ TENS
    ten_years = 10 * 366 * 86_400_000
    return bool(np.all(numbers[:, 0] == 1) and np.ptp(values) < ten_years)


def _weigh(tally: Tally, header: Header) -> tuple[Sureness, Why]:
    """The first ground that holds, weightiest first."""
    grounds = (
        (_explained(tally.corporate, tally, by_header=header.corporate), Why.CORPORATE),
        (header.resident, Why.HEADER),
        (_explained(tally.barcode, tally), Why.BARCODE),
        (tally.clock, Why.CLOCK),
        (_checked(tally), Why.CHECK_DIGITS),
        (tally.one_age, Why.ONE_AGE),
        (tally.born >= tally.shaped * 0.5, Why.BIRTHDAYS),
        (_too_many_born(tally), Why.SOME_BIRTHDAYS),
    )
    why = next((ground for holds, ground in grounds if holds), Why.CHANCE)
    return _SURENESS[why], why


_SURENESS = {
    Why.HEADER: Sureness.CONFIRMED,
    Why.CHECK_DIGITS: Sureness.CONFIRMED,
    Why.BIRTHDAYS: Sureness.CONFIRMED,
    Why.HEADER_ALONE: Sureness.SUSPECTED,
    Why.SOME_BIRTHDAYS: Sureness.SUSPECTED,
    Why.ONE_AGE: Sureness.SUSPECTED,
    Why.CORPORATE: Sureness.HARMLESS,
    Why.BARCODE: Sureness.HARMLESS,
    Why.CLOCK: Sureness.HARMLESS,
    Why.CHANCE: Sureness.HARMLESS,
}


def _explained(passing: int, tally: Tally, *, by_header: bool = False) -> bool:
    """Whether another number's check digit explains the column: by chance 1 in 10 would pass."""
    if by_header:
        return passing >= tally.shaped * 0.8
    return tally.shaped >= 5 and passing >= tally.shaped * 0.9


def _checked(tally: Tally) -> bool:
    """Whether more of those with a birthday pass the check digit than chance lets pass."""
    if tally.shaped < FEW:
        return tally.passing > 0
    return tally.passing >= 3 and _chance(tally.passing, tally.born, BY_CHANCE_PASSING) < 1e-3


def _too_many_born(tally: Tally) -> bool:
    if tally.shaped < FEW:
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
