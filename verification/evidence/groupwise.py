"""Aggregates the source as an offered table is grouped, so that every cell can be held to it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verification.evidence.engine import Engine, quoted
from verification.evidence.grouping import Grouping, is_total
from verification.evidence.matching import Pair
from verification.evidence.measuring import Aggregate, further_search, plain_search
from verification.evidence.readings import Reading
from verification.evidence.relations import Relation, RelationColumn
from verification.evidence.seeking import (
    Found,
    beside_group,
    explained_by,
    keep_values,
)
from verification.evidence.suspecting import suspected_of

_USUAL = 0.8
_ALIKE = 1e-6


@dataclass(frozen=True)
class Reconciled:
    """Which aggregate each column was found to be, and the columns that no aggregate explains.

    `usual` is how many rows of the source a group has, where most have as many. The tables
    `groups` (a row for each of the source) and `grouped` (each offered row beside its group) stay.
    """

    grouping: Grouping
    found: tuple[Found, ...]
    unexplained: tuple[RelationColumn, ...]
    usual: int | None

    @property
    def agree(self) -> int:
        """In how many cells they agree."""
        return sum(each.agree for each in self.found)

    @property
    def compared(self) -> int:
        """How many cells were offered to be compared."""
        return sum(each.compared for each in self.found)


def reconcile(engine: Engine, source: Relation, grouping: Grouping) -> Reconciled:
    """Aggregate the source as the offered table is grouped, and find what its columns are.

    Of all its rows, or else of those alone that lack no value, whichever agrees in more cells.
    """
    made = _reconciled(engine, source, grouping)
    if made.agree == made.compared or not _lacks_values(engine, source):
        return made
    whole = _reconciled(engine, _complete(engine, source), grouping)
    if whole.agree > made.agree:
        return whole
    engine.run("DROP VIEW IF EXISTS temp.complete")
    return _reconciled(engine, source, grouping)


def _reconciled(engine: Engine, source: Relation, grouping: Grouping) -> Reconciled:
    plain = plain_search(source)
    _group(engine, source, grouping, plain.aggregates)
    found, left = explained_by(engine, grouping.measures, plain.measures, start=0)
    if left:
        further = further_search(source, left)
        new = _new(further.aggregates, plain.aggregates)
        _group(engine, source, grouping, (*plain.aggregates, *new))
        keep_values(engine, found)
        more, left = explained_by(engine, left, further.measures, start=len(found))
        found = [*found, *more]
        suspected, left = suspected_of(engine, left, plain.measures, start=len(found))
        found = [*found, *suspected]
    return Reconciled(grouping, tuple(found), tuple(left), _usual(engine))


def _lacks_values(engine: Engine, source: Relation) -> bool:
    """Whether any row of the source lacks a value that others of its column have."""
    return any(0 < count < source.rows for count in _filled(engine, source))


def _filled(engine: Engine, source: Relation) -> tuple[int, ...]:
    counts = ", ".join(f"count({column.sql})" for column in source.columns)
    return engine.row(f"SELECT {counts} FROM source")


def _complete(engine: Engine, source: Relation) -> Relation:
    """The rows of the source that lack nothing, as another relation of the same columns."""
    filled = engine.row(
        "SELECT " + ", ".join(f"count({c.sql})" for c in source.columns) + " FROM source"
    )
    kept = " AND ".join(
        f"{column.sql} IS NOT NULL"
        for column, count in zip(source.columns, filled, strict=True)
        if count
    )
    engine.run(f"CREATE OR REPLACE TEMP VIEW complete AS SELECT * FROM source WHERE {kept}")
    return replace(source, name="complete")


def same_total(engine: Engine, column: RelationColumn, origin: RelationColumn | None) -> bool:
    """Whether a column adds up to what a column of the source does; None: to its number of rows."""
    of = "count(*)" if origin is None else f"fsum({origin.read(Reading.NUMBER)})"
    ours = engine.one(f"SELECT fsum({column.read(Reading.NUMBER)}) FROM child")
    theirs = engine.one(f"SELECT {of} FROM source")
    return bool(ours) and theirs is not None and math.isclose(ours, theirs, rel_tol=_ALIKE)


def impossible_measures(
    engine: Engine, source: Relation, columns: Sequence[RelationColumn]
) -> list[str]:
    """Return the number columns that can be no mean of any column of the source.

    A mean, however weighted, lies between the least and the greatest value of its group.
    """
    numeric = [k for k, each in enumerate(source.columns) if Reading.NUMBER in each.readings]
    found = []
    for column in columns:
        number = beside_group(column.read(Reading.NUMBER))
        within = (
            engine.one(
                f"SELECT avg(({number} BETWEEN min_{k} AND max_{k})::INT) FROM grouped "
                f"WHERE {number} IS NOT NULL"
            )
            for k in numeric
        )
        if Reading.NUMBER in column.readings and not any((each or 0) >= _USUAL for each in within):
            found.append(column.name)
    return found


def _new(further: Sequence[Aggregate], known: Sequence[Aggregate]) -> list[Aggregate]:
    names = {each.name for each in known}
    return [each for each in further if each.name not in names]


def _group(
    engine: Engine, source: Relation, grouping: Grouping, aggregates: Sequence[Aggregate]
) -> None:
    """Make `groups` and `grouped`; rows that add up several groups get a coarser one."""
    patterns = _patterns(engine, grouping)
    finest = (False,) * len(grouping.keys)
    # Of what the source has in the finest groups more is asked later: whether any row is of them.
    if finest not in patterns:
        _grouped_as(engine, source, grouping, finest, aggregates, name="groups")
    parts = [
        _grouped_as(
            engine,
            source,
            grouping,
            pattern,
            aggregates,
            name="groups" if pattern == finest else f"groups_{number}",
        )
        for number, pattern in enumerate(patterns)
    ]
    engine.run(f"CREATE OR REPLACE TEMP TABLE grouped AS {' UNION ALL BY NAME '.join(parts)}")


def _patterns(engine: Engine, grouping: Grouping) -> list[tuple[bool, ...]]:
    """Which keys are totals, for each way in which they are in some row."""
    if not grouping.keys:
        return [()]
    marks = ", ".join(
        f"{_total(engine, pair)} AS total_{k}" for k, pair in enumerate(grouping.keys)
    )
    return sorted(engine.rows(f"SELECT DISTINCT {marks} FROM child"))


def _total(engine: Engine, pair: Pair) -> str:
    """SQL of whether a row stands for all of a key; a name that the source has does not."""
    own = f"SELECT DISTINCT ({pair.source})::VARCHAR AS v FROM source"
    named = [value for (value,) in engine.rows(f"SELECT v FROM ({own}) WHERE {is_total('v')}")]
    text = f"({pair.child})::VARCHAR"
    if not named:
        return f"coalesce({is_total(text)}, false)"
    kept = ", ".join(quoted(value) for value in named)
    return f"coalesce({is_total(text)} AND {text} NOT IN ({kept}), false)"


def _grouped_as(
    engine: Engine,
    source: Relation,
    grouping: Grouping,
    pattern: tuple[bool, ...],
    aggregates: Sequence[Aggregate],
    *,
    name: str,
) -> str:
    """Aggregate the source by the keys that are no totals; return the SQL of the rows beside it."""
    keys = grouping.keys
    fine = [k for k in range(len(keys)) if not pattern[k]]
    named = "".join(f"{keys[k].source} AS k{k}, " for k in fine)
    by = f" GROUP BY {', '.join(f'k{k}' for k in fine)}" if fine else ""
    values = "".join(f", {each.sql} AS {each.name}" for each in aggregates)
    # A bit for each table: a set in one number, which costs next to nothing.
    tables = "bit_or(1::UBIGINT << least(t, 63))"
    engine.run(
        f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {named}count(*) AS group_rows, "
        f"{tables} AS of_tables{values} FROM {source.name} AS source{by}"
    )
    like = [f"{_total(engine, pair)} = {str(pattern[k]).lower()}" for k, pair in enumerate(keys)]
    rows = f"FROM child WHERE {' AND '.join(like)}" if like else "FROM child"
    tied = " AND ".join(f"{keys[k].child} IS NOT DISTINCT FROM g.k{k}" for k in fine) or "true"
    names = ", ".join(("group_rows", "of_tables", *(each.name for each in aggregates)))
    return f"SELECT child.*, {names} FROM ({rows}) AS child LEFT JOIN {name} g ON {tied}"


def _usual(engine: Engine) -> int | None:
    """How many rows of the source most groups have; None where they differ."""
    usual, share = engine.row(
        "SELECT mode(group_rows), count_if(group_rows = (SELECT mode(group_rows) FROM groups)) "
        "/ count(*) FROM groups"
    )
    return int(usual) if usual is not None and share >= _USUAL else None
