"""Pages of a list point to each other, and keep what was asked for."""

import pytest
from flask import Flask, Response

from marketplace.http.bodies import BodyFaulty
from marketplace.http.paging import Page, asked_page, linked

APPLICATION = Flask("empty")


def links(query: str, *, count: int) -> dict[str, str]:
    """Return the relations and the queries of the links that an answer carries."""
    with APPLICATION.test_request_context(f"/list{query}"):
        header = linked(Response(), asked_page(), count=count).headers.get("Link", "")
    found = {}
    for link in filter(None, header.split(", ")):
        address, _, relation = link.partition("; rel=")
        found[relation.strip('"')] = address.strip("<>").partition("?")[2]
    return found


def test_a_page_is_the_first_twenty_unless_another_is_asked_for() -> None:
    with APPLICATION.test_request_context("/list"):
        assert asked_page() == Page(1, 20)
        assert asked_page(default=100) == Page(1, 100)
    with APPLICATION.test_request_context("/list?page=3&per_page=50"):
        assert asked_page() == Page(3, 50)


@pytest.mark.parametrize("query", ["page=0", "page=x", "per_page=0", "per_page=101"])
def test_a_page_out_of_bounds_is_refused(query: str) -> None:
    with APPLICATION.test_request_context(f"/list?{query}"), pytest.raises(BodyFaulty):
        asked_page()


def test_a_page_in_the_middle_points_both_ways() -> None:
    assert links("?q=%EB%B2%84%EC%8A%A4&page=2&per_page=10", count=35) == {
        "first": "q=%EB%B2%84%EC%8A%A4&per_page=10&page=1",
        "prev": "q=%EB%B2%84%EC%8A%A4&per_page=10&page=1",
        "next": "q=%EB%B2%84%EC%8A%A4&per_page=10&page=3",
        "last": "q=%EB%B2%84%EC%8A%A4&per_page=10&page=4",
    }


def test_the_first_and_the_last_point_one_way() -> None:
    assert set(links("?per_page=10", count=35)) == {"next", "last"}
    assert set(links("?page=4&per_page=10", count=35)) == {"first", "prev"}


@pytest.mark.parametrize("count", [0, 1, 20])
def test_a_list_of_one_page_points_nowhere(count: int) -> None:
    assert links("", count=count) == {}


def test_values_that_repeat_are_all_kept() -> None:
    assert links("?licence=A&licence=B&per_page=1", count=2)["next"] == (
        "licence=A&licence=B&per_page=1&page=2"
    )


def test_a_page_beyond_the_last_points_back() -> None:
    assert links("?page=9", count=30) == {"first": "page=1", "last": "page=2"}
