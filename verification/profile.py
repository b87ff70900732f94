"""The statistics of a table's columns: types, empties, distinct values, ends, the most frequent."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.cell_types import converted, fits, guessed
from verification.declaration import ColumnType
from verification.report import ColumnFacts
from verification.showing import shown
from verification.tables import Column, Table

_TOP = 5
_UNORDERED = frozenset({ColumnType.STRING, ColumnType.BOOLEAN})


@dataclass(frozen=True)
class TableProfile:
    """The statistics of one table. `kinds` holds the type in which each column is clean."""

    table: Table
    kinds: Mapping[str, ColumnType]
    columns: tuple[ColumnFacts, ...]


def profile_of(table: Table, declared: Mapping[str, ColumnType]) -> TableProfile:
    """The statistics of a table, given the types declared for some of its columns."""
    kinds = {column.name: type_of(column, declared.get(column.name)) for column in table.columns}
    facts = tuple(facts_of(column, kinds[column.name]) for column in table.columns)
    return TableProfile(table, kinds, facts)


def type_of(column: Column, declared: ColumnType | None) -> ColumnType:
    """The type of which every cell of a column is: the declared one, or a guessed one, or text."""
    if declared is None:
        guess = guessed(column.text)
        return guess.type if guess.good is None else ColumnType.STRING
    clean = pc.all(fits(declared, column.text)).as_py()
    return ColumnType.STRING if clean is False else declared


def values_of(column: Column, kind: ColumnType) -> pa.ChunkedArray:
    """The column as values of its type; as text where they would not be exact."""
    return converted(kind, column.text)


def facts_of(column: Column, kind: ColumnType) -> ColumnFacts:
    """The statistics of a column. All of them are exact."""
    counted = pc.value_counts(column.text.drop_null())
    values, counts = counted.field("values"), np.asarray(counted.field("counts"))
    order = np.argsort(-counts, kind="stable")[: 4 * _TOP]
    often = [(values[int(at)].as_py(), int(counts[at])) for at in order if counts[at] > 1]
    least, greatest = _ends(column, kind)
    return ColumnFacts(
        name=shown(column.name, at_most=200),
        type=kind.value,
        nulls=column.text.null_count,
        distinct=len(values),
        least=least,
        greatest=greatest,
        top=tuple((shown(value), count) for value, count in sorted(often, key=_rank)[:_TOP]),
    )


def _rank(entry: tuple[str, int]) -> tuple[int, str]:
    """Most frequent first, and the same order every time among equals."""
    return -entry[1], entry[0]


def _ends(column: Column, kind: ColumnType) -> tuple[str | None, str | None]:
    if kind in _UNORDERED or column.text.null_count == len(column.text):
        return None, None
    ends = pc.min_max(values_of(column, kind))
    least, greatest = (ends[end].cast(pa.string()).as_py() for end in ("min", "max"))
    return shown(least), shown(greatest)
