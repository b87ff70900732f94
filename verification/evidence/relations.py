"""The tables that are compared, as the engine sees them: one offered, and a union of sources."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyarrow.parquet as pq

from verification.evidence.engine import Engine, quoted
from verification.evidence.quantities import UNKNOWN, Behind, behind_figures
from verification.evidence.readings import (
    FIRST_DAY,
    LAST_DAY,
    MOMENT_TYPES,
    NUMBER_TYPES,
    QUANTITY_PATTERN,
    Reading,
    month_of,
    read_as,
)

_LOOKED_AT = 10_000
_MOSTLY = 0.9
_HALF = 0.5


@dataclass(frozen=True)
class RelationColumn:
    """A column: its names in the tables it unites, its SQL, its type and the forms it can take.

    `plain`: its first texts stand as they are compared, without blanks around and composed.
    `months`: its first cells name months, each with its year. `behind`: what most of its first
    quantities have behind their figures.
    """

    names: tuple[str, ...]
    sql: str
    type: str
    readings: tuple[Reading, ...]
    plain: bool = False
    months: bool = False
    behind: Behind = UNKNOWN

    @property
    def name(self) -> str:
        return self.names[0]

    def read(self, reading: Reading) -> str:
        """Return the SQL of its cells in a form."""
        return read_as(self.sql, self.type, reading)

    def glance(self, reading: Reading) -> str:
        """Return the same where a cell more or less does not matter, and time does."""
        return self.sql if reading is Reading.TEXT and self.plain else self.read(reading)


@dataclass(frozen=True)
class Relation:
    """Something to select from: its name in SQL, its columns, and how many rows it has.

    The offered table has its place (from 0) as `n`; a union of sources has `t`, which of them, and
    `r`, the place in it.
    """

    name: str
    columns: tuple[RelationColumn, ...]
    rows: int
    tables: int = 1


@dataclass(frozen=True)
class Held:
    """A Parquet copy in the engine's folder: the names of its columns, and its rows."""

    path: Path
    names: tuple[str, ...]
    rows: int

    @classmethod
    def of(cls, path: Path) -> "Held":
        """Return what a copy says of itself."""
        with pq.ParquetFile(path) as content:
            names = tuple(content.schema_arrow.names)
            return cls(path, names, content.metadata.num_rows)


def offered(engine: Engine, held: Held) -> Relation:
    """Return the offered table, read once into the engine."""
    names = [f"c{place}" for place in range(len(held.names))]
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE child AS "
        f"SELECT n, {', '.join(names)} FROM {_numbered(held, names, 'n')}"
    )
    columns = _columns(engine, "child", "c", [(name,) for name in held.names])
    return Relation("child", columns, held.rows)


def united(engine: Engine, tables: Sequence[Held]) -> Relation:
    """Return the union of tables of one form, which is read anew each time it is asked.

    Columns stand in the order of the first; a later table's are found by name, or else by place.
    """
    first = tables[0]
    names = [f"s{place}" for place in range(len(first.names))]
    places = [_places(first.names, table.names) for table in tables]
    parts = []
    for number, (table, place) in enumerate(zip(tables, places, strict=True)):
        own = [f"x{each}" for each in range(len(table.names))]
        taken = ", ".join(
            f"{'NULL' if of is None else f'x{of}'} AS {name}"
            for name, of in zip(names, place, strict=True)
        )
        parts.append(f"SELECT {number} AS t, r, {taken} FROM {_numbered(table, own, 'r')}")
    engine.run(f"CREATE OR REPLACE TEMP VIEW source AS {_union(engine, parts, names)}")
    called = [
        tuple(
            dict.fromkeys(
                table.names[of]
                for table, place in zip(tables, places, strict=True)
                if (of := place[column]) is not None
            )
        )
        for column in range(len(names))
    ]
    columns = _columns(engine, "source", "s", called)
    return Relation("source", columns, sum(table.rows for table in tables), len(tables))


def alike(one: Held, other: Held, *, wholly: bool = False) -> bool:
    """Tell whether two tables are of one form: half their names are the same, or `wholly` all."""
    theirs = {plain_name(name) for name in other.names}
    shared = sum(plain_name(name) in theirs for name in one.names)
    most = max(len(one.names), len(other.names))
    return shared == most if wholly else 2 * shared >= most


@lru_cache(maxsize=2_048)
def plain_name(name: str) -> str:
    """Return a name without what hands change: case, blanks, marks of joining."""
    return re.sub(r"[\s_\-·./]+", "", unicodedata.normalize("NFKC", name)).casefold()


def bare_name(name: str) -> str:
    """Return a plain name without what stands in brackets, as units do."""
    return plain_name(re.sub(r"\(.*?\)|\[.*?\]|（.*?）", "", name))


def _places(first: Sequence[str], other: Sequence[str]) -> list[int | None]:
    """Where each column of the first stands in another table; one of another name by its place."""
    plain = [plain_name(name) for name in other]
    found = [plain.index(own) if (own := plain_name(name)) in plain else None for name in first]
    left = set(range(len(other))) - {place for place in found if place is not None}
    return [
        place if place is not None else (at if at in left else None)
        for at, place in enumerate(found)
    ]


def _numbered(table: Held, names: Sequence[str], number: str) -> str:
    options = "file_row_number = true"
    return f"read_parquet({quoted(str(table.path))}, {options}) AS x({', '.join(names)}, {number})"


def _union(engine: Engine, parts: Sequence[str], names: Sequence[str]) -> str:
    """One select for all; columns that differ in type become numbers, or else text."""
    types = [_types(engine, part) for part in parts]
    common = {name: _common_type([each[name] for each in types]) for name in names}
    cast = ", ".join(f"{name}::{common[name]} AS {name}" for name in names)
    return " UNION ALL ".join(f"SELECT t, r, {cast} FROM ({part})" for part in parts)


def _types(engine: Engine, selected: str) -> dict[str, str]:
    return dict(engine.rows(f"SELECT column_name, column_type FROM (DESCRIBE {selected})"))


def _common_type(types: Sequence[str]) -> str:
    filled = {"VARCHAR" if type == '"NULL"' else type for type in types}
    if len(filled) == 1:
        return filled.pop()
    if filled <= NUMBER_TYPES:
        return "DOUBLE"
    return "TIMESTAMP" if filled <= MOMENT_TYPES else "VARCHAR"


def _columns(
    engine: Engine, relation: str, letter: str, named: Sequence[tuple[str, ...]]
) -> tuple[RelationColumn, ...]:
    types = _types(engine, relation)
    return tuple(
        RelationColumn(
            names,
            f"{relation}.{letter}{place}",
            types[f"{letter}{place}"],
            _readings(engine, relation, f"{letter}{place}", types[f"{letter}{place}"]),
            _is_plain(engine, relation, f"{letter}{place}", types[f"{letter}{place}"]),
            _holds_months(engine, relation, f"{letter}{place}", types[f"{letter}{place}"]),
            _behind(engine, relation, f"{letter}{place}", types[f"{letter}{place}"]),
        )
        for place, names in enumerate(named)
    )


def _is_plain(engine: Engine, relation: str, name: str, type: str) -> bool:
    if type != "VARCHAR":
        return False
    first = f"(SELECT {name} AS v FROM {relation} WHERE {name} IS NOT NULL LIMIT {_LOOKED_AT})"
    return bool(
        engine.one(
            f"SELECT count(*) FILTER (WHERE v <> {read_as('v', type, Reading.TEXT)}) = 0 "
            f"FROM {first}"
        )
    )


def _holds_months(engine: Engine, relation: str, name: str, type: str) -> bool:
    if type not in ("VARCHAR", "BIGINT", "DOUBLE"):
        return False
    first = f"(SELECT {name} AS v FROM {relation} WHERE {name} IS NOT NULL LIMIT {_LOOKED_AT})"
    share = engine.one(f"SELECT avg(({month_of('v', type)} IS NOT NULL)::INT) FROM {first}")
    return (share or 0) >= _MOSTLY


def _behind(engine: Engine, relation: str, name: str, type: str) -> Behind:
    if type != "VARCHAR":
        return UNKNOWN
    first = f"(SELECT {name} AS v FROM {relation} WHERE {name} IS NOT NULL LIMIT {_LOOKED_AT})"
    *found, quantities = engine.row(f"SELECT {behind_figures('v')} FROM {first}")
    return Behind(*(count > _HALF * quantities for count in found))


def _readings(engine: Engine, relation: str, name: str, type: str) -> tuple[Reading, ...]:
    if type in MOMENT_TYPES:
        return (Reading.DATE, Reading.TEXT)
    if type == "BOOLEAN":
        return (Reading.NUMBER, Reading.TEXT)
    first = f"(SELECT {name} AS v FROM {relation} WHERE {name} IS NOT NULL LIMIT {_LOOKED_AT})"
    if type in NUMBER_TYPES:
        least, greatest = engine.row(f"SELECT min(v), max(v) FROM {first}")
        dates = least is not None and least >= FIRST_DAY and greatest <= LAST_DAY
        return (*((Reading.DATE,) if dates else ()), Reading.NUMBER, Reading.TEXT)
    dates, numbers = engine.row(
        f"SELECT avg(({read_as('v', type, Reading.DATE)} IS NOT NULL)::INT), "
        f"avg(regexp_matches(v, '{QUANTITY_PATTERN}')::INT) FROM {first}"
    )
    found = (
        *((Reading.DATE,) if (dates or 0) >= _MOSTLY else ()),
        *((Reading.NUMBER,) if (numbers or 0) >= _HALF else ()),
    )
    return (*found, Reading.TEXT)
