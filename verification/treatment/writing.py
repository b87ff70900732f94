"""Writes frames as CSV (RFC 4180), in which no cell starts a formula."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.treatment.frames import Frame, Frames

Places = np.ndarray[Any, Any]

MARK = b"\xef\xbb\xbf"
"""The byte order mark, by which a spreadsheet knows UTF-8."""

FORMULA = "^[=+@\\t\\r-]"
HARMLESS = r"^[+-]?[0-9][0-9,]*(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?[ ]?%?$|^-+$"
"""What begins like a formula and is a number, or the dash for nothing."""

_BEGINNINGS = b"=+-@\t\r"
_IN_QUOTES = b'",\r\n'
_LINE_END = "\r\n"


def write_csv(frames: Frames, path: Path, *, mark: bool) -> None:
    """Write frames, the first of which tells the names, into a file; `mark`: begin with a BOM."""
    with path.open("wb") as target:
        target.write(MARK if mark else b"")
        for place, frame in enumerate(frames):
            if place == 0:
                target.write(_header(frame))
            _write_lines(frame, target)


def neutral(cells: pa.Array) -> pa.Array:
    """Cells with an apostrophe before what a spreadsheet would take for a formula."""
    text = Bytes.of(cells)
    suspects = text.beginning_with(_BEGINNINGS)
    if not len(suspects):
        return cells
    few = cells.take(pa.array(suspects))
    formula = pc.and_not(
        pc.match_substring_regex(few, FORMULA), pc.match_substring_regex(few, HARMLESS)
    )
    return _replaced(cells, suspects, formula, pc.binary_join_element_wise("'", few, ""))


def _header(frame: Frame) -> bytes:
    names = tuple(pa.array([name], pa.string()) for name in frame.names)
    return bytes(_bytes_of(_lines(names)))


def _write_lines(frame: Frame, target: BinaryIO) -> None:
    if len(frame):
        target.write(_bytes_of(_lines(frame.columns)))


def _lines(columns: tuple[pa.Array, ...]) -> pa.Array:
    cells = [pc.fill_null(_quoted(neutral(column)), "") for column in columns]
    if len(cells) == 1:
        # A line without anything would be taken for no row.
        cells = [pc.if_else(pc.equal(cells[0], ""), '""', cells[0])]
    rows = pc.binary_join_element_wise(*cells, ",")
    return pc.binary_join_element_wise(rows, _LINE_END, "")


def _quoted(cells: pa.Array) -> pa.Array:
    places = Bytes.of(cells).holding(_IN_QUOTES)
    if not len(places):
        return cells
    few = pc.replace_substring(cells.take(pa.array(places)), '"', '""')
    quoted = pc.binary_join_element_wise('"', few, '"', "")
    return _replaced(cells, places, pa.repeat(pa.scalar(True), len(places)), quoted)


def _replaced(cells: pa.Array, places: Places, really: pa.Array, new: pa.Array) -> pa.Array:
    """The cells at some places anew, where it is really so."""
    chosen = places[np.asarray(really.to_numpy(zero_copy_only=False), dtype=np.bool_)]
    mask = np.zeros(len(cells), dtype=np.bool_)
    mask[chosen] = True
    return pc.replace_with_mask(cells, pa.array(mask), new.filter(really))


@dataclass(frozen=True)
class Bytes:
    """The bytes of a column as they lie in memory, and where each cell begins and ends."""

    text: np.ndarray[Any, np.dtype[np.uint8]]
    bounds: Places

    @classmethod
    def of(cls, cells: pa.Array) -> "Bytes":
        _, offsets, text = cells.buffers()
        if offsets is None or text is None:
            return cls(np.empty(0, dtype=np.uint8), np.zeros(len(cells) + 1, dtype=np.int32))
        bounds = np.frombuffer(offsets, dtype=np.int32)[cells.offset :][: len(cells) + 1]
        return cls(np.frombuffer(text, dtype=np.uint8), bounds)

    def beginning_with(self, signs: bytes) -> Places:
        """The cells whose first byte is one of these."""
        filled = np.flatnonzero(np.diff(self.bounds))
        first = self.text[self.bounds[filled]]
        return np.asarray(filled[_is_one_of(first, signs)])

    def holding(self, signs: bytes) -> Places:
        """The cells that hold one of these bytes."""
        start = self.bounds[0]
        found = np.flatnonzero(_is_one_of(self.text[start : self.bounds[-1]], signs)) + start
        return np.unique(np.searchsorted(self.bounds, found, side="right") - 1)


def _is_one_of(text: np.ndarray[Any, Any], signs: bytes) -> np.ndarray[Any, Any]:
    return np.isin(text, np.frombuffer(signs, dtype=np.uint8), kind="table")


def _bytes_of(lines: pa.Array) -> memoryview:
    """The text of an array, one cell after the other, as it lies in memory."""
    whole = pc.cast(lines, pa.large_string())
    _, offsets, text = whole.buffers()
    bounds = memoryview(offsets).cast("q")
    first, last = bounds[whole.offset], bounds[whole.offset + len(whole)]
    return memoryview(text)[first:last]
