"""What is known of a workbook besides its cells, whichever of the three formats it is in."""

from dataclasses import dataclass

from verification.faults import FileFault
from verification.findings import Location
from verification.limits import Limits

_SMALL_BOX = 4_000_000  # cells
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
    """What a sheet says of itself: rows and columns of the sheet, from 0."""

    merged: tuple[Box, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()


@dataclass(frozen=True)
class BookFacts:
    """What a workbook carries: facts by sheet, in its order, and how much there is of the rest.

    A format in which something cannot be told says 0, or knows no sheet.
    """

    sheets: tuple[SheetFacts, ...] = ()
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
