"""What a cell is, said once more and slowly: by patterns and the calendar of the language."""

import re
from collections.abc import Sequence
from datetime import date

from verification.declaration import ColumnType
from verification.kernels import traits

_SEP_Y, _SEP_M = r"(?:-|/|\. ?|년 ?)", r"(?:-|/|\. ?|월 ?)"
_DAY = rf"(?P<y>\d{{4}}){_SEP_Y}(?P<m>\d{{1,2}}){_SEP_M}(?P<d>\d{{1,2}})(?:\.|일)?"
_TIME = r"(?P<h>\d{1,2}):(?P<i>\d{2})(?::(?P<s>\d{2})(?:\.(?P<f>\d{1,9}))?)?"
_ZONE = r"(?: ?(?:Z|[+-]\d{2}:?\d{2}))?"
_GROUPED = r"[+-]?\d{1,3}(?:,\d{3})+"
_WHOLE, _THOUSANDS = r"(?:0|[1-9]\d*)", r"[1-9]\d{0,2}(?:,\d{3})+"

_FITS = {
    ColumnType.INTEGER: (rf"[+-]?\d+|{_GROUPED}",),
    ColumnType.NUMBER: (rf"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{{1,3}})?|{_GROUPED}(?:\.\d+)?",),
    ColumnType.BOOLEAN: (r"(?i:true|t|yes|y|1|예|o|false|f|no|n|0|아니오|아니요|x)",),
    ColumnType.DATE: (_DAY,),
    ColumnType.DATETIME: (rf"{_DAY}[ T]{_TIME}{_ZONE}", _DAY),
    ColumnType.TIME: (r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?|24:00(?::00)?",),
    ColumnType.YEAR: (r"[12]\d{3}년?",),
    # 2024.1 is a number, and nothing else.
    ColumnType.YEARMONTH: (rf"(?!\d+\.\d+$)(?P<y>\d{{4}}){_SEP_Y}(?P<m>\d{{1,2}})(?:\.|월)?",),
}
_PACKED = {
    ColumnType.DATE: (r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",),
    ColumnType.DATETIME: (
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?P<h>\d\d)(?P<i>\d\d)(?P<s>\d\d)?",
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
    ),
    ColumnType.YEARMONTH: (r"(?P<y>\d{4})(?P<m>\d\d)",),
}
_LOOKS = {
    ColumnType.BOOLEAN: r"(?i:true|false)",
    ColumnType.INTEGER: rf"[+-]?(?:{_WHOLE}|{_THOUSANDS})",
    ColumnType.NUMBER: (
        rf"[+-]?(?:{_WHOLE}(?:\.\d*)?(?:[eE][+-]?\d{{1,3}})?|{_THOUSANDS}(?:\.\d+)?)"
    ),
}


def fits(kind: ColumnType, cell: str, *, packed: bool) -> bool:
    """Whether a cell can be read as a type."""
    patterns = (*_FITS[kind], *(_PACKED.get(kind, ()) if packed else ()))
    return any(_is_real(found) for found in _matches(patterns, cell.strip()))


def looks(kind: ColumnType, cell: str) -> bool:
    """Whether a cell looks like a type nobody declared."""
    if kind in _LOOKS:
        return re.fullmatch(_LOOKS[kind], cell.strip()) is not None
    return fits(kind, cell, packed=False)


def traits_of(cell: str, *, packed: bool) -> int:
    """The bits of the types that a cell fits, and looks like."""
    found = 0
    for kind, bit in traits.FITS.items():
        if kind in _FITS and fits(kind, cell, packed=packed):
            found |= bit
    for kind, bit in traits.LOOKS.items():
        if looks(kind, cell):
            found |= bit
    return found


TYPES = sum(traits.FITS[kind] for kind in _FITS) | sum(traits.LOOKS.values())
"""All the bits that are about types."""


def _matches(patterns: Sequence[str], cell: str) -> list[re.Match[str]]:
    found = (re.fullmatch(pattern, cell, re.ASCII) for pattern in patterns)
    return [match for match in found if match is not None]


def _is_real(found: re.Match[str]) -> bool:
    """Whether the parts of a date and a time are those of one that exists."""
    part = {name: int(digits) for name, digits in found.groupdict().items() if digits}
    if "y" in part and not _is_day(part["y"], part.get("m", 1), part.get("d", 1)):
        return False
    midnight = part.get("h") == 24 and not part.get("i") and not part.get("s")
    in_day = part.get("h", 0) < 24 or midnight
    return in_day and part.get("i", 0) < 60 and part.get("s", 0) < 60


def _is_day(year: int, month: int, day: int) -> bool:
    if year < 1000:
        return False
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
