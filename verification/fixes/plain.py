"""The table of a file that nobody can change cell by cell, as CSV with the cells changed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from verification.evidence.replay.output import write_output
from verification.fixes.locating import by_column
from verification.fixes.patch import Patch
from verification.fixes.typed import kind_stored, typed


def write_plain(copy: Path, target: Path, patch: Patch | None, places: Sequence[int]) -> None:
    """Write the copy of a table as CSV (UTF-8 with its mark), the patch's cells changed."""
    table = pq.read_table(copy)
    for column, cells in by_column(patch.cells if patch else ()).items():
        at = table.schema.get_field_index(column)
        texts = [patch.cells[each].proposed for each in cells] if patch else []
        order = sorted(range(len(cells)), key=lambda each: places[cells[each]])
        values = typed([texts[each] for each in order], kind_stored(table.schema.types[at])).values
        rows = np.array([places[cells[each]] for each in order])
        table = table.set_column(at, table.schema.field(at), _put(table.column(at), rows, values))
    made = target.with_name(f"{target.name}.parquet")
    pq.write_table(table, made)
    write_output(made, target, "table.csv")
    made.unlink()


def _put(column: Any, rows: Any, values: Any) -> Any:
    mask = np.zeros(len(column), dtype=np.bool_)
    mask[rows] = True
    whole = column.combine_chunks()
    whole = whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole
    return pc.replace_with_mask(whole, pa.array(mask), values.cast(whole.type))
