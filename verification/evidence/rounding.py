"""How far a number may be off for what it was rounded to."""

from verification.evidence.engine import Engine
from verification.evidence.readings import Reading
from verification.evidence.relations import RelationColumn

MOST_DECIMALS = 9
"""Numbers with as many decimals are not rounded: they are written out in full."""
_CLOSE = 1e-9
_SOME, _FEW, _FIFTH = 3, 0.05, 0.2


def tolerance(engine: Engine, column: RelationColumn) -> str:
    """Return the SQL of how far a number may be off.

    Half a unit of the last place the column is written to, which is what rounding takes; where its
    numbers are written out in full, 1e-9 of them. A few cells with more places do not decide for
    the others; each of them is held to its own.
    """
    close = f"{_CLOSE} * greatest(abs({column.read(Reading.NUMBER)}), 1e-6)"
    if column.type == "BIGINT":
        return f"(0.5 + {close})"
    usual = usual_decimals(engine, column.sql, "child") or 0
    if usual >= MOST_DECIMALS:
        return close
    text = f"{column.sql}::VARCHAR"
    places = decimals(text)
    own = f"CASE WHEN contains({text}, 'e') OR {places} >= {MOST_DECIMALS} THEN 0 ELSE {places} END"
    return f"(0.5 * pow(10, -greatest({usual}, {own})) + {close})"


def usual_decimals(engine: Engine, sql: str, table: str) -> int | None:
    """Return how many decimals the numbers of a column (its SQL) have; None where it has none.

    The most that more than a few cells have: a twentieth, or three of a short column. A few with
    more may be what was changed.
    """
    count = engine.one(f"SELECT count(*) FROM {table}")
    few = max(_FEW, min(_SOME / count, _FIFTH)) if count else _FEW
    most = engine.one(
        f"SELECT quantile_disc({decimals(f'{sql}::VARCHAR')}, {1 - few}) "
        f"FROM {table} WHERE NOT contains({sql}::VARCHAR, 'e')"
    )
    return None if most is None else int(most)


def decimals(text: str) -> str:
    """Return the SQL of how many decimals a number is written with."""
    return f"length(rtrim(split_part({text}, '.', 2), '0'))"


def zeros_of(engine: Engine, column: RelationColumn) -> int:
    """Return how many zeros nearly all figures of a column end in: 3 of 48,000 and 1,230,000."""
    number = f"abs({column.read(Reading.NUMBER)})"
    text = f"{number}::HUGEINT::VARCHAR"
    zeros = f"length({text}) - length(rtrim({text}, '0'))"
    whole = f"{number} > 0 AND {number} < 1e18"
    return (
        engine.one(
            f"SELECT quantile_disc(CASE WHEN {number} % 1 = 0 THEN {zeros} ELSE 0 END, 0.05) "
            f"FROM child WHERE {whole}"
        )
        or 0
    )
