"""Columns that are called after one part of their groups, and hold what another part comes to."""

from collections.abc import Mapping, Sequence

from verification.evidence.engine import Engine
from verification.evidence.groups.measures import Search
from verification.evidence.groups.seeking import Found, explained_by
from verification.evidence.relations import RelationColumn


def exchanged(
    engine: Engine,
    columns: Sequence[RelationColumn],
    searches: Mapping[RelationColumn, Search],
) -> tuple[list[Found], list[RelationColumn]]:
    """Return which of some columns that are not the part they are called after are another one's.

    And those that are none's. `searches` are those for a part each. What is found is suspected:
    every cell is held to the same measure of the part that the column is called after.
    """
    found: list[Found] = []
    for column in columns:
        others = [each for each in searches if each is not column]
        held = (
            (other, explained_by(engine, [column], searches[other].measures)[0])
            for other in (others if column in searches else ())
        )
        other, theirs = next(((other, found) for other, found in held if found), (column, []))
        for each in theirs:
            place = searches[other].measures.index(each.measure)
            own = searches[column].measures[place]
            found.append(Found(column, own, 0, each.compared, suspected=f"= {other.name}"))
    known = {each.column for each in found}
    return found, [each for each in columns if each not in known]
