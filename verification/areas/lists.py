"""The lists of areas that come with the house, and whether a code stands in them."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

ADMINISTRATIVE, LEGAL = "행정동", "법정동"
CITY = "36110"
"""How all codes of Sejong begin."""

_FILES = MappingProxyType({ADMINISTRATIVE: "administrative.csv", LEGAL: "legal_sejong.csv"})
_DISTRICT, _TOWN = 5, 8
"""How many digits tell the district, and the 읍면동."""

_SINCE = MappingProxyType({"51": "42", "52": "45"})
"""강원 and 전북 took other numbers after the list was made; their districts kept theirs."""
_MOVED = frozenset({"27720", "41192", "41194", "41196"})
"""Districts since the list was made: 군위군 of 대구, and the three of 부천."""


@cache
def area_lists() -> Mapping[str, Mapping[str, str]]:
    """Each list by its name, from codes of ten digits to full names."""
    folder = Path(__file__).parent
    return MappingProxyType({name: _read(folder / file) for name, file in _FILES.items()})


def is_listed(code: str) -> bool:
    """Whether there is such an area, as far as the lists tell, for a code of ten digits.

    Of Sejong its 읍면동 is looked for in both lists, of others the district: no list of all 법정동
    is at hand.
    """
    if code.startswith(CITY):
        return code[:_TOWN] in _towns()
    province, district = code[:2], code[2:_DISTRICT]
    known = _SINCE.get(province, province) + district
    return known in _districts() or province + district in _MOVED


@cache
def _towns() -> frozenset[str]:
    return frozenset(code[:_TOWN] for codes in area_lists().values() for code in codes)


@cache
def _districts() -> frozenset[str]:
    codes = area_lists()[ADMINISTRATIVE]
    return frozenset(code[:_DISTRICT] for code in codes)


def _read(path: Path) -> Mapping[str, str]:
    with path.open(encoding="utf-8", newline="") as content:
        return MappingProxyType({row["code"]: row["name"] for row in csv.DictReader(content)})
