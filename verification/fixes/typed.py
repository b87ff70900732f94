"""Cells as texts give them, read as the copy of a table holds them: the same readers decide."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from verification.batches import scanned
from verification.declaration import ColumnType
from verification.gathering.copying import StoredColumn, stored_cells
from verification.kernels.traits import FILLED, FITS

_KINDS: tuple[tuple[Any, ColumnType], ...] = (
    (pa.int64(), ColumnType.INTEGER),
    (pa.float64(), ColumnType.NUMBER),
    (pa.bool_(), ColumnType.BOOLEAN),
    (pa.date32(), ColumnType.DATE),
    (pa.timestamp("us"), ColumnType.DATETIME),
)


@dataclass(frozen=True)
class Typed:
    """Values as a copy stores them (an Arrow array), and which of the texts fit the type."""

    values: pa.Array
    fits: tuple[bool, ...]


def kind_stored(stored: Any) -> ColumnType:
    """Return the type of a column of a copy; what is none of ours is text."""
    return next((kind for arrow, kind in _KINDS if stored.equals(arrow)), ColumnType.STRING)


def typed(texts: Sequence[str], kind: ColumnType) -> Typed:
    """Return texts as values of a type: nothing where a text is empty or does not fit."""
    plain = [plain_text(text) for text in texts]
    column = scanned(
        pa.array(plain, pa.string()),
        np.arange(len(plain), dtype=np.int64),
        packed=kind in (ColumnType.DATE, ColumnType.DATETIME),
    )
    fits = ~column.has(FILLED) | column.has(FITS[kind])
    cells = stored_cells(column, StoredColumn("", kind))
    kept = pa.array(fits & column.has(FILLED))
    values = pa.compute.if_else(kept, cells, pa.scalar(None, cells.type))
    return Typed(values, tuple(bool(each) for each in fits))


def plain_text(text: str) -> str:
    """Return a cell's text composed and without blanks around it."""
    return unicodedata.normalize("NFC", text).strip()


def same(one: object, other: object) -> bool:
    """Tell whether two values of a copy are one: texts as they are read, the rest as they are."""
    if isinstance(one, str) and isinstance(other, str):
        return plain_text(one) == plain_text(other)
    return one == other or (not one and not other and one in (None, "") and other in (None, ""))


def written(value: object) -> str:
    """Return a value of a copy as a text that reads as the same value; '' for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value)


def alike(cell: str, said: str) -> bool:
    """Tell whether a cell's text says what somebody wrote of it, in whatever type both can be."""
    one, other = plain_text(cell), plain_text(said)
    if one == other:
        return True
    for _, kind in _KINDS:
        both = typed([one, other], kind)
        first, second = both.values.to_pylist()
        if all(both.fits) and first is not None and first == second:
            return True
    return False
