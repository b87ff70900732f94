"""Finds datasets: by words, by what they are counted under, in an order, a page at a time.

How it stays quick with many datasets. The matches are read once, at most 10,000 of them, counted
under every facet in that one pass, and the page is sorted out of them. Where there are more,
matches lie dense, so the page is read off an index in the order asked for, which soon meets enough
of them; relevance then orders the newest few hundred.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from marketplace.catalogue.asked import MOST_COUNTED, Facet, Search
from marketplace.catalogue.models import Dataset
from marketplace.catalogue.statements import (
    ALL_MATCHES,
    FACETS_BY_MASK,
    ON_PAGE,
    counted_and_paged,
    lines_of,
    walked_page,
)
from marketplace.catalogue.values import DatasetLine, Texts
from marketplace.catalogue.visibility import Visibility


@dataclass(frozen=True)
class FacetCount:
    """How many of the counted matches have this value."""

    value: Any
    count: int


@dataclass(frozen=True)
class SearchPage:
    """One page of what was found. `exact` is False where only the first 10,000 were counted."""

    count: int
    exact: bool
    facets: Mapping[Facet, tuple[FacetCount, ...]]
    items: tuple[DatasetLine, ...]
    page: int
    per_page: int

    @property
    def count_is(self) -> str:
        """How the count is to be read: `exact` or `at-least`."""
        return "exact" if self.exact else "at-least"

    @property
    def last_page(self) -> int:
        """The number of the last page there is."""
        return max(1, -(-self.count // self.per_page))


def find_datasets(session: Session, search: Search, visibility: Visibility) -> SearchPage:
    """Return the page of datasets a search asks for, of those that may be seen."""
    with _planned_for(session, search.words):
        rows = session.execute(counted_and_paged(search, visibility)).all()
        count = next((row.matches for row in rows if row.mask == ALL_MATCHES), 0)
        dense = count > MOST_COUNTED
        if dense:
            ids = session.execute(walked_page(search, visibility)).scalars().all()
        else:
            ids = [row.id for row in rows if row.mask == ON_PAGE]
        items = lines(session, ids)
    return SearchPage(
        count=min(count, MOST_COUNTED),
        exact=not dense,
        facets=_facets(rows),
        items=items,
        page=search.page,
        per_page=search.per_page,
    )


@contextmanager
def _planned_for(session: Session, words: tuple[str, ...]) -> Iterator[None]:
    """Keep the planner from reading all rows where there are words.

    It does not know that comparing grams means fetching them from out of line, row by row.
    """
    if not words:
        yield
        return
    session.execute(text("SET LOCAL enable_seqscan = off"))
    yield
    session.execute(text("SET LOCAL enable_seqscan = on"))


def _facets(rows: Sequence[Row[Any]]) -> Mapping[Facet, tuple[FacetCount, ...]]:
    counts: dict[Facet, Counter[Any]] = {facet: Counter() for facet in Facet}
    for row in rows:
        facet = FACETS_BY_MASK.get(row.mask)
        if facet is not None:
            value = row._mapping[facet.value]
            for each in value if facet is Facet.FORMAT else (value,):
                counts[facet][each] += row.matches
    return {facet: _ordered(counter) for facet, counter in counts.items()}


def _ordered(counter: Counter[Any]) -> tuple[FacetCount, ...]:
    """Return the counts, largest first; what has no value is not offered as one."""
    pairs = [(value, count) for value, count in counter.items() if value is not None]
    pairs.sort(key=lambda pair: (-pair[1], str(pair[0])))
    return tuple(FacetCount(value, count) for value, count in pairs)


def lines(session: Session, ids: Sequence[UUID]) -> tuple[DatasetLine, ...]:
    """Return the datasets in the order of their ids; whether they may be seen was asked before."""
    if not ids:
        return ()
    found = {line.id: line for line in map(_line, session.execute(lines_of(ids)))}
    return tuple(found[each] for each in ids if each in found)


def _line(row: Row[Dataset, int, int]) -> DatasetLine:
    dataset, downloads, people = row
    return DatasetLine(
        id=dataset.id,
        version=dataset.latest_number or 0,
        title=Texts(dataset.title_ko, dataset.title_en),
        summary=dataset.summary,
        kind=dataset.kind,
        category=dataset.category,
        generation=dataset.generation,
        assurance=dataset.assurance,
        licence=dataset.licence,
        access=dataset.access,
        update_cycle=dataset.update_cycle,
        formats=tuple(dataset.formats),
        keywords=tuple(dataset.keywords),
        owner_id=dataset.owner_id,
        department_id=dataset.department_id,
        first_published_at=dataset.first_published_at,
        published_at=dataset.published_at,
        downloads=downloads,
        people=people,
        adopted_by=dataset.adopted_by,
        is_curated=dataset.is_curated,
    )
