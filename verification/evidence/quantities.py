"""Numbers in texts, with what stands behind their figures: `116만원` is not `116억원`.

Where one column leaves out throughout what the other has behind its figures, the figures alone are
compared: a unit may have moved into the name, a share may have been dropped.
"""

from dataclasses import dataclass

from verification.evidence.readings import NUMBER_PATTERN, QUANTITY_PATTERN, loosely

_FACTOR = "[0-9]\\s*([십백천만억조]+)"
_SHARE = "\\(\\s*([-+]?[0-9][0-9,.]*)[^)]*\\)\\s*$"
_NOTHING = "('', 'na', 'nan', 'null', 'none')"


@dataclass(frozen=True)
class Behind:
    """What most quantities of a column have behind their figures: nothing; a factor; a share."""

    nothing: bool = False
    factors: bool = False
    shares: bool = False


UNKNOWN = Behind()
"""What columns have that hold no texts."""


def behind_figures(text: str) -> str:
    """Return the SQL of how many cells have what `Behind` asks for, and of how many quantities."""
    quantity = f"regexp_full_match({text}, '{QUANTITY_PATTERN}')"
    asked = (
        f"regexp_full_match({text}, '{NUMBER_PATTERN}\\s*')",
        f"regexp_matches({text}, '{_FACTOR}')",
        f"regexp_matches({text}, '{_SHARE}')",
        "true",
    )
    return ", ".join(f"count(*) FILTER ({quantity} AND {each})" for each in asked)


def quantity(text: str, number: str, *, one: Behind, other: Behind) -> str:
    """Return the SQL of a cell's figures, with the factor and the share that columns tell of.

    What is no quantity is its letters and figures.
    """
    moved = (one.factors and other.nothing) or (other.factors and one.nothing)
    factor = "''" if moved else f"regexp_extract({text}, '{_FACTOR}', 1)"
    plain = f"replace(regexp_extract({text}, '{_SHARE}', 1), ',', '')"
    share = f"coalesce(TRY_CAST({plain} AS DOUBLE)::VARCHAR, '')"
    parts = [f"{number}::VARCHAR", factor, *([share] if one.shares == other.shares else [])]
    said = f"CASE WHEN {loosely(text)} NOT IN {_NOTHING} THEN {loosely(text)} END"
    return (
        f"CASE WHEN regexp_full_match({text}, '{QUANTITY_PATTERN}') "
        f"THEN concat_ws(' ', {', '.join(parts)}) ELSE {said} END"
    )
