"""Rows counted and summed by the values of some columns, frame after frame, in bounded memory."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from verification.treatment.frames import Frame
from verification.treatment.numbers import decimals, exact

_COMPACT_FROM = 200_000
"""Partial groups are joined once so many have gathered; their number is bounded by the groups."""


class Groups:
    """Gathers frames; `merge` takes in what another gathered of later rows.

    The table it gives has the columns `0`, `1`, … for the values grouped by (an empty cell is the
    empty text), `rows`, and for each summed column `sum_0`, … and `filled_0`, … : the exact sum of
    its numbers, and how many there were. Rows are sorted by the values.
    """

    def __init__(self, by: Sequence[str], summed: Sequence[str] = ()) -> None:
        self._by = tuple(by)
        self._summed = tuple(summed)
        self._parts: list[pa.Table] = []
        self._gathered = 0

    def update(self, frame: Frame) -> None:
        """Take in the rows of a frame."""
        if not len(frame):
            return
        columns: dict[str, Any] = {
            str(place): pc.fill_null(frame.column(name), "") for place, name in enumerate(self._by)
        }
        columns["rows"] = pa.repeat(pa.scalar(1), len(frame))
        for place, name in enumerate(self._summed):
            numbers = decimals(frame.column(name))
            columns[f"sum_{place}"] = numbers
            columns[f"filled_{place}"] = numbers.is_valid().cast(pa.int64())
        self._take(self._grouped(pa.table(columns)))

    def merge(self, other: "Groups") -> None:
        """Take in what another of the same columns gathered."""
        self._take(other.table())

    def table(self) -> pa.Table:
        """The groups so far."""
        if not self._parts:
            return self._schema().empty_table()
        whole = self._grouped(pa.concat_tables(self._parts))
        return whole.sort_by([(str(place), "ascending") for place in range(len(self._by))])

    def _take(self, part: pa.Table) -> None:
        self._parts.append(part)
        self._gathered += part.num_rows
        joined = self._parts[0].num_rows
        if self._gathered > max(_COMPACT_FROM, 2 * joined) and len(self._parts) > 1:
            # As much again must have come, or every group would be joined over and over.
            whole = self._grouped(pa.concat_tables(self._parts))
            self._parts, self._gathered = [whole], whole.num_rows

    def _grouped(self, table: pa.Table) -> pa.Table:
        keys = [str(place) for place in range(len(self._by))]
        measures = [name for name in table.column_names if name not in keys]
        # One thread: the order of what comes out must not depend on who was first.
        grouped = table.group_by(keys, use_threads=False).aggregate(
            [(name, "sum") for name in measures]
        )
        named = grouped.select([*keys, *(f"{name}_sum" for name in measures)])
        return named.rename_columns([*keys, *measures]).cast(self._schema())

    def _schema(self) -> pa.Schema:
        keys = [(str(place), pa.string()) for place in range(len(self._by))]
        sums: list[tuple[str, pa.DataType]] = []
        for place in range(len(self._summed)):
            sums += [(f"sum_{place}", exact()), (f"filled_{place}", pa.int64())]
        return pa.schema([*keys, ("rows", pa.int64()), *sums])
