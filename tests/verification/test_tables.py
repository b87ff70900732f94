import numpy as np

from tests.verification.offers import table, through
from verification.tables import UnreadRows, record_numbers


def test_rows_keep_the_record_numbers_of_the_file_when_others_are_left_out() -> None:
    # Records 2 and 3 were ragged, record 6 blank: the rows are records 1, 4, 5 and 7.
    unread = UnreadRows(np.array([2, 3]), (1, 3), ("x", "x,y,z"))
    (rows,) = through(table({"a": ["1", "4", "5", None, "7"]}, unread=unread))

    assert rows.records([0, 1, 2, 4]) == [1, 4, 5, 7]
    assert (rows.rows, rows.all_records, list(rows.blank)) == (4, 7, [6])


def test_without_gaps_record_numbers_are_places_from_one() -> None:
    (rows,) = through(table({"a": ["x", "y"]}))

    assert rows.records([1]) == [2]


def test_trailing_unread_records_push_nobody_on() -> None:
    numbers = record_numbers(np.array([0, 1]), np.array([3, 4]))

    assert numbers.tolist() == [1, 2]


def test_a_table_knows_its_columns_and_places() -> None:
    (rows,) = through(table({"a": ["x"]}, sheet="s"))

    assert rows.column("a") is rows.columns[0]
    assert rows.column("b") is None
    assert (rows.at(3, "a").sheet, rows.cells) == ("s", 1)


def test_blank_rows_at_the_very_end_are_no_gaps() -> None:
    (rows,) = through(table({"a": [None, "x", None, None]}))

    assert (list(rows.blank), rows.blank_rows, rows.all_records) == ([1], 1, 4)
