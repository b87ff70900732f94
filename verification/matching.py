"""Which declared columns speak of which table."""

from collections.abc import Sequence
from dataclasses import dataclass

from verification.declaration import ColumnType, DeclaredColumn
from verification.declared_rules import DeclaredRule, PlacedKeys, PlacedRule, key_of


@dataclass(frozen=True)
class Match:
    """The declared columns set against the names of one table's columns.

    Of a table that the declaration does not speak of, every column is undeclared and none missing.
    `names` are those of all its columns, in their order. `rules` are the declared ones that speak
    of it, `keys` the columns that those of any table lead to; `shared` names columns that another
    table of another form has too.
    """

    both: tuple[tuple[DeclaredColumn, str], ...] = ()
    missing: tuple[DeclaredColumn, ...] = ()
    undeclared: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    rules: tuple[PlacedRule, ...] = ()
    keys: tuple[PlacedKeys, ...] = ()
    shared: tuple[str, ...] = ()

    @property
    def speaks(self) -> bool:
        """Whether the declaration speaks of this table at all."""
        return bool(self.both or self.missing)

    @property
    def typed(self) -> tuple[tuple[ColumnType, str], ...]:
        """The columns whose type was declared."""
        return tuple((said.type, name) for said, name in self.both if said.type)

    @property
    def untyped(self) -> tuple[str, ...]:
        """The columns whose type has to be guessed: undeclared, or declared without a type."""
        return (*(name for said, name in self.both if not said.type), *self.undeclared)

    @property
    def declared(self) -> tuple[DeclaredRule, ...]:
        """The declared rules that speak of this table."""
        return tuple(placed.rule for placed in self.rules)

    @property
    def required(self) -> tuple[str, ...]:
        """The columns that were said never to be empty; a key says so too."""
        return tuple(name for said, name in self.both if said.key or said.nullable is False)

    @property
    def optional(self) -> tuple[str, ...]:
        """The columns that were said to be empty at times."""
        return tuple(name for said, name in self.both if said.nullable and not said.key)


Names = tuple[str, ...]


def matches_of(declared: tuple[DeclaredColumn, ...], tables: Sequence[Names]) -> tuple[Match, ...]:
    """The declaration set against the columns of each table.

    A manifest declares its columns once, and an offer may hold several tables: the declaration
    speaks of those that have at least half of its columns, or failing that of the nearest.
    """
    keys = [key_of(column.name) for column in declared]
    shared = [sum(key in set(map(key_of, names)) for key in keys) for names in tables]
    most = max(shared, default=0)
    halves = any(count * 2 >= len(keys) for count in shared)
    nearest = shared.index(most) if shared else None
    return tuple(
        _match(declared, names)
        if declared and (count * 2 >= len(keys) or (not halves and place == nearest))
        else Match(undeclared=names, names=names)
        for place, (names, count) in enumerate(zip(tables, shared, strict=True))
    )


def _match(declared: tuple[DeclaredColumn, ...], names: Names) -> Match:
    found = {key_of(name): name for name in names}
    keys = {key_of(column.name) for column in declared}
    return Match(
        both=tuple((c, found[key_of(c.name)]) for c in declared if key_of(c.name) in found),
        missing=tuple(column for column in declared if key_of(column.name) not in found),
        undeclared=tuple(name for key, name in found.items() if key not in keys),
        names=names,
    )
