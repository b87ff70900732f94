"""What a column may be of groups whose measure was not found, and what it can never be."""

import math
from collections.abc import Sequence

from verification.evidence.engine import Engine
from verification.evidence.groups.beside import beside_group
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn, plain_name

_USUAL = 0.8
_ALIKE = 1e-6


def same_total(engine: Engine, column: RelationColumn, origin: RelationColumn | None) -> bool:
    """Whether a column adds up to what a column of the source does; None: to its number of rows."""
    of = "count(*)" if origin is None else f"fsum({origin.read(Reading.NUMBER)})"
    ours = engine.one(f"SELECT fsum({column.read(Reading.NUMBER)}) FROM child")
    theirs = engine.one(f"SELECT {of} FROM source")
    return bool(ours) and theirs is not None and math.isclose(ours, theirs, rel_tol=_ALIKE)


def impossible_measures(
    engine: Engine, source: Relation, columns: Sequence[RelationColumn]
) -> list[str]:
    """Return the number columns that can be nothing of any rows of their groups.

    Nothing where one column alone is so, not called like one of the source: it may have been
    made of what nobody names. A mean, however weighted, lies between the least and the greatest
    value of its group; a sum of some of its rows between those of what is below and above nought, a
    count within the number.
    """
    numeric = [k for k, each in enumerate(source.columns) if Reading.NUMBER in each.readings]
    found = [
        column
        for column in columns
        if Reading.NUMBER in column.readings and not _is_possible(engine, column, numeric)
    ]
    alone = len(found) == 1 and not _is_namesake(found[0], source)
    return [] if alone else [column.name for column in found]


def _is_namesake(column: RelationColumn, source: Relation) -> bool:
    name = plain_name(column.name)
    return any(name in map(plain_name, each.names) for each in source.columns)


def _is_possible(engine: Engine, column: RelationColumn, numeric: Sequence[int]) -> bool:
    """Whether a column is, in most groups, within what one of the source's columns allows."""
    number = beside_group(column.read(Reading.NUMBER))
    possible = [f"{number} BETWEEN 0 AND group_rows"]
    for k in numeric:
        least, greatest = (
            f"least(min_{k} * count_{k}, 0)",
            f"sum_{k} - least(min_{k}, 0) * count_{k}",
        )
        possible += [
            f"{number} BETWEEN min_{k} AND max_{k}",
            f"{number} BETWEEN {least} AND {greatest}",
        ]
    within = (
        engine.one(f"SELECT avg(({each})::INT) FROM grouped WHERE {number} IS NOT NULL")
        for each in possible
    )
    return any((each or 0) >= _USUAL for each in within)
