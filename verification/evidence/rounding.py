"""How far a number may be off for what it was rounded to."""

from verification.evidence.engine import Engine
from verification.evidence.readings import Reading
from verification.evidence.relations import RelationColumn

MOST_DECIMALS = 9
"""Numbers with as many decimals are not rounded: they are written out in full."""
_NEARLY_ALL = 0.95
_CLOSE = 1e-9


def tolerance(engine: Engine, column: RelationColumn) -> str:
    """Return the SQL of how far a number may be off.

    Half a unit of the last place the column is written to, which is what rounding takes; where its
    numbers are written out in full, 1e-9 of them.
    """
    close = f"{_CLOSE} * greatest(abs({column.read(Reading.NUMBER)}), 1e-6)"
    most = 0 if column.type == "BIGINT" else usual_decimals(engine, column.sql, "child") or 0
    return close if most >= MOST_DECIMALS else f"(0.5 * 1e-{most} + {close})"


def usual_decimals(engine: Engine, sql: str, table: str) -> int | None:
    """Return how many decimals the numbers of a column (its SQL) have; None where it has none.

    A few cells with more do not decide: they may be what was changed.
    """
    most = engine.one(
        f"SELECT quantile_disc({decimals(f'{sql}::VARCHAR')}, {_NEARLY_ALL}) "
        f"FROM {table} WHERE NOT contains({sql}::VARCHAR, 'e')"
    )
    return None if most is None else int(most)


def decimals(text: str) -> str:
    """Return the SQL of how many decimals a number is written with."""
    return f"length(rtrim(split_part({text}, '.', 2), '0'))"
