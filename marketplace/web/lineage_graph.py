"""Lineage as a graph: a column a generation, a line a step, as far as one reads it at once.

Only where things stand: the template draws it, the style sheet colours it, a script lets arrow keys
go along the lines. What does not fit is counted, and told whole by the nested list beside it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from marketplace.lineage.queries import DerivationRow
from marketplace.web.correction_page import kinds_of
from marketplace.web.lineage_columns import Shelf, chosen_boxes, columns_of
from marketplace.workflow.marking import Marks
from marketplace.workflow.showing import Tree

BOX_WIDE, BOX_HIGH = 184, 92
GAP_ACROSS, GAP_DOWN = 176, 20
EDGE, HEAD = 12, 30
LABEL_WIDE, LABEL_HIGH = 112, 52
LANE_HIGH = 24
LONGEST_LINE = 13
BEND = 64
"""How much of a gap a line takes to change its height; its words stand along the rest."""


Point = tuple[int, int]


@dataclass(frozen=True)
class Box:
    """A version, or an external source, and where its box stands."""

    key: str
    x: int
    y: int
    title: str
    dataset: UUID | None = None
    number: int | None = None
    url: str = ""
    generation: int = 0
    assurance: str = ""
    licence: str = ""
    access: str = ""
    marks: Sequence[str] = ()
    is_here: bool = False
    is_restricted: bool = False
    is_withdrawn: bool = False
    back: str = ""
    on: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The title as far as it fits, in two lines at most."""
        first, rest = _cut(self.title)
        if not rest:
            return (first,)
        second, left = _cut(rest)
        return first, f"{second[: LONGEST_LINE - 1]}…" if left else second


@dataclass(frozen=True)
class Line:
    """A step, from the box of its source to that of what was made; worded where there is room.

    One that passes columns by runs below all boxes.
    """

    ends: str
    path: str
    how: str
    licence: str
    access: str
    assurance: str
    x: int
    y: int
    is_worded: bool
    is_long: bool


@dataclass(frozen=True)
class Column:
    """A generation: where its name stands, and how many more there are than are drawn."""

    x: int
    generation: int
    hidden: int
    y: int


@dataclass(frozen=True)
class Graph:
    """What is drawn, in a picture of this size."""

    width: int
    height: int
    columns: tuple[Column, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    more: bool


def graph_of(tree: Tree, here: UUID, marks: Marks) -> Graph | None:
    """Return the graph around a version; None where it stands alone."""
    steps = {row.id: row for row in (*tree.ancestors.derivations, *tree.descendants.derivations)}
    shelf = Shelf(tree, here, tuple(steps.values()))
    chosen, hidden = chosen_boxes(shelf)
    if len(chosen) < 2:
        return None
    columns = columns_of(shelf, chosen)
    width = 2 * EDGE + len(columns) * BOX_WIDE + (len(columns) - 1) * GAP_ACROSS
    tallest = max(len(keys) + bool(hidden.get(generation)) for generation, keys in columns.items())
    height = HEAD + 2 * EDGE + tallest * (BOX_HIGH + GAP_DOWN)
    places = dict(_places(columns, hidden, height))
    drawn = [
        row for row in shelf.steps if shelf.source(row) in places and shelf.made(row) in places
    ]
    lines = tuple(_lines(shelf, drawn, places, height))
    return Graph(
        width=width,
        height=height + LANE_HIGH * sum(line.is_long for line in lines),
        columns=tuple(_headed(columns, hidden, places)),
        boxes=tuple(_box(shelf, key, places, drawn, marks) for key in places),
        lines=lines,
        more=tree.ancestors.more or tree.descendants.more,
    )


def _cut(text: str) -> tuple[str, str]:
    """Return what fits a line, ended at a word where that leaves half of it, and the rest."""
    if len(text) <= LONGEST_LINE:
        return text, ""
    end = text.rfind(" ", LONGEST_LINE // 2, LONGEST_LINE + 1)
    end = LONGEST_LINE if end < 0 else end
    return text[:end], text[end:].lstrip()


def _places(
    columns: Mapping[int, Sequence[str]], hidden: Mapping[int, int], height: int
) -> Iterator[tuple[str, Point]]:
    for column, (generation, keys) in enumerate(columns.items()):
        count = len(keys) + bool(hidden.get(generation))
        top = HEAD + (height - HEAD - count * (BOX_HIGH + GAP_DOWN) + GAP_DOWN) // 2
        for place, key in enumerate(keys):
            yield key, (_left(column), top + place * (BOX_HIGH + GAP_DOWN))


def _left(column: int) -> int:
    return EDGE + column * (BOX_WIDE + GAP_ACROSS)


def _headed(
    columns: Mapping[int, Sequence[str]],
    hidden: Mapping[int, int],
    places: Mapping[str, Point],
) -> Iterator[Column]:
    for column, (generation, keys) in enumerate(columns.items()):
        below = places[keys[-1]][1] + BOX_HIGH + GAP_DOWN + 14
        yield Column(_left(column), generation, hidden.get(generation, 0), below)


def _box(
    shelf: Shelf,
    key: str,
    places: Mapping[str, Point],
    drawn: Sequence[DerivationRow],
    marks: Marks,
) -> Box:
    x, y = places[key]
    back = " ".join(shelf.source(row) for row in drawn if shelf.made(row) == key)
    on = " ".join(shelf.made(row) for row in drawn if shelf.source(row) == key)
    outside = next((row.external for row in drawn if shelf.source(row) == key), None)
    if outside is not None:
        return Box(key, x, y, outside.title, url=outside.url, licence=outside.licence, on=on)
    version_id = UUID(key)
    facts = shelf.tree.versions.get(version_id)
    if facts is None:
        return Box(key, x, y, "", is_restricted=True, back=back, on=on)
    return Box(
        key,
        x,
        y,
        facts.described.title.shown,
        dataset=facts.dataset_id,
        number=facts.number,
        generation=facts.generation,
        assurance=facts.assurance,
        licence=facts.described.licence,
        access=facts.described.access,
        marks=kinds_of(marks.get(version_id, ())),
        is_here=version_id == shelf.here,
        is_withdrawn=facts.withdrawal is not None,
        back=back,
        on=on,
    )


def _lines(
    shelf: Shelf,
    drawn: Sequence[DerivationRow],
    places: Mapping[str, Point],
    height: int,
) -> Iterator[Line]:
    taken: list[Point] = []
    leaving = Counter(map(shelf.source, drawn))
    arriving = Counter(map(shelf.made, drawn))
    lane = height + LANE_HIGH // 2
    for row in drawn:
        source, made = shelf.source(row), shelf.made(row)
        (left, top), (right, below) = places[source], places[made]
        start, end = (left + BOX_WIDE, top + BOX_HIGH // 2), (right, below + BOX_HIGH // 2)
        is_long = end[0] - start[0] > GAP_ACROSS
        if is_long:
            x, y, is_free = (start[0] + end[0]) // 2, lane, True
            lane += LANE_HIGH
        else:
            is_late = arriving[made] > leaving[source]
            x, y, is_free = _words_at(start, end, taken, is_late=is_late)
        known = shelf.tree.versions.get(row.source_version_id) if row.source_version_id else None
        yield Line(
            ends=f"{source} {made}",
            path=_around(start, end, y) if is_long else _across(start, end, x, y),
            how=row.how,
            licence=row.licence_then,
            access=known.described.access if known else "",
            assurance=row.assurance.value,
            x=x,
            y=y,
            is_worded=is_free,
            is_long=is_long,
        )


def _across(start: Point, end: Point, x: int, y: int) -> str:
    """Return a way that is level where its words stand, and changes its height beside them."""
    is_late = y == start[1] and x - start[0] < end[0] - x
    bend = end[0] - BEND if is_late else start[0]
    middle = bend + BEND // 2
    return (
        f"M{start[0]} {start[1]}H{bend}C{middle} {start[1]} "
        f"{middle} {end[1]} {bend + BEND} {end[1]}H{end[0]}"
    )


def _around(start: Point, end: Point, lane: int) -> str:
    """Return a way down to a lane, along it and up again, each turn within a gap."""
    out, home = start[0] + GAP_ACROSS // 2, end[0] - GAP_ACROSS // 2
    return (
        f"M{start[0]} {start[1]}C{out} {start[1]} {start[0]} {lane} {out + 20} {lane}"
        f"L{home - 20} {lane}C{end[0]} {lane} {home} {end[1]} {end[0]} {end[1]}"
    )


def _words_at(
    start: Point, end: Point, taken: list[Point], *, is_late: bool
) -> tuple[int, int, bool]:
    """Return where the words of a line stand, and whether that keeps clear of the others'.

    They stand before what was made, or where many lines lead there (`is_late`) after the source.
    """
    aside = (GAP_ACROSS - BEND) // 2
    before, after = (end[0] - aside, end[1]), (start[0] + aside, start[1])
    places = (after, before) if is_late else (before, after)
    for x, y in places:
        if all(abs(y - b) >= LABEL_HIGH or abs(x - a) >= LABEL_WIDE for a, b in taken):
            taken.append((x, y))
            return x, y, True
    return (*places[0], False)
