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

    A mean, however weighted, lies between the least and the greatest value of its group; a sum of
    some of its rows between those of what is below and above nought, a count within the number.
    What is called like a column of the source is no sum or count of rows that nothing tells.
    """
    numeric = [k for k, each in enumerate(source.columns) if Reading.NUMBER in each.readings]
    found = []
    for column in columns:
        number = beside_group(column.read(Reading.NUMBER))
        possible = [f"{number} BETWEEN min_{k} AND max_{k}" for k in numeric]
        if not any(
            plain_name(column.name) in map(plain_name, each.names) for each in source.columns
        ):
            possible += [
                f"{number} BETWEEN least(0, min_{k} * count_{k}) "
                f"AND sum_{k} - least(min_{k}, 0) * count_{k}"
                for k in numeric
            ]
            possible.append(f"{number} BETWEEN 0 AND group_rows")
        within = (
            engine.one(f"SELECT avg(({each})::INT) FROM grouped WHERE {number} IS NOT NULL")
            for each in possible
        )
        if Reading.NUMBER in column.readings and not any((each or 0) >= _USUAL for each in within):
            found.append(column.name)
    return found
