"""Reads a cell as a date, a moment, a time or a month, as Korean files write them.

    day    yyyy SEP m SEP d        SEP: - / . `. ` 년 월, each maybe with a space; a last . or 일
    clock  day [ T] h:mm(:ss(.f))  and a zone: Z or ±hh:mm
    month  yyyy SEP m              a last . or 월
    year   yyyy                    a last 년

Packed digits (20240102) are read as such where the column was declared to hold them: elsewhere
they may be anything.
"""

import numpy as np

from verification.kernels.bytes_of_cells import digits_from, number_in
from verification.kernels.compiled import compiled
from verification.kernels.memory import byte_at
from verification.kernels.traits import (
    FITS_DATE,
    FITS_DATETIME,
    FITS_TIME,
    FITS_YEAR,
    FITS_YEARMONTH,
    LOOKS_DATE,
    LOOKS_DATETIME,
    ZONED,
)

DAY_US = 86_400_000_000
NO_MOMENT = np.iinfo(np.int64).min
EARLIEST_YEAR = 1000

_MONTH_DAYS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
_BEFORE_MONTH = np.concatenate([[0, 0], np.cumsum(_MONTH_DAYS[1:-1])])
_NYEON = (0xEB, 0x85, 0x84)
_WOL = (0xEC, 0x9B, 0x94)
_IL = (0xEC, 0x9D, 0xBC)


@compiled
def day_number(year: int, month: int, day: int) -> int:
    """The days from 1970-01-01 to a date; `NO_MOMENT` if the calendar has no such date."""
    if year < EARLIEST_YEAR or not 1 <= month <= 12 or day < 1:
        return NO_MOMENT
    leap = (year % 4 == 0 and year % 100 != 0) or year % 400 == 0
    if day > _MONTH_DAYS[month] + (1 if leap and month == 2 else 0):
        return NO_MOMENT
    past = year - 1
    days = past * 365 + past // 4 - past // 100 + past // 400 - 719_162
    return days + _BEFORE_MONTH[month] + (1 if leap and month > 2 else 0) + day - 1


@compiled
def _letter(data: int, at: int, end: int, letter: tuple[int, int, int]) -> bool:
    return (
        at + 2 < end
        and byte_at(data, at) == letter[0]
        and byte_at(data, at + 1) == letter[1]
        and byte_at(data, at + 2) == letter[2]
    )


@compiled
def _separator(data: int, at: int, end: int, letter: tuple[int, int, int]) -> int:
    """How many bytes separate two parts of a date here: 0 if nothing does."""
    if at >= end:
        return 0
    if byte_at(data, at) in (45, 47):
        return 1
    width = 1 if byte_at(data, at) == 46 else (3 if _letter(data, at, end, letter) else 0)
    if width and at + width < end and byte_at(data, at + width) == 32:
        return width + 1
    return width


@compiled
def _last(data: int, at: int, end: int, letter: tuple[int, int, int]) -> int:
    """How many bytes a last point or letter takes."""
    if at < end and byte_at(data, at) == 46:
        return 1
    return 3 if _letter(data, at, end, letter) else 0


@compiled
def read_moment(data: int, start: int, end: int) -> tuple[int, int]:
    """The traits of a cell as a date, a moment, a month or a year; and the moment, in µs."""
    if digits_from(data, start, min(end, start + 5)) != 4:
        return 0, NO_MOMENT
    year = number_in(data, start, start + 4)
    at = start + 4
    yearly = FITS_YEAR if byte_at(data, start) in (49, 50) else 0
    if at == end or (_letter(data, at, end, _NYEON) and at + 3 == end):
        return yearly, NO_MOMENT
    width = _separator(data, at, end, _NYEON)
    at += width
    digits = digits_from(data, at, min(end, at + 3))
    if width == 0 or not 1 <= digits <= 2:
        return 0, NO_MOMENT
    month = number_in(data, at, at + digits)
    at += digits
    if at + _last(data, at, end, _WOL) == end:
        return _month_traits(year, month), NO_MOMENT
    width = _separator(data, at, end, _WOL)
    at += width
    digits = digits_from(data, at, min(end, at + 3))
    if width == 0 or not 1 <= digits <= 2:
        return 0, NO_MOMENT
    days = day_number(year, month, number_in(data, at, at + digits))
    return _after_day(data, at + digits, end, days)


@compiled
def _month_traits(year: int, month: int) -> int:
    return FITS_YEARMONTH if day_number(year, month, 1) != NO_MOMENT else 0


@compiled
def _after_day(data: int, at: int, end: int, days: int) -> tuple[int, int]:
    if days == NO_MOMENT:
        return 0, NO_MOMENT
    at += _last(data, at, end, _IL)
    if at == end:
        traits = FITS_DATE | LOOKS_DATE | FITS_DATETIME | LOOKS_DATETIME
        return traits, days * DAY_US
    if byte_at(data, at) not in (32, 84):
        return 0, NO_MOMENT
    width, past, _ = read_clock(data, at + 1, end)
    at += 1 + width
    zone = _zone(data, at, end)
    if width == 0 or at + zone != end:
        return 0, NO_MOMENT
    traits = FITS_DATETIME | LOOKS_DATETIME | (ZONED if zone else 0)
    return traits, days * DAY_US + past


@compiled
def read_clock(data: int, at: int, end: int) -> tuple[int, int, int]:
    """How many bytes the time of day takes that begins here, what it is in µs, and its hour."""
    hours = digits_from(data, at, min(end, at + 3))
    if not 1 <= hours <= 2 or at + hours >= end or byte_at(data, at + hours) != 58:
        return 0, 0, 0
    hour = number_in(data, at, at + hours)
    place = at + hours + 1
    if digits_from(data, place, min(end, place + 3)) != 2:
        return 0, 0, 0
    minute = number_in(data, place, place + 2)
    place += 2
    second = 0
    fraction = 0
    if place < end and byte_at(data, place) == 58:
        if digits_from(data, place + 1, min(end, place + 4)) != 2:
            return 0, 0, 0
        second = number_in(data, place + 1, place + 3)
        width, fraction = _fraction(data, place + 3, end)
        place += 3 + width
    midnight = hour == 24 and minute == 0 and second == 0
    if minute > 59 or second > 59 or (hour > 23 and not midnight):
        return 0, 0, 0
    return place - at, ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction, hour


@compiled
def _fraction(data: int, at: int, end: int) -> tuple[int, int]:
    """How many bytes the fraction of a second takes, and what it is in whole µs."""
    if at >= end or byte_at(data, at) != 46:
        return 0, 0
    digits = digits_from(data, at + 1, min(end, at + 11))
    if not 1 <= digits <= 9:
        return 0, 0
    value = number_in(data, at + 1, at + 1 + min(digits, 6))
    for _ in range(6 - digits):
        value *= 10
    return 1 + digits, value


@compiled
def _zone(data: int, at: int, end: int) -> int:
    """How many bytes the zone takes."""
    start = at
    if at < end and byte_at(data, at) == 32:
        at += 1
    if at >= end:
        return 0
    if byte_at(data, at) == 90:
        return at + 1 - start
    if byte_at(data, at) not in (43, 45) or digits_from(data, at + 1, min(end, at + 4)) < 2:
        return 0
    at += 3
    if at < end and byte_at(data, at) == 58:
        at += 1
    return at + 2 - start if digits_from(data, at, min(end, at + 3)) == 2 else 0


@compiled
def read_packed(data: int, start: int, end: int) -> tuple[int, int]:
    """The traits of a cell of nothing but digits as a packed date, moment or month; and its µs."""
    length = end - start
    if length not in (6, 8, 12, 14) or digits_from(data, start, end) != length:
        return 0, NO_MOMENT
    year = number_in(data, start, start + 4)
    month = number_in(data, start + 4, start + 6)
    if length == 6:
        return _month_traits(year, month), NO_MOMENT
    days = day_number(year, month, number_in(data, start + 6, start + 8))
    if days == NO_MOMENT:
        return 0, NO_MOMENT
    if length == 8:
        return FITS_DATE | FITS_DATETIME, days * DAY_US
    hour = number_in(data, start + 8, start + 10)
    minute = number_in(data, start + 10, start + 12)
    second = number_in(data, start + 12, start + 14) if length == 14 else 0
    midnight = hour == 24 and minute == 0 and second == 0
    if minute > 59 or second > 59 or (hour > 23 and not midnight):
        return 0, NO_MOMENT
    past = ((hour * 60 + minute) * 60 + second) * 1_000_000
    return FITS_DATETIME, days * DAY_US + past


@compiled
def read_time(data: int, start: int, end: int) -> int:
    """`FITS_TIME` if the cell is a time of day and nothing else, or 0."""
    width, _, hour = read_clock(data, start, end)
    if width == 0 or start + width != end:
        return 0
    # 24:00 is midnight; 24:00:00.5 is no time.
    plain = hour < 24 or width in (5, 8)
    return FITS_TIME if plain else 0
