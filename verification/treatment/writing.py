"""Writes frames as CSV (RFC 4180), in which no cell starts a formula."""

from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from verification.treatment.frames import Frame, Frames

MARK = b"\xef\xbb\xbf"
"""The byte order mark, by which a spreadsheet knows UTF-8."""

FORMULA = "^[=+@\\t\\r-]"
HARMLESS = r"^[+-]?[0-9][0-9,]*(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?[ ]?%?$|^-+$"
"""What begins like a formula and is a number, or the dash for nothing."""

_IN_QUOTES = '[",\r\n]'
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
    formula = pc.and_not(
        pc.match_substring_regex(cells, FORMULA), pc.match_substring_regex(cells, HARMLESS)
    )
    return pc.if_else(formula, pc.binary_join_element_wise("'", cells, ""), cells)


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
    needed = pc.match_substring_regex(cells, _IN_QUOTES)
    if not pc.any(needed).as_py():
        return cells
    doubled = pc.replace_substring(cells, '"', '""')
    return pc.if_else(needed, pc.binary_join_element_wise('"', doubled, '"', ""), cells)


def _bytes_of(lines: pa.Array) -> memoryview:
    """The text of an array, one cell after the other, as it lies in memory."""
    whole = pc.cast(lines, pa.large_string())
    _, offsets, text = whole.buffers()
    bounds = memoryview(offsets).cast("q")
    first, last = bounds[whole.offset], bounds[whole.offset + len(whole)]
    return memoryview(text)[first:last]
