"""Reads rows out of the Parquet copy of a table: bounded in rows, time and memory.

The engine is imported at the first question: the web tier starts without it. It may read this one
file and nothing else. Columns bear names of ours in every statement (`c0`, `c1`, …) and values are
bound, so nothing from outside is ever part of a statement. Its errors quote cells: their words go
nowhere.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marketplace.access.asked import Condition, Operator, RowsAsked, read_rows_asked
from marketplace.access.errors import RowsTooSlow, RowsUnreadable, ValueRefused
from verification.timed import timed_engine

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Cell = str | int | float | bool | None
ROW_NUMBER = "file_row_number"


@dataclass(frozen=True)
class RowsLimits:
    """What one question may cost."""

    seconds: float = 10.0
    memory_mb: int = 256
    threads: int = 2


USUAL = RowsLimits()


@dataclass(frozen=True)
class Column:
    """A column of the answer: its name and the type of its values."""

    name: str
    type: str


@dataclass(frozen=True)
class RowsPage:
    """The rows of one page, and how many rows answer the question in all."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    count: int
    page: int
    per_page: int


def read_rows(
    path: Path, given: Mapping[str, Sequence[str]], limits: RowsLimits = USUAL
) -> RowsPage:
    """Return the page of rows that parameters ask for (see `asked`).

    Raises `RowsRefused` for a faulty question, `RowsTooSlow`, and `RowsUnreadable`.
    """
    with _opened(path, limits) as connection:
        table = _Table.of(connection, path)
        asked = read_rows_asked(given, [column.name for column in table.columns])
        where, values = _where(connection, table, asked.where)
        count = _one(connection, f"SELECT count(*) FROM {table.source}{where}", [*values])
        rows = _all(connection, _statement(table, asked, where), [*values])
    return RowsPage(
        columns=tuple(table.columns[place] for place in asked.select),
        rows=tuple(tuple(map(_plain, row)) for row in rows),
        count=int(count),
        page=asked.page,
        per_page=asked.per_page,
    )


@dataclass(frozen=True)
class _Table:
    columns: tuple[Column, ...]
    source: str
    numbered: bool

    @classmethod
    def of(cls, connection: "DuckDBPyConnection", path: Path) -> "_Table":
        file = _quoted(str(path))
        # The first entry is the root of the schema. Ours has no nesting below it.
        schema = _all(connection, f"SELECT name FROM parquet_schema({file}) OFFSET 1")
        names = [str(name) for (name,) in schema]
        numbered = ROW_NUMBER not in {name.lower() for name in names}
        options = f", {ROW_NUMBER} = true" if numbered else ""
        aliases = [f"c{place}" for place in range(len(names))] + ["n"] * numbered
        source = f"read_parquet({file}{options}) AS t({', '.join(aliases)})"
        described = _all(connection, f"DESCRIBE SELECT * FROM {source}")
        columns = zip(names, described, strict=False)
        return cls(tuple(Column(name, str(row[1])) for name, row in columns), source, numbered)


@contextmanager
def _opened(path: Path, limits: RowsLimits) -> Iterator["DuckDBPyConnection"]:
    import duckdb

    try:
        with timed_engine(_settings(path, limits), limits.seconds) as connection:
            yield connection
    except duckdb.InterruptException:
        raise RowsTooSlow(limits.seconds) from None
    except duckdb.Error as fault:
        raise RowsUnreadable(type(fault).__name__) from None


def _settings(path: Path, limits: RowsLimits) -> tuple[str, ...]:
    return (
        f"SET memory_limit = '{limits.memory_mb}MB'",
        f"SET threads = {limits.threads}",
        "SET temp_directory = ''",
        "SET python_enable_replacements = false",
        f"SET allowed_paths = [{_quoted(str(path))}]",
        "SET enable_external_access = false",
        "SET lock_configuration = true",
    )


def _where(
    connection: "DuckDBPyConnection", table: _Table, conditions: tuple[Condition, ...]
) -> tuple[str, list[str]]:
    terms, values = [], []
    for condition in conditions:
        term, bound = _term(connection, table.columns[condition.column], condition)
        terms.append(term)
        values.extend(bound)
    return (f" WHERE {' AND '.join(terms)}" if terms else ""), values


def _term(
    connection: "DuckDBPyConnection", column: Column, condition: Condition
) -> tuple[str, list[str]]:
    name = f"c{condition.column}"
    match condition.operator:
        case Operator.ISNULL:
            if condition.value not in ("", "true", "false"):
                raise ValueRefused(column.name, "BOOLEAN")
            return f"{name} IS {'NOT ' if condition.value == 'false' else ''}NULL", []
        case Operator.CONTAINS:
            return f"contains(lower({name}::VARCHAR), lower(?))", [condition.value]
        case _:
            cast = f"TRY_CAST(? AS {_compared_as(column.type, condition.value)})"
            if _one(connection, f"SELECT {cast} IS NULL", [condition.value]):
                raise ValueRefused(column.name, column.type)
            return f"{name} {_SIGNS[condition.operator]} {cast}", [condition.value]


_SIGNS: Mapping[Operator, str] = {
    Operator.EQ: "=",
    Operator.NE: "<>",
    Operator.LT: "<",
    Operator.LE: "<=",
    Operator.GT: ">",
    Operator.GE: ">=",
}
_INTEGER = re.compile(r"[+-]?[0-9]{1,37}")


def _compared_as(type: str, value: str) -> str:
    """Return the type a value is compared in: 2.5 cast to an integer would be 3."""
    if type.endswith("INT") or type == "INTEGER":
        return "HUGEINT" if _INTEGER.fullmatch(value) else "DOUBLE"
    return type


def _statement(table: _Table, asked: RowsAsked, where: str) -> str:
    names = ", ".join(f"c{place}" for place in asked.select)
    order = ""
    if asked.sort is not None:
        direction = "DESC" if asked.descending else "ASC"
        # Rows that are equal keep the order of the file, so that pages neither repeat nor lose one.
        order = f" ORDER BY c{asked.sort} {direction} NULLS LAST{', n' if table.numbered else ''}"
    bounds = f" LIMIT {asked.per_page} OFFSET {asked.offset}"
    return f"SELECT {names} FROM {table.source}{where}{order}{bounds}"


def _all(
    connection: "DuckDBPyConnection", statement: str, values: list[str] | None = None
) -> list[tuple[Any, ...]]:
    return connection.execute(statement, values or []).fetchall()


def _one(connection: "DuckDBPyConnection", statement: str, values: list[str]) -> Any:
    return _all(connection, statement, values)[0][0]


def _quoted(text: str) -> str:
    """Return a path of ours as a literal."""
    return "'" + text.replace("'", "''") + "'"


def _plain(value: Any) -> Cell:
    """Return a value as JSON has it: moments as ISO 8601, what is no number as nothing."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | int):
        return value
    make: Callable[[Any], str] = next(
        (make for kind, make in _AS_TEXT.items() if isinstance(value, kind)), str
    )
    return make(value)


_AS_TEXT: Mapping[type, Callable[[Any], str]] = {
    datetime: datetime.isoformat,
    date: date.isoformat,
    time: time.isoformat,
}
