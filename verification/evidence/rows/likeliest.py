"""Which column of a row that is not found is the likeliest to have been changed."""

from collections.abc import Sequence

from verification.evidence.engine import Engine
from verification.evidence.matching import Pair
from verification.evidence.readings import Reading
from verification.evidence.rows.aligning import without

_LOOKED_AT = 100_000
_NEARLY_ALL = 0.99


def likeliest_first(engine: Engine, tied: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs of figures of which one was changed, and then all others, in their order.

    A changed cell leaves what tells its row from all others: those come first whose row is told by
    the other columns. Of these figures before names and days, by which a row would be another one;
    and what has few values before what has many: of a day and a grade that do not go together the
    grade was changed, though the grade stands there on another day.
    """
    if not tied:
        return [], []
    rests = [without(tied, pair) for pair in tied]
    counted = ", ".join(
        f"approx_count_distinct({pair.offered.sql}), {_rows_told_by(rest)}"
        for pair, rest in zip(tied, rests, strict=True)
    )
    all_rows, *counts = engine.row(
        f"SELECT {_rows_told_by(tied)}, {counted} FROM (FROM child LIMIT {_LOOKED_AT}) AS child"
    )
    values = dict(zip(tied, counts[::2], strict=True))
    told = {
        pair
        for pair, rows in zip(tied, counts[1::2], strict=True)
        if rows >= _NEARLY_ALL * all_rows
    }
    ranked = sorted(tied, key=lambda pair: (pair not in told, not is_number(pair), values[pair]))
    figures = [pair for pair in ranked if pair in told and is_number(pair)]
    return figures, ranked[len(figures) :]


def is_number(pair: Pair) -> bool:
    """Whether a pair is of figures, and not of names or days."""
    readings = pair.offered.readings
    return Reading.NUMBER in readings and Reading.DATE not in readings


def _rows_told_by(pairs: Sequence[Pair]) -> str:
    """SQL of how many rows some columns tell apart."""
    cells = ", ".join(pair.offered.sql for pair in pairs)
    return f"count(DISTINCT hash({cells}))" if cells else "1"
