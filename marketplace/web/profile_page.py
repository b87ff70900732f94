"""The columns of a report, a page at a time: a table may have two thousand of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marketplace.http.bodies import query_number, query_text
from marketplace.http.paging import asked_page
from marketplace.web.column_cards import ColumnCard, column_card
from marketplace.web.echo import echoed
from marketplace.web.paging import Pager, pager

Body = Mapping[str, Any]

CARDS_A_PAGE = 12


@dataclass(frozen=True)
class TableChoice:
    """A table of the report that has columns; numbered from 1."""

    number: int
    file: str
    sheet: str | None
    columns: int
    is_chosen: bool


@dataclass(frozen=True)
class Profile:
    """The columns of one table whose names hold what was looked for, as far as this page goes."""

    tables: tuple[TableChoice, ...]
    find: str
    rows: int
    found: int
    cards: tuple[ColumnCard, ...]
    pager: Pager


def asked_profile(body: Body) -> Profile | None:
    """Return the columns this request asks for; None if the report has no table.

    `table`, `column` and `page` of the query say which; raises `BodyFaulty` on nonsense.
    """
    tables = [file for file in body["files"] if file["rows"] is not None and file["columns"]]
    wanted = query_number("table", 1)
    find, page = query_text("column", most=200), asked_page(default=CARDS_A_PAGE)
    if not tables:
        return None
    chosen = min(wanted, len(tables))
    table = tables[chosen - 1]
    found = [
        (place, column)
        for place, column in enumerate(table["columns"], start=1)
        if find.casefold() in column["name"].casefold()
    ]
    first = (page.number - 1) * page.size
    return Profile(
        tables=tuple(
            TableChoice(number, each["name"], each["sheet"], len(each["columns"]), number == chosen)
            for number, each in enumerate(tables, start=1)
        ),
        find=echoed({"find": find})["find"],
        rows=table["rows"],
        found=len(found),
        cards=tuple(
            column_card(column, place=place, rows=table["rows"])
            for place, column in found[first : first + page.size]
        ),
        pager=pager(page.number, count=len(found), per_page=page.size),
    )
