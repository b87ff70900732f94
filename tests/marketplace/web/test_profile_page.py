from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from flask import Flask

from marketplace.http.bodies import BodyFaulty
from marketplace.web.profile_page import CARDS_A_PAGE, Profile, TableChoice, asked_profile
from tests.marketplace.web.samples.bodies import OLD, RICH

RESIDENT = "900101-1234568"


@contextmanager
def asked(**query: object) -> Iterator[None]:
    with Flask("report").test_request_context(f"/report?{urlencode(query)}"):
        yield


def profile(**query: object) -> Profile:
    with asked(**query):
        found = asked_profile(RICH)
    assert found is not None
    return found


def test_the_first_table_is_shown_unless_another_is_asked_for() -> None:
    first = profile()

    assert first.tables == (
        TableChoice(1, "승차집계.xlsx", "1월", 5, is_chosen=True),
        TableChoice(2, "넓은 표.csv", None, 2_000, is_chosen=False),
    )
    assert (first.rows, first.found, [card.place for card in first.cards]) == (
        100_000,
        5,
        [1, 2, 3, 4, 5],
    )
    assert profile(table=2).rows == 10
    assert profile(table=99).rows == 10


def test_two_thousand_columns_come_a_page_at_a_time() -> None:
    shown = profile(table=2, page=100)

    assert [card.name for card in shown.cards] == [f"열 {place}" for place in range(1189, 1201)]
    assert (shown.pager.number, shown.pager.last) == (100, -(-2_000 // CARDS_A_PAGE))
    assert shown.pager.following == "?table=2&page=101"
    assert profile(table=2, page=9_999).cards == ()


def test_columns_are_found_by_a_part_of_their_name_and_keep_their_place() -> None:
    shown = profile(table=2, column="열 199")

    assert [card.place for card in shown.cards] == [199, *range(1990, 2000)]
    assert (shown.found, shown.find) == (11, "열 199")
    assert profile(column="SCRIPT").found == 1


def test_a_resident_number_that_was_looked_for_is_not_shown_again() -> None:
    assert RESIDENT not in profile(column=RESIDENT).find


@pytest.mark.parametrize("query", [{"table": "x"}, {"page": 0}, {"column": "가" * 201}])
def test_nonsense_is_refused(query: dict[str, object]) -> None:
    with asked(**query), pytest.raises(BodyFaulty):
        asked_profile(RICH)


def test_a_report_without_a_table_has_no_columns_to_show() -> None:
    with asked():
        assert asked_profile({**OLD, "files": [RICH["files"][2]]}) is None
