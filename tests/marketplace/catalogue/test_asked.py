from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import pytest

from marketplace.catalogue.asked import Facet, Search, Sort, read_search
from marketplace.catalogue.errors import FilterRefused, PageRefused

DEPARTMENT = "7f1c8a3e-5a51-4c49-9d3a-0c4bcbf0c4ae"


def test_nothing_asked_is_the_first_page_of_all() -> None:
    assert read_search({}) == Search()
    assert read_search({"q": [""], "category": [""], "utm_source": ["x"]}) == Search()


def test_every_parameter_is_read_in_its_type() -> None:
    given = {
        "q": ["버스 정류장"],
        "category": ["교통물류", "교육"],
        "generation": ["1", "99999"],
        "department": [DEPARTMENT],
        "format": ["csv"],
        "from": ["2024-01-01"],
        "to": ["2024-12-31"],
        "sort": ["uses"],
        "page": ["3"],
        "per_page": ["50"],
    }

    assert read_search(given) == Search(
        query="버스 정류장",
        chosen={
            Facet.CATEGORY: ("교통물류", "교육"),
            Facet.GENERATION: (1, 32_767),
            Facet.DEPARTMENT: (UUID(DEPARTMENT),),
            Facet.FORMAT: ("CSV",),
        },
        period_from=date(2024, 1, 1),
        period_to=date(2024, 12, 31),
        sort=Sort.USES,
        page=3,
        per_page=50,
    )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"sort": ["best"]}, "sort"),
        ({"generation": ["-1"]}, "generation"),
        ({"generation": ["²"]}, "generation"),
        ({"department": ["교통과"]}, "department"),
        ({"from": ["2024-13-01"]}, "from"),
        ({"to": ["어제"]}, "to"),
        ({"category": ["교육\x00"]}, "category"),
        ({"page": ["x"]}, "page"),
        ({"per_page": ["9" * 40]}, "per_page"),
    ],
)
def test_a_value_a_filter_cannot_have_is_refused_by_the_filters_name(
    given: Mapping[str, Sequence[str]], field: str
) -> None:
    with pytest.raises(FilterRefused) as refused:
        read_search(given)

    assert refused.value.field == field


def test_an_unknown_order_is_refused_with_those_there_are() -> None:
    with pytest.raises(FilterRefused) as refused:
        read_search({"sort": ["best"]})

    assert refused.value.allowed == ("relevance", "newest", "title", "generation", "uses")


@pytest.mark.parametrize(
    "given",
    [
        {"page": ["0"]},
        {"per_page": ["0"]},
        {"per_page": ["101"]},
        {"page": ["501"]},
        {"page": ["101"], "per_page": ["100"]},
    ],
)
def test_no_page_lies_beyond_what_is_counted(given: Mapping[str, Sequence[str]]) -> None:
    with pytest.raises(PageRefused):
        read_search(given)
