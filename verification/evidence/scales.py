"""By what a column's name says that its figures were divided: `승차(천명)`, `sales (million)`."""

import re

_SCALES = {
    "십": 1e1,
    "백": 1e2,
    "천": 1e3,
    "만": 1e4,
    "십만": 1e5,
    "백만": 1e6,
    "천만": 1e7,
    "억": 1e8,
    "십억": 1e9,
    "백억": 1e10,
    "천억": 1e11,
    "조": 1e12,
    "thousand": 1e3,
    "thousands": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "billion": 1e9,
}
_COUNTED = "명|원|인|건|개|대|회|곳|톤|달러|가구|세대|호|㎡|㎥|kg|km|m2|m3|kwh|mwh|toe"
_SAID = re.compile(
    rf"[(\[（_/:：\s](?:단위\s*[:：]?\s*)?({'|'.join(sorted(_SCALES, key=len, reverse=True))})"
    rf"\s*(?:{_COUNTED})?\s*[)\]）]?\s*$",
    re.IGNORECASE,
)
_UNITS = {"km": 1e3, "㎞": 1e3, "ha": 1e4, "km2": 1e6, "㎢": 1e6, "톤": 1e3, "mwh": 1e3}
"""How many metres, square metres, kilograms and kilowatt-hours the greater units are."""
_MEASURED = re.compile(rf"[(\[（_]\s*({'|'.join(_UNITS)})\s*[)\]）]?\s*$", re.IGNORECASE)


def scale_of(name: str) -> float:
    """Return what one unit of a column counts, by its name: 1000 of `승차(천명)`, 1 of `승차`.

    Lengths, areas and weights that name no unit are taken to be in the plain one: `거리(km)` is of
    a distance in metres.
    """
    said = _SAID.search(name)
    if said:
        return _SCALES[said.group(1).lower()]
    measured = _MEASURED.search(name)
    return _UNITS[measured.group(1).lower()] if measured else 1.0
