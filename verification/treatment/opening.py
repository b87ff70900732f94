"""The tables of a file that is to be treated, read as verification reads them."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

from verification.limits import Deadline, Limits
from verification.reading import OfferedFile, read_file
from verification.tables import OpenTable, Table, TableHead, UnreadRows

_ROWS = 65_536


def open_tables(
    file: OfferedFile, *, folder: Path, limits: Limits, deadline: Deadline
) -> tuple[OpenTable, ...]:
    """The tables of a file, in its order; none where it is a document or cannot be read."""
    found = read_file(file, folder=folder, limits=limits, deadline=deadline)
    return tuple(_open(table) for table in found.tables)


def _open(table: Table) -> OpenTable:
    """A table whose columns lie whole in mapped files, as one that is read in batches."""
    names = tuple(column.name for column in table.columns)
    head = TableHead(
        table.file,
        names,
        sheet=table.sheet,
        header=table.header,
        preamble=table.preamble,
        hidden=table.hidden,
    )

    def batches() -> Iterator[pa.RecordBatch]:
        places = [str(place) for place in range(len(names))]
        whole = pa.table([column.text for column in table.columns], names=places)
        yield from whole.to_batches(max_chunksize=_ROWS)

    # Its blank rows are left out of the columns already, and count among the records all the same.
    skipped = np.sort(np.concatenate([table.unread.records, table.blank]))
    apart = UnreadRows(skipped, (0,) * len(skipped), ("",) * len(skipped))
    return OpenTable(head, batches, lambda: apart, blank_rows_count=True)
