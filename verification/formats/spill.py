"""Where a reader puts the cells it has read: an Arrow file that is mapped, not loaded.

The system may drop its pages, so a table takes disk and not memory.
"""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from verification.findings import Location
from verification.formats.faults import FileFault
from verification.limits import Deadline, Limits
from verification.tables import Records, no_records


class Spill:
    """Takes batches of text columns within the limits; then gives the whole columns.

    Raises `FileFault` as soon as a limit is passed. `blank_places` are the places, among the rows
    written, of those in which every cell was empty.
    """

    def __init__(self, path: Path, at: Location, *, limits: Limits, deadline: Deadline) -> None:
        self._path = path
        self._at = at
        self._limits = limits
        self._deadline = deadline
        self._width = 0
        self._blank: list[Records] = []
        self.rows = 0

    @property
    def blank_places(self) -> Records:
        return np.concatenate([no_records(), *self._blank])

    def write_all(self, batches: Iterable[pa.RecordBatch], *, keep_blank: bool = False) -> None:
        """Write batches of one and the same width, once; blank rows stay out of them."""
        seen = 0
        with ExitStack() as closing:
            writer = None
            for batch in batches:
                if writer is None:
                    sink = closing.enter_context(pa.OSFile(str(self._path), "wb"))
                    writer = closing.enter_context(pa.ipc.new_file(sink, batch.schema))
                    self._width = batch.num_columns
                kept = batch if keep_blank else self._without_blank_rows(batch, seen)
                seen += batch.num_rows
                self.rows += kept.num_rows
                self._keep_limits(seen)
                writer.write_batch(kept)

    def batches(self):
        if self._width:
            with pa.memory_map(str(self._path)) as source:
                yield from (
                    pa.ipc.open_file(source).iter_batches()
                    if hasattr(pa.ipc.RecordBatchFileReader, "iter_batches")
                    else (
                        pa.ipc.open_file(source).get_batch(i)
                        for i in range(pa.ipc.open_file(source).num_record_batches)
                    )
                )

    def columns(self, width: int) -> list[pa.ChunkedArray]:
        """The columns as written; empty ones if nothing was."""
        if not self._width:
            return [pa.chunked_array([], pa.string())] * width
        whole = pa.ipc.open_file(pa.memory_map(str(self._path))).read_all()
        return list(whole.columns)

    def _without_blank_rows(self, batch: pa.RecordBatch, before: int) -> pa.RecordBatch:
        blank: Any = None
        for cells in batch.columns:
            if cells.null_count == 0:
                return batch
            empty = cells.is_null()
            blank = empty if blank is None else pc.and_(blank, empty)
        places = np.flatnonzero(blank.to_numpy(zero_copy_only=False))
        if not len(places):
            return batch
        self._blank.append(places + before)
        return batch.filter(pc.invert(blank))

    def _keep_limits(self, seen: int) -> None:
        limits = self._limits
        if seen > limits.rows:
            raise self._refusal("too-many-rows", f"행이 {limits.rows:,}개보다 많습니다.")
        if seen * self._width > limits.cells:
            raise self._refusal("too-many-cells", f"칸이 {limits.cells:,}개보다 많습니다.")
        if self._deadline.passed:
            message = f"읽는 데 {limits.seconds:,.0f}초가 넘게 걸립니다."
            raise self._refusal("took-too-long", message)

    def _refusal(self, code: str, message: str) -> FileFault:
        return FileFault(code, message, self._at)
