"""The time a dataset covers, as people write it in lists. Pure.

Only what is understood to its last sign becomes a period: a wrong one is worse than none.
"""

import re
from calendar import monthrange
from datetime import date

_SEPARATOR = r"[.\-/년]\s*"
_DAY = re.compile(
    r"(?P<y>(?:19|20)\d{2})(?:(?P<cm>\d{2})(?P<cd>\d{2})?(?!\d)"
    rf"|{_SEPARATOR}(?P<m>\d{{1,2}})(?:[.\-/월]\s*(?P<d>\d{{1,2}})(?!\d)[.일]?)?[.월]?|[.년]?)"
)
_BETWEEN = re.compile(r"[\s~∼〜～\-–—]|부터|까지|기준|현재|년도|연도")


def period_of(text: str) -> dict[str, str] | None:
    """Return the first and last day a text names, or None if any of it is not understood."""
    found = list(_DAY.finditer(text))
    rest = _BETWEEN.sub("", _DAY.sub("", text))
    if not 1 <= len(found) <= 2 or rest:
        return None
    spans = [_span(each) for each in found]
    first, last = spans[0], spans[-1]
    if first is None or last is None or first[0] > last[1]:
        return None
    return {"from": first[0].isoformat(), "to": last[1].isoformat()}


def _span(found: re.Match[str]) -> tuple[date, date] | None:
    year = int(found["y"])
    month = found["m"] or found["cm"]
    day = found["d"] or found["cd"]
    try:
        first = date(year, int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return first, first
    last_month = int(month or 12)
    return first, date(year, last_month, monthrange(year, last_month)[1])
