"""How far a number may be off for what it was rounded to."""

from verification.evidence.engine import Engine
from verification.evidence.readings import Reading
from verification.evidence.relations import RelationColumn

_MOST_DIGITS = 9
_CLOSE = 1e-9


def tolerance(engine: Engine, column: RelationColumn) -> str:
    """Return the SQL of how far a number may be off.

    Half a unit of the last place the column is written to, which is what rounding takes; where its
    numbers are written out in full, 1e-9 of them. A few cells with more places do not decide.
    """
    text = f"{column.sql}::VARCHAR"
    most = 0
    if column.type != "BIGINT":
        decimals = f"length(rtrim(split_part({text}, '.', 2), '0'))"
        most = (
            engine.one(
                f"SELECT quantile_disc({decimals}, 0.95) FROM child WHERE NOT contains({text}, 'e')"
            )
            or 0
        )
    close = f"{_CLOSE} * greatest(abs({column.read(Reading.NUMBER)}), 1e-6)"
    return close if most >= _MOST_DIGITS else f"(0.5 * 1e-{most} + {close})"


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
