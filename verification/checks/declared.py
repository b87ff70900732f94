"""Which declared columns speak of which table."""

import unicodedata
from dataclasses import dataclass

from verification.declaration import DeclaredColumn
from verification.subject import Subject, table_of
from verification.tables import Column, Table


@dataclass(frozen=True)
class Match:
    """The declared columns set against those of one table."""

    both: tuple[tuple[DeclaredColumn, Column], ...] = ()
    missing: tuple[DeclaredColumn, ...] = ()
    undeclared: tuple[Column, ...] = ()


def match_of(subject: Subject) -> Match:
    """The declaration set against the table.

    A manifest declares its columns once, and an offer may hold several tables: the declaration
    speaks of those that have at least half of its columns, or failing that of the nearest.
    """
    table, declared = table_of(subject), subject.declaration.columns
    found = {key_of(column.name): column for column in table.columns}
    if not declared or not _speaks_of(subject, table):
        return Match(undeclared=() if declared else table.columns)
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
