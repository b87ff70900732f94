"""Turns the features of GeoJSON (RFC 7946) into rows: properties, and where the geometry lies.

A point is given by its longitude and latitude. Of any other geometry the bounding box is kept, not
the outline: a province has a hundred thousand corners, which no table shows or compares, while four
numbers in their written form can be checked, drawn on a map and joined. The original stays beside.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from verification.findings import Finding, Location, Severity
from verification.formats.json_stream import Written

_BOX = ("west", "south", "east", "north")
_POINT = ("longitude", "latitude")
_KIND = "geometry_type"
_OWN = frozenset(("type", "properties", "geometry", "bbox"))
_MARK = "\0"  # no name of a property has it before its own: ours are told from theirs


def is_feature(value: Any) -> bool:
    """Whether a record is a feature: then all of its list are taken for features."""
    return isinstance(value, dict) and value.get("type") == "Feature" and "geometry" in value


class BoxedFeatures:
    """Makes rows of features, and tells afterwards which of their columns are wanted."""

    def __init__(self) -> None:
        self._points_alone = True
        self._boxed = 0

    def row(self, feature: Mapping[str, Any]) -> dict[str, Any]:
        """The row of a feature: what it holds besides, its properties, its geometry."""
        row = {name: value for name, value in feature.items() if name not in _OWN}
        properties = feature.get("properties")
        row.update(properties if isinstance(properties, dict) else {})
        geometry = feature.get("geometry")
        if isinstance(geometry, dict):
            kind = geometry.get("type")
            row[_MARK + _KIND] = kind
            row.update(zip((_MARK + name for name in _BOX), _bounds(geometry), strict=False))
            if kind != "Point":
                self._points_alone = False
                self._boxed += 1
        return row

    def columns(self, names: Sequence[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """The header of the table, and which of the gathered columns it is made of."""
        boxes = [_MARK + name for name in _BOX]
        dropped = boxes[2:] if self._points_alone else []
        renamed = dict(zip(boxes, _POINT, strict=False)) if self._points_alone else {}
        kept = [(place, name) for place, name in enumerate(names) if name not in dropped]
        ordered = sorted(kept, key=lambda each: each[1].startswith(_MARK))
        header = tuple(renamed.get(name, name.removeprefix(_MARK)) for _, name in ordered)
        return header, tuple(place for place, _ in ordered)

    def noticed(self, at: Location) -> Iterator[Finding]:
        """Yield that of some geometries the bounding box alone is in the table."""
        if self._boxed:
            message = "도형은 좌표 전체가 아니라 그것을 둘러싼 사각형으로 읽었습니다."
            yield Finding("geometry-boxed", Severity.NOTE, message, at, self._boxed)


def _bounds(geometry: Mapping[str, Any]) -> Iterator[str]:
    """West, south, east and north of a geometry in their written form; nothing if it is empty."""
    positions = list(_positions(geometry))
    if positions:
        for choose in (min, max):
            for axis in (0, 1):
                yield choose((position[axis] for position in positions), key=float)


def _positions(geometry: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    waiting = [geometry]
    while waiting:
        value: Any = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(
                each for key, each in value.items() if key in ("coordinates", "geometries")
            )
        elif (
            isinstance(value, list)
            and len(value) > 1
            and all(isinstance(n, Written) for n in value)
        ):
            yield value
        elif isinstance(value, list):
            waiting.extend(value)
