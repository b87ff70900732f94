"""What a column tells of where a table comes from. Pure.

Values that stand in very many tables tell nothing: dates, truth values, a few categories, numbers
that lie close together. A column of those is not searched by; it still counts as content.
"""

import math

from verification.sketches import ColumnSketch

FEWEST = 50
"""A column of fewer different values finds no table: code lists and categories are shared."""
DENSE = 0.5
_DATES = (1900_01_01, 2100_12_31)
_MONTHS = (1900_01, 2100_12)
_FEWEST_MEASURED = 8
_NEARLY_APART = 0.6
_LOOSE = frozenset({"boolean", "date"})


def tells(column: ColumnSketch) -> bool:
    """Tell whether tables may be found by a column's values."""
    return _tells(column, FEWEST)


def asks(column: ColumnSketch, rows: int) -> bool:
    """Tell whether a table of so many rows may be sought by a column's values.

    Of few rows there are few values: it asks by those that nearly tell its rows apart.
    """
    return _tells(column, min(FEWEST, max(_FEWEST_MEASURED, math.ceil(_NEARLY_APART * rows))))


def _tells(column: ColumnSketch, fewest: int) -> bool:
    return (
        column.distinct >= fewest
        and column.kind not in _LOOSE
        and not is_dated(column)
        and density(column) <= DENSE
    )


def density(column: ColumnSketch) -> float:
    """Return which share of the numbers between its ends a column has, 0 where it has no numbers.

    Decimals count in their last place: 0.01, 0.02, 0.03 lie as close as 1, 2, 3.
    """
    if column.least is None or column.greatest is None:
        return 0.0
    between = (column.greatest - column.least) * 10.0**column.decimals + 1
    return min(1.0, column.distinct / between)


def is_dated(column: ColumnSketch) -> bool:
    """Tell whether whole numbers are packed dates or months, such as 20180131."""
    if column.least is None or column.greatest is None or column.decimals:
        return column.kind == "date"
    ends = column.least, column.greatest
    return any(first <= ends[0] and ends[1] <= last for first, last in (_DATES, _MONTHS))


def is_measure(column: ColumnSketch) -> bool:
    """Tell whether a column measures or counts something, rather than name it.

    Codes are whole numbers that all have as many digits; dates are packed ones.
    """
    if column.distinct < _FEWEST_MEASURED or column.least is None or column.greatest is None:
        return False
    if column.decimals:
        return True
    code = column.least > 0 and _digits(column.least) == _digits(column.greatest) > 3
    return not code and not is_dated(column)


def is_frame(column: ColumnSketch) -> bool:
    """Tell whether a column says of what a row is, as days and categories do, not what is so."""
    return column.distinct < _FEWEST_MEASURED or column.kind in _LOOSE or is_dated(column)


def content(column: ColumnSketch) -> float:
    """Return how much a column holds, in bits: what it takes to say which of its values it is."""
    return math.log2(max(1, column.distinct))


def _digits(number: float) -> int:
    return len(str(int(number)))
