"""Writes the rows of a recipe, as far as they are no more than a file that is handed in may hold.

A small file of Parquet may stand for very much: a text repeated a million times is packed once.
What reads the rows afterwards is not as bounded as this process is.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from verification.evidence.replay.bounds import Bounds

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

_WIDE = {"HUGEINT", "UHUGEINT"}
_SHORT = re.compile(
    r"(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL|BOOLEAN|DATE|TIME|UUID)\b"
)
"""Types of which no cell says much."""


def written(
    engine: "DuckDBPyConnection", relation: "DuckDBPyRelation", path: Path, bounds: Bounds
) -> bool:
    """Write them as Parquet; False where they are more than the bounds allow.

    Raises what the engine raises over the query itself.
    """
    if len(relation.columns) > bounds.columns:
        return False
    long = [place for place, kind in enumerate(relation.types) if not _is_short(str(kind))]
    width = len(relation.columns)
    _exact(relation).limit(bounds.rows + 1).write_parquet(str(path), compression="zstd")
    rows, text = _size(engine, path, width, long)
    return rows <= bounds.rows and rows * width <= bounds.cells and text <= bounds.result_bytes


def _size(engine: "DuckDBPyConnection", path: Path, width: int, long: list[int]) -> tuple[int, int]:
    """How many rows were written, and how many bytes their texts have, not packed."""
    names = ", ".join(f"f{place}" for place in range(width))
    lengths = [f"coalesce(sum(strlen(CAST(f{place} AS VARCHAR))), 0)" for place in long]
    (found,) = engine.execute(
        f"SELECT count(*), {' + '.join(lengths) or '0'} FROM read_parquet('{path}') AS t({names})"
    ).fetchall()
    return int(found[0]), int(found[1])


def _is_short(kind: str) -> bool:
    return not kind.endswith("]") and _SHORT.match(kind) is not None


def _exact(relation: "DuckDBPyRelation") -> "DuckDBPyRelation":
    """The same rows, such that Parquet holds them exactly: sums of whole numbers are too wide."""
    kinds = [str(kind) for kind in relation.types]
    if not _WIDE & set(kinds):
        return relation
    return relation.project(", ".join(_cells(kinds, relation.columns)))


def _cells(kinds: list[str], columns: list[str]) -> Iterator[str]:
    for place, (kind, column) in enumerate(zip(kinds, columns, strict=True), start=1):
        name = column.replace('"', '""')
        cell = f"CAST(#{place} AS DECIMAL(38, 0))" if kind in _WIDE else f"#{place}"
        yield f'{cell} AS "{name}"'
