"""What is told of a cell: one bit each, in a word of 32.

A type has two bits. A cell *fits* a type that was declared if it can be read as one; it *looks*
like a type that nobody declared if nothing else is likelier: `00012` fits a whole number, and looks
like a code.
"""

from collections.abc import Mapping
from types import MappingProxyType

from verification.declaration import ColumnType

FILLED = 1 << 0
BLANK = 1 << 1
FITS_INTEGER = 1 << 2
LOOKS_INTEGER = 1 << 3
FITS_NUMBER = 1 << 4
LOOKS_NUMBER = 1 << 5
FITS_BOOLEAN = 1 << 6
LOOKS_BOOLEAN = 1 << 7
FITS_DATE = 1 << 8
LOOKS_DATE = 1 << 9
FITS_DATETIME = 1 << 10
LOOKS_DATETIME = 1 << 11
FITS_TIME = 1 << 12
FITS_YEAR = 1 << 13
FITS_YEARMONTH = 1 << 14
ZONED = 1 << 15
"""A moment with its zone: not the same as one without."""
LONG = 1 << 16
"""A whole number of more than 18 digits."""
SLOW = 1 << 17
"""A number of more digits than a double holds: its value is made elsewhere."""
PERSONAL = 1 << 18
"""It may hold a number or an address of a person, and is worth a closer look."""
HIGH = 1 << 19
"""It is not plain ASCII."""
BROKEN = 1 << 20
"""It has a byte that text read in a wrong encoding has: worth a closer look."""
TRUE = 1 << 21
"""Of what fits a truth value: the true ones."""
SPACED = 1 << 22
"""There is space around it, or a break in a line inside."""
SHORT = 1 << 23
"""It has no digit and is short enough to be a mark for a missing value."""
PADDED = 1 << 24
"""Nothing but digits, the first of several a zero: a code."""
FORMULA = 1 << 25
"""A spreadsheet would take it for a formula."""

BITS = 26

FITS: Mapping[ColumnType, int] = MappingProxyType(
    {
        ColumnType.STRING: FILLED,
        ColumnType.INTEGER: FITS_INTEGER,
        ColumnType.NUMBER: FITS_NUMBER,
        ColumnType.BOOLEAN: FITS_BOOLEAN,
        ColumnType.DATE: FITS_DATE,
        ColumnType.DATETIME: FITS_DATETIME,
        ColumnType.TIME: FITS_TIME,
        ColumnType.YEAR: FITS_YEAR,
        ColumnType.YEARMONTH: FITS_YEARMONTH,
    }
)
"""The bit of cells that can be read as a type."""

LOOKS: Mapping[ColumnType, int] = MappingProxyType(
    {
        ColumnType.BOOLEAN: LOOKS_BOOLEAN,
        ColumnType.INTEGER: LOOKS_INTEGER,
        ColumnType.NUMBER: LOOKS_NUMBER,
        ColumnType.DATE: LOOKS_DATE,
        ColumnType.DATETIME: LOOKS_DATETIME,
    }
)
"""The bit of cells that look like a type nobody declared; the first that every cell has wins."""
