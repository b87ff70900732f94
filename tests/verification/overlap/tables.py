"""Small tables as Parquet copies, with their sketches."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from verification.overlap.sketch import sketch_of
from verification.sketches import TableSketch

Written = tuple[Path, TableSketch]

COUNT = 400
STOPS = [f"정류장 {n * 31 % 97}" for n in range(COUNT)]
DAYS = [20240101 + n % 28 for n in range(COUNT)]
RIDES = [n * n * 7 % 99_991 for n in range(COUNT)]
FARES = [n * 37 % 5003 + 0.25 for n in range(COUNT)]
WHOLE = {"정류장": STOPS, "일자": DAYS, "승차": RIDES, "요금": FARES}


def written(folder: Path, columns: Mapping[str, Sequence[Any]], name: str = "t") -> Written:
    """Write a table; return where, and its sketch."""
    path = folder / f"{name}-{len(list(folder.iterdir()))}.parquet"
    pq.write_table(pa.table({key: list(cells) for key, cells in columns.items()}), path)
    return path, sketch_of(path, f"{name}.csv")


def some(columns: Mapping[str, Sequence[Any]], rows: Sequence[int]) -> dict[str, list[Any]]:
    """Some rows of a table, in that order."""
    return {name: [cells[row] for row in rows] for name, cells in columns.items()}
