"""Reads a table from its first row to its last, once; gathers what it tells, and writes its copy.

One thread reads. Others look at batches, as many at a time as there are cores; what they tell is
merged in the order of the file, so it does not depend on who was done first.
"""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from verification.accumulators.sampled import Sampled, most_rows
from verification.batches import Batch, batches_of
from verification.faults import FileFault
from verification.findings import LOCATED_AT_MOST
from verification.gathering.column import ColumnTally
from verification.gathering.copying import CellsAgain, StoredColumn, stored_columns
from verification.gathering.groups import GroupPrints, Groups
from verification.gathering.part import Hints, Part, Work, grouped_columns, prints_of
from verification.gathering.plan import TablePlan
from verification.gathering.repeats import BITS, Repeats
from verification.gathering.rowwise import Rowwise
from verification.gathering.scribe import Scribe
from verification.limits import Deadline, Limits
from verification.tables import OpenTable

_FEWER_BITS = 1 << 25
_BEGUN_AGAIN_AT_MOST = 4
"""How often the copy is begun again while the table is read; then once more, at its end."""
Told = Callable[[int], None]
"""Told how many rows have been read."""


@dataclass(frozen=True)
class Gathered:
    """What one pass over a table told.

    Places count records below the header from 0, ragged ones left out. `blank` are the first places
    of blank rows above the last filled one, `blank_rows` is their number; `repeats` the places of
    rows that repeat an earlier one, `repeated_keys` of rows that repeat an earlier key. `unique`
    says of columns that seemed to tell all rows apart whether they do.
    """

    rows: int
    columns: tuple[ColumnTally, ...]
    rowwise: Rowwise
    sampled: Sampled
    blank: npt.NDArray[np.int64]
    blank_rows: int
    trailing_rows: int
    repeats: npt.NDArray[np.int64]
    repeated_keys: npt.NDArray[np.int64]
    unique: Mapping[int, bool]
    groups: Groups
    stored: tuple[StoredColumn, ...]


@dataclass
class Bench:
    """Where a pass works, within which bounds, and who is told how far it is."""

    folder: Path
    limits: Limits
    deadline: Deadline
    told: Told = field(default=lambda _rows: None)


def gather(table: OpenTable, plan: TablePlan, copy: Path, bench: Bench) -> Gathered:
    """Go through a table once. Its copy stands at `copy` afterwards.

    Raises `FileFault` where the file breaks off or passes a limit.
    """
    with ExitStack() as stack:
        run = _Run(table, plan, copy, bench, stack)
        run.go()
        return run.gathered()


class _Run:
    """One pass: what has been gathered so far, and who is still looking at what."""

    def __init__(
        self, table: OpenTable, plan: TablePlan, copy: Path, bench: Bench, stack: ExitStack
    ) -> None:
        self._table, self._plan, self._copy, self._bench = table, plan, copy, bench
        self._stack = stack
        self._cores = len(os.sched_getaffinity(0))
        self._scribe = Scribe(copy, stack)
        self._pool = stack.enter_context(ThreadPoolExecutor(self._cores))
        self._pending: deque[Future[Part]] = deque()
        self._stored: tuple[StoredColumn, ...] | None = None
        self._typed = True
        self._begun_again = 0
        self._tallies = tuple(map(ColumnTally.none, plan.columns))
        self._rowwise = Rowwise.none(plan)
        self._sampled = Sampled(most_rows(len(plan.columns)))
        self._rows_seen = self._repeats("rows")
        self._keys_seen = self._repeats("keys") if plan.keys else None
        self._unique: dict[int, Repeats] = {}
        self._grouped: tuple[int, ...] = ()
        self._groups: GroupPrints | None = None
        self._blank = [np.empty(0, dtype=np.int64)]
        self._rows = self._after = self._last = 0

    def go(self) -> None:
        """Read the table through."""
        start = 0
        read = batches_of(self._table.batches(), blank_rows_count=self._table.blank_rows_count)
        for batch in read:
            self._keep_limits(batch)
            self._take_those_done()
            if not self._typed and self._begun_again < _BEGUN_AGAIN_AT_MOST:
                self._take_all()
                self._begin_again()
            self._pending.append(self._look(batch, start))
            start = batch.after
        self._take_all()
        if not self._typed or self._stored != self.stored:
            self._begin_again()
        self._scribe.close()

    def _take_all(self) -> None:
        while self._pending:
            self._take(self._pending.popleft().result())

    def _take_those_done(self) -> None:
        """Take what is done, and wait for the first where too many are under way.

        The very first is waited for: it says how the copy stores the columns.
        """
        while self._pending and (
            self._stored is None or len(self._pending) > self._cores or self._pending[0].done()
        ):
            self._take(self._pending.popleft().result())

    def _look(self, batch: Batch, start: int) -> Future[Part]:
        hashes = tuple(tally.distinct.limit for tally in self._tallies)
        seeming = None if self._stored is None else tuple(self._unique)
        grouped = None if self._stored is None else self._grouped
        known = tuple(tally.known for tally in self._tallies)
        hints = Hints(hashes, known, self._sampled.limit, seeming, grouped)
        work = Work(batch, start, self._plan, hints, self._stored, self._sampled.most)
        return self._pool.submit(work)

    def _take(self, part: Part) -> None:
        """Merge what the next batch told."""
        if self._stored is None:
            self._stored = part.stored
            self._scribe.open(part.stored, part.columns)
            self._grouped = part.grouped
            self._groups = self._open_groups(part.grouped) if part.grouped else None
        self._tallies = tuple(map(ColumnTally.merge, self._tallies, part.columns))
        self._rowwise = self._rowwise.merge(part.rowwise)
        self._sampled = self._sampled.merge(part.sampled)
        self._rows_seen.add(part.rows)
        if self._keys_seen is not None and part.keys is not None:
            self._keys_seen.add(part.keys)
        if self._groups is not None and part.groups is not None:
            self._groups.add(part.groups)
        self._note_unique(part)
        self._note_blank(part)
        self._rows += part.filled_rows
        self._write(part)
        self._bench.told(self._rows)

    def _repeats(self, what: str, bits: int = BITS) -> Repeats:
        repeats = Repeats(self._bench.folder / f"{self._copy.stem}.{what}", bits=bits)
        self._stack.callback(repeats.close)
        return repeats

    def _open_groups(self, grouped: tuple[int, ...]) -> GroupPrints:
        name = "-".join(map(str, grouped)) or "none"
        prints = GroupPrints(self._bench.folder / f"{self._copy.stem}.{name[:80]}.groups")
        self._stack.callback(prints.close)
        return prints

    def _note_unique(self, part: Part) -> None:
        if part.start == 0:
            self._unique = {
                column: self._repeats(str(column), bits=_FEWER_BITS) for column in part.unique
            }
        for column in tuple(self._unique):
            prints = part.unique.get(column)
            if prints is None:
                del self._unique[column]
            else:
                self._unique[column].add(prints)

    def _note_blank(self, part: Part) -> None:
        filled = np.flatnonzero(part.rows)
        if len(filled):
            self._last = part.start + int(filled[-1]) + 1
        if part.filled_rows < part.after - part.start and len(self._blank) <= LOCATED_AT_MOST:
            self._blank.append(np.flatnonzero(part.rows == 0)[:LOCATED_AT_MOST] + part.start)
        self._after = part.after

    def _write(self, part: Part) -> None:
        if part.cells is None:
            self._typed = False
        elif self._typed:
            self._scribe.write(part.cells)

    def _begin_again(self) -> None:
        """Write what was read until now once more, in the types that hold for all of it."""
        self._begun_again += 1
        self._stored, self._typed = self.stored, True
        self._scribe.open(self._stored, self._tallies)
        self._scribe.write_all(self._cells_again(self._stored))

    def _cells_again(self, stored: tuple[StoredColumn, ...]) -> Iterator[tuple[pa.Array, ...]]:
        """The cells of the rows read until now, as they are to be stored."""
        waiting: deque[Future[tuple[pa.Array, ...]]] = deque()
        with closing(self._again()) as batches:
            for batch, _ in batches:
                if batch.after > self._after:
                    break
                waiting.append(self._pool.submit(CellsAgain(batch, self._plan.columns, stored)))
                if len(waiting) > self._cores:
                    yield waiting.popleft().result()
        for left in waiting:
            yield left.result()

    def _keep_limits(self, batch: Batch) -> None:
        limits, width = self._bench.limits, len(self._plan.columns)
        if batch.after > limits.rows:
            raise self._refusal("too-many-rows", f"행이 {limits.rows:,}개보다 많습니다.")
        if batch.after * width > limits.cells:
            raise self._refusal("too-many-cells", f"칸이 {limits.cells:,}개보다 많습니다.")
        if self._bench.deadline.passed:
            message = f"읽는 데 {limits.seconds:,.0f}초가 넘게 걸립니다."
            raise self._refusal("took-too-long", message)

    def _refusal(self, code: str, message: str) -> FileFault:
        return FileFault(code, message, self._table.head.at())

    @property
    def stored(self) -> tuple[StoredColumn, ...]:
        return stored_columns(self._plan.columns, self._tallies)

    def _found_groups(self) -> Groups:
        """The groups by the columns that the whole table tells, not only its first batch."""
        wanted = grouped_columns(self._plan, self._tallies)
        if not wanted:
            return Groups()
        prints = self._groups
        if prints is None or wanted != self._grouped:
            prints = self._open_groups(wanted)
            for batch, start in self._again():
                prints.add(prints_of(batch, start, self._plan, wanted))
        return prints.groups(wanted)

    def _again(self) -> Generator[tuple[Batch, int]]:
        """The batches once more, and where each starts."""
        start = 0
        table = self._table
        for batch in batches_of(table.batches(), blank_rows_count=table.blank_rows_count):
            self._keep_limits(batch)
            yield batch, start
            start = batch.after

    def gathered(self) -> Gathered:
        """All that was gathered."""
        blank = np.concatenate(self._blank)
        nowhere = np.empty(0, dtype=np.int64)
        return Gathered(
            rows=self._rows,
            columns=self._tallies,
            rowwise=self._rowwise,
            sampled=self._sampled,
            blank=blank[blank < self._last][:LOCATED_AT_MOST],
            blank_rows=self._last - self._rows,
            trailing_rows=self._after - self._last,
            repeats=self._rows_seen.places(),
            repeated_keys=self._keys_seen.places() if self._keys_seen else nowhere,
            unique={column: not len(seen.places()) for column, seen in self._unique.items()},
            groups=self._found_groups(),
            stored=self.stored,
        )
