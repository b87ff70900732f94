"""What is known of a workbook besides its cells, whichever of the three formats it is in."""

from dataclasses import dataclass, field

from verification.faults import FileFault
from verification.findings import LOCATED_AT_MOST, Location
from verification.limits import Limits

_SMALL_BOX = 4_000_000  # cells
_FAR = 1 << 40  # beyond every row and column
_EMPTY_SHARE = 50  # a box with this many places a cell is laid out for a stray cell's sake


@dataclass(frozen=True)
class Box:
    """A rectangle of cells: rows and columns of the sheet from 0, both ends part of it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class SheetFacts:
    """What a sheet says of itself: rows and columns of the sheet, from 0.

    `errors` are the first cells that show an error instead of a value, and are read as empty;
    `more_errors` is how many there are besides.
    """

    merged: tuple[Box, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    errors: tuple[tuple[int, int], ...] = ()
    more_errors: int = 0

    def within(
        self, *, top: int = 0, left: int = 0, bottom: int = _FAR, right: int = _FAR
    ) -> "SheetFacts":
        """The same of a part of the sheet, counted from its corner; both ends are part of it.

        Of the merged cells those of more than one cell are left that begin in it.
        """
        return SheetFacts(
            merged=tuple(
                Box(box.top - top, box.left - left, box.bottom - top, box.right - left)
                for box in self.merged
                if (box.bottom > box.top or box.right > box.left)
                and top <= box.top <= bottom
                and left <= box.left <= right
            ),
            hidden_rows=tuple(row - top for row in self.hidden_rows if top <= row <= bottom),
            hidden_columns=tuple(
                column - left for column in self.hidden_columns if left <= column <= right
            ),
            errors=tuple(
                (row - top, column - left)
                for row, column in self.errors
                if top <= row <= bottom and left <= column <= right
            ),
            more_errors=0 if top else self.more_errors,
        )


@dataclass
class Errors:
    """Takes the places of cells that show an error: keeps the first, counts the rest."""

    places: list[tuple[int, int]] = field(default_factory=list)
    more: int = 0

    def add(self, row: int, column: int) -> None:
        """Take one more."""
        if len(self.places) < LOCATED_AT_MOST:
            self.places.append((row, column))
        else:
            self.more += 1


@dataclass(frozen=True)
class BookFacts:
    """What a workbook carries: facts by sheet, in its order, and how much there is of the rest.

    A format in which something cannot be told says 0, or knows no sheet. `text_bytes` is at most
    how much text a sheet has in all its cells.
    """

    sheets: tuple[SheetFacts, ...] = ()
    text_bytes: int = 0
    macros: int = 0
    comments: int = 0
    external_links: int = 0
    pivot_caches: int = 0
    connections: int = 0

    def of_sheet(self, place: int) -> SheetFacts:
        return self.sheets[place] if place < len(self.sheets) else SheetFacts()


def refuse_text(text_bytes: int, *, at: Location, limits: Limits) -> None:
    """Raise `FileFault` if the text of a sheet, each cell with its own, is more than is held."""
    if text_bytes > min(limits.sheet_text_bytes, limits.unpacked_bytes):
        raise FileFault("unpacks-too-large", "압축을 풀면 한도보다 커지는 파일입니다.", at)


def refuse_box(rows: int, columns: int, cells: int, *, at: Location, limits: Limits) -> None:
    """Raise `FileFault` if a sheet, laid out whole, is larger than the limits allow."""
    if columns > limits.columns:
        raise FileFault("too-many-columns", f"열이 {limits.columns:,}개보다 많습니다.", at)
    if rows * columns > limits.sheet_cells:
        raise FileFault("too-many-cells", f"칸이 {limits.sheet_cells:,}개보다 많습니다.", at)
    if rows * columns > max(_SMALL_BOX, cells * _EMPTY_SHARE):
        raise FileFault("too-many-cells", "표에서 멀리 떨어진 칸이 있어 너무 커집니다.", at)
