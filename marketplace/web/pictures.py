"""Pictures of a report as shapes: where each part stands in its view box.

Templates draw them as SVG, each beside the numbers it is made of. The style sheet gives the
colours; where two parts touch they differ in pattern too.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

BARS_WIDE, BARS_HIGH = 320.0, 96.0
STRIP_WIDE = 320.0
RADAR_WIDE, RADAR_HIGH = 320.0, 290.0

_CENTRE = (RADAR_WIDE / 2, 148.0)
_RADIUS = 92.0
_LABEL_RADIUS = 110.0
_RINGS = (25, 50, 75, 100)
_LEAST_SEEN = 1.5
"""What is there at all is drawn at least this large."""


@dataclass(frozen=True)
class Bar:
    """A bar that stands on the lower edge of its picture."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Part:
    """A part of a strip."""

    x: float
    width: float


@dataclass(frozen=True)
class Axis:
    """An axis of a radar: to where it goes, where its words stand, and the dot of its score."""

    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str
    dot: tuple[float, float] | None


@dataclass(frozen=True)
class Radar:
    """Scores from 0 to 100 on axes around a centre; `outline` joins those that are known."""

    centre: tuple[float, float]
    rings: tuple[str, ...]
    axes: tuple[Axis, ...]
    outline: str


def radar(scores: Sequence[float | None]) -> Radar:
    """Return scores on as many axes, the first upright, clockwise; None: there is no score."""
    axes = tuple(_axis(place, len(scores), score) for place, score in enumerate(scores))
    dots = [axis.dot for axis in axes if axis.dot is not None]
    rings = tuple(
        _points([_at(place, len(scores), _RADIUS * ring / 100) for place in range(len(scores))])
        for ring in _RINGS
    )
    return Radar(_CENTRE, rings, axes, _points(dots))


def bars(counts: Sequence[int], edges: Sequence[float] | None = None) -> tuple[Bar, ...]:
    """Return a histogram: areas stand for counts.

    Without edges, or where an edge is not above the one before, all bars are of one width.
    """
    widths = _widths(edges, len(counts))
    densities = [count / width for count, width in zip(counts, widths, strict=True)]
    tallest, whole = max(densities, default=0.0) or 1.0, math.fsum(widths) or 1.0
    made, x = [], 0.0
    for count, density, width in zip(counts, densities, widths, strict=True):
        wide = BARS_WIDE * width / whole
        height = max(BARS_HIGH * density / tallest, _LEAST_SEEN) if count else 0.0
        made.append(Bar(_short(x), _short(BARS_HIGH - height), _short(wide), _short(height)))
        x += wide
    return tuple(made)


def strip(counts: Sequence[int]) -> tuple[Part, ...]:
    """Return counts as parts of one strip, in proportion; what is there at all can be seen."""
    total = sum(counts) or 1
    wide = [max(STRIP_WIDE * count / total, _LEAST_SEEN) if count else 0.0 for count in counts]
    scale, x, made = STRIP_WIDE / max(math.fsum(wide), STRIP_WIDE), 0.0, []
    for each in wide:
        made.append(Part(_short(x), _short(each * scale)))
        x += each * scale
    return tuple(made)


def _widths(edges: Sequence[float] | None, count: int) -> list[float]:
    if edges is not None and len(edges) == count + 1:
        steps = [after - before for before, after in itertools.pairwise(edges)]
        if all(step > 0 and math.isfinite(step) for step in steps):
            return steps
    return [1.0] * count


def _axis(place: int, count: int, score: float | None) -> Axis:
    x, y = _at(place, count, _RADIUS)
    label_x, label_y = _at(place, count, _LABEL_RADIUS)
    # Two lines of words: above the upper end, below the lower ones.
    label_y = _short(label_y - 6 + 18 * (label_y - _CENTRE[1]) / _LABEL_RADIUS)
    aside = label_x - _CENTRE[0]
    anchor = "middle" if abs(aside) < 1 else "start" if aside > 0 else "end"
    within = None if score is None else min(max(score, 0.0), 100.0)
    dot = None if within is None else _at(place, count, _RADIUS * within / 100)
    return Axis(x, y, label_x, label_y, anchor, dot)


def _at(place: int, count: int, radius: float) -> tuple[float, float]:
    angle = 2 * math.pi * place / count - math.pi / 2
    x, y = _CENTRE[0] + radius * math.cos(angle), _CENTRE[1] + radius * math.sin(angle)
    return _short(x), _short(y)


def _points(dots: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in dots)


def _short(length: float) -> float:
    return round(length, 2)
