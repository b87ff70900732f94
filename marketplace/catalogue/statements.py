"""The statements of a search. `search.py` says in which order they are asked, and why."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    case,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import InstrumentedAttribute, defer
from sqlalchemy.sql.selectable import CTE

from marketplace.catalogue.asked import MOST_COUNTED, Facet, Search, Sort
from marketplace.catalogue.models import Dataset, DatasetUse
from marketplace.catalogue.shown import BAR
from marketplace.catalogue.visibility import Visibility
from marketplace.catalogue.words import asked_grams, exact_by_grams

RANKED = 300
"""Of more matches than are counted, the newest this many are ordered by relevance."""

COLUMNS: Mapping[Facet, InstrumentedAttribute[Any]] = {
    Facet.CATEGORY: Dataset.category,
    Facet.GENERATION: Dataset.generation,
    Facet.LICENCE: Dataset.licence,
    Facet.KIND: Dataset.kind,
    Facet.ACCESS: Dataset.access,
    Facet.ASSURANCE: Dataset.assurance,
    Facet.DEPARTMENT: Dataset.department_id,
    Facet.UPDATE_CYCLE: Dataset.update_cycle,
    Facet.FORMAT: Dataset.formats,
}
ALL_MATCHES = (1 << len(COLUMNS)) - 1
"""The mask of the row that counts all: each bit is a column not grouped by, the first highest."""

FACETS_BY_MASK: Mapping[int, Facet] = {
    ALL_MATCHES ^ (1 << (len(COLUMNS) - 1 - place)): facet for place, facet in enumerate(COLUMNS)
}
ON_PAGE = -1
"""Stands where a mask would, in a row that names a dataset of the page."""

Order = tuple[ColumnElement[Any], ...]


def counted_and_paged(search: Search, visibility: Visibility) -> CompoundSelect[Any]:
    """Return (mask, matches, a value for each facet, id): the counts, and the page unless dense."""
    candidates = _candidates(search, visibility)
    many = select(func.count() > MOST_COUNTED).select_from(candidates).scalar_subquery()
    long_words = _long(search.words)
    matched = _rechecked(candidates, long_words, many) if long_words else candidates
    facets = [matched.c[facet.value] for facet in COLUMNS]
    counted = select(
        func.grouping(*facets).label("mask"),
        func.count().label("matches"),
        *facets,
        null().label("id"),
    ).group_by(func.grouping_sets(tuple_(), *(tuple_(facet) for facet in facets)))
    page = _page(search, matched).where(~many).subquery()
    paged = select(literal(ON_PAGE), page.c.place, *(null() for _ in facets), page.c.id)
    return counted.union_all(paged)


def walked_page(search: Search, visibility: Visibility) -> Select[UUID]:
    """Return the ids of the page, read off the index of its order."""
    conditions = [
        *_seen(search, visibility),
        *_contains(search.words, Dataset.head_text, Dataset.body_text),
    ]
    window = RANKED - RANKED % search.per_page
    walk: Select[UUID]
    if search.sort is Sort.RELEVANCE and search.words and search.offset < window:
        newest = select(
            Dataset.id, Dataset.published_at, _score(search.words, Dataset.head_text).label("score")
        ).where(*conditions)
        ranked = newest.order_by(*_newest(Dataset)).limit(window).subquery()
        walk = select(ranked.c.id).order_by(ranked.c.score.desc(), *_newest(ranked.c))
    elif search.sort is Sort.USES:
        used = select(Dataset.id).join(DatasetUse, DatasetUse.dataset_id == Dataset.id)
        walk = used.where(*conditions).order_by(*MOST_USED)
    else:
        walk = select(Dataset.id).where(*conditions).order_by(*_order(search.sort, Dataset))
    return walk.limit(search.per_page).offset(search.offset)


def lines_of(ids: Sequence[UUID]) -> Select[Dataset, int, int]:
    """Return datasets with their uses, without the columns that only search reads."""
    return (
        select(Dataset, DatasetUse.downloads, DatasetUse.people)
        .join(DatasetUse, DatasetUse.dataset_id == Dataset.id)
        .where(Dataset.id.in_(ids))
        .options(defer(Dataset.head_text), defer(Dataset.body_text), defer(Dataset.grams))
    )


# Their parts.


def _candidates(search: Search, visibility: Visibility) -> CTE:
    """Return what the index gives, no more of it than decides whether it can be counted."""
    conditions = list(_seen(search, visibility))
    if search.words:
        conditions.append(Dataset.grams.contains(asked_grams(search.words)))
    # Every column carried is paid for ten thousand times.
    carried = {Dataset.published_at: True, Dataset.title_ko: search.sort is Sort.TITLE}
    carried |= {Dataset.head_text: bool(search.words), Dataset.body_text: bool(_long(search.words))}
    return (
        select(
            Dataset.id,
            *(column for column, needed in carried.items() if needed),
            *(column.label(facet.value) for facet, column in COLUMNS.items()),
        )
        .where(*conditions)
        .limit(MOST_COUNTED + 1)
        .cte("candidates")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )


def _rechecked(candidates: CTE, words: Sequence[str], many: ColumnElement[bool]) -> CTE:
    """Return the candidates that really have the words their grams promise.

    Where there are too many to count, comparing each one's text would change nothing.
    """
    columns = candidates.c
    contains = _contains(words, columns.head_text, columns.body_text)
    return select(candidates).where(*(or_(many, each) for each in contains)).cte("matched")


def _long(words: Sequence[str]) -> list[str]:
    return [word for word in words if not exact_by_grams(word)]


def _seen(search: Search, visibility: Visibility) -> Iterator[ColumnElement[bool]]:
    yield Dataset.latest_number.is_not(None)
    yield visibility.condition(Dataset.access, Dataset.department_id, Dataset.owner_id)
    for facet, values in search.chosen.items():
        column = COLUMNS[facet]
        yield column.overlap(list(values)) if facet is Facet.FORMAT else column.in_(values)
    if search.curated:
        yield Dataset.is_curated.is_(True)
    if search.period_from is not None:
        yield Dataset.period_to >= search.period_from
    if search.period_to is not None:
        yield Dataset.period_from <= search.period_to


def _contains(
    words: Sequence[str], head: ColumnElement[str] | Any, body: ColumnElement[str] | Any
) -> list[ColumnElement[bool]]:
    # The head first: it is in the row, the body has to be fetched.
    return [or_(head.like(f"%{word}%"), body.like(f"%{word}%")) for word in words]


def _score(words: Sequence[str], head: ColumnElement[str] | Any) -> ColumnElement[int]:
    """Return how well a row fits: a word counts 2 in a title, 1 in a keyword."""
    score: ColumnElement[int] = literal(0, Integer)
    for word in words:
        in_title, in_head = head.like(f"%{word}%{BAR}%"), head.like(f"%{word}%")
        score = score + case((in_title, 2), (in_head, 1), else_=0)
    return score


def _page(search: Search, matched: CTE) -> Select[Any]:
    columns = matched.c
    query = select(columns.id)
    order = _order(search.sort, columns)
    if search.sort is Sort.RELEVANCE and search.words:
        order = (_score(search.words, columns.head_text).desc(), *order)
    if search.sort is Sort.USES:
        query = query.join(DatasetUse, DatasetUse.dataset_id == columns.id)
        order = MOST_USED
    place = func.row_number().over(order_by=order).label("place")
    return query.add_columns(place).order_by(place).limit(search.per_page).offset(search.offset)


MOST_USED: Order = (
    DatasetUse.people.desc(),
    DatasetUse.downloads.desc(),
    DatasetUse.dataset_id.expression,
)


def _newest(columns: Any) -> Order:
    return (columns.published_at.desc(), columns.id)


def _order(sort: Sort, columns: Any) -> Order:
    match sort:
        case Sort.TITLE:
            return (columns.title_ko, columns.id)
        case Sort.GENERATION:
            return (columns.generation.desc(), *_newest(columns))
        case _:
            return _newest(columns)
