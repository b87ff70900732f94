"""Small tables that can be read again and again, and what a treatment makes of them."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from verification.tables import OpenTable, TableHead, UnreadRows
from verification.treatment.applying import Asked, Treated, apply
from verification.treatment.document import Treatment, treatment_of
from verification.treatment.step import Given

KEY = b"a key of thirty-two bytes, kept."
Cells = Sequence[str | None]
Lines = list[list[str]]


def opened(
    columns: Mapping[str, Cells], *, rows: int = 2, unread: Sequence[int] = (), **more: Any
) -> OpenTable:
    """A table in batches of so many rows."""
    whole = pa.table({str(at): pa.array(v, pa.string()) for at, v in enumerate(columns.values())})

    def batches() -> Iterator[pa.RecordBatch]:
        yield from whole.to_batches(max_chunksize=rows)

    skipped = UnreadRows(np.array(unread, dtype=np.int64), (1,) * len(unread), ("?",) * len(unread))
    return OpenTable(TableHead("t.csv", tuple(columns)), batches, lambda: skipped, **more)


def treatment(*steps: Mapping[str, Any]) -> Treatment:
    return treatment_of({"steps": list(steps), "key_id": "k1"})


def treated(
    folder: Path,
    table: OpenTable,
    *steps: Mapping[str, Any],
    asked: Asked | None = None,
    areas: Mapping[str, Mapping[str, str]] | None = None,
    mark: bool = False,
) -> tuple[Treated, bytes]:
    """What came of it, and the bytes of the new file."""
    path = folder / "treated.csv"
    given = Given(KEY, areas or {})
    found = apply(table, treatment(*steps), given, asked or Asked(), path=path, mark=mark)
    return found, path.read_bytes()


def lines(content: bytes) -> Lines:
    """The header and the rows of a CSV, read by another reader than ours."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def column(folder: Path, cells: Cells, step: Mapping[str, Any], **more: Any) -> list[str]:
    """The cells of the column `a` after a step on it."""
    _, content = treated(folder, opened({"a": cells, "b": ["."] * len(cells)}), step, **more)
    return [line[0] for line in lines(content)[1:]]
