"""Which declared rules speak of which table, and which columns tables have in common."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from verification.declaration import Declaration
from verification.declared_rules import (
    ANY_TABLE,
    DeclaredReference,
    DeclaredRule,
    PlacedKeys,
    PlacedRule,
    key_of,
)
from verification.matching import Match, matches_of
from verification.tables import TableHead

MOST_SHARED = 8
MOST_SHARED_OF_ALL = 64
"""Of how many columns of a table, and of all tables, the values are compared with other tables'
where nobody declared it: each takes 1.5 MB at most."""

_NUMBERED = re.compile(r"^(연번|순번|번호|일련번호|no\.?|seq|index|#|비고|기타)$", re.IGNORECASE)
"""Names under which rows are only counted or remarked upon: they lead to no other table."""


def placed(declaration: Declaration, heads: Sequence[TableHead]) -> tuple[Match, ...]:
    """What was declared, set against each table: its columns and the rules between them."""
    matches = matches_of(declaration.columns, [head.names for head in heads])
    shared = _shared(heads)
    return tuple(
        replace(
            match,
            rules=tuple(_rules_of(declaration.rules, head)),
            keys=tuple(_keys_of(declaration.rules, head)),
            shared=names,
        )
        for match, head, names in zip(matches, heads, shared, strict=True)
    )


def _rules_of(rules: Sequence[DeclaredRule], head: TableHead) -> Iterator[PlacedRule]:
    for number, rule in enumerate(rules):
        names = _names_of(rule.columns, head)
        speaks = rule.of.means(head.file, head.sheet) and not _is_led_to(rule, head)
        if names is not None and speaks:
            yield PlacedRule(number, rule.called(names))


def _is_led_to(rule: DeclaredRule, head: TableHead) -> bool:
    """Whether a table is where a reference leads, and only for that has the columns it names."""
    return (
        isinstance(rule, DeclaredReference)
        and rule.of == ANY_TABLE
        and rule.to is not None
        and rule.to.means(head.file, head.sheet)
        and tuple(map(key_of, rule.columns)) == tuple(map(key_of, rule.keys))
    )


def _keys_of(rules: Sequence[DeclaredRule], head: TableHead) -> Iterator[PlacedKeys]:
    """Of a reference within one table, its keys are those of each table it speaks of."""
    for number, rule in enumerate(rules):
        if isinstance(rule, DeclaredReference):
            names = _names_of(rule.keys, head)
            meant = rule.of if rule.to is None else rule.to
            if names is not None and meant.means(head.file, head.sheet):
                yield PlacedKeys(number, tuple(names[each] for each in rule.keys))


def _names_of(columns: Sequence[str], head: TableHead) -> Mapping[str, str] | None:
    """The columns' names as the table has them; None if one is not there."""
    there = {key_of(name): name for name in head.names}
    if any(key_of(name) not in there for name in columns):
        return None
    return {name: there[key_of(name)] for name in columns}


def _shared(heads: Sequence[TableHead]) -> tuple[tuple[str, ...], ...]:
    """The names in each table that another one of another form has too, as many as are compared.

    Tables of one form hold more rows of the same, and do not lead to each other.
    """
    forms = {frozenset(map(key_of, head.names)) for head in heads}
    standing = Counter(name for form in forms for name in form)
    left = MOST_SHARED_OF_ALL
    found = []
    for head in heads:
        keys = ((name, key_of(name)) for name in head.names)
        names = [name for name, key in keys if standing[key] > 1 and not _NUMBERED.match(key)]
        kept = tuple(names[: min(MOST_SHARED, left)])
        left -= len(kept)
        found.append(kept)
    return tuple(found)
