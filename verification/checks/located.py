"""Turns the places where something is wrong into findings, as many as a report can bear."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa

from verification.findings import LOCATED_AT_MOST, Finding, Severity
from verification.showing import shown
from verification.tables import Column, Table


@dataclass(frozen=True)
class Fault:
    """What is wrong, wherever it is."""

    code: str
    severity: Severity
    message: str


def places_of(mask: Any) -> np.ndarray[Any, np.dtype[np.int64]]:
    """The positions at which a mask is true; null counts as false."""
    if isinstance(mask, pa.ChunkedArray):
        parts, offset = [np.empty(0, dtype=np.int64)], 0
        for chunk in mask.chunks:
            parts.append(places_of(chunk) + offset)
            offset += len(chunk)
        return np.concatenate(parts)
    return np.flatnonzero(mask.fill_null(False).to_numpy(zero_copy_only=False))


def in_cells(
    table: Table, column: Column, fault: Fault, places: Sequence[int] | np.ndarray[Any, Any]
) -> Iterator[Finding]:
    """A finding for each cell, its text as a sample; the rest of very many as one count."""
    first = places[:LOCATED_AT_MOST]
    cells = column.text.take(pa.array(first, pa.int64())).to_pylist()
    for row, cell in zip(table.records(first), cells, strict=True):
        sample = () if cell is None else (shown(cell),)
        at = table.at(row, column.name)
        yield Finding(fault.code, fault.severity, fault.message, at, samples=sample)
    yield from _rest(table, fault, len(places), column.name)


def in_rows(table: Table, fault: Fault, rows: Sequence[int]) -> Iterator[Finding]:
    """A finding for each record number; the rest of very many as one count."""
    for row in islice(rows, LOCATED_AT_MOST):
        yield Finding(fault.code, fault.severity, fault.message, table.at(int(row)))
    yield from _rest(table, fault, len(rows), None)


def _rest(table: Table, fault: Fault, total: int, column: str | None) -> Iterator[Finding]:
    if total > LOCATED_AT_MOST:
        at = table.at(column=column)
        rest = total - LOCATED_AT_MOST
        yield Finding(fault.code, fault.severity, fault.message, at, count=rest)
