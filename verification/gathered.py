"""The table that every check looks at: what one pass over it told, and where its rows stood."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from verification.accumulators.located import NOWHERE, Located
from verification.accumulators.occurrences import Occurrences
from verification.accumulators.pairs import Pairs
from verification.declaration import ColumnType
from verification.errors import NotGathered
from verification.findings import Location
from verification.gathering.column import ColumnTally
from verification.gathering.copying import StoredColumn
from verification.gathering.gather import Gathered
from verification.gathering.kinds import Guess, guessed, kind_of
from verification.kernels.traits import FITS
from verification.matching import Match
from verification.personal.hits import Hit
from verification.personal.mask import mask_whole
from verification.personal.told import TOLD_BY_COLUMN
from verification.showing import shown
from verification.tables import Records, TableHead, UnreadRows, no_records, record_numbers


@dataclass(frozen=True)
class Column:
    """A column, and what was counted of it."""

    name: str
    tally: ColumnTally
    declared: ColumnType | None = None

    @cached_property
    def guess(self) -> Guess:
        """The type it seems to have, were none declared."""
        return guessed(self.tally)

    @cached_property
    def kind(self) -> ColumnType:
        """The type that every cell of it is of."""
        return kind_of(self.tally, self.declared)

    def misfits(self, kind: ColumnType) -> Located:
        """The filled cells that are not of a type."""
        found = self.tally.misfits.get(kind, NOWHERE)
        count = self.tally.filled - self.tally.with_trait(FITS[kind])
        return Located(count, found.places, found.cells, found.most) if count else NOWHERE

    def watched(self, name: str) -> Located:
        """The cells a check asked for by this name; `NotGathered` if looking for them broke."""
        found = self.tally.watched.get(name)
        if found is None:
            raise NotGathered(name)
        return found


@dataclass(frozen=True)
class Table:
    """One table of a file: a whole CSV or Parquet file, or one sheet.

    A *place* (from 0) is where a record stands below the header, ragged ones not counted; its
    *record number* (from 1) counts those too. `match` is what was declared of it.
    """

    head: TableHead
    columns: tuple[Column, ...] = ()
    match: Match = field(default_factory=Match)
    rows: int = 0
    unread: UnreadRows = field(default_factory=UnreadRows)
    gathered: Gathered | None = None
    copy: Path | None = None

    @property
    def file(self) -> str:
        return self.head.file

    @property
    def sheet(self) -> str | None:
        return self.head.sheet

    @property
    def cells(self) -> int:
        return self.rows * len(self.columns)

    @property
    def all_records(self) -> int:
        """Every record of the file below the header, read or not."""
        seen = self.gathered
        blank = 0 if seen is None else seen.blank_rows + seen.trailing_rows
        return self.rows + len(self.unread) + blank

    @property
    def blank(self) -> Sequence[int]:
        """The record numbers of the first blank rows that stand between others."""
        return self.records(() if self.gathered is None else self.gathered.blank)

    @property
    def blank_rows(self) -> int:
        """How many rows between others are blank."""
        return 0 if self.gathered is None else self.gathered.blank_rows

    @property
    def stored(self) -> tuple[StoredColumn, ...]:
        return () if self.gathered is None else self.gathered.stored

    def column(self, name: str) -> Column | None:
        return self._by_name.get(name)

    def the(self, names: Iterable[str]) -> tuple[Column, ...]:
        """The columns of these names, all of which it has."""
        return tuple(self._by_name[name] for name in names)

    def rows_watched(self, name: str) -> Located:
        """The rows a check asked for by this name; `NotGathered` if looking for them broke."""
        found = None if self.gathered is None else self.gathered.rowwise.located.get(name)
        if found is None:
            raise NotGathered(name)
        return found

    def pairs_watched(self, name: str) -> Pairs:
        """What stands beside what; `NotGathered` if looking for it broke."""
        found = None if self.gathered is None else self.gathered.rowwise.pairs.get(name)
        if found is None:
            raise NotGathered(name)
        return found

    def values_watched(self, name: str) -> Occurrences:
        """Which values stand in some columns; `NotGathered` if looking for them broke."""
        found = None if self.gathered is None else self.gathered.rowwise.values.get(name)
        if found is None:
            raise NotGathered(name)
        return found

    def at(self, row: int | None = None, column: str | None = None) -> Location:
        """The location of a record number and a column in this table."""
        return self.head.at(row, column)

    def records(self, places: Iterable[int]) -> list[int]:
        """The record numbers of rows, given their places."""
        wanted = np.fromiter(places, dtype=np.int64)
        return [int(record) for record in record_numbers(wanted, self._skipped)]

    @cached_property
    def hits(self) -> Mapping[str, tuple[Hit, ...]]:
        """What each column is found to hold of people."""
        names = self.head.names
        return {each.name: tuple(each.tally.personal.judged(names)) for each in self.columns}

    def shown(self, column: str, cell: str) -> str:
        """A cell as people may see it: one of names or homes keeps nothing but its length."""
        return shown(mask_whole(cell) if self.is_told(column) else cell)

    def shown_values(self, column: str, hashes: npt.NDArray[np.uint64]) -> list[str | None]:
        """Values of a column by their hashes, as people may see them; None: not kept."""
        texts = self._by_name[column].tally.frequent.texts_of(hashes)
        return [None if text is None else self.shown(column, text) for text in texts]

    def is_told(self, column: str) -> bool:
        """Whether a column holds what people may see nothing of, as names and homes."""
        return any(hit.code in TOLD_BY_COLUMN for hit in self.hits.get(column, ()))

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @property
    def _skipped(self) -> Records:
        return self.unread.records if len(self.unread) else no_records()


def table_of_run(
    head: TableHead, match: Match, unread: UnreadRows, gathered: Gathered, copy: Path
) -> Table:
    """The table that a pass over it makes."""
    types = {name: kind for kind, name in match.typed}
    columns = tuple(
        Column(name, tally, types.get(name))
        for name, tally in zip(head.names, gathered.columns, strict=True)
    )
    return Table(head, columns, match, gathered.rows, unread, gathered, copy)
