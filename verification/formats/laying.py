"""Lays out cells that say how far they stretch, as web pages and XML workbooks write them."""

import re
from collections.abc import Sequence

from verification.faults import FileFault
from verification.findings import Location
from verification.formats.sheet_facts import Box, SheetFacts, refuse_box, refuse_text
from verification.limits import Limits

_STRETCH = re.compile(r"\s*\+?(\d{1,9})")
_BLANK: list[str | None] = []

Cells = list[str | None]


def stretch_of(written: str | None, *, default: int = 1) -> int:
    """A count as it is written in an attribute; the default where it is no number."""
    found = _STRETCH.match(written or "")
    return int(found[1]) if found else default


class Laying:
    """Takes the cells of a sheet row by row; then says how it is laid out.

    Raises `FileFault` as soon as it would be larger than the limits allow, before it is.
    """

    def __init__(self, at: Location, limits: Limits) -> None:
        self._at, self._limits = at, limits
        self._rows: list[Cells] = []
        self._row: Cells = []
        self._covered: dict[
            int, int
        ] = {}  # columns that a cell above reaches into: until which row
        self._width = self._cells = self._bytes = 0
        self._boxes: list[Box] = []
        self._hidden: list[int] = []
        self.hidden_columns: set[int] = set()

    @property
    def rows(self) -> Sequence[Sequence[str | None]]:
        """Every row, equally wide. A cell that another stretches over is empty."""
        for row in self._rows:
            if row is not _BLANK:
                row.extend([None] * (self._width - len(row)))
        blank = [None] * self._width
        return [row if row is not _BLANK else blank for row in self._rows]

    @property
    def facts(self) -> SheetFacts:
        """What was seen of its layout, as far as its rows go."""
        bottom = len(self._rows) - 1
        merged = (Box(box.top, box.left, min(box.bottom, bottom), box.right) for box in self._boxes)
        return SheetFacts(
            merged=tuple(box for box in merged if box.bottom > box.top or box.right > box.left),
            hidden_rows=tuple(self._hidden),
            hidden_columns=tuple(sorted(self.hidden_columns)),
        )

    def begin_row(self, *, place: int | None = None, hidden: bool = False) -> None:
        """Begin a row: the next one, or the one at a place below."""
        if place is not None and place > len(self._rows):
            self._keep_limits(place, self._width)
            self._rows.extend([_BLANK] * (place - len(self._rows)))
        if hidden:
            self._hidden.append(len(self._rows))
        self._row = []
        self._rows.append(self._row)

    def cell(self, text: str, *, across: int = 1, down: int = 1, place: int | None = None) -> None:
        """Take a cell: the next one that nothing stretches over, or the one at a place."""
        row, here = len(self._rows) - 1, self._row
        column = len(here) if place is None else max(place, len(here))
        if self._covered:
            while self._covered.get(column, -1) >= row:
                column += 1
        right = column + max(1, across) - 1
        if right > len(here):
            self._keep_limits(row + 1, right + 1)
            here.extend([None] * (column - len(here)))
        here.append(text or None)
        here.extend([None] * (right + 1 - len(here)))
        self._cells += 1
        self._bytes += len(text)
        if right >= self._width:
            self._width = right + 1
        if across > 1 or down > 1:
            self._stretch(Box(row, column, row + max(1, down) - 1, right))

    def end_row(self) -> None:
        """End a row, and see whether all of it is still within the limits."""
        self._keep_limits(len(self._rows), self._width)

    def _stretch(self, box: Box) -> None:
        self._boxes.append(box)
        if len(self._boxes) > self._limits.merged_cells:
            raise FileFault("too-many-cells", "병합된 칸이 너무 많습니다.", self._at)
        if box.bottom > box.top:
            for column in range(box.left, box.right + 1):
                self._covered[column] = box.bottom

    def _keep_limits(self, rows: int, columns: int) -> None:
        columns = max(1, columns)
        refuse_box(rows, columns, self._cells, at=self._at, limits=self._limits)
        refuse_text(self._bytes, at=self._at, limits=self._limits)
        if rows * columns > self._limits.markup_cells:
            message = f"칸이 {self._limits.markup_cells:,}개보다 많습니다."
            raise FileFault("too-many-cells", message, self._at)
