"""Which declared columns speak of which table."""

import unicodedata
from dataclasses import dataclass

from verification.declaration import ColumnType, DeclaredColumn
from verification.subject import Subject, table_of
from verification.tables import Column, Table


@dataclass(frozen=True)
class Match:
    """The declared columns set against those of one table.

    Of a table that the declaration does not speak of, every column is undeclared and none missing.
    """

    both: tuple[tuple[DeclaredColumn, Column], ...] = ()
    missing: tuple[DeclaredColumn, ...] = ()
    undeclared: tuple[Column, ...] = ()

    @property
    def speaks(self) -> bool:
        """Whether the declaration speaks of this table at all."""
        return bool(self.both or self.missing)

    @property
    def typed(self) -> tuple[tuple[ColumnType, Column], ...]:
        """The columns whose type was declared."""
        return tuple((said.type, column) for said, column in self.both if said.type)

    @property
    def untyped(self) -> tuple[Column, ...]:
        """The columns whose type has to be guessed: undeclared, or declared without a type."""
        return (*(column for said, column in self.both if not said.type), *self.undeclared)

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns that were said never to be empty; a key says so too."""
        return tuple(column for said, column in self.both if said.key or said.nullable is False)

    @property
    def optional(self) -> tuple[Column, ...]:
        """The columns that were said to be empty at times."""
        return tuple(column for said, column in self.both if said.nullable and not said.key)


def match_of(subject: Subject) -> Match:
    """The declaration set against the table.

    A manifest declares its columns once, and an offer may hold several tables: the declaration
    speaks of those that have at least half of its columns, or failing that of the nearest.
    """
    table, declared = table_of(subject), subject.declaration.columns
    found = {key_of(column.name): column for column in table.columns}
    if not declared or not _speaks_of(subject, table):
        return Match(undeclared=table.columns)
    names = {key_of(column.name) for column in declared}
    return Match(
        both=tuple((c, found[key_of(c.name)]) for c in declared if key_of(c.name) in found),
        missing=tuple(column for column in declared if key_of(column.name) not in found),
        undeclared=tuple(c for key, c in found.items() if key not in names),
    )


def key_of(name: str) -> str:
    """A name as names are compared: composed, without spaces around it."""
    return unicodedata.normalize("NFC", name).strip()


def _speaks_of(subject: Subject, table: Table) -> bool:
    shared = _shared(subject, table)
    if shared * 2 >= len(subject.declaration.columns):
        return True
    nearest = max(subject.tables, key=lambda other: _shared(subject, other))
    half = any(
        _shared(subject, other) * 2 >= len(subject.declaration.columns) for other in subject.tables
    )
    return not half and nearest is table


def _shared(subject: Subject, table: Table) -> int:
    names = {key_of(column.name) for column in table.columns}
    return sum(key_of(column.name) in names for column in subject.declaration.columns)
