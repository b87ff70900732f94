"""How far a number may be off for what it was rounded to."""

from verification.evidence.engine import Engine
from verification.evidence.readings import Reading
from verification.evidence.relations import RelationColumn

_MOST_DIGITS = 9
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
    text = f"{column.sql}::VARCHAR"
    places = f"length(rtrim(split_part({text}, '.', 2), '0'))"
    usual = _usual(engine, places, text)
    if usual >= _MOST_DIGITS:
        return close
    own = f"CASE WHEN contains({text}, 'e') OR {places} >= {_MOST_DIGITS} THEN 0 ELSE {places} END"
    return f"(0.5 * pow(10, -greatest({usual}, {own})) + {close})"


def _usual(engine: Engine, places: str, text: str) -> int:
    """The most places that more than a few cells have: a twentieth, or three of a short column."""
    count = engine.one("SELECT count(*) FROM child")
    few = max(_FEW, min(_SOME / count, _FIFTH)) if count else _FEW
    most = engine.one(
        f"SELECT quantile_disc({places}, {1 - few}) FROM child WHERE NOT contains({text}, 'e')"
    )
    return int(most or 0)


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
