"""Puts sides of a join together where the key by which they were joined was left out.

Each side may hold its own columns as they stand, and what stands in a row belong to two: where no
offered column ties the sides to each other, the key is looked up through the sources.
"""

from collections.abc import Sequence
from itertools import combinations

from verification.evidence.engine import Engine
from verification.evidence.joins.bridges import Bridge, put_together
from verification.evidence.joins.keys import key_between, shuffled_key
from verification.evidence.joins.sides import Tied, give_back, ties_of
from verification.evidence.matching import Pair
from verification.evidence.relations import Relation
from verification.evidence.rows.aligning import LOOKED_AT, tie

_ONE = 1.1
"""So often what ties two sides stands at most on the one where it tells rows apart."""
_FINDING = (key_between, shuffled_key)


def bridged(engine: Engine, child: Relation, ties: Sequence[Tied]) -> tuple[Sequence[Tied], bool]:
    """Return the ties, of sides put together where that takes a key that is not offered.

    And whether they all belong together as their rows stand. All offered rows are the `child`
    afterwards.
    """
    number = 0
    while bridge := _bridge(engine, ties):
        both = (bridge.one, bridge.other)
        sides = [each.side for each in ties if each not in both]
        together = put_together(engine, bridge, f"{number}")
        ties = ties_of(engine, child, [*sides, together])
        give_back(engine)
        number += 1
    loosely = [
        (one, other)
        for one, other in combinations(ties, 2)
        if one.columns & other.columns or _one_is_constant(engine, one, other)
    ]
    return ties, len(_groups(ties, loosely)) <= 1


def _bridge(engine: Engine, ties: Sequence[Tied]) -> Bridge | None:
    """The key of two sides that no offered column ties to each other row by row."""
    held = [each for each in ties if each.alignment.tied]
    bonds = [pair for pair in combinations(held, 2) if _are_bonded(engine, *pair)]
    apart = [
        (one, other)
        for first, second in combinations(_groups(held, bonds), 2)
        for one in first
        for other in second
    ]
    for find in _FINDING:
        for one, other in apart:
            found = find(engine, one, other)
            give_back(engine)
            if found is not None:
                return found
    return None


def _groups(ties: Sequence[Tied], bonds: Sequence[tuple[Tied, Tied]]) -> list[list[Tied]]:
    """The sides that hang together, each group by itself."""
    groups = [[each] for each in ties]
    for one, other in bonds:
        first = next(group for group in groups if one in group)
        second = next(group for group in groups if other in group)
        if first is not second:
            first += second
            groups.remove(second)
    return groups


def _are_bonded(engine: Engine, one: Tied, other: Tied) -> bool:
    """Whether rows of one side are told by what the other has of them, too."""
    shared = one.columns & other.columns
    telling = shared and any(
        each.columns == shared or _tells_apart(engine, each, shared) for each in (one, other)
    )
    return telling or _one_is_constant(engine, one, other)


def _one_is_constant(engine: Engine, *ties: Tied) -> bool:
    """Whether all rows have the same of a side: it may stand beside any of the other."""
    return any(
        tied.partners
        and engine.one(
            f"SELECT count(DISTINCT ({', '.join(sorted(tied.columns))},)) <= 1 "
            "FROM offered AS child"
        )
        for tied in ties
        if tied.columns
    )


def _tells_apart(engine: Engine, tied: Tied, shared: set[str]) -> bool:
    pairs: list[Pair] = [each for each in tied.alignment.tied if each.offered.sql in shared]
    tied.side.make()
    rows, found = engine.row(
        "SELECT count(*), count(DISTINCT n) FROM "
        f"(SELECT * FROM {tied.rows} ORDER BY hash(n) LIMIT {LOOKED_AT}) AS child "
        f"JOIN source ON {tie(pairs)}"
    )
    return bool(found) and rows <= _ONE * found
