"""Where a reader puts the cells it cannot read twice: an Arrow file that is mapped, not loaded.

The system may drop its pages, so a table takes disk and not memory.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa

from verification.faults import FileFault
from verification.findings import Location
from verification.limits import Deadline, Limits


class Spill:
    """Takes batches of text columns within the limits, then gives them as often as asked.

    Raises `FileFault` as soon as a limit is passed.
    """

    def __init__(self, path: Path, at: Location, *, limits: Limits, deadline: Deadline) -> None:
        self._path = path
        self._at = at
        self._limits = limits
        self._deadline = deadline
        self._width = 0
        self.rows = 0

    def write_all(self, batches: Iterable[pa.RecordBatch]) -> None:
        """Write batches of one and the same width, once; `rows` then says how many rows."""
        with ExitStack() as closing:
            writer = None
            for batch in batches:
                if writer is None:
                    sink = closing.enter_context(pa.OSFile(str(self._path), "wb"))
                    writer = closing.enter_context(pa.ipc.new_file(sink, batch.schema))
                    self._width = batch.num_columns
                self.rows += batch.num_rows
                self._keep_limits(self.rows)
                writer.write_batch(batch)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The batches as written, as often as asked for."""
        if not self._width:
            return
        with pa.memory_map(str(self._path)) as mapped:
            content = pa.ipc.open_file(mapped)
            for place in range(content.num_record_batches):
                yield content.get_batch(place)

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
