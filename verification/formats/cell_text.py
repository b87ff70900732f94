"""The cells of a sheet as text, whatever they were to the program that kept them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from types import MappingProxyType
from typing import Any

import numpy as np
import pyarrow as pa

_EXACT = 2**53  # every whole number below it is exact in the form workbooks keep numbers in

Row = Sequence[object]


def batches_of(rows: Iterator[Row], width: int, at_once: int) -> Iterator[pa.RecordBatch]:
    """Rows of cells as batches of text columns, so many rows at once."""
    names = [str(place) for place in range(width)]
    while some := list(islice(rows, at_once)):
        columns = [_column(cells) for cells in zip(*some, strict=True)]
        yield pa.record_batch(columns, names=names)


def _column(cells: Sequence[object]) -> pa.Array:
    """Cells as text; a column of numbers alone at once."""
    if set(map(type, cells)) == {float}:
        numbers = np.array(cells, dtype=np.float64)
        whole = (numbers == np.floor(numbers)) & (np.abs(numbers) < _EXACT)
        if whole.all():
            return pa.array(numbers.astype(np.int64)).cast(pa.string())
    return pa.array(map(as_text, cells), pa.string())


def _of_float(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)


def _of_duration(value: timedelta) -> str:
    seconds = int(value.total_seconds())
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


_TEXT_OF: Mapping[type, Callable[[Any], str | None]] = MappingProxyType(
    {
        str: lambda value: value or None,
        type(None): lambda value: value,
        float: _of_float,
        int: str,
        bool: lambda value: "true" if value else "false",
        datetime: lambda value: value.isoformat(sep=" "),
        date: date.isoformat,
        time: time.isoformat,
        timedelta: _of_duration,
    }
)


def as_text(value: object) -> str | None:
    """A cell as text, None if it is empty."""
    return _TEXT_OF[type(value)](value)
