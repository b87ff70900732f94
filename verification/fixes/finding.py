"""Finds rows of a copy by the values of key columns, and reads cells of the rows found."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from verification.declaration import ColumnType
from verification.evidence.engine import Bounds, Engine, borrowed, opened, quoted
from verification.fixes.typed import Typed, kind_stored

_TEXT = pa.string()
_COPY = "fixed.parquet"


@dataclass(frozen=True)
class Found:
    """How many rows have a key, and the first of them (None: no row)."""

    rows: int
    place: int | None


@dataclass(frozen=True)
class Copy:
    """A table's Parquet copy, in an engine; columns have the names `c0`, `c1`, … there."""

    engine: Engine
    names: tuple[str, ...]
    kinds: tuple[ColumnType, ...]
    source: str

    def kind(self, column: str) -> ColumnType:
        return self.kinds[self.names.index(column)]

    def find(self, keys: Sequence[str], sought: Sequence[Typed]) -> tuple[Found, ...]:
        """Return for each of the keys sought, column by column, what rows have it."""
        values = {f"k{place}": each.values for place, each in enumerate(sought)}
        count = len(sought[0].fits)
        self._give("sought", pa.table({"i": pa.array(range(count), pa.int64()), **values}))
        same = " AND ".join(
            f"{self._read(name)} IS NOT DISTINCT FROM s.k{place}" for place, name in enumerate(keys)
        )
        found = self.engine.rows(
            f"SELECT s.i, count(x.n), min(x.n) FROM sought s LEFT JOIN {self.source} ON {same} "
            "GROUP BY s.i ORDER BY s.i"
        )
        return tuple(Found(int(rows), None if n is None else int(n)) for _, rows, n in found)

    def cells(self, column: str, places: Sequence[int]) -> list[Any]:
        """Return the values of a column in some rows, in the order of the places."""
        table = pa.table(
            {"i": pa.array(range(len(places)), pa.int64()), "n": pa.array(places, pa.int64())}
        )
        self._give("spots", table)
        held = f"c{self.names.index(column)}"
        rows = self.engine.rows(
            f"SELECT x.{held} FROM spots s JOIN {self.source} ON x.n = s.n ORDER BY s.i"
        )
        return [value for (value,) in rows]

    def is_key(self, columns: Sequence[str]) -> bool:
        """Tell whether no two rows share the values of these columns."""
        held = ", ".join(self._read(name) for name in columns)
        return bool(
            self.engine.one(f"SELECT count(*) = count(DISTINCT ({held},)) FROM {self.source}")
        )

    def _read(self, name: str) -> str:
        held = f"x.c{self.names.index(name)}"
        text = self.kind(name) is ColumnType.STRING
        return f"nfc_normalize(trim({held}))" if text else held

    def _give(self, name: str, table: pa.Table) -> None:
        self.engine.connection.register(name, table)


@contextmanager
def opened_copy(path: Path, folder: Path, bounds: Bounds) -> Iterator[Copy]:
    """Open a copy; raises `ComparisonTooSlow` and `ComparisonBroke`, without a word of a cell."""
    schema = pq.read_schema(path)
    held = borrowed(path, folder, _COPY) if not (folder / _COPY).exists() else folder / _COPY
    columns = ", ".join(f"c{place}" for place in range(len(schema.names)))
    source = f"read_parquet({quoted(str(held))}, file_row_number = true) AS x({columns}, n)"
    kinds = tuple(map(kind_stored, schema.types))
    with opened(folder, bounds) as engine:
        yield Copy(engine, tuple(schema.names), kinds, source)
