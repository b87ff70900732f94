"""Finds where one table of a sheet ends and another begins below it, where that is beyond doubt.

A table that is parted in the wrong place is worse than one that is not parted: what is needed is a
blank row, a row of names that is whole, and values both above and below it in a column it names, or
another width. What falls short of that is said, and stays one table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from verification.formats.sheet_facts import Box, SheetFacts
from verification.formats.sheet_header import head_of, holds_value

Row = Sequence[str | None]

_LOOKED_AT = 200
_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 2
_MOST_TITLES = 4  # rows between the end of one table and the names of the next
_VALUES_LOOKED_AT = 20


@dataclass(frozen=True)
class _Block:
    """Some rows of a sheet taken as a table: its names, where they stand, and which hold values."""

    names: tuple[str, ...]
    left: int
    right: int
    valued: frozenset[int]
    titles: int


class Cells(Protocol):
    """The cells of a sheet, from one row on and not beyond another, rows counted from 0."""

    def rows(self, first: int, end: int) -> Iterator[Row]:
        """These rows."""
        ...

    def filled(self, first: int, end: int) -> set[int]:
        """The places of columns in which these rows hold anything."""
        ...


def parts_of(
    starts: Sequence[int], height: int, cells: Cells, facts: SheetFacts
) -> tuple[Box, ...]:
    """The tables of a sheet, if there are more than one; none if it is better left whole.

    `starts` are the rows, from 0, at which another table seems to begin, each below a blank row.
    """
    tops, above = [0], None
    for top, below in pairwise((*starts, height)):
        above = above or _block(tops[-1], top, cells, facts)
        found = _block(top, below, cells, facts)
        if above and found and found.titles <= _MOST_TITLES and _are_apart(above, found):
            tops.append(top)
            above = found
        else:
            above = None
    blocks = [
        (top, below, _block(top, below, cells, facts)) for top, below in pairwise((*tops, height))
    ]
    if len(blocks) < 2 or not all(block for _, _, block in blocks):
        return ()
    return tuple(
        Box(top, block.left, below - 1, block.right) for top, below, block in blocks if block
    )


def _are_apart(above: _Block, below: _Block) -> bool:
    """Whether the names below would stand among values of the table above, or beyond its width."""
    if above.names == below.names:
        return False
    other_width = (above.left, above.right) != (below.left, below.right)
    return other_width or bool(above.valued & below.valued)


def _block(top: int, below: int, cells: Cells, facts: SheetFacts) -> _Block | None:
    """The rows as a table, None unless every column that holds anything has a name of its own."""
    taken = list(cells.rows(top, min(below, top + _LOOKED_AT)))
    head = head_of(taken, facts.within(top=top, bottom=below - 1).merged)
    if head is None:
        return None
    body = [row for row in taken[head.body :] if any(row)]
    named = [place for place, name in enumerate(head.header) if name]
    if len(named) < _FEWEST_COLUMNS or len(body) < _FEWEST_ROWS:
        return None
    left, right = named[0], named[-1]
    whole = len(named) == right - left + 1 and len(set(head.header[left : right + 1])) == len(named)
    # Whatever stands beyond its names would be lost with the columns that are left out.
    inside = all(left <= place <= right for place in cells.filled(top, below))
    if not whole or not inside or any(map(holds_value, head.header)):
        return None
    return _Block(
        names=head.header[left : right + 1],
        left=left,
        right=right,
        valued=frozenset(place for place in named if _is_valued(place, body)),
        titles=head.title_rows,
    )


def _is_valued(place: int, body: Sequence[Row]) -> bool:
    texts = [row[place] for row in body[:_VALUES_LOOKED_AT] if row[place]]
    return bool(texts) and sum(map(holds_value, texts)) * 2 > len(texts)
