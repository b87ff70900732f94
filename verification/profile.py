"""The statistics of a table's columns: types, empties, distinct values, ends, the most frequent."""

from collections.abc import Mapping, Sequence
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
    """A column, the type of which every cell of it is, and its cells as values of that type.

    The values are the text itself where they would not be exact.
    """

    column: Column
    kind: ColumnType
    values: pa.ChunkedArray


@dataclass(frozen=True)
class TableProfile:
    """The statistics of one table."""

    table: Table
    columns: tuple[ColumnFacts, ...]


def typed_columns(table: Table, declared: Mapping[str, ColumnType]) -> tuple[TypedColumn, ...]:
    """The columns of a table as values, given the types declared for some of them."""
    return tuple(_typed(column, declared.get(column.name)) for column in table.columns)


def profile_of(table: Table, columns: Sequence[TypedColumn]) -> TableProfile:
    """The statistics of a table."""
    return TableProfile(table, tuple(map(facts_of, columns)))


def _typed(column: Column, declared: ColumnType | None) -> TypedColumn:
    kind = _kind_of(column, declared)
    return TypedColumn(column, kind, converted(kind, column.text))


def _kind_of(column: Column, declared: ColumnType | None) -> ColumnType:
    """The declared type, or a guessed one, or text where not every cell is of it."""
    if declared is None:
        return column.guess.type if column.guess.good is None else ColumnType.STRING
    clean = pc.all(fits(declared, column.text)).as_py()
    return ColumnType.STRING if clean is False else declared


def facts_of(typed: TypedColumn) -> ColumnFacts:
    """The statistics of a column. All of them are exact."""
    column = typed.column
    counted = pc.value_counts(column.text.drop_null())
    values, counts = counted.field("values"), np.asarray(counted.field("counts"))
    order = np.argsort(-counts, kind="stable")[: 4 * _TOP]
    often = [(values[int(at)].as_py(), int(counts[at])) for at in order if counts[at] > 1]
    least, greatest = _ends(typed)
    return ColumnFacts(
        name=shown(column.name, at_most=200),
        type=typed.kind.value,
        nulls=column.text.null_count,
        distinct=len(values),
        least=least,
        greatest=greatest,
        top=tuple((shown(value), count) for value, count in sorted(often, key=_rank)[:_TOP]),
    )


def _rank(entry: tuple[str, int]) -> tuple[int, str]:
    """Most frequent first, and the same order every time among equals."""
    return -entry[1], entry[0]


def _ends(typed: TypedColumn) -> tuple[str | None, str | None]:
    if typed.kind in _UNORDERED or typed.values.null_count == len(typed.values):
        return None, None
    ends = pc.min_max(typed.values)
    least, greatest = (ends[end].cast(pa.string()).as_py() for end in ("min", "max"))
    return shown(least), shown(greatest)
