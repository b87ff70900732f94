"""Small tables to compare: what a gate counted, day by day, and what people make of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from verification.evidence.deriving import HOW, Tables
from verification.evidence.differences import CellClass, Compared, Verdict, verdict_of
from verification.evidence.engine import Bounds, opened
from verification.evidence.relations import Held, offered, united

Columns = dict[str, list[Any]]
DAYS, GATES = 40, 8


def boardings() -> Columns:
    """Forty days at eight gates of three lines: 320 rows, in the order of days."""
    rows = [(day, gate) for day in range(DAYS) for gate in range(GATES)]
    return {
        "사용일자": [
            int((date(2024, 3, 1) + timedelta(day)).strftime("%Y%m%d")) for day, _ in rows
        ],
        "노선": [f"{gate % 3 + 1}호선" for _, gate in rows],
        "역명": [f"역{gate:02}" for _, gate in rows],
        "승차": [1000 + (day * 37 + gate * 101) % 797 for day, gate in rows],
        "하차": [900 + (day * 53 + gate * 67) % 683 for day, gate in rows],
    }


def kept(table: Columns, keep: Callable[[Mapping[str, Any]], bool]) -> Columns:
    """The rows of a table that are kept."""
    names = list(table)
    rows = [dict(zip(names, row, strict=True)) for row in zip(*table.values(), strict=True)]
    return {name: [row[name] for row in rows if keep(row)] for name in names}


def changed(table: Columns, column: str, change: Callable[[int, Any], Any]) -> Columns:
    """A table with the cells of a column changed, given the place of the row."""
    return {**table, column: [change(place, cell) for place, cell in enumerate(table[column])]}


def renamed(table: Columns, names: Sequence[str]) -> Columns:
    """A table under other names."""
    return dict(zip(names, table.values(), strict=True))


def daily(table: Columns) -> Columns:
    """What each line had on each day: sums, a mean and a count."""
    grouped: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for day, line, _, on, off in zip(*table.values(), strict=True):
        grouped.setdefault((day, line), []).append((on, off))
    return {
        "사용일자": [day for day, _ in grouped],
        "노선": [line for _, line in grouped],
        "승차합계": [sum(on for on, _ in cells) for cells in grouped.values()],
        "평균하차": [
            round(sum(off for _, off in cells if off is not None) / len(cells), 2)
            for cells in grouped.values()
        ],
        "역수": [len(cells) for cells in grouped.values()],
    }


def written(folder: Path, name: str, table: Columns) -> Path:
    """A table as a Parquet file."""
    path = folder / f"{name}.parquet"
    pq.write_table(pa.table({key: pa.array(cells) for key, cells in table.items()}), path)
    return path


def compare(folder: Path, how: str, child: Columns, *sources: Columns) -> Compared:
    """Compare a table with the union of some, as a kind of derivation demands."""
    with opened(folder, Bounds(seconds=60, memory_mb=256)) as engine:
        table = offered(engine, Held.of(written(folder, "child", child)))
        held = [Held.of(written(folder, f"s{k}", each)) for k, each in enumerate(sources)]
        return HOW[how](Tables(engine, table, united(engine, held)))


def verdict(compared: Compared) -> Verdict:
    """What it comes to where nothing was declared."""
    return verdict_of(compared, compared.differences)


def differing(compared: Compared) -> list[tuple[int | None, str | None]]:
    """Where it differs: (place, column)."""
    return [
        (each.place, each.column)
        for each in compared.differences
        if each.found is CellClass.DIFFERS
    ]
