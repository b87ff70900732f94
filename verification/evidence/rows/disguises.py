"""Columns that are one of the source under a factor, or in other rows."""

from collections.abc import Iterator, Sequence

from verification.evidence.engine import Engine
from verification.evidence.forms import Beginning, Same
from verification.evidence.lengths import one_length
from verification.evidence.matching import Pair
from verification.evidence.readings import Reading
from verification.evidence.relations import RelationColumn
from verification.evidence.rows.elsewhere import stands_elsewhere

_FEW, _MANY = 5, 20
_ALIKE = 1e-6
_NEAR = 0.1
_NEARLY_ALL = 0.95
_SHORTEST = 2
_CODES = ("VARCHAR", "BIGINT")
_DECILES = tuple(tenth / 10 for tenth in range(1, 10))


def disguised_as(
    engine: Engine,
    column: RelationColumn,
    origins: Sequence[RelationColumn],
    holding: Sequence[Pair],
) -> Pair | None:
    """Return what a column is in disguise, by the table `beside`; None if it is nothing.

    Figures under one factor: of any of `origins`, or of what its codes begin with. In other rows:
    of one that holds its values (`holding`) and has them as often, as the tenths of both show, or
    of one where they stand and their neighbours do not; or, of names and codes, as many different
    ones. What is looked for so is a column that has no other place in the source.
    """
    free = {origin.sql for origin in origins}
    figures = _figures_in_disguise(engine, column, origins, holding)
    if figures is not None:
        return figures
    names = [pair for pair in holding if pair.origin.sql in free and pair.origin.type == "VARCHAR"]
    multiplied = next(_multiplied_beginnings(engine, column, origins), None)
    if multiplied is not None:
        return multiplied
    for pair in (*names, *_beginnings(engine, column, origins)):
        if _is_as_varied(engine, pair):
            return pair
    return None


def _figures_in_disguise(
    engine: Engine,
    column: RelationColumn,
    origins: Sequence[RelationColumn],
    holding: Sequence[Pair],
) -> Pair | None:
    if Reading.NUMBER not in column.readings:
        return None
    for origin in origins:
        pair = Pair(column, origin, Same(Reading.NUMBER))
        if Reading.NUMBER in origin.readings and _is_multiple(engine, pair):
            return pair
    free = {origin.sql for origin in origins}
    for pair in holding:
        if pair.origin.sql in free and Reading.NUMBER in pair.origin.readings:
            numbers = Pair(column, pair.origin, Same(Reading.NUMBER))
            if _is_as_spread(engine, numbers):
                return numbers
    elsewhere = (
        stands_elsewhere(engine, column, origin)
        for origin in origins
        if Reading.NUMBER in origin.readings and origin.type != "BOOLEAN"
    )
    return next((pair for pair in elsewhere if pair is not None), None)


def _multiplied_beginnings(
    engine: Engine, column: RelationColumn, origins: Sequence[RelationColumn]
) -> Iterator[Pair]:
    """The codes of the source that begin, row by row, as a column does without its noughts."""
    length = one_length(engine, "child", column) if column.type == "BIGINT" else None
    codes = [each for each in origins if each.type in _CODES]
    for noughts in range(1, (length or 0) - _SHORTEST + 1):
        if engine.one(f"SELECT bool_or({column.sql} % {10**noughts} <> 0) FROM looked AS child"):
            return
        kept = (length or 0) - noughts
        for origin in codes:
            pair = Pair(column, origin, Beginning(kept))
            share, different = engine.row(
                f"SELECT avg((left({_beside(pair.child)}, {kept}) = {_beside(pair.source)})::INT), "
                f"count(DISTINCT {_beside(pair.source)}) FROM beside"
            )
            if different >= _FEW and (share or 0) >= _NEARLY_ALL:
                yield pair


def _beginnings(
    engine: Engine, column: RelationColumn, origins: Sequence[RelationColumn]
) -> Iterator[Pair]:
    """The codes of the source that begin as nearly all values of a column do."""
    length = one_length(engine, "child", column)
    codes = [each for each in origins if each.type in _CODES]
    for origin in codes if length and column.type in _CODES else ():
        longer = one_length(engine, "source", origin)
        if length and longer and _SHORTEST <= length < longer:
            pair = Pair(column, origin, Beginning(length))
            share = engine.one(
                f"SELECT avg((v IN (SELECT {pair.source} FROM source))::INT) FROM "
                f"(SELECT DISTINCT {pair.child} AS v FROM looked AS child) WHERE v IS NOT NULL"
            )
            if (share or 0) >= _NEARLY_ALL:
                yield pair


def _is_as_varied(engine: Engine, pair: Pair) -> bool:
    """Whether a column has about as many different values as the rows found have there."""
    ours, theirs = engine.row(
        f"SELECT count(DISTINCT {_beside(pair.child)}), count(DISTINCT {_beside(pair.source)}) "
        "FROM beside"
    )
    return bool(ours >= _MANY and abs(ours - theirs) <= _NEAR * theirs)


def _is_multiple(engine: Engine, pair: Pair) -> bool:
    """Whether nearly every row has, in one of the rows it agrees with, the column by one factor."""
    ratio = f"round({_beside(pair.child)} / nullif({_beside(pair.source)}, 0), 12)"
    ratios = (
        f"SELECT n, unnest([q, {_ALIKE} + q]) AS q FROM "
        f"(SELECT DISTINCT n, floor(ln(abs({ratio})) / {_ALIKE}) * {_ALIKE} AS q, sign({ratio}) "
        f"FROM beside WHERE {ratio} <> 0)"
    )
    filled = engine.one(f"SELECT count(DISTINCT n) FROM beside WHERE {ratio} <> 0")
    most = engine.one(
        f"SELECT max(rows) FROM (SELECT count(DISTINCT n) AS rows FROM ({ratios}) "
        "GROUP BY round(q, 9))"
    )
    return bool(filled >= _FEW and (most or 0) >= _NEARLY_ALL * filled)


def _is_as_spread(engine: Engine, pair: Pair) -> bool:
    tenths = ", ".join(map(str, _DECILES))
    ours, theirs, different = engine.row(
        f"SELECT quantile_cont({_beside(pair.child)}, [{tenths}]), "
        f"quantile_cont({_beside(pair.source)}, [{tenths}]), "
        f"count(DISTINCT {_beside(pair.child)}) FROM beside"
    )
    if different < _MANY or ours is None or theirs is None:
        return False
    width = theirs[-1] - theirs[0]
    return all(abs(a - b) <= _NEAR * width for a, b in zip(ours, theirs, strict=True))


def _beside(sql: str) -> str:
    return sql.replace("child.", "beside.").replace("source.", "beside.")
