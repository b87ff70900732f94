"""Three ways of reading a cell as a value stand beside each other: one table says where they agree.

Why they are three: `docs/decisions/0026-three-canonical-forms.md`.
"""

from collections.abc import Callable

import duckdb
import pyarrow as pa
import pytest

from verification.evidence.readings import Reading, read_as
from verification.evidence.replay.alignment import Family, Field, Pair
from verification.evidence.replay.canonical import canonical
from verification.overlap.canonical import hashes_of

TEXT = Field(0, "a", Family.TEXT)

Cells = tuple[str, str]


def replayed(one: str, other: str) -> bool:
    """Whether a recipe's row with one cell is a table's row with the other: both columns text."""
    form = canonical("$1::VARCHAR", Family.TEXT, Pair(TEXT, TEXT, Family.TEXT))
    return asked(form, one) == asked(form, other)


def found(one: str, other: str) -> bool:
    """Whether a published table is found by one cell where it has the other."""
    first, second = hashes_of(pa.array([one, other])).tolist()
    return bool(first == second)


def compared(one: str, other: str) -> bool:
    """Whether evidence, in any of its readings, may call them one value."""
    forms = [read_as("$1::VARCHAR", "VARCHAR", reading) for reading in Reading]
    read = [(asked(form, one), asked(form, other)) for form in forms]
    return any(first == second is not None for first, second in read) or read[-1] == (None, None)


def asked(form: str, cell: str) -> object:
    return duckdb.execute(f"SELECT {form}", [cell]).fetchall()[0][0]


EVERYWHERE: tuple[Cells, ...] = (
    ("1500", "1500.0"),
    ("1500", "1,500"),
    ("1,234.50", "1234.5"),
    ("1e3", "1000"),
    ("+5", "5"),
    ("0", "-0"),
    ("0.0", "-0.0"),
    ("2018-01-01", "2018.1.1"),
    ("2018-01-01", "2018. 1. 1."),
    ("2018-01-01", "2018/01/01"),
    ("2018-01-01", "2018년 1월 1일"),
    ("2018-01-01", "2018-01-01 00:00:00"),
    ("2018-01-01T09:00:00", "2018-01-01 09:00"),
    ("가", "\u1100\u1161"),
    ("가", " 가 "),
)
NOWHERE: tuple[Cells, ...] = (
    ("1500", "１５００"),
    ("12,34", "1234"),
    ("12%", "0.12"),
    ("12:30", "1230"),
    ("가 나", "가  나"),
    ("1 500", "1500"),
    ("(5)", "5"),
    ("0", ""),
)
SOMEWHERE: tuple[tuple[Cells, set[str]], ...] = (
    # Leading zeros make a code; to find tables and to compare figures they do not.
    (("007", "7"), {"found", "compared"}),
    (("5.", "5"), {"found", "compared"}),
    (("2018-01-01", "20180101"), {"found", "compared"}),
    (("2018-01", "201801"), {"found"}),
    # What says that there is no value is nothing only where a wrong guess costs nothing.
    (("", "-"), {"found"}),
    (("", "NaN"), {"found"}),
    (("ABC", "abc"), {"found"}),
    (("TRUE", "true"), {"found"}),
    (("true", "Y"), {"found"}),
    # Sums differ in their last digits; a column of text has no tolerance.
    (("0.3", "0.30000000000000004"), {"found"}),
    (("1111010100", "1111010101"), set()),
    # Units and marks are taken off where a column is read as figures.
    (("12%", "12"), {"compared"}),
    (("△5", "-5"), {"compared"}),
    (("5명", "5"), {"compared"}),
    (("1호선", "1"), {"compared"}),
    (("12345678901234567", "12345678901234568"), {"compared"}),
)

WAYS: tuple[Callable[[str, str], bool], ...] = (replayed, found, compared)


def ways(cells: Cells) -> set[str]:
    return {way.__name__ for way in WAYS if way(*cells)}


@pytest.mark.parametrize("cells", EVERYWHERE)
def test_the_three_call_them_one_value(cells: Cells) -> None:
    assert ways(cells) == {"replayed", "found", "compared"}


@pytest.mark.parametrize("cells", NOWHERE)
def test_none_of_the_three_calls_them_one_value(cells: Cells) -> None:
    assert ways(cells) == set()


@pytest.mark.parametrize(("cells", "said"), SOMEWHERE)
def test_where_they_differ_it_is_meant(cells: Cells, said: set[str]) -> None:
    assert ways(cells) == said
