import numpy as np

from tests.verification.offers import found, named, offer, table
from verification.checks.structure import CHECKS
from verification.findings import LOCATED_AT_MOST
from verification.tables import UnreadRows

HEADER, ROWS = named(CHECKS, "header"), named(CHECKS, "rows")
CHARACTERS, REPEATED = named(CHECKS, "characters"), named(CHECKS, "repeated-columns")


def test_blank_and_repeated_names_are_found() -> None:
    rows = table({"a": ["1"], "a_2": ["2"], "column_3": ["3"]}, header=("a", "a", " "))

    assert found(HEADER, offer(rows)) == [
        ("header-blank", None, "column_3"),
        ("header-repeated", None, "a"),
    ]


def test_a_first_row_of_values_is_no_header() -> None:
    rows = table({"1": ["2"], "가": ["나"]})

    assert found(HEADER, offer(rows)) == [("header-missing", None, None)]


def test_years_are_names_of_columns() -> None:
    assert found(HEADER, offer(table({"구분": ["가"], "2023": ["1"], "2024": ["2"]}))) == []


def test_a_title_above_the_header_is_mentioned() -> None:
    rows = table({"a": ["1"], "b": ["2"]}, preamble=("2024년 현황", ""))

    assert found(HEADER, offer(rows)) == [("title-rows", None, None)]


def test_ragged_and_blank_records_are_found_where_they_stand() -> None:
    unread = UnreadRows(np.array([2]), (3,), ("1,2,3",))
    rows = table({"a": ["1", None, "4", None], "b": ["x", None, "y", None]}, unread=unread)

    assert found(ROWS, offer(rows)) == [("ragged-row", 2, None), ("blank-row", 3, None)]


def test_very_many_ragged_records_end_in_one_count() -> None:
    many = LOCATED_AT_MOST + 5
    unread = UnreadRows(np.arange(1, many + 1), (1,) * many, ("x",) * many)

    findings = list(ROWS.find(offer(table({"a": []}, unread=unread))))

    assert len(findings) == LOCATED_AT_MOST + 1
    assert sum(finding.count for finding in findings) == many


def test_a_table_without_rows_and_a_hidden_sheet_are_found() -> None:
    rows = table({"a": []}, hidden=True)

    assert found(ROWS, offer(rows)) == [("no-rows", None, None), ("hidden-sheet", None, None)]


def test_broken_characters_are_found_in_their_cell() -> None:
    rows = table({"a": ["가", "占쏙옙"], "b": ["plain", "text"]})

    assert found(CHARACTERS, offer(rows)) == [("broken-characters", 2, "a")]


def test_a_column_that_says_what_another_says_is_found() -> None:
    rows = table({"a": ["1", "2"], "b": ["1", "2"], "c": ["2", "1"]})

    assert found(REPEATED, offer(rows)) == [("column-repeated", None, "b")]


def test_columns_of_one_value_and_single_rows_say_nothing() -> None:
    constant = table({"a": ["x", "x"], "b": ["x", "x"], "c": [None, None], "d": [None, None]})

    assert found(REPEATED, offer(constant)) == []
    assert found(REPEATED, offer(table({"a": ["1"], "b": ["1"]}))) == []
