"""Finds the header of a sheet as offices make them: titles above, names over two or three rows."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from verification.formats.sheet_facts import Box

_TITLES_AT_MOST = 15
_LEVELS_AT_MOST = 5
_ROWS_BELOW = 5  # looked at to tell whether values begin there

_NUMBER = re.compile(
    r"[+\-△▲]?\(?[+-]?[\d,]*\.?\d+(?:[eE][+-]?\d+)?\)?\s*%?(?:\s*\(-?[\d.,]+%?\))?"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\.0)?")
_MOMENT = re.compile(r"\d{4}[-./]\s?\d{1,2}[-./]\s?\d{1,2}.*|\d{1,2}:\d\d(?::\d\d)?")
_MARK = re.compile(r"[-–—*xX…·.]{1,3}|N/?A|해당\s?없음|비공개|미상", re.I)
_UNIT = re.compile(r"[(\[<]\s*(?:단위\s*[:：]?\s*)?[^()\[\]<>]{1,12}[)\]>]|%")
_CAPTION = re.compile(
    r"[(\[<※◎○□■▶*]?\s*(?:단위|자료|출처|기준|작성|조사)[가-힣\s]{0,6}[:：)].*|[(\[]\s*단위.*"
    r"|[가-힣A-Za-z\s]{1,12}[:：]\s*\S.*"
)
_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*|[a-z]+(?:_[a-z0-9]+)+")
_SPACES = re.compile(r"[\s\u00a0\u3000]+")

Row = Sequence[str | None]


@dataclass(frozen=True)
class SheetHead:
    """The rows above the values: titles, then the header, its names of several rows joined."""

    title_rows: int
    header_rows: int
    header: tuple[str, ...]

    @property
    def body(self) -> int:
        """The row of the sheet, from 0, at which its records begin."""
        return self.title_rows + self.header_rows


def head_of(rows: Sequence[Row], boxes: Sequence[Box]) -> SheetHead | None:
    """The head of a sheet by its first rows and its merged cells; None if every row is blank."""
    usual = _usually_filled(rows)
    filled = [place for place, row in enumerate(rows) if _filled(row)]
    if not filled:
        return None
    top = _header_top(rows, filled, boxes, usual) if usual > 1 else filled[0]
    bottom = _header_bottom(rows, top, boxes) if usual > 1 else top
    return SheetHead(top, bottom - top + 1, _joined(rows, top, bottom, boxes))


def holds_value(cell: str | None) -> bool:
    """Whether a cell looks like a value rather than a name: a number, a date, a mark for none.

    Years are names as often as not: `2022, 2023, 2024` is what columns are called.
    """
    text = (cell or "").strip()
    if not text or _YEAR.fullmatch(text):
        return False
    first = text.split("\n", 1)[0].strip()
    return any(form.fullmatch(first) for form in (_NUMBER, _MOMENT, _MARK))


def tidy(cell: str | None) -> str:
    """A name in one line, its spaces single."""
    return _SPACES.sub(" ", cell or "").strip()


def _filled(row: Row) -> int:
    return sum(1 for cell in row if cell and cell.strip())


def _usually_filled(rows: Sequence[Row]) -> int:
    """How many cells a row fills, going by where most cells stand: titles are few cells."""
    counts = Counter(count for row in rows if (count := _filled(row)))
    return max(counts, key=lambda count: (counts[count] * count, count), default=0)


def _header_top(
    rows: Sequence[Row], filled: Sequence[int], boxes: Sequence[Box], usual: int
) -> int:
    """The first row of the header: what stands above it is few cells, or captions."""
    for place in filled[:_TITLES_AT_MOST]:
        row = rows[place]
        if not _is_title(row, place, boxes, usual):
            named = not any(map(holds_value, row))
            return place if named or place == filled[0] else _first_not_blank(rows, filled)
    return filled[0]


def _first_not_blank(rows: Sequence[Row], filled: Sequence[int]) -> int:
    """Where no header was found below the titles: the first row of more than one cell."""
    return next((place for place in filled if _filled(rows[place]) > 1), filled[0])


def _is_title(row: Row, place: int, boxes: Sequence[Box], usual: int) -> bool:
    cells = [cell.strip() for cell in row if cell and cell.strip()]
    if all(_CAPTION.fullmatch(cell) for cell in cells):
        return True
    here = [box for box in boxes if box.top == place]
    # A name over some of the columns, or beside others: the first row of a header.
    if any((box.left > 0 and box.right > box.left) or box.bottom > box.top for box in here):
        return all(_is_whole_row(box, len(row)) for box in here)
    return len(cells) == 1 or (usual >= 5 and len(cells) <= usual // 3)


def _is_whole_row(box: Box, width: int) -> bool:
    return box.left == 0 and box.right >= width - 1


def _header_bottom(rows: Sequence[Row], top: int, boxes: Sequence[Box]) -> int:
    """The last row of the header: as far as its merged cells reach, or as its looks continue."""
    bottom = top
    while bottom < min(top + _LEVELS_AT_MOST - 1, len(rows) - 2):
        inside = [box for box in boxes if top <= box.top <= bottom]
        reach = max((box.bottom for box in inside), default=bottom)
        spread = any(box.right > box.left for box in inside if box.bottom == bottom)
        below = rows[bottom + 1]
        if reach > bottom and reach - top < _LEVELS_AT_MOST:
            bottom = min(reach, len(rows) - 1)
        elif _is_named(below) and (spread or _continues(rows, top, bottom)):
            bottom += 1
        else:
            break
    return bottom


def _is_named(row: Row) -> bool:
    return _filled(row) > 0 and not any(map(holds_value, row))


def _continues(rows: Sequence[Row], top: int, bottom: int) -> bool:
    """Whether the row below a header row is part of the header too, where no cell is merged."""
    row, below = rows[bottom], rows[bottom + 1]
    following = [each for each in rows[bottom + 2 : bottom + 2 + _ROWS_BELOW] if _filled(each)]
    if not following:
        return False
    if _all(below, _UNIT):
        return True
    if _all(below, _CODE):
        return not _all(row, _CODE) and not any(_all(each, _CODE) for each in following)
    if _filled(below) < 2 or not any(holds_value(cell) for each in following for cell in each):
        return False
    return _repeats_itself(row) or _fills_gaps(row, below)


def _all(row: Row, form: re.Pattern[str]) -> bool:
    cells = [tidy(cell) for cell in row if cell and cell.strip()]
    return len(cells) > 1 and all(form.fullmatch(cell) for cell in cells)


def _repeats_itself(row: Row) -> bool:
    """Whether neighbours have one name: a merged name, written into each of its columns."""
    return any(left and left.strip() and left == right for left, right in pairwise(row))


def _fills_gaps(row: Row, below: Row) -> bool:
    """Whether names below stand where the row has none, and none where it has: levels of names."""
    cells = [(bool(tidy(over)), bool(tidy(under))) for over, under in zip(row, below, strict=True)]
    return (True, False) in cells and (False, True) in cells


def _joined(rows: Sequence[Row], top: int, bottom: int, boxes: Sequence[Box]) -> tuple[str, ...]:
    """One name a column: the names of all levels above it, joined from the highest down."""
    levels = [[tidy(cell) for cell in row] for row in rows[top : bottom + 1]]
    inside = [replace(box, top=box.top - top, bottom=box.bottom - top)
              for box in boxes if top <= box.top <= bottom]  # fmt: skip
    for box in inside:
        name = levels[box.top][box.left] if box.left < len(levels[box.top]) else ""
        for level in levels[box.top : box.bottom + 1]:
            right = min(box.right + 1, len(level))
            level[box.left : right] = [name] * max(0, right - box.left)
    if not inside:
        _fill_to_the_right(levels)
    return tuple(_name(parts) for parts in zip(*levels, strict=True))


def _fill_to_the_right(levels: list[list[str]]) -> None:
    """Let a name stand over neighbours too that have a name below and none at its level."""
    for place, level in enumerate(levels[:-1]):
        under = levels[place + 1]
        for column in range(1, len(level)):
            if not level[column] and under[column] and under[column - 1]:
                level[column] = level[column - 1]


def _name(parts: Sequence[str]) -> str:
    return "".join(_steps(parts))


def _steps(parts: Sequence[str]) -> Iterator[str]:
    before = ""
    for part in parts:
        if part and part != before:
            yield f"_{part}" if before and not part.startswith(("(", "[")) else part
            before = part
