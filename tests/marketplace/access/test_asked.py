from collections.abc import Mapping, Sequence

import pytest

from marketplace.access.asked import Condition, Operator, RowsAsked, read_rows_asked
from marketplace.access.errors import ColumnUnknown, ConditionFaulty, RowsPageRefused

COLUMNS = ("정류장", "승차", "시각:분", "-값", "a,b")


def asked(given: Mapping[str, Sequence[str]]) -> RowsAsked:
    return read_rows_asked(given, COLUMNS)


def test_without_parameters_everything_is_asked_for_in_the_order_of_the_file() -> None:
    assert asked({}) == RowsAsked(select=(0, 1, 2, 3, 4))


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        (["승차,정류장"], (1, 0)),
        (["승차", "정류장", "승차"], (1, 0)),
        (["a,b"], (4,)),
        (["a,b", "승차"], (4, 1)),
    ],
)
def test_columns_are_named_one_by_one_or_parted_by_commas(
    texts: list[str], places: tuple[int, ...]
) -> None:
    assert asked({"select": texts}).select == places


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("승차:ge:100", Condition(1, Operator.GE, "100")),
        ("정류장:eq:", Condition(0, Operator.EQ, "")),
        ("정류장:eq:a:b", Condition(0, Operator.EQ, "a:b")),
        ("시각:분:lt:12:30", Condition(2, Operator.LT, "12:30")),
        ("정류장:isnull", Condition(0, Operator.ISNULL, "")),
    ],
)
def test_a_condition_is_read_though_names_and_values_hold_colons(
    text: str, condition: Condition
) -> None:
    assert asked({"where": [text]}).where == (condition,)


@pytest.mark.parametrize(
    ("text", "place", "descending"), [("승차", 1, False), ("-승차", 1, True), ("-값", 3, False)]
)
def test_a_minus_sorts_the_largest_first_unless_the_name_begins_with_it(
    text: str, place: int, descending: bool
) -> None:
    found = asked({"sort": [text]})

    assert (found.sort, found.descending) == (place, descending)


@pytest.mark.parametrize(
    ("given", "parameter"),
    [
        ({"select": ["없음"]}, "select"),
        ({"where": ["없음:eq:1"]}, "where"),
        ({"sort": ["없음"]}, "sort"),
    ],
)
def test_an_unknown_column_is_named_with_those_there_are(
    given: Mapping[str, Sequence[str]], parameter: str
) -> None:
    with pytest.raises(ColumnUnknown) as refused:
        asked(given)

    assert (refused.value.parameter, refused.value.column, refused.value.known) == (
        parameter,
        "없음",
        COLUMNS,
    )


@pytest.mark.parametrize("text", ["승차", "승차:100", "승차:like:1", ":", "::"])
def test_what_is_no_condition_is_refused_with_the_operators(text: str) -> None:
    with pytest.raises(ConditionFaulty) as refused:
        asked({"where": [text]})

    assert refused.value.operators == ("eq", "ne", "lt", "le", "gt", "ge", "contains", "isnull")


@pytest.mark.parametrize(
    ("given", "parameter"),
    [
        ({"page": ["0"]}, "page"),
        ({"page": ["-1"]}, "page"),
        ({"page": ["1e3"]}, "page"),
        ({"page": ["99999999999999999999"]}, "page"),
        ({"per_page": ["1001"]}, "per_page"),
        ({"per_page": ["٣"]}, "per_page"),
    ],
)
def test_a_page_out_of_bounds_is_refused(
    given: Mapping[str, Sequence[str]], parameter: str
) -> None:
    with pytest.raises(RowsPageRefused) as refused:
        asked(given)

    assert refused.value.parameter == parameter


def test_the_last_of_a_repeated_page_holds() -> None:
    assert asked({"page": ["1", "3"], "per_page": ["50"]}).offset == 100
