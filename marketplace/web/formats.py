"""How numbers, sizes, days and moments are written on a page."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

SEOUL = ZoneInfo("Asia/Seoul")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNITS = ("B", "KB", "MB", "GB", "TB")


def number(value: float) -> str:
    """Return a number with its thousands apart: 12,345."""
    return f"{value:,}"


def decimal(value: float, places: int = 1) -> str:
    """Return a number rounded to some places, thousands apart."""
    return f"{value:,.{places}f}"


def figure(value: float | str) -> str:
    """Return a statistic to the digits that tell something; what is words already, as it is."""
    if isinstance(value, str):
        return value
    if value == round(value) and abs(value) < 1e15:
        return f"{value:,.0f}"
    return f"{value:,.1f}" if 1e5 <= abs(value) < 1e15 else f"{value:,.6g}"


def percent(share: float) -> str:
    """Return a share of 1 as a percentage; never `100%` or `0%` unless it is exactly that."""
    if share in (0, 1):
        return f"{share:.0%}"
    return f"{min(max(share, 0.001), 0.999):.1%}"


def size(count: int) -> str:
    """Return a count of bytes in the largest unit that leaves at least one."""
    amount = float(count)
    for unit in _UNITS:
        if amount < 1024 or unit == _UNITS[-1]:
            break
        amount /= 1024
    return f"{count:,} B" if unit == "B" else f"{amount:,.1f} {unit}"


def day(value: date, language: str = "ko") -> Markup:
    """Return a day as readers of a language write it; a moment gives its day in Seoul."""
    shown = value.astimezone(SEOUL).date() if isinstance(value, datetime) else value
    return Markup('<time datetime="{}">{}</time>').format(
        shown.isoformat(), _written(shown, language)
    )


def moment(value: datetime, language: str = "ko") -> Markup:
    """Return a moment to the minute, in Seoul's time."""
    shown = value.astimezone(SEOUL)
    return Markup('<time datetime="{}">{} {:%H:%M}</time>').format(
        shown.isoformat(timespec="seconds"), _written(shown, language), shown
    )


def month(value: date, language: str = "ko") -> str:
    """Return the month of a day as readers of a language write it."""
    if language == "ko":
        return f"{value.year}년 {value.month}월"
    return f"{_MONTHS[value.month - 1]} {value.year}"


def _written(day: date, language: str) -> str:
    if language == "ko":
        return f"{day.year}. {day.month}. {day.day}."
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


FILTERS = {
    "number": number,
    "decimal": decimal,
    "figure": figure,
    "percent": percent,
    "size": size,
    "day": day,
    "moment": moment,
}
"""Each by the name templates use."""
