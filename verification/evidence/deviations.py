"""Which differences the manifest's `deviations` speak of: by the row's key, or by the column."""

import re
import unicodedata
from collections.abc import Iterator

from verification.evidence.differences import Difference

_DAY = re.compile(r"(\d{4})[-./년]?\s*(\d{1,2})[-./월]?\s*(\d{1,2})(?!\d)")


def declared(difference: Difference, text: str | None) -> bool:
    """Tell whether a text names the difference: its column, its day, or all parts of its key."""
    if not text:
        return False
    said = _plain(text)
    if difference.column is not None and _stands_alone(_plain(difference.column), said):
        return True
    values = [value for _, value in difference.key if value]
    days = set(_days(text))
    if any(day in days for value in values for day in _days(value)):
        return True
    return bool(values) and all(_stands_alone(_plain(value), said) for value in values)


def _days(text: str) -> Iterator[tuple[int, int, int]]:
    for year, month, day in _DAY.findall(text):
        yield int(year), int(month), int(day)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip().casefold()


def _stands_alone(word: str, text: str) -> bool:
    """Whether a word stands in a text and is no part of a longer word or number before it."""
    return bool(word) and re.search(rf"(?<!\w){re.escape(word)}", text) is not None
