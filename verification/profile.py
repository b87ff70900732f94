"""The statistics of a table's columns: types, empties, distinct values, ends, the most frequent."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.cell_types import converted, fits
from verification.declaration import ColumnType
from verification.report import ColumnFacts
from verification.showing import shown
from verification.tables import Column, Table

_TOP = 5
_UNORDERED = frozenset({ColumnType.STRING, ColumnType.BOOLEAN})


@dataclass(frozen=True)
class TypedColumn:
    """A column, the type of which every cell of it is, and how its copy stores that type.

    It is stored as text where the values would not be exact.
    """

    column: Column
    kind: ColumnType
    stored: pa.DataType

    def part(self, start: int, rows: int) -> pa.ChunkedArray:
        """Some rows of it as values. A whole table of values would not fit in memory."""
        cells = self.column.text.slice(start, rows)
        return cells if pa.types.is_string(self.stored) else converted(self.kind, cells)


@dataclass(frozen=True)
class TableProfile:
    """The statistics of one table, and its columns by their types."""

    table: Table
    columns: tuple[ColumnFacts, ...]
    typed: tuple[TypedColumn, ...]


def profile_of(table: Table, declared: Mapping[str, ColumnType]) -> TableProfile:
    """The statistics of a table, given the types declared for some of its columns."""
    both = [_profiled(column, declared.get(column.name)) for column in table.columns]
    return TableProfile(table, tuple(facts for facts, _ in both), tuple(typed for _, typed in both))


def _profiled(column: Column, declared: ColumnType | None) -> tuple[ColumnFacts, TypedColumn]:
    kind = _kind_of(column, declared)
    values = converted(kind, column.text)
    return _facts_of(column, kind, values), TypedColumn(column, kind, values.type)


def _kind_of(column: Column, declared: ColumnType | None) -> ColumnType:
    """The declared type, or a guessed one, or text where not every cell is of it."""
    if declared is None:
        return column.guess.type if column.guess.good is None else ColumnType.STRING
    clean = pc.all(fits(declared, column.text)).as_py()
    return ColumnType.STRING if clean is False else declared


def _facts_of(column: Column, kind: ColumnType, values: pa.ChunkedArray) -> ColumnFacts:
    counted = pc.value_counts(column.text.drop_null())
    texts, counts = counted.field("values"), np.asarray(counted.field("counts"))
    order = np.argsort(-counts, kind="stable")[: 4 * _TOP]
    often = [(texts[int(at)].as_py(), int(counts[at])) for at in order if counts[at] > 1]
    least, greatest = _ends(kind, values)
    return ColumnFacts(
        name=shown(column.name, at_most=200),
        type=kind.value,
        nulls=column.text.null_count,
        distinct=len(texts),
        least=least,
        greatest=greatest,
        top=tuple((shown(value), count) for value, count in sorted(often, key=_rank)[:_TOP]),
    )


def _rank(entry: tuple[str, int]) -> tuple[int, str]:
    """Most frequent first, and the same order every time among equals."""
    return -entry[1], entry[0]


def _ends(kind: ColumnType, values: pa.ChunkedArray) -> tuple[str | None, str | None]:
    if kind in _UNORDERED or values.null_count == len(values):
        return None, None
    ends = pc.min_max(values)
    least, greatest = (ends[end].cast(pa.string()).as_py() for end in ("min", "max"))
    return shown(least), shown(greatest)
