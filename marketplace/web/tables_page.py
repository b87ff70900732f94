"""Columns and previews of tables as pages show them, from a report and what was declared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Body = Mapping[str, Any]


@dataclass(frozen=True)
class ColumnLine:
    """A column: what was declared of it and what was counted. None: not counted."""

    name: str
    type: str
    is_declared: bool
    meaning: str
    unit: str
    key: bool
    missing: int | None
    distinct: int | None
    least: str | None
    most: str | None


@dataclass(frozen=True)
class PreviewTable:
    """The first rows of a table, masked; `total` is None where nobody counted."""

    file: str
    sheet: str | None
    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    total: int | None


def column_lines(body: Body, declared: Iterable[Body]) -> tuple[ColumnLine, ...]:
    """Return the columns of a report's first table, and those declared that it lacks."""
    said = {each["name"]: each for each in declared}
    tables = [file for file in body["files"] if file["rows"] is not None]
    found = tables[0]["columns"] if tables else ()
    lines = tuple(_line(column, said.get(column["name"])) for column in found)
    absent = (each for name, each in said.items() if name not in {line.name for line in lines})
    return (*lines, *(_declared_only(each) for each in absent))


def _line(column: Body, said: Body | None) -> ColumnLine:
    words = said or {}
    return ColumnLine(
        name=column["name"],
        type=column["type"],
        is_declared=bool(words.get("type")),
        meaning=words.get("meaning") or "",
        unit=words.get("unit") or "",
        key=bool(words.get("key")),
        missing=column["nulls"],
        distinct=column["distinct"],
        least=column["min"],
        most=column["max"],
    )


def _declared_only(said: Body) -> ColumnLine:
    return ColumnLine(
        name=said["name"],
        type=said.get("type") or "string",
        is_declared=True,
        meaning=said.get("meaning") or "",
        unit=said.get("unit") or "",
        key=bool(said.get("key")),
        missing=None,
        distinct=None,
        least=None,
        most=None,
    )
