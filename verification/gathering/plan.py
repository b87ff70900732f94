"""What is to be gathered from a table: its columns, and what checks want looked for in each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from verification.batches import ScannedColumn, Truths
from verification.declaration import ColumnType
from verification.findings import LOCATED_AT_MOST
from verification.matching import Match
from verification.personal.headers import wants_all_cells
from verification.tables import TableHead

_PACKED = frozenset({ColumnType.DATE, ColumnType.DATETIME, ColumnType.YEARMONTH})
GUESSED = (
    ColumnType.BOOLEAN,
    ColumnType.INTEGER,
    ColumnType.NUMBER,
    ColumnType.DATE,
    ColumnType.DATETIME,
)
"""The types a column may be guessed to have, likeliest first."""


@dataclass(frozen=True)
class Watch:
    """Cells of a column that a check wants located, and by which name it asks for them."""

    column: str
    name: str
    cells: Callable[[ScannedColumn], Truths]


@dataclass(frozen=True)
class RowWatch:
    """Rows that a check wants located by what stands in several columns of theirs.

    What stands in the first of these columns is kept beside the place.
    """

    columns: tuple[str, ...]
    name: str
    rows: Callable[[Mapping[str, ScannedColumn]], Truths]


@dataclass(frozen=True)
class PairWatch:
    """Two columns of which a check wants to know which values stand beside which."""

    columns: tuple[str, str]
    name: str


@dataclass(frozen=True)
class ValueWatch:
    """Columns of which a check wants to know which values stand there together, and where first."""

    columns: tuple[str, ...]
    name: str


AnyWatch = Watch | RowWatch | PairWatch | ValueWatch


_WIDE = 200
"""Of tables wider than this fewer misfits are kept, so that memory is bounded."""


@dataclass(frozen=True)
class ColumnPlan:
    """What is gathered from one column."""

    name: str
    declared: ColumnType | None = None
    watches: tuple[Watch, ...] = ()
    misfits: int = LOCATED_AT_MOST

    @property
    def packed(self) -> bool:
        """Whether digits alone may be a date."""
        return self.declared in _PACKED

    @property
    def all_personal(self) -> bool:
        """Whether its name calls for a closer look at every cell."""
        return wants_all_cells(self.name)

    @property
    def types(self) -> tuple[ColumnType, ...]:
        """The types whose misfits are located."""
        if self.declared is None:
            return GUESSED
        return () if self.declared is ColumnType.STRING else (self.declared,)


@dataclass(frozen=True)
class TablePlan:
    """What is gathered from a table. `keys` are the numbers of the columns declared as key.

    `people`: the sizes of the groups that its columns make of people are wanted.
    """

    columns: tuple[ColumnPlan, ...]
    keys: tuple[int, ...] = ()
    by_name: Mapping[str, int] = field(default_factory=dict)
    people: bool = False
    rows: tuple[RowWatch, ...] = ()
    pairs: tuple[PairWatch, ...] = ()
    values: tuple[ValueWatch, ...] = ()


def plan_of(
    head: TableHead, match: Match, watches: tuple[AnyWatch, ...], *, people: bool = False
) -> TablePlan:
    """The plan for a table, given what was declared of it and what its checks want to see."""
    types = {name: kind for kind, name in match.typed}
    by_name = {name: place for place, name in enumerate(head.names)}
    in_columns = [watch for watch in watches if isinstance(watch, Watch)]
    most = LOCATED_AT_MOST if len(head.names) <= _WIDE else LOCATED_AT_MOST // 10
    columns = tuple(
        ColumnPlan(name, types.get(name), tuple(w for w in in_columns if w.column == name), most)
        for name in head.names
    )
    rows = tuple(watch for watch in watches if isinstance(watch, RowWatch))
    pairs = tuple(watch for watch in watches if isinstance(watch, PairWatch))
    values = tuple(watch for watch in watches if isinstance(watch, ValueWatch))
    keys = tuple(by_name[name] for said, name in match.both if said.key)
    return TablePlan(columns, keys, by_name, people, rows, pairs, values)
