"""Which differences the manifest's `deviations` speak of: by the row's key, or by the column."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from verification.evidence.differences import MOST_KEPT, CellClass, Compared, Difference

_DAY = re.compile(r"(\d{4})[-./년]?\s*(\d{1,2})[-./월]?\s*(\d{1,2})(?!\d)")

_PARTICLES = (
    "을|를|은|는|이|가|의|와|과|에|에서|에는|에만|도|만|로|으로|부터|까지|란|별|등|및|이며|이고|이다|"
    "임|입니다|컬럼|열|항목|칸|값|단위|데이터|자료"
)
_DEEDS = "수정|변경|정정|보정|고침|바꿈|삭제|추가|제외|반올림|환산|보완|대체|가공|오류|결측|누락"
_UNITS = "년|월|일|시|분기|분|주차|주|호선|호기|호|번|행|위|등급|학년|세|차|%"
"""What may be written right behind a name, or a figure: `100개` is not the row called 1 nor 100."""
_END = rf"(?:(?:{_PARTICLES}){{0,3}}(?!\w)|{_DEEDS})"
_NAME_ENDS = rf"(?![.,]?\d){_END}"
_FIGURE_ENDS = rf"(?![.,]?\d)(?:{_UNITS})?{_END}"
_BEGINS = r"(?<!\w)(?<!\d[-.,/:])"


def declared(difference: Difference, text: str | None) -> bool:
    """Tell whether a text names the difference: its column, its day, or all parts of its key."""
    if not text:
        return False
    said = _plain(text)
    if difference.column is not None and _stands_alone(_plain(difference.column), said):
        return True
    values = [value for _, value in difference.key if value]
    if any(day in _days(said) for value in values for day in _days(_plain(value))):
        return True
    return bool(values) and all(_stands_alone(_plain(value), said) for value in values)


def hides_undeclared(compared: Compared, text: str | None) -> bool:
    """Tell whether more cells differ than were kept, in a column that the text does not name."""
    if len(compared.differences) < MOST_KEPT:
        return False
    kept = Counter(e.column for e in compared.differences if e.found is CellClass.DIFFERS)
    return any(
        column.counts.get(CellClass.DIFFERS, 0) > kept[column.name] + kept[None]
        and not _stands_alone(_plain(column.name), _plain(text or ""))
        for column in compared.columns
    )


@lru_cache
def _days(text: str) -> frozenset[tuple[int, ...]]:
    return frozenset(tuple(map(int, found)) for found in _DAY.findall(text))


@lru_cache
def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip().casefold()


@lru_cache
def _stands_alone(word: str, text: str) -> bool:
    """Whether a word stands in a text and is no part of a longer word or number.

    A particle, a unit behind a figure, or what was done may be written right behind it.
    """
    if not word or word not in text:
        return False
    ends = _FIGURE_ENDS if word[-1].isdecimal() else _NAME_ENDS
    return re.search(rf"{_BEGINS}{re.escape(word)}{ends}", text) is not None
