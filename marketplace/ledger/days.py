"""Days as the programme counts them: in Asia/Seoul."""

from datetime import date, datetime, timedelta, timezone

SEOUL = timezone(timedelta(hours=9), "Asia/Seoul")
"""Korea has kept UTC+9 without summer time since 1988; no time zone database is needed."""


def day_of(at: datetime) -> date:
    """Return the day in Seoul on which an aware moment falls."""
    return at.astimezone(SEOUL).date()
