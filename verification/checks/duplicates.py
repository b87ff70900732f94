"""Checks that no row repeats an earlier one, and that declared keys tell rows apart."""

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from verification.checks.declared import match_of
from verification.checks.located import Fault, in_cells, in_rows, places_of
from verification.findings import Finding, Severity
from verification.quality import Indicator
from verification.subject import Check, Scope, Subject, table_of
from verification.tables import Column

Places = np.ndarray[Any, np.dtype[np.int64]]

_REPEATED_ROW = Fault("duplicate-row", Severity.WARNING, "앞의 행과 모든 값이 같은 행입니다.")
_REPEATED_KEY = Fault("duplicate-key", Severity.ERROR, "키 값이 앞의 행과 같습니다.")
_EMPTY_KEY = Fault("key-missing", Severity.ERROR, "키 열의 빈칸입니다.")


def duplicate_rows(subject: Subject) -> Iterator[Finding]:
    """Yield the rows that repeat an earlier row exactly."""
    table = table_of(subject)
    repeats = repeated_places([column.text for column in table.columns], table.rows)
    yield from in_rows(table, _REPEATED_ROW, table.records(repeats))


def duplicate_keys(subject: Subject) -> Iterator[Finding]:
    """Yield the empty cells of key columns, and the rows whose key an earlier row has."""
    table, keys = table_of(subject), _keys(subject)
    if not keys:
        return
    unfilled = np.zeros(table.rows, dtype=bool)
    for column in keys:
        empty = places_of(column.text.is_null())
        unfilled[empty] = True
        yield from in_cells(table, column, _EMPTY_KEY, empty)
    repeats = repeated_places([column.text for column in keys], table.rows)
    whole = repeats[~unfilled[repeats]]
    yield from in_rows(table, _REPEATED_KEY, table.records(whole))


def repeated_places(columns: Sequence[pa.ChunkedArray], rows: int) -> Places:
    """The positions of rows that are equal, in all columns, to an earlier row."""
    if rows < 2 or not columns:
        return np.empty(0, dtype=np.int64)
    prints = _fingerprints(columns)
    alike = np.flatnonzero(_occurs_twice(prints))
    if not len(alike):
        return alike
    # A fingerprint only says which rows may be equal: the cells themselves decide.
    names = [str(place) for place in range(len(columns))]
    cells = pa.table([column.take(pa.array(alike)) for column in columns], names=names)
    groups = cells.append_column("at", pa.array(alike)).group_by(names).aggregate([("at", "min")])
    return np.setdiff1d(alike, groups.column("at_min").to_numpy())


def _fingerprints(columns: Sequence[pa.ChunkedArray]) -> np.ndarray[Any, Any]:
    """One number for each row: equal rows have equal ones, others hardly ever."""
    names = [f"c{place}" for place in range(len(columns))]
    # One thread, so that the numbers come in the order of the rows.
    with duckdb.connect(config={"threads": 1}) as engine:
        engine.register("cells", pa.table(list(columns), names=names))
        hashed = engine.execute(f"SELECT hash({', '.join(names)}) AS print FROM cells")
        return np.asarray(hashed.fetchnumpy()["print"])


def _occurs_twice(prints: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    order = np.argsort(prints, kind="stable")
    same = prints[order][1:] == prints[order][:-1]
    twice = np.zeros(len(prints), dtype=bool)
    twice[order[1:][same]] = True
    twice[order[:-1][same]] = True
    return twice


def _keys(subject: Subject) -> list[Column]:
    return [column for said, column in match_of(subject).both if said.key]


def _rows(subject: Subject) -> int:
    return table_of(subject).rows


def _keyed_rows(subject: Subject) -> int:
    return table_of(subject).rows if _keys(subject) else 0


CHECKS: tuple[Check, ...] = (
    Check("duplicate-rows", 1, Scope.TABLE, duplicate_rows, Indicator.CONSISTENCY, _rows),
    Check("duplicate-keys", 1, Scope.TABLE, duplicate_keys, Indicator.CONSISTENCY, _keyed_rows),
)
