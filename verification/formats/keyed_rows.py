"""Gathers rows that name their own columns, as JSON has them, and spills them to Arrow files.

A column may turn up in the last row: each batch is as wide as was known by then, and is given nulls
for the rest when it is read.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from verification.faults import FileFault
from verification.findings import Location
from verification.formats.json_stream import Repeated, Written, as_cell
from verification.formats.spill import Spill
from verification.formats.workshop import Workshop

_BATCH_ROWS = 10_000
_BATCH_CELLS = 1_000_000
_BATCH_CHARACTERS = 16 << 20
_TEXTS = frozenset((str, Written, type(None)))
_NESTED = frozenset((list, dict, Repeated))


class KeyedRows:
    """Takes rows as mappings from a column's name to a value; then gives them as batches.

    `count` is how many were written down; `names` are the columns in the order in which they turned
    up, `nested` those in which a list or an object was seen; `repeated` counts rows in which a name
    stood twice. Raises `FileFault` where
    a limit is passed.
    """

    def __init__(self, at: Location, workshop: Workshop) -> None:
        self._at = at
        self._workshop = workshop
        self._rows: list[Mapping[str, Any]] = []
        self._files: list[Spill] = []
        self.count = 0
        self._length = 0
        self.names: dict[str, int] = {}
        self.nested: set[str] = set()
        self.repeated = 0

    def add(self, row: Mapping[str, Any], length: int) -> None:
        """Take one row, that was this many characters long."""
        self._rows.append(row)
        self._length += length
        self.repeated += isinstance(row, Repeated)
        rows = len(self._rows)
        if (
            rows == _BATCH_ROWS
            or rows * len(self.names) >= _BATCH_CELLS
            or self._length >= _BATCH_CHARACTERS
        ):
            self.flush()

    def flush(self) -> None:
        """Write down what was taken since the last time."""
        if not self._rows:
            return
        for row in self._rows:
            if not row.keys() <= self.names.keys():
                for name in row:
                    self.names.setdefault(name, len(self.names))
        self._keep_limits()
        columns = [pa_text(self._cells(name)) for name in self.names]
        labels = [str(place) for place in range(len(columns))]
        self._write(pa.record_batch(columns, names=labels))
        self._rows = []
        self._length = 0

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows, every batch as wide as all of them together."""
        labels = [str(place) for place in range(len(self.names))]
        for file in self._files:
            for batch in file.batches():
                missing = len(labels) - batch.num_columns
                nulls = [pa.nulls(batch.num_rows, pa.string())] * missing
                yield pa.record_batch([*batch.columns, *nulls], names=labels)

    def _cells(self, name: str) -> Sequence[str | None]:
        values = [row.get(name) for row in self._rows]
        kinds = set(map(type, values))
        if kinds <= _TEXTS:
            return values
        if kinds & _NESTED:
            self.nested.add(name)
        return [as_cell(value) for value in values]

    def _write(self, batch: pa.RecordBatch) -> None:
        room: Path = self._workshop.folder
        path = room / f"rows-{len(self._files)}.arrow"
        spill = Spill(
            path, self._at, limits=self._workshop.limits, deadline=self._workshop.deadline
        )
        spill.write_all([batch])
        self._files.append(spill)

    def _keep_limits(self) -> None:
        limits = self._workshop.limits
        self.count += len(self._rows)
        if len(self.names) > limits.columns:
            message = f"열이 {limits.columns:,}개보다 많습니다."
            raise FileFault("too-many-columns", message, self._at)
        if self.count > limits.rows:
            raise FileFault("too-many-rows", f"행이 {limits.rows:,}개보다 많습니다.", self._at)
        if self.count * len(self.names) > limits.cells:
            raise FileFault("too-many-cells", f"칸이 {limits.cells:,}개보다 많습니다.", self._at)


def pa_text(texts: Sequence[str | None]) -> pa.Array:
    """Cells as an array; what is half of a character becomes the replacement character."""
    try:
        return pa.array(texts, pa.string())
    except UnicodeEncodeError:
        whole = (
            text and text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            for text in texts
        )
        return pa.array(list(whole), pa.string())
