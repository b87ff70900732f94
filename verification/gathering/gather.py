"""Reads a table from its first row to its last, once; gathers what it tells, and writes its copy.

One thread reads. Others look at batches, as many at a time as there are cores; what they tell is
merged in the order of the file, so it does not depend on who was done first.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from verification.accumulators.sampled import Sampled, most_rows
from verification.batches import Batch, batches_of, scanned
from verification.faults import FileFault
from verification.findings import LOCATED_AT_MOST
from verification.gathering.column import ColumnTally
from verification.gathering.copying import (
    CopyWriter,
    StoredColumn,
    repeats_few,
    stored_cells,
    stored_columns,
)
from verification.gathering.groups import GroupPrints, Groups
from verification.gathering.part import Hints, Part, Work, grouped_columns, prints_of
from verification.gathering.plan import TablePlan
from verification.gathering.repeats import BITS, Repeats
from verification.gathering.rowwise import Rowwise
from verification.limits import Deadline, Limits
from verification.tables import OpenTable

_FEWER_BITS = 1 << 25
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
    with ExitStack() as closing:
        run = _Run(table, plan, copy, bench, closing)
        run.go()
        gathered = run.gathered()
        if not run.copied:
            run.write_again(gathered)
    return gathered


class _Run:
    """One pass: what has been gathered so far, and who is still looking at what."""

    def __init__(
        self, table: OpenTable, plan: TablePlan, copy: Path, bench: Bench, closing: ExitStack
    ) -> None:
        self._table, self._plan, self._copy, self._bench = table, plan, copy, bench
        self._closing = closing
        self._cores = len(os.sched_getaffinity(0))
        # Closed last: until then the scribe may be at work with it.
        closing.callback(self._give_up_copy)
        self._pool = closing.enter_context(ThreadPoolExecutor(self._cores))
        self._scribe = closing.enter_context(ThreadPoolExecutor(1))
        self._pending: deque[Future[Part]] = deque()
        self._writing: deque[Future[None]] = deque()
        self._writer: CopyWriter | None = None
        self._stored: tuple[StoredColumn, ...] | None = None
        self._typed = True
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
            self._pending.append(self._look(batch, start))
            start = batch.after
        while self._pending:
            self._take(self._pending.popleft().result())
        if self._stored is None:
            self._open(stored_columns(self._plan.columns, self._tallies), self._tallies)
        while self._writing:
            self._writing.popleft().result()
        if self._writer is not None:
            self._writer.close()

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
            self._open(part.stored, part.columns)
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
        self._closing.callback(repeats.close)
        return repeats

    def _open_groups(self, grouped: tuple[int, ...]) -> GroupPrints:
        name = "-".join(map(str, grouped)) or "none"
        prints = GroupPrints(self._bench.folder / f"{self._copy.stem}.{name[:80]}.groups")
        self._closing.callback(prints.close)
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

    def _open(self, stored: tuple[StoredColumn, ...], tallies: Sequence[ColumnTally]) -> None:
        self._stored = stored
        writer = CopyWriter(self._copy, stored, repeating=list(map(repeats_few, tallies)))
        self._writer = writer

    def _give_up_copy(self) -> None:
        """Leave no half of a copy behind where the reading broke off; nothing where it did not."""
        if self._writer is not None and self._writer.abandon():
            self._copy.unlink(missing_ok=True)

    def _write(self, part: Part) -> None:
        if part.cells is None or not self._typed:
            self._typed = False
            return
        if len(self._writing) > 1:
            self._writing.popleft().result()
        if self._writer is not None:
            self._writing.append(self._scribe.submit(self._writer.write, part.cells))

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
    def copied(self) -> bool:
        """Whether the copy is whole, in the types that the whole table has."""
        return self._typed and self._stored == self.stored

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

    def _again(self) -> Iterator[tuple[Batch, int]]:
        """The batches once more, and where each starts."""
        start = 0
        table = self._table
        for batch in batches_of(table.batches(), blank_rows_count=table.blank_rows_count):
            self._keep_limits(batch)
            yield batch, start
            start = batch.after

    def write_again(self, gathered: Gathered) -> None:
        """Write the copy from a second reading: what the first batch promised did not hold."""
        stored, repeating = gathered.stored, list(map(repeats_few, gathered.columns))
        with CopyWriter(self._copy, stored, repeating=repeating) as writer:
            for batch, _ in self._again():
                columns = (
                    scanned(cells, batch.places, packed=each.packed)
                    for cells, each in zip(batch.columns, self._plan.columns, strict=True)
                )
                writer.write([stored_cells(*pair) for pair in zip(columns, stored, strict=True)])

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
