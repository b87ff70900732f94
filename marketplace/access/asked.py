"""What is asked of a table's rows: which columns, which rows, in which order, which page.

    select=정류장,승차        columns by name; repeated, or parted by commas
    where=승차:ge:100        column:operator:value, repeated; all of them hold
    where=메모:isnull:       isnull takes true (or nothing) or false
    sort=-승차               a column, largest first with a minus
    page=2&per_page=100

Operators: eq ne lt le gt ge contains isnull. A value is compared in the type of its column; rows
without a value there are never equal, less or greater. Names and values are data: none of them
becomes part of a statement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from marketplace.access.errors import ColumnUnknown, ConditionFaulty, RowsPageRefused

MOST_PER_PAGE = 1_000
PER_PAGE = 100
LAST_PAGE = 1_000_000


class Operator(StrEnum):
    """How a column is compared with a value."""

    EQ = "eq"
    NE = "ne"
    LT = "lt"
    LE = "le"
    GT = "gt"
    GE = "ge"
    CONTAINS = "contains"
    ISNULL = "isnull"


@dataclass(frozen=True)
class Condition:
    """One condition on a column, by its place in the table."""

    column: int
    operator: Operator
    value: str


@dataclass(frozen=True)
class RowsAsked:
    """A question without faults. Columns stand as places; without `sort` the file's order holds."""

    select: tuple[int, ...]
    where: tuple[Condition, ...] = ()
    sort: int | None = None
    descending: bool = False
    page: int = 1
    per_page: int = PER_PAGE

    @property
    def offset(self) -> int:
        """How many rows come before the page."""
        return (self.page - 1) * self.per_page


def read_rows_asked(given: Mapping[str, Sequence[str]], columns: Sequence[str]) -> RowsAsked:
    """Return what parameters ask of a table with these columns.

    Raises `ColumnUnknown`, `ConditionFaulty` and `RowsPageRefused`.
    """
    names = _Names(tuple(columns))
    sort = _last(given, "sort")
    # A column may itself begin with a minus: the name as it stands comes first.
    descending = sort.startswith("-") and sort not in names.places
    return RowsAsked(
        select=_selected(given.get("select", ()), names),
        where=tuple(_condition(text, names) for text in given.get("where", ()) if text),
        sort=names.place("sort", sort.removeprefix("-") if descending else sort) if sort else None,
        descending=descending,
        page=_number("page", _last(given, "page") or "1", LAST_PAGE),
        per_page=_number("per_page", _last(given, "per_page") or str(PER_PAGE), MOST_PER_PAGE),
    )


class _Names:
    def __init__(self, columns: tuple[str, ...]) -> None:
        self.columns = columns
        self.places = {name: place for place, name in reversed(list(enumerate(columns)))}

    def place(self, parameter: str, name: str) -> int:
        try:
            return self.places[name]
        except KeyError:
            raise ColumnUnknown(parameter, name, self.columns) from None


def _selected(texts: Sequence[str], names: _Names) -> tuple[int, ...]:
    wanted = [
        name
        for text in texts
        for name in ([text] if text in names.places else text.split(","))
        if name
    ]
    if not wanted:
        return tuple(range(len(names.columns)))
    return tuple(dict.fromkeys(names.place("select", name) for name in wanted))


def _condition(text: str, names: _Names) -> Condition:
    """Read one condition; a column's name may hold colons, so every split is tried."""
    parts = text.split(":")
    for end in range(len(parts) - 1, 0, -1):
        column, operator = ":".join(parts[:end]), parts[end]
        if column in names.places and operator in _OPERATORS:
            value = ":".join(parts[end + 1 :])
            return Condition(names.places[column], Operator(operator), value)
    if len(parts) > 1 and parts[1] in _OPERATORS:
        raise ColumnUnknown("where", parts[0], names.columns)
    raise ConditionFaulty(tuple(Operator))


_OPERATORS = frozenset(Operator)


def _last(given: Mapping[str, Sequence[str]], name: str) -> str:
    return next(reversed(given.get(name) or [""]))


def _number(parameter: str, text: str, most: int) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else 0
    if not 1 <= number <= most:
        raise RowsPageRefused(parameter, most)
    return number
