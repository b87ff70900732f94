"""Holds the rows a recipe gave against the table that was handed in, as multisets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from verification.evidence.replay.alignment import (
    Alignment,
    Family,
    Field,
    Pair,
    align,
    family_of,
)
from verification.evidence.replay.canonical import canonical, decimals, differ
from verification.evidence.replay.difference import pair_up, take_apart
from verification.evidence.replay.engine import opened
from verification.evidence.replay.listing import Listing, Records, Show, Unlike
from verification.findings import LOCATED_AT_MOST

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True)
class Compared:
    """What came of it. `cells` counts the altered cells; the first unlike ones are listed."""

    alignment: Alignment
    submitted: int
    reproduced: int
    equal: int
    altered: int = 0
    missing: int = 0
    extra: int = 0
    cells: int = 0
    columns: Mapping[str, int] = field(default_factory=dict)
    unlike: tuple[Unlike, ...] = ()

    @property
    def same(self) -> bool:
        """Whether both hold the same rows in the same columns."""
        unpaired = self.alignment.missing or self.alignment.extra
        return not (unpaired or self.altered or self.missing or self.extra)


def compared(
    submitted: Path,
    reproduced: Path,
    *,
    folder: Path,
    show: Show,
    records: Records,
    keys: frozenset[str] = frozenset(),
    seconds: float = 120.0,
) -> Compared:
    """Compare two tables, both Parquet. `keys` are the names of the columns that tell rows apart.

    The folder, a new one, is for what does not fit into memory. Raises `ComparisonTooSlow` after so
    many seconds, and `ComparisonBroke` for what the engine cannot do.
    """
    with opened(folder, seconds) as engine:
        sides = _fields(engine, submitted), _fields(engine, reproduced)
        alignment = align(*sides)
        here, there = (_rows(engine, path) for path in (submitted, reproduced))
        if not alignment.pairs:
            return Compared(alignment, here, there, equal=0, missing=there, extra=here)
        pairs = tuple(_measured(engine, submitted, pair, len(sides[0])) for pair in alignment.pairs)
        _view(engine, "submitted", submitted, [(p.submitted, p) for p in pairs], len(sides[0]))
        _view(engine, "reproduced", reproduced, [(p.reproduced, p) for p in pairs], len(sides[1]))
        take_apart(engine, pairs)
        pair_up(engine, pairs, [place for place, p in enumerate(pairs) if p.name in keys])
        _tell_cells(engine, pairs)
        found = replace(alignment, pairs=pairs)
        listing = Listing(engine, pairs, show, records)
        return _told(engine, Compared(found, here, there, equal=here), listing)


def _file(path: Path) -> str:
    quoted = str(path).replace("'", "''")
    return f"read_parquet('{quoted}')"


def _fields(engine: "DuckDBPyConnection", path: Path) -> tuple[Field, ...]:
    described = engine.execute(f"DESCRIBE SELECT * FROM {_file(path)}").fetchall()
    return tuple(
        Field(place, str(name), family_of(str(kind)))
        for place, (name, kind, *_) in enumerate(described)
    )


def _rows(engine: "DuckDBPyConnection", path: Path) -> int:
    return int(engine.execute(f"SELECT count(*) FROM {_file(path)}").fetchall()[0][0])


def _measured(engine: "DuckDBPyConnection", path: Path, pair: Pair, width: int) -> Pair:
    """The pair, with the decimals that are printed in the table that was handed in."""
    if pair.compared_as is not Family.NUMBER:
        return pair
    cell = f"f{pair.submitted.place}"
    found = engine.execute(
        f"SELECT max({decimals(cell, pair.submitted.family)}) FROM {_named(path, width)}"
    ).fetchall()[0][0]
    return Pair(pair.submitted, pair.reproduced, pair.compared_as, int(found or 0))


def _named(path: Path, width: int) -> str:
    """A file as a table whose columns are called f0, f1 …: names from outside are no SQL."""
    return f"{_file(path)} AS t({', '.join(f'f{place}' for place in range(width))})"


def _view(
    engine: "DuckDBPyConnection",
    name: str,
    path: Path,
    columns: Sequence[tuple[Field, Pair]],
    width: int,
) -> None:
    cells = [
        part
        for place, (own, pair) in enumerate(columns)
        for part in (
            f"f{own.place} AS x{place}",
            f"{canonical(f'f{own.place}', own.family, pair)} AS c{place}",
        )
    ]
    engine.execute(
        f"CREATE VIEW {name} AS SELECT file_row_number + 1 AS n, {', '.join(cells)} "
        f"FROM {_named(path, width)}"
    )


def _tell_cells(engine: "DuckDBPyConnection", pairs: Sequence[Pair]) -> None:
    """Make a table of the altered rows that says of each cell whether it differs (d0, d1 …)."""
    flags = ", ".join(
        f"{differ(f's.x{place}', f'r.x{place}', pair)} AS d{place}"
        for place, pair in enumerate(pairs)
    )
    engine.execute(
        f"CREATE TABLE cells AS SELECT a.n, a.m, {flags} FROM altered a "
        "JOIN submitted s ON s.n = a.n JOIN reproduced r ON r.n = a.m"
    )
    anything = " OR ".join(f"d{place}" for place in range(len(pairs)))
    engine.execute(f"DELETE FROM cells WHERE NOT ({anything})")


def _told(engine: "DuckDBPyConnection", compared: Compared, listing: Listing) -> Compared:
    pairs = compared.alignment.pairs
    counted = ", ".join(f"count(*) FILTER (WHERE d{place})" for place in range(len(pairs)))
    (altered, *differing) = engine.execute(f"SELECT count(*), {counted} FROM cells").fetchall()[0]
    (extra,), (missing,) = (
        engine.execute(f"SELECT count(*) FROM {table}").fetchall()[0]
        for table in ("extra", "missing")
    )
    return replace(
        compared,
        equal=compared.submitted - altered - extra,
        altered=altered,
        missing=missing,
        extra=extra,
        cells=sum(differing),
        columns={pair.name: n for pair, n in zip(pairs, differing, strict=True) if n},
        unlike=tuple(islice(listing.all(), LOCATED_AT_MOST)),
    )
