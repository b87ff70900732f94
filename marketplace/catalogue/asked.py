"""What a search asks for: read from a query string, refused where it makes no sense."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from marketplace.catalogue.errors import FilterRefused, PageRefused
from marketplace.catalogue.words import asked_words

MOST_COUNTED = 10_000
"""Matches that are counted and paged through; beyond it a search has to be narrowed."""

MOST_PER_PAGE = 100
PER_PAGE = 20


class Sort(StrEnum):
    """The orders of a list. Relevance without words is the newest first."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    TITLE = "title"
    GENERATION = "generation"
    USES = "uses"


class Facet(StrEnum):
    """What a search can be narrowed by, and is counted by."""

    CATEGORY = "category"
    GENERATION = "generation"
    LICENCE = "licence"
    KIND = "kind"
    ACCESS = "access"
    ASSURANCE = "assurance"
    DEPARTMENT = "department"
    UPDATE_CYCLE = "update_cycle"
    FORMAT = "format"


_YES: Mapping[str, bool] = {"": False, "yes": True}


@dataclass(frozen=True)
class Search:
    """A search without faults. Values of one facet are alternatives, facets narrow each other."""

    query: str = ""
    chosen: Mapping[Facet, tuple[Any, ...]] = field(default_factory=dict)
    period_from: date | None = None
    period_to: date | None = None
    curated: bool = False
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = PER_PAGE

    @property
    def words(self) -> tuple[str, ...]:
        """The words to look for."""
        return asked_words(self.query)

    @property
    def offset(self) -> int:
        """How many results come before the page."""
        return (self.page - 1) * self.per_page


def read_search(given: Mapping[str, Sequence[str]]) -> Search:
    """Return the search that parameters ask for; what is empty or unknown is passed over.

    `curated=yes` asks for what bears the city's mark, `from` and `to` for datasets whose period
    meets these days. Raises `FilterRefused` and
    `PageRefused`.
    """
    chosen = {
        facet: tuple(_READ[facet](facet.value, value) for value in values)
        for facet in Facet
        if (values := [value for value in given.get(facet.value, ()) if value])
    }
    page, per_page = _page(_last(given, "page"), _last(given, "per_page"))
    return Search(
        query=_last(given, "q"),
        chosen=chosen,
        period_from=_day("from", _last(given, "from")),
        period_to=_day("to", _last(given, "to")),
        curated=_yes("curated", _last(given, "curated")),
        sort=_sort(_last(given, "sort")),
        page=page,
        per_page=per_page,
    )


def _last(given: Mapping[str, Sequence[str]], name: str) -> str:
    return next(reversed(given.get(name) or [""]))


def _page(page: str, per_page: str) -> tuple[int, int]:
    number = _number("page", page or "1")
    size = _number("per_page", per_page or str(PER_PAGE))
    if number < 1 or not 1 <= size <= MOST_PER_PAGE or number * size > MOST_COUNTED:
        raise PageRefused(number, size, MOST_COUNTED)
    return number, size


def _sort(value: str) -> Sort:
    try:
        return Sort(value or Sort.RELEVANCE)
    except ValueError:
        raise FilterRefused("sort", value, tuple(Sort)) from None


def _text(name: str, value: str) -> str:
    if "\x00" in value:
        raise FilterRefused(name, value)
    return value


def _number(name: str, value: str) -> int:
    # Nine digits: whatever is longer is no page, no generation, and no number of the database.
    if not (value.isascii() and value.isdecimal() and len(value) <= 9):
        raise FilterRefused(name, value)
    return int(value)


def _generation(name: str, value: str) -> int:
    return min(_number(name, value), 32_767)


def _format(name: str, value: str) -> str:
    return _text(name, value).upper()


def _department(name: str, value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise FilterRefused(name, value) from None


def _yes(name: str, value: str) -> bool:
    if value not in _YES:
        raise FilterRefused(name, value, tuple(filter(None, _YES)))
    return _YES[value]


def _day(name: str, value: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise FilterRefused(name, value) from None


_READ: Mapping[Facet, Callable[[str, str], Any]] = {
    Facet.CATEGORY: _text,
    Facet.GENERATION: _generation,
    Facet.LICENCE: _text,
    Facet.KIND: _text,
    Facet.ACCESS: _text,
    Facet.ASSURANCE: _text,
    Facet.DEPARTMENT: _department,
    Facet.UPDATE_CYCLE: _text,
    Facet.FORMAT: _format,
}
