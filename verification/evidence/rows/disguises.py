"""Figures that are those of a column of the source under a factor, or in other rows."""

from collections.abc import Sequence

from verification.evidence.engine import Engine
from verification.evidence.forms import Same
from verification.evidence.matching import Pair
from verification.evidence.readings import Reading
from verification.evidence.relations import RelationColumn

_FEW, _MANY = 5, 20
_ALIKE = 1e-6
_NEAR = 0.1
_DECILES = tuple(tenth / 10 for tenth in range(1, 10))


def disguised_as(
    engine: Engine,
    column: RelationColumn,
    origins: Sequence[RelationColumn],
    holding: Sequence[Pair],
) -> Pair | None:
    """Return what a number column is in disguise, by the table `beside`; None if it is nothing.

    Under one factor: of any of `origins`. In other rows: of one that holds its values (`holding`)
    and has them as often, as the tenths of both show.
    """
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
    return None


def _is_multiple(engine: Engine, pair: Pair) -> bool:
    ratio = f"{_beside(pair.child)} / nullif({_beside(pair.source)}, 0)"
    low, high, filled = engine.row(
        f"SELECT quantile_disc({ratio}, 0.05), quantile_disc({ratio}, 0.95), count({ratio}) "
        "FROM beside"
    )
    return low is not None and filled >= _FEW and abs(high - low) <= _ALIKE * abs(high)


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
