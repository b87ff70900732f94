"""Numbers as tables write them, read exactly: as decimals, never by way of floating point."""

from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from verification.treatment.frames import Truths, each_distinct, truths, where

NUMBER = (
    r"^[ ]*(?:[+]|(?:-|−|△|▲)[ ]*)?"
    r"(?:[0-9]{1,18}|[0-9]{1,3}(?:,[0-9]{3}){1,5})(?:\.[0-9]{1,9})?[ ]*$"
)
"""Grouped thousands, and a minus as spreadsheets and accounts write it. Eighteen digits before the
point and nine behind it: larger or finer cells are not read."""


def exact() -> pa.DataType:
    """The type of the decimals."""
    return pa.decimal128(38, 9)


def decimals(cells: pa.Array) -> pa.Array:
    """Cells as exact decimals; null where a cell is empty or no number."""
    return _plain(cells).cast(exact())


def plain(cells: pa.Array) -> pa.Array:
    """Numbers without separators and with a plain minus; null where a cell is no number."""
    return _plain(cells)


def written(numbers: pa.Array) -> pa.Array:
    """Decimals as text, without exponent or a tail of zeros: `12`, `0.5`."""
    text = numbers.cast(pa.string())
    # The engine writes very small ones, nought among them, with an exponent.
    small = truths(pc.match_substring(text, "E"))
    if small.any():
        text = where(~small, text, each_distinct(text, lambda cell: f"{Decimal(cell):f}"))
    return pc.replace_substring_regex(text, r"\.0*$|(\.[0-9]*[1-9])0+$", r"\1")


def readable(cells: pa.Array) -> Truths:
    """Which cells are numbers."""
    return truths(pc.match_substring_regex(cells, NUMBER))


def _plain(cells: pa.Array) -> pa.Array:
    numbers = where(readable(cells), cells)
    bare = pc.replace_substring_regex(numbers, r"[ ,+]", "")
    return pc.replace_substring_regex(bare, r"^[−△▲]", "-")
