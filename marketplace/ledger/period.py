"""Periods of days, both ends included, read from a query string."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from marketplace.ledger.errors import PeriodRefused

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_FORMS = "write a year (2026), a month (2026-05), a day (2026-05-03) or two joined by '..'"


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"


def year_of(day: date) -> Period:
    """Return the calendar year that holds a day: the period used where none is named."""
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


def parse_period(text: str) -> Period:
    """Return the period a text names; raise `PeriodRefused`, which says why and how to write one.

    `2026`, `2026-05` and `2026-05-03` are themselves periods; `A..B` runs from the first day of A
    to the last day of B.
    """
    parts = text.split("..")
    if len(parts) > 2:
        raise PeriodRefused(text, _FORMS)
    spans = [_span(part, text) for part in parts]
    period = Period(spans[0].first, spans[-1].last)
    if period.last < period.first:
        raise PeriodRefused(text, "it ends before it begins")
    return period


def _span(part: str, text: str) -> Period:
    form = _FORM.fullmatch(part)
    if form is None:
        raise PeriodRefused(text, _FORMS)
    year, month, day = (int(number) if number else None for number in form.groups())
    try:
        return _days(year or 0, month, day)
    except ValueError:
        raise PeriodRefused(text, f"the calendar has no {part}") from None


def _days(year: int, month: int | None, day: int | None) -> Period:
    if month is None:
        return year_of(date(year, 1, 1))
    if day is None:
        return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return Period(date(year, month, day), date(year, month, day))
